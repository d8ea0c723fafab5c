/** The container's health check: ends with 0 where the server answers on this machine, else with 1. The image has no curl. */
const { HOSTNAME = "", PORT = "3000" } = process.env;
const host = ["", "0.0.0.0", "::"].includes(HOSTNAME) ? "127.0.0.1" : HOSTNAME.includes(":") ? `[${HOSTNAME}]` : HOSTNAME;

const answer = await fetch(`http://${host}:${PORT}/api/health`, { redirect: "error", signal: AbortSignal.timeout(4_000) }).catch(
  () => null,
);
process.exitCode = answer?.ok ? 0 : 1;
