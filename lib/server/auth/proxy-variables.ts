import "server-only";
import { z } from "zod";
import { type Environment, optional, parseVariables, required, together } from "@/lib/aws/sdk/variables";
import { accessRules, accessVariables, namesSomebody, trustsOneOrganization } from "./access-variables";
import type { ProxyConfig } from "./auth-config";
import { isOrigin, nothing, ORIGIN, secret, unread } from "./auth-variables";
import { isEntra, isIssuer } from "./issuer";

const ALB_ARN = /^arn:(aws[a-z-]*):elasticloadbalancing:([a-z\d-]+):\d{12}:loadbalancer\/app\/[\w-]+\/[\da-f]+$/;
const isHeader = (text: string): boolean => /^[a-z\d-]{1,64}$/i.test(text);

export const headerVariables = z.object({
  ...unread.none,
  ...unread.oidc,
  LEDGER_PROXY_HEADER: required("this or LEDGER_ALB_ARN where LEDGER_AUTH is proxy").refine(isHeader, {
    error: "expected the name of a header",
  }),
  LEDGER_PROXY_GROUPS_HEADER: optional("the name of a header", isHeader),
  LEDGER_PROXY_SECRET_HEADER: optional("the name of a header", isHeader),
  LEDGER_PROXY_SECRET: secret("only the proxy knows"),
  LEDGER_APP_URL: optional(ORIGIN, isOrigin),
  ...accessVariables,
  LEDGER_TRUSTED_EMAIL_ISSUER: nothing("nothing with LEDGER_PROXY_HEADER: the proxy itself vouches for the address"),
});

const readsGroups = together<z.output<typeof headerVariables>>(
  "LEDGER_PROXY_GROUPS_HEADER",
  ["LEDGER_VIEWER_GROUPS", "LEDGER_OPERATOR_GROUPS"],
  ({ LEDGER_PROXY_GROUPS_HEADER: header, LEDGER_VIEWER_GROUPS: viewers, LEDGER_OPERATOR_GROUPS: operators }) =>
    header !== null || viewers.length + operators.length === 0
      ? null
      : "the header with the person's groups, where LEDGER_VIEWER_GROUPS or LEDGER_OPERATOR_GROUPS is set",
);

export const albVariables = z.object({
  ...unread.none,
  ...unread.oidc,
  LEDGER_PROXY_HEADER: nothing("either this or LEDGER_ALB_ARN, not both"),
  LEDGER_ALB_ARN: required("the ARN of an Application Load Balancer", (text) => ALB_ARN.test(text)),
  LEDGER_ALB_CLIENT_ID: optional(),
  LEDGER_ALB_KEYS_URL: optional("an https address", isIssuer),
  LEDGER_APP_URL: optional(ORIGIN, isOrigin),
  ...accessVariables,
  LEDGER_TRUSTED_EMAIL_ISSUER: accessVariables.LEDGER_TRUSTED_EMAIL_ISSUER.refine((issuer) => issuer === null || !isEntra(issuer), {
    error: "expected LEDGER_AUTH=oidc for Microsoft Entra ID: what a load balancer passes on does not tell guests from members",
  }),
});

const headerSchema = headerVariables.superRefine(...namesSomebody).superRefine(...readsGroups);
const albSchema = albVariables.superRefine(...namesSomebody).superRefine(...trustsOneOrganization);

/** @throws InvalidConfig */
export function readProxyConfig(environment: Environment): ProxyConfig {
  return environment.LEDGER_ALB_ARN?.trim() ? readAlbConfig(environment) : readHeaderConfig(environment);
}

function readHeaderConfig(environment: Environment): ProxyConfig {
  const variables = parseVariables(headerSchema, environment);
  return {
    mode: "proxy",
    proof: {
      kind: "header",
      header: variables.LEDGER_PROXY_HEADER,
      groupsHeader: variables.LEDGER_PROXY_GROUPS_HEADER,
      secretHeader: variables.LEDGER_PROXY_SECRET_HEADER ?? "x-ledger-proxy-secret",
      secret: variables.LEDGER_PROXY_SECRET,
    },
    appUrl: variables.LEDGER_APP_URL?.replace(/\/$/, "") ?? null,
    accessRules: accessRules(variables),
  };
}

function readAlbConfig(environment: Environment): ProxyConfig {
  const variables = parseVariables(albSchema, environment);
  const { LEDGER_ALB_ARN: arn, LEDGER_ALB_KEYS_URL: keysUrl } = variables;
  return {
    mode: "proxy",
    proof: { kind: "alb", arn, clientId: variables.LEDGER_ALB_CLIENT_ID, keysUrl: (keysUrl ?? publishedKeys(arn)).replace(/\/$/, "") },
    appUrl: variables.LEDGER_APP_URL?.replace(/\/$/, "") ?? null,
    accessRules: accessRules(variables),
  };
}

/** Where AWS publishes the keys of its load balancers (Elastic Load Balancing, "Authenticate users", "Signature verification"). */
function publishedKeys(arn: string): string {
  const [, partition = "aws", region = ""] = ALB_ARN.exec(arn) ?? [];
  return partition === "aws-us-gov"
    ? `https://s3-${region}.amazonaws.com/aws-elb-public-keys-prod-${region}`
    : `https://public-keys.auth.elb.${region}.amazonaws.com`;
}
