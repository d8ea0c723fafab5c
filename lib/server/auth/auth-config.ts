/** How people sign in, and who of them may enter. `.env.example` explains each variable. */
export type AuthConfig = NoSignIn | OidcConfig | ProxyConfig;

/** Everybody who reaches the server is let in. */
interface NoSignIn {
  mode: "none";
  /** The operator accepts that other machines reach it. */
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
  /** Encrypts the cookies. */
  secret: string;
  sessionSeconds: number;
  accessRules: AccessRules;
}

/** A trusted proxy has signed people in, and says who they are. */
export interface ProxyConfig {
  mode: "proxy";
  proof: HeaderProof | AlbProof;
  /** The origin at which people reach the app, or null to take it from the `Host` header. */
  appUrl: string | null;
  accessRules: AccessRules;
}

/** A header with the person's name, believed only beside a secret that the proxy alone knows. */
export interface HeaderProof {
  kind: "header";
  header: string;
  /** The header with the person's groups, or null. */
  groupsHeader: string | null;
  secretHeader: string;
  secret: string;
}

/** The token that an Application Load Balancer of AWS signs. */
export interface AlbProof {
  kind: "alb";
  /** The one load balancer whose tokens are believed. */
  arn: string;
  /** The client that the load balancer signs people in as, or null for any of its listeners'. */
  clientId: string | null;
  /** The folder in which AWS publishes the keys, without a slash at its end. */
  keysUrl: string;
}

/** Who may enter, and who of these may write. */
export interface AccessRules {
  /** Claims with groups or roles: names, or paths such as `realm_access.roles`. All of them count. */
  roleClaims: string[];
  operatorGroups: string[];
  /** Null: everybody whom `domains` admits. */
  viewerGroups: string[] | null;
  /** Domains of e-mail addresses, in lower case. Null: whatever the address is, or none. */
  domains: string[] | null;
  /** The one issuer whose addresses count although it does not say that they are verified, or null. */
  trustedEmailIssuer: string | null;
}

/** The text by which the operator accepts to serve without a sign-in beyond this machine. */
export const ANYWHERE = "yes, without sign-in";
