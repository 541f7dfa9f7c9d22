/** Does nothing: the cost of a process, or of a compiler run, by itself. */
export async function listOnce(_baseUrl: string): Promise<number> {
  return 0;
}
