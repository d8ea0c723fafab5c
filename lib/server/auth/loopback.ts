/** Names and addresses of the machine itself. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|\[?::ffff:127(?:\.\d{1,3}){3}\]?)$/i;

/** Whether a host, without its port, is this machine. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/**
 * Whether a `Host` header names this machine. A site whose name resolves to 127.0.0.1 (DNS rebinding) sends its own name.
 * Browsers always send the header; a client without it is no browser.
 */
export function isLoopbackHost(header: string | null): boolean {
  return header === null || isLoopback(header.replace(/:\d{1,5}$/, ""));
}
