/** Nothing: what a process, or a compiler, costs by itself. */
export async function listOnce(_baseUrl: string): Promise<number> {
  return 0;
}
