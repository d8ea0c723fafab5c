import "server-only";
import { ProxyAgent } from "proxy-agent";

/** Connections to one host at once: the SDK's own default. */
const MAX_SOCKETS = 50;
const VARIABLES = ["HTTPS_PROXY", "HTTP_PROXY"];

interface Timeouts {
  connectionTimeout: number;
  requestTimeout: number;
  socketTimeout?: number;
}

let shared: ProxyAgent | null = null;

/**
 * Options for the SDK's request handler, which knows nothing of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` itself. The
 * credentials of an instance or a container come from its own host, and pass no proxy.
 */
export function requestHandler(timeouts: Timeouts) {
  return { ...timeouts, throwOnRequestTimeout: true, ...proxyAgents() };
}

/** Agents that ask a proxy, where one is set. */
export function proxyAgents(): { httpAgent?: ProxyAgent; httpsAgent?: ProxyAgent } {
  if (!VARIABLES.some((name) => process.env[name] || process.env[name.toLowerCase()])) return {};
  shared ??= new ProxyAgent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  return { httpAgent: shared, httpsAgent: shared };
}
