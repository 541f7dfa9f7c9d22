import type { Contract } from "../contract/contract.ts";
import { valueAt } from "../util/json.ts";
import { baseOf } from "./options.ts";
import type { RecordOptions } from "./options.ts";
import { createRecorder } from "./recorder.ts";
import { createReplayer } from "./replayer.ts";
import type { RecorderOrReplayer } from "./recorder-or-replayer.ts";

/**
 * Creates the recorder or replayer that the options ask for, otherwise returns undefined. Throws an Error for an
 * unusable file, and if neither the options nor the contract name an upstream.
 */
export function createRecorderOrReplayer(
  { record, replay }: { record: RecordOptions | undefined; replay: string | undefined },
  contract: Contract,
): RecorderOrReplayer | undefined {
  if (replay !== undefined) return createReplayer(replay);
  if (!record) return undefined;
  const upstream = baseOf(record.upstream ?? valueAt(contract.document, ["servers", "0", "url"]));
  if (upstream === undefined)
    throw new Error(`record ${record.file}: contract ${contract.source} has no server; use --upstream URL`);
  return createRecorder({ file: record.file, upstream, timeoutMs: record.timeoutMs ?? 30_000 });
}
