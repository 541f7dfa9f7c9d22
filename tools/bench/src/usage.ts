/** What a piece of work took. */
export interface Usage {
  /** Wall clock, in milliseconds. */
  readonly wallMs: number;
  /** User and system time of this process, in milliseconds. */
  readonly cpuMs: number;
}

/** Does the work and tells what it took. */
export async function used<Result>(work: () => Promise<Result>): Promise<Usage & { result: Result }> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - startedAt, cpuMs: (user + system) / 1000, result };
}

/** The most memory that this process ever had, in megabytes. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
