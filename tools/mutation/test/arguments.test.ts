import { expect, test } from "vitest";
import { readArguments, UsageError } from "../src/arguments.ts";

test("without arguments it is every mutant of both packages", () => {
  expect(readArguments([])).toEqual({
    help: false,
    packages: ["client", "mock"],
    sample: undefined,
    seed: 1,
    files: [],
    concurrency: 2,
    write: false,
  });
});

test("a sample of some files of a package", () => {
  const argv = [
    "--package",
    "mock",
    "--sample=50",
    "--seed",
    "0",
    "--files",
    "cli.ts,cli/**",
    "--concurrency",
    "1",
  ];
  expect(readArguments(argv)).toMatchObject({
    packages: ["mock"],
    sample: 50,
    seed: 0,
    files: ["cli.ts", "cli/**"],
    concurrency: 1,
  });
});

test("the scores of one package may be written", () => {
  expect(readArguments(["--write", "--package", "mock"])).toMatchObject({ packages: ["mock"], write: true });
});

test.each([
  [["--package", "spec"], '--package: unknown package "spec"; known are client, mock'],
  [["--sample", "0"], '--sample: "0"; give a whole number of at least 1'],
  [["--sample", "10%"], '--sample: "10%"; give a whole number of at least 1'],
  [["--seed=-1"], '--seed: "-1"; give a whole number of at least 0'],
  [["--concurrency", "1e3"], '--concurrency: "1e3"; give a whole number of at least 1'],
  [["--files", ","], "--files: no file"],
  [["--write", "--files", "a.ts"], "--write needs all of a package, so it does not go with --files"],
  [["--all"], "Unknown option '--all'"],
  [["client"], "Unexpected argument 'client'"],
])("%j is refused: %s", (argv, message) => {
  expect(() => readArguments(argv)).toThrow(UsageError);
  expect(() => readArguments(argv)).toThrow(message);
});
