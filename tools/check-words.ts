// Fails on each word that `docs/glossary.md` rules out (bold, in the last column of its tables) and that some `src/`
// folder uses all the same: in prose, or as a part of a name such as `readAnswer`.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Feishu's own names, in which a ruled-out word may stand. */
const EXEMPT = /\bim\.v1\.message\.reply\b/g;

const glossary = readFileSync("docs/glossary.md", "utf8");
const words = glossary.split("\n").flatMap((line) => {
  const lastCell = line.startsWith("|") ? line.split("|").at(-2) : undefined;
  return Array.from(lastCell?.matchAll(/\*\*(\w+)\*\*/g) ?? [], ([, word]) => word);
});
const ruledOut = new RegExp(`\\b(${words.join("|")})\\b`, "i");

const listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*/src/*"];
const files = execFileSync("git", listed, { encoding: "utf8" })
  .split("\0")
  .filter((file) => /\.(ts|js|mjs|json|html|css)$/.test(file) && existsSync(file));

const uses = files.flatMap((file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => {
      const separated = line.replaceAll(EXEMPT, "").replaceAll(/(?<=[a-z\d])(?=[A-Z])|_/g, " ");
      const word = ruledOut.exec(separated)?.[1];
      return word === undefined ? [] : [`${file}:${index + 1}: "${word.toLowerCase()}": ${line.trim()}`];
    }),
);

if (uses.length > 0) {
  process.stderr.write(
    `${uses.join("\n")}\n${uses.length} uses of a word that docs/glossary.md rules out; it names the word to use\n`,
  );
  process.exitCode = 1;
}
