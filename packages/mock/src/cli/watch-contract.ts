import type { Mock } from "../mock/start-mock.ts";
import { watchFile } from "./watch-file.ts";

/**
 * Reloads the contract when its file changes and reports the result. Keeps the old contract if the new one is invalid.
 */
export function watchContract(mock: Mock, path: string, report: (message: string) => void): () => void {
  let isInvalid = false;
  return watchFile(path, async () => {
    try {
      const isNew = await mock.reload(path);
      if (isNew) report(`contract ${path}: reloaded. 已重新加载。`);
      else if (isInvalid) report(`contract ${path}: valid again, unchanged. 已恢复。`);
      isInvalid = false;
    } catch (error) {
      isInvalid = true;
      const reason = error instanceof Error ? error.message : String(error);
      report(`${reason}; still serving the previous contract. 仍使用之前的定义。`);
    }
  });
}
