import { isLoopback } from "./loopback";

/** Hosts of Microsoft Entra ID in each of its clouds ("National clouds", "Endpoints"); `sts.*` in tokens of version 1. */
const ENTRA_HOSTS = new Set([
  "login.microsoftonline.com",
  "login.microsoft.com",
  "login.windows.net",
  "sts.windows.net",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
  "login.chinacloudapi.cn",
  "sts.chinacloudapi.cn",
]);

/** Paths that sign in people of every tenant, and the tenant of personal accounts. */
const ENTRA_SHARED = new Set(["common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"]);

const TENANT_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Providers whose people register themselves, with any address. */
const PUBLIC_HOST = /^(?:accounts\.google\.com|appleid\.apple\.com|.+\.b2clogin\.com|.+\.ciamlogin\.com)$/;

const GOOGLE = /^(?:https:\/\/)?accounts\.google\.com$/;

/** An issuer's address is https; only on this machine may it go without encryption. */
export function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return (protocol === "https:" || (protocol === "http:" && isLoopback(hostname))) && username === "";
}

/** The tenant that an issuer of Microsoft Entra ID names in its path, by id or name. Null for other issuers. */
function entraPath(issuer: string): string | null {
  if (!URL.canParse(issuer)) return null;
  const { hostname, pathname } = new URL(issuer);
  return ENTRA_HOSTS.has(hostname) ? (pathname.split("/")[1] ?? "").toLowerCase() : null;
}

export const isEntra = (issuer: string): boolean => entraPath(issuer) !== null;

/** Whether an issuer of Microsoft Entra ID signs in people of any tenant, whose own administrators name their groups and roles. */
export function isMultiTenant(issuer: string): boolean {
  const path = entraPath(issuer);
  return path === "" || (path !== null && ENTRA_SHARED.has(path));
}

/** The id of the one tenant that an issuer of Microsoft Entra ID stands for, or null. */
export function entraTenant(issuer: string): string | null {
  const path = entraPath(issuer);
  return path !== null && TENANT_ID.test(path) && !ENTRA_SHARED.has(path) ? path : null;
}

/** Whether people register themselves at an issuer. */
export const isPublic = (issuer: string): boolean => URL.canParse(issuer) && PUBLIC_HOST.test(new URL(issuer).hostname);

export const isGoogle = (issuer: string): boolean => GOOGLE.test(issuer);

/** Whether two addresses name the same issuer: some are written with a slash at the end, some without. */
export const isSameIssuer = (one: string, other: string): boolean => one.replace(/\/$/, "") === other.replace(/\/$/, "");
