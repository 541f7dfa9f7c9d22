import type { Mock } from "../start-mock.ts";
import { watchFile } from "../watch.ts";

/** Serves a contract again whenever its file is edited, and tells of it; a broken one leaves the old one in place. */
export function watchContract(mock: Mock, path: string, tell: (message: string) => void): () => void {
  let isBroken = false;
  return watchFile(path, async () => {
    try {
      const isNew = await mock.reload(path);
      if (isNew) tell(`contract ${path}: the edited one is served. 已重新加载。`);
      else if (isBroken) tell(`contract ${path}: whole again, the same one is served. 已恢复。`);
      isBroken = false;
    } catch (error) {
      isBroken = true;
      const reason = error instanceof Error ? error.message : String(error);
      tell(`${reason}; the one from before is served on. 仍使用之前的定义。`);
    }
  });
}
