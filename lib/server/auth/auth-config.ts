import "server-only";
import { InvalidConfig } from "@/lib/server/config/config";
import { Fields } from "./fields";
import { isLoopback } from "./loopback";

/** How people sign in, and who of them may enter. `.env.example` explains each variable. */
export type AuthConfig = NoSignIn | OidcConfig | ProxyConfig;

/** Everybody who reaches the server is let in. */
interface NoSignIn {
  mode: "none";
  /** The operator said that others than this machine may reach it. */
  anywhere: boolean;
}

export interface OidcConfig {
  mode: "oidc";
  issuer: string;
  clientId: string;
  /** Null for a public client. */
  clientSecret: string | null;
  scopes: string;
  /** The origin at which people reach the app. */
  appUrl: string;
  /** What cookies are sealed with. */
  secret: string;
  sessionSeconds: number;
  accessRules: AccessRules;
}

/** A trusted proxy has signed people in, and says who they are. */
export interface ProxyConfig {
  mode: "proxy";
  proof: HeaderProof | AlbProof;
  /** The origin at which people reach the app, or null where it is told by the `Host` header. */
  appUrl: string | null;
  accessRules: AccessRules;
}

/** A header with the person's name, believed only beside a secret that the proxy alone knows. */
export interface HeaderProof {
  kind: "header";
  header: string;
  /** Where the person's groups stand, or null. */
  groupsHeader: string | null;
  secretHeader: string;
  secret: string;
}

/** The token that an Application Load Balancer of AWS signs. */
export interface AlbProof {
  kind: "alb";
  /** The one load balancer whose tokens are believed. */
  arn: string;
  /** The client that the load balancer signs people in as, or null where any of its listeners' is. */
  clientId: string | null;
  /** The folder in which AWS publishes the keys, without a slash at its end. */
  keysUrl: string;
}

/** Who of those who have signed in may enter, and who of these may write. */
export interface AccessRules {
  /** The claim in which groups or roles stand. */
  claim: string;
  operatorGroups: string[];
  /** Null: no group is asked for. */
  viewerGroups: string[] | null;
  /** Domains of verified e-mail addresses, in small letters. Null: none is asked for. */
  domains: string[] | null;
}

/** What the operator has to write to serve without a sign-in beyond this machine. */
export const ANYWHERE = "yes, without sign-in";

const SECRET_LENGTH = 32;
const DAY_OF_WORK = 8 * 60 * 60;
const ALB_ARN = /^arn:(aws[a-z-]*):elasticloadbalancing:([a-z\d-]+):\d{12}:loadbalancer\/app\/[\w-]+\/[\da-f]+$/;
const HEADER = /^[a-z\d-]{1,64}$/i;

/** Set without the mode that reads them, they would promise a protection that is not there. */
const READ_BY: Readonly<Record<string, readonly AuthConfig["mode"][]>> = {
  LEDGER_OIDC_ISSUER: ["oidc"],
  LEDGER_OIDC_CLIENT_ID: ["oidc"],
  LEDGER_OIDC_CLIENT_SECRET: ["oidc"],
  LEDGER_PROXY_HEADER: ["proxy"],
  LEDGER_ALB_ARN: ["proxy"],
  LEDGER_OPERATOR_GROUPS: ["oidc", "proxy"],
  LEDGER_VIEWER_GROUPS: ["oidc", "proxy"],
  LEDGER_ALLOWED_DOMAINS: ["oidc", "proxy"],
  LEDGER_SERVE_ANYWHERE: ["none"],
};

/**
 * Reads how people sign in from environment variables.
 *
 * @throws InvalidConfig with every fault at once, each naming the variable and what was expected.
 */
export function readAuthConfig(environment: Readonly<Record<string, string | undefined>>): AuthConfig {
  const fields = new Fields(environment);
  const config = read(fields);
  if (config === null || fields.faults.length > 0) throw new InvalidConfig(fields.faults);
  return config;
}

function read(fields: Fields): AuthConfig | null {
  const mode = fields.optional("LEDGER_AUTH") ?? "none";
  if (mode !== "none" && mode !== "oidc" && mode !== "proxy") {
    fields.fault("LEDGER_AUTH", `expected oidc, proxy or none, not “${mode}”`);
    return null;
  }
  for (const [name, modes] of Object.entries(READ_BY)) {
    if (fields.optional(name) !== null && !modes.includes(mode)) {
      fields.fault("LEDGER_AUTH", `expected ${modes.join(" or ")} where ${name} is set, not ${mode}`);
    }
  }
  if (mode === "none") return noSignIn(fields);
  return mode === "oidc" ? oidc(fields) : proxy(fields);
}

function noSignIn(fields: Fields): NoSignIn {
  const expected = `“${ANYWHERE}” in just these words, or nothing`;
  return { mode: "none", anywhere: fields.checked("LEDGER_SERVE_ANYWHERE", expected, (text) => text === ANYWHERE) !== null };
}

function oidc(fields: Fields): OidcConfig {
  return {
    mode: "oidc",
    issuer: fields.required("LEDGER_OIDC_ISSUER", "the provider's https address, such as https://login.example.com", isIssuer),
    clientId: fields.required("LEDGER_OIDC_CLIENT_ID", "the id that the provider gave this app"),
    clientSecret: fields.optional("LEDGER_OIDC_CLIENT_SECRET"),
    scopes:
      fields.checked("LEDGER_OIDC_SCOPES", "scopes with blanks between, openid among them", (text) =>
        text.split(/\s+/).includes("openid"),
      ) ?? "openid profile email",
    appUrl: fields.required("LEDGER_APP_URL", ORIGIN, isOrigin).replace(/\/$/, ""),
    secret: fields.required("LEDGER_SESSION_SECRET", `at least ${SECRET_LENGTH} characters that nobody can guess`, isSecret),
    sessionSeconds: fields.whole("LEDGER_SESSION_SECONDS", 60, DAY_OF_WORK, DAY_OF_WORK),
    accessRules: accessRules(fields),
  };
}

function proxy(fields: Fields): ProxyConfig {
  const appUrl = fields.checked("LEDGER_APP_URL", ORIGIN, isOrigin)?.replace(/\/$/, "") ?? null;
  return { mode: "proxy", proof: proof(fields), appUrl, accessRules: accessRules(fields) };
}

function proof(fields: Fields): HeaderProof | AlbProof {
  const header = fields.checked("LEDGER_PROXY_HEADER", "the name of a header", isHeader);
  const arn = fields.checked("LEDGER_ALB_ARN", "the ARN of an Application Load Balancer", (text) => ALB_ARN.test(text));
  if ((header === null) === (arn === null) && fields.optional("LEDGER_PROXY_HEADER") === fields.optional("LEDGER_ALB_ARN")) {
    fields.fault("LEDGER_PROXY_HEADER", "expected where LEDGER_AUTH is proxy, or LEDGER_ALB_ARN in its place");
  } else if (header !== null && arn !== null) {
    fields.fault("LEDGER_PROXY_HEADER", "expected either this or LEDGER_ALB_ARN, not both");
  }
  return header === null ? albProof(fields, arn ?? "") : headerProof(fields, header);
}

function headerProof(fields: Fields, header: string): HeaderProof {
  return {
    kind: "header",
    header,
    groupsHeader: fields.checked("LEDGER_PROXY_GROUPS_HEADER", "the name of a header", isHeader),
    secretHeader: fields.checked("LEDGER_PROXY_SECRET_HEADER", "the name of a header", isHeader) ?? "x-ledger-proxy-secret",
    secret: fields.required("LEDGER_PROXY_SECRET", `at least ${SECRET_LENGTH} characters that only the proxy knows`, isSecret),
  };
}

function albProof(fields: Fields, arn: string): AlbProof {
  const [, partition = "aws", region = ""] = ALB_ARN.exec(arn) ?? [];
  const keysUrl = fields.checked("LEDGER_ALB_KEYS_URL", "an https address", isIssuer) ?? publishedKeys(partition, region);
  return { kind: "alb", arn, clientId: fields.optional("LEDGER_ALB_CLIENT_ID"), keysUrl: keysUrl.replace(/\/$/, "") };
}

/** Where AWS publishes the keys of its load balancers (Elastic Load Balancing, "Authenticate users", "Signature verification"). */
function publishedKeys(partition: string, region: string): string {
  return partition === "aws-us-gov"
    ? `https://s3-${region}.amazonaws.com/aws-elb-public-keys-prod-${region}`
    : `https://public-keys.auth.elb.${region}.amazonaws.com`;
}

function accessRules(fields: Fields): AccessRules {
  const operators = fields.list("LEDGER_OPERATOR_GROUPS");
  const viewers = fields.list("LEDGER_VIEWER_GROUPS");
  const domains = fields.list("LEDGER_ALLOWED_DOMAINS").map((domain) => domain.toLowerCase().replace(/^@/, ""));
  const wrong = domains.find((domain) => domain !== "*" && !/^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(domain));
  if (wrong !== undefined) fields.fault("LEDGER_ALLOWED_DOMAINS", `expected domains such as example.com, or *, not “${wrong}”`);
  if (domains.length === 0 && viewers.length === 0) {
    fields.fault(
      "LEDGER_ALLOWED_DOMAINS",
      "expected domains, or * for everybody whom the provider signs in, where LEDGER_VIEWER_GROUPS is not set",
    );
  }
  return {
    claim: fields.optional("LEDGER_ROLE_CLAIM") ?? "groups",
    operatorGroups: operators,
    viewerGroups: viewers.length === 0 ? null : viewers,
    domains: domains.length === 0 || domains.includes("*") ? null : domains,
  };
}

const ORIGIN = "the address at which people reach the app, such as https://ledger.example.com, without a path";

const isHeader = (text: string): boolean => HEADER.test(text);
const isSecret = (text: string): boolean => text.length >= SECRET_LENGTH;

/** Only on this machine may it go without encryption. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return (protocol === "https:" || (protocol === "http:" && isLoopback(hostname))) && username === "";
}

const isOrigin = (text: string): boolean => isIssuer(text) && new URL(text).origin === text.replace(/\/$/, "");
