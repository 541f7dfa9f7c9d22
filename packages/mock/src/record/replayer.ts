import { mockError, reply } from "../answer.ts";
import { redactText } from "../log/redact.ts";
import type { MockReply } from "../message.ts";
import { differences, fingerprintOf } from "./fingerprint.ts";
import type { Fingerprint } from "./fingerprint.ts";
import type { Recording } from "./recording.ts";
import type { AnswerSource } from "./source.ts";
import { readTape } from "./tape.ts";

/** Recordings of one request, in their order. */
interface Track {
  readonly fingerprint: Fingerprint;
  readonly target: string;
  readonly replies: readonly MockReply[];
  played: number;
}

/** The most of a target that a message repeats. */
const mostText = 300;

/**
 * Answers as recorded: several answers to the same request in their order, and the last one ever after. Where a token
 * was issued, a made-up one is; any token is taken. A request that was never recorded gets a 501 of the mock's own that
 * names it and the nearest one that was. Throws an Error for a file that is no recording.
 */
export function createReplayer(file: string): AnswerSource {
  const { recordings, isTorn } = readTape(file);
  const tracks = tracksOf(recordings);
  const torn = isTorn ? ", without the last one, which was cut off" : "";
  return {
    about: `replays ${recordings.length} answers of ${file}${torn} / 回放`,
    async answer(request) {
      const fingerprint = fingerprintOf(request);
      const track = tracks.get(JSON.stringify(fingerprint));
      if (!track)
        return reply(mockError(501, notRecorded(file, fingerprint, request.target, [...tracks.values()])));
      const { status, headers, body } = track.replies[Math.min(track.played, track.replies.length - 1)]!;
      track.played += 1;
      return { status, headers: { ...headers }, body };
    },
    reset() {
      for (const track of tracks.values()) track.played = 0;
    },
  };
}

function tracksOf(recordings: readonly Recording[]): Map<string, Track> {
  const tracks = new Map<
    string,
    { -readonly [Member in keyof Track]: Track[Member] } & { replies: MockReply[] }
  >();
  for (const { request, response } of recordings) {
    const fingerprint = fingerprintOf(request);
    const key = JSON.stringify(fingerprint);
    const track = tracks.get(key) ?? { fingerprint, target: request.target, replies: [], played: 0 };
    track.replies.push(replyOf(response));
    tracks.set(key, track);
  }
  return tracks;
}

function replyOf({ status, headers, body: recorded }: Recording["response"]): MockReply {
  const body = withTokens(recorded);
  return { status, headers: { ...headers, "content-length": String(body.byteLength) }, body };
}

/** The recorder took them out; a client looks at no more than their beginning. */
function withTokens(body: Buffer): Buffer {
  const text = body.toString("latin1");
  const made = text.replaceAll(
    /("(tenant_|app_|user_)?(?:access|refresh)_token"\s*:\s*")\[redacted\]/g,
    (_, start: string, owner: string | undefined) =>
      `${start}${owner === "tenant_" || owner === "app_" ? "t" : "u"}-replayed-by-feishu-mock`,
  );
  return Buffer.from(made, "latin1");
}

function notRecorded(file: string, asked: Fingerprint, target: string, tracks: readonly Track[]): string {
  const what = `${named(asked.method, target)} was never recorded in ${file}`;
  const [nearest] = tracks
    .map((track) => ({ track, differing: differences(asked, track.fingerprint) }))
    .toSorted((one, other) => distance(one.differing) - distance(other.differing));
  if (!nearest) return `${what}, which holds nothing; record it with --record`;
  const { track, differing } = nearest;
  return `${what}; nearest is ${named(track.fingerprint.method, track.target)}, with another ${differing.join(", ")}`;
}

function named(method: string, target: string): string {
  return `${method} ${redactText(target).slice(0, mostText)}`;
}

/** Another path is another operation: no likeness of the rest makes up for it. */
function distance(differing: readonly string[]): number {
  return (
    differing.length + (differing.includes("path") ? 1000 : 0) + (differing.includes("method") ? 100 : 0)
  );
}
