import type { Contract } from "../contract/contract.ts";
import { valueAt } from "../json.ts";
import { baseOf } from "./options.ts";
import type { RecordOptions } from "./options.ts";
import { createRecorder } from "./recorder.ts";
import { createReplayer } from "./replayer.ts";
import type { AnswerSource } from "./source.ts";

/**
 * The recorder or the replayer that options ask for; undefined where the mock answers by itself. Throws an Error for a
 * file that cannot be used, and where nothing says whom to ask.
 */
export function createSource(
  { record, replay }: { record: RecordOptions | undefined; replay: string | undefined },
  contract: Contract,
): AnswerSource | undefined {
  if (replay !== undefined) return createReplayer(replay);
  if (!record) return undefined;
  const upstream = baseOf(record.upstream ?? valueAt(contract.document, ["servers", "0", "url"]));
  if (upstream === undefined)
    throw new Error(`record ${record.file}: contract ${contract.source} names no server; say --upstream URL`);
  return createRecorder({ file: record.file, upstream, timeoutMs: record.timeoutMs ?? 30_000 });
}
