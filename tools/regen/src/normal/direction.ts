/** Who sends the value. It decides which changes break a caller. */
export type Direction = "request" | "response";
