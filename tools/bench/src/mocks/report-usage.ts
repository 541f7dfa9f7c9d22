// Preloaded into a mock's process: reports to the benchmark what the process has used so far.
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, rssMegabytes: process.memoryUsage.rss() / 1024 / 1024 });
});
process.on("disconnect", () => process.exit());
