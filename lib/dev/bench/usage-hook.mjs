/** Loaded into a process that is measured: answers every message with what the process has used so far. */
let peak = 0;
const sample = () => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
setInterval(sample, 20).unref();
process.on("message", (message) => {
  if (message !== "usage" && message !== "reset") return;
  sample();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, peakBytes: peak });
  if (message === "reset") peak = 0;
});
