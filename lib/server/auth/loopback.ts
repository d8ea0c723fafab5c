/** The names and addresses by which a machine reaches itself alone. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|\[?::ffff:127(?:\.\d{1,3}){3}\]?)$/i;

/** Whether a host, without its port, is this machine to itself. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/**
 * Whether a `Host` header names this machine. A page of another site that has its own name resolve to
 * 127.0.0.1 sends that name. A browser always sends one; what sends none is no browser.
 */
export function isLoopbackHost(header: string | null): boolean {
  return header === null || isLoopback(header.replace(/:\d{1,5}$/, ""));
}
