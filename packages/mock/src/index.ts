export { startMock } from "./start-mock.ts";
export type { Mock } from "./start-mock.ts";
export type { MockApp, MockOptions } from "./options.ts";
