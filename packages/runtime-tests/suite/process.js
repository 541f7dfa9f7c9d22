// For Node, Bun and Deno: reads the task from the arguments, prints the results as one line of JSON.
import { runSuite } from "./suite.js";

const { servers, transport } = JSON.parse(globalThis.process.argv[2]);
const fetch = transport === "node" ? (await import("@feishu-openapi/client/node")).nodeFetch() : undefined;
console.log(JSON.stringify(await runSuite(servers, fetch)));
