// A whole process: `start <program> <base URL>` lists chats once and ends.
const [, , program, baseUrl = ""] = process.argv;
const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
const { listOnce } = (await import(`./programs/${program}${extension}`)) as {
  listOnce: (baseUrl: string) => Promise<number>;
};
process.stdout.write(`${await listOnce(baseUrl)}\n`);
