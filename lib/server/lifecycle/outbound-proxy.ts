import "server-only";
import { EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

/**
 * Sends what this process fetches (the sign-in's provider, a load balancer's keys) through the proxy that `HTTPS_PROXY` and
 * `HTTP_PROXY` name, except to the hosts of `NO_PROXY`. Node.js does so itself from version 24 on, if it is told at its start.
 */
export function followOutboundProxy(): void {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  if (HTTPS_PROXY || https_proxy || HTTP_PROXY || http_proxy) setGlobalDispatcher(new EnvHttpProxyAgent());
}
