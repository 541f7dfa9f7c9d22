// Node, Bun and Deno: the task comes as an argument, the results go out as one line.
import { runSuite } from "./suite.js";

const { places, transport } = JSON.parse(globalThis.process.argv[2]);
const fetch = transport === "node" ? (await import("@feishu-openapi/client/node")).nodeFetch() : undefined;
console.log(JSON.stringify(await runSuite(places, fetch)));
