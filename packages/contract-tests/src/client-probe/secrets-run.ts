import { operations, type JsonObject, type Operation } from "../contract.ts";
import { methodOf } from "../subject.ts";
import { describeEnd, secretFaults } from "./outcome-faults.ts";
import { perform } from "./perform.ts";
import { jsonReply, logId, type Probing } from "./probing.ts";
import type { Reply } from "./transport.ts";

/** So begin the secrets, in every form: even this much of one must not be seen. */
const telling = "opaquehush";
/** With what a URL and JSON write otherwise, and nothing that looks like a token of Feishu's. */
const secret = `${telling}/"0123\\456+789=abcdefghij`;
/** One that could be a log id or the name of a host. */
const plainSecret = `${telling}0123456789abcdef`;
/** Somebody else's token. */
const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl";

/** How an echo may write a secret. */
const forms: readonly [how: string, write: (text: string) => string][] = [
  ["as it is", (text) => text],
  ["as in a URL", encodeURIComponent],
  ["as in JSON", (text) => JSON.stringify(text).slice(1, -1)],
  ["in upper case", (text) => text.toUpperCase()],
  ["as in a URL, in lower case", (text) => encodeURIComponent(text).toLowerCase()],
  ["after Bearer", (text) => `Bearer ${text}`],
];

/** Has servers and transports say again what they were sent, in every form and place: no error or event may. */
export async function probeSecrets(probing: Probing): Promise<void> {
  for (const operation of operations) {
    const params = "app_secret" in operation.minimal ? { app_secret: secret } : {};
    for (const [how, write] of forms)
      for (const [where, reply] of echoesOf(write(secret)))
        await echo(probing, operation, `the secret ${how}, ${where}`, reply, secret, params, telling);
    const plain = "app_secret" in operation.minimal ? { app_secret: plainSecret } : {};
    for (const [where, reply] of namedBy(plainSecret))
      await echo(probing, operation, `the secret as ${where}`, reply, plainSecret, plain, telling);
    for (const [where, reply] of [...echoesOf(jwt), ...namedBy(jwt.slice(0, 20))])
      await echo(probing, operation, `a JWT ${where}`, reply, secret, params, jwt.slice(0, 20));
  }
}

async function echo(
  { createClient, recording }: Probing,
  operation: Operation,
  name: string,
  reply: Reply,
  token: string,
  params: JsonObject,
  needle: string,
): Promise<void> {
  const came = await perform(
    createClient,
    () => reply,
    (client) => methodOf(client, operation)({ ...operation.minimal, ...params }, { retry: false }),
    { token },
  );
  recording.noteCall(
    { operation: operation.id, name: `an echo of ${name}` },
    {
      client_secrets: [
        ...(came.ended === "error" ? [] : [`it was to fail, and ${describeEnd(came)}`]),
        ...secretFaults([needle], came),
      ],
    },
  );
}

/** Where a text of any characters may be said again. */
function echoesOf(text: string): [where: string, reply: Reply][] {
  const violation = { field: "x", value: text, description: text };
  const html = { "content-type": "text/html" };
  const inner = Object.assign(new Error(`cannot send ${text}`), { code: text });
  return [
    ["in a message", jsonReply({ code: 232025, msg: `got ${text}, no` }, 400)],
    ["across a message's cut", jsonReply({ code: 232025, msg: "x".repeat(489) + text }, 400)],
    ["in a violation", jsonReply({ code: 232001, msg: "", error: { field_violations: [violation] } }, 400)],
    ["in a page", { status: 403, headers: html, text: `<p>${text}</p>` }],
    ["across a page's cut", { status: 403, headers: html, text: "x".repeat(189) + text }],
    ["in JSON without a code", jsonReply({ got: text })],
    ["in a content type", { status: 403, headers: { "content-type": `text/${text}` }, text: "no" }],
    ["in a broken connection", { error: new TypeError(`no ${text}`, { cause: inner }) }],
  ];
}

/** Where a text of letters and digits may be said again. */
function namedBy(text: string): [where: string, reply: Reply][] {
  const body = { code: 232025, msg: "" };
  return [
    ["a log id", jsonReply(body, 400, { "x-tt-logid": text })],
    ["a log id in upper case", jsonReply(body, 400, { "x-tt-logid": text.toUpperCase() })],
    ["part of a log id", jsonReply(body, 400, { "x-tt-logid": `${logId}-${text}`.slice(0, 64) })],
    ["a log id in the body", { ...jsonReply({ ...body, log_id: text }, 400), headers: {} }],
    ["the id of a page", { status: 502, headers: { "x-tt-logid": text }, text: "<p>" }],
    ["a redirect's host", { status: 302, headers: { location: `https://${text}.test/` }, text: "" }],
  ];
}
