// A whole process: `start <program> <base URL>` lists chats once and ends.
import { extname } from "node:path";

const [, , program, baseUrl = ""] = process.argv;
const { listOnce } = (await import(`../programs/${program}${extname(import.meta.url)}`)) as {
  listOnce: (baseUrl: string) => Promise<number>;
};
process.stdout.write(`${await listOnce(baseUrl)}\n`);
