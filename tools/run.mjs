// Commands of the root with more than one step: `node tools/run.mjs demo`. Plain JavaScript without dependencies, since
// it runs before the install, on the Node that runs pnpm.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { failuresIn } from "./failures.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const install = ["pnpm", "install", "--frozen-lockfile"];

/** The steps of each command. The first that fails ends the command. `program` gets the user's arguments. */
const COMMANDS = {
  demo: {
    steps: [
      install,
      ["node", "tools/codegen/src/cli.ts", "--quiet"],
      ["turbo", "run", "build", "--output-logs=errors-only"],
    ],
    program: ["node", "examples/src/demo.ts"],
  },
  test: {
    // The tests start Node some hundred times with the same code.
    environment: { NODE_COMPILE_CACHE: join(root, "node_modules/.cache/node") },
    steps: [
      install,
      // First, since stale files would make other steps fail too.
      ["turbo", "run", "fresh", "--output-logs=new-only"],
      // prettier-ignore
      ["turbo", "run", "lint", "types", "test", "package", "--continue=dependencies-successful", "--output-logs=new-only"],
      ["node", ".ci/count-tests.ts"],
    ],
  },
  regen: { steps: [], program: ["node", "tools/regen/src/cli.ts"] },
  compare: { steps: [], program: ["node", "tools/pages/src/cli.ts"] },
  check: { steps: [["turbo", "run", "fresh", "lint", "types", "package", "--output-logs=new-only"]] },
  contract: { steps: [["turbo", "run", "test", "--filter=@feishu-openapi/contract-tests"]] },
  runtimes: {
    steps: [
      install,
      [
        "turbo",
        "run",
        "build",
        "--filter=@feishu-openapi/client",
        "--filter=@feishu-openapi/mock",
        "--output-logs=errors-only",
      ],
      ["pnpm", "--filter", "@feishu-openapi/runtime-tests", "runtimes"],
      ["pnpm", "--filter", "@feishu-openapi/mock", "browser"],
    ],
  },
  bench: {
    steps: [
      install,
      ["turbo", "run", "build", "--filter=@feishu-openapi/bench", "--output-logs=errors-only"],
    ],
    program: ["node", "tools/bench/dist/cli.js"],
  },
  mutation: { steps: [install], program: ["pnpm", "--filter", "@feishu-openapi/mutation", "run"] },
  mock: {
    // The built contract must be up to date, unless another one is given.
    steps: [
      ...(process.argv.some((argument) => /^--contract(=|$)/.test(argument))
        ? []
        : [["node", "tools/codegen/src/cli.ts", "--check", "--quiet"]]),
      ["turbo", "run", "build", "--filter=@feishu-openapi/mock", "--output-logs=errors-only"],
    ],
    program: ["node", "packages/mock/dist/cli.js"],
  },
};

/** Removes the reports of earlier runs, which must not be counted. turbo restores those of cached tasks. */
function removeReports() {
  for (const parent of [".", "packages", "tools"]) {
    for (const { name } of readdirSync(join(root, parent), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )) {
      if (name !== "node_modules")
        rmSync(join(root, parent, name, "reports"), { recursive: true, force: true });
    }
  }
}

/** Runs a program. With `log`, a file, its output goes there too. Returns its exit code. */
function run([command, ...args], more = {}, log) {
  const environment = { TURBO_TELEMETRY_DISABLED: "1", ...more, ...process.env };
  // The log takes the place of the terminal.
  if (log && process.stdout.isTTY) environment.FORCE_COLOR ??= "1";
  // On Windows the commands are scripts, which need a shell.
  const shell = process.platform === "win32";
  const child = spawn(command, args, {
    cwd: root,
    stdio: log ? ["inherit", "pipe", "pipe"] : "inherit",
    env: environment,
    shell,
  });
  const file = log && createWriteStream(log, { flags: "a" });
  if (file) {
    for (const stream of ["stdout", "stderr"])
      child[stream].on("data", (chunk) => {
        process[stream].write(chunk);
        file.write(chunk);
      });
  }
  return new Promise((resolve) => {
    child.on("error", (error) => {
      process.stderr.write(`${command}: failed to start (${error.code}); use: npx -y pnpm@12 <command>\n`);
      resolve(1);
    });
    child.on("close", (status) => {
      // The log is read after a failure, so it must be complete.
      if (file) file.end(() => resolve(status ?? 1));
      else resolve(status ?? 1);
    });
  });
}

/** Prints what failed, since the log above is long. */
function printFailures(log) {
  const lines = failuresIn(readFileSync(join(root, log), "utf8"));
  process.stderr.write(`\n${lines.join("\n")}\nwhole log: ${log}\n`);
}

const [name = "", ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command || (args.length > 0 && !command.program)) {
  const problem = command ? `unknown argument "${args[0]}"; ${name} takes none` : `unknown command "${name}"`;
  process.stderr.write(`${problem}; the commands are ${Object.keys(COMMANDS).join(", ")}\n`);
  process.exit(2);
}
const log = name === "test" || name === "check" ? `node_modules/.cache/${name}.log` : undefined;
if (name === "test") removeReports();
if (log) {
  mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
  rmSync(join(root, log), { force: true });
}
for (const step of command.steps) {
  const status = await run(step, command.environment, log && join(root, log));
  if (status === 0) continue;
  if (log) printFailures(log);
  process.exit(status);
}
if (command.program) process.exit(await run([...command.program, ...args]));
