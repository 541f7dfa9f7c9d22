import type { MockResponse } from "../http/message.ts";
import { mockError, toResponse } from "../http/response.ts";
import { redactText } from "../log/redact.ts";
import { differences, fingerprintOf } from "./fingerprint.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { readHarFile } from "./har-file.ts";
import type { Recording } from "./recording.ts";
import type { RecorderOrReplayer } from "./recorder-or-replayer.ts";

/** The recorded responses to one request, in order. */
interface Track {
  readonly fingerprint: Fingerprint;
  readonly target: string;
  readonly responses: MockResponse[];
  /** Number of responses replayed so far. */
  replayed: number;
}

/** Targets in messages are cut after this many characters. */
const maxTarget = 300;

/**
 * Creates a replayer. It replays recorded responses: those to the same request in order, then the last one again.
 * Redacted tokens are replaced by placeholders, and every token is accepted. An unknown request gets a 501 of the mock
 * that names the closest recorded one. Throws an Error for a file that is not a recording.
 */
export function createReplayer(file: string): RecorderOrReplayer {
  const { recordings, isTruncated } = readHarFile(file);
  const tracks = tracksOf(recordings);
  const note = isTruncated ? " (the last one is incomplete and ignored)" : "";
  return {
    description: `replays ${recordings.length} responses of ${file}${note} / 回放`,
    async respond(request) {
      const fingerprint = fingerprintOf(request);
      const track = tracks.get(JSON.stringify(fingerprint));
      if (!track) {
        const message = notRecorded(file, fingerprint, request.target, [...tracks.values()]);
        return toResponse(mockError(501, message));
      }
      const index = Math.min(track.replayed, track.responses.length - 1);
      track.replayed += 1;
      const { status, headers, body } = track.responses[index]!;
      return { status, headers: { ...headers }, body };
    },
    reset() {
      for (const track of tracks.values()) track.replayed = 0;
    },
  };
}

function tracksOf(recordings: readonly Recording[]): Map<string, Track> {
  const tracks = new Map<string, Track>();
  for (const { request, response } of recordings) {
    const fingerprint = fingerprintOf(request);
    const key = JSON.stringify(fingerprint);
    const track = tracks.get(key) ?? { fingerprint, target: request.target, responses: [], replayed: 0 };
    track.responses.push(responseOf(response));
    tracks.set(key, track);
  }
  return tracks;
}

function responseOf({ status, headers, body: recorded }: Recording["response"]): MockResponse {
  const body = withTokens(recorded);
  return { status, headers: { ...headers, "content-length": String(body.byteLength) }, body };
}

/** Replaces redacted tokens by placeholders. Clients only look at the prefix. */
function withTokens(body: Buffer): Buffer {
  const text = body.toString("latin1");
  const filled = text.replaceAll(
    /("(tenant_|app_|user_)?(?:access|refresh)_token"\s*:\s*")\[redacted\]/g,
    (_, start: string, owner: string | undefined) =>
      `${start}${owner === "tenant_" || owner === "app_" ? "t" : "u"}-replayed-by-feishu-mock`,
  );
  return Buffer.from(filled, "latin1");
}

function notRecorded(file: string, requested: Fingerprint, target: string, tracks: readonly Track[]): string {
  const problem = `${describe(requested.method, target)} was not recorded in ${file}`;
  const [closest] = tracks
    .map((track) => ({ track, differing: differences(requested, track.fingerprint) }))
    .toSorted((left, right) => distance(left.differing) - distance(right.differing));
  if (!closest) return `${problem}, which is empty; record it with --record`;
  const { track, differing } = closest;
  const recorded = describe(track.fingerprint.method, track.target);
  return `${problem}; the closest is ${recorded}, which differs in ${differing.join(", ")}`;
}

function describe(method: string, target: string): string {
  return `${method} ${redactText(target).slice(0, maxTarget)}`;
}

/** Another path or method outweighs all other differences. */
function distance(differing: readonly string[]): number {
  return (
    differing.length + (differing.includes("path") ? 1000 : 0) + (differing.includes("method") ? 100 : 0)
  );
}
