import type { RefusalReason } from "./authorize";

interface Words {
  /** For the person: what happened, without a name of a group, a domain or a setting. */
  person: string;
  /** For the log: what the operator can change. */
  remedy: string;
}

const BY_GROUP = "admit by group: LEDGER_VIEWER_GROUPS, without LEDGER_ALLOWED_DOMAINS";

/** Why somebody may not enter, in words. */
export const REFUSAL_WORDS: Record<RefusalReason, Words> = {
  "email-missing": {
    person: "Your provider did not send your e-mail address, and only some domains may use AMI Ledger.",
    remedy: `Have the provider send the claim email (for Entra ID: preferred_username, by the scope profile), or ${BY_GROUP}.`,
  },
  "email-unverified": {
    person: "Your provider says that your e-mail address is not verified.",
    remedy: `email_verified is not true. Verify the address at the provider (Keycloak: "Email verified" of the user or "Trust email" of the identity provider; Cognito: map email_verified), or ${BY_GROUP}.`,
  },
  "email-not-vouched": {
    person: "Your provider does not say whether your e-mail address is verified.",
    remedy: `The provider sends no email_verified. If one organization owns it and its addresses, name it in LEDGER_TRUSTED_EMAIL_ISSUER; .env.example names the risk. Entra ID can send email and xms_edov instead. Or ${BY_GROUP}.`,
  },
  "email-of-guest": {
    person: "You are signed in as a guest of another organization.",
    remedy: `Nobody vouches for the domain of a guest. To let guests in, ${BY_GROUP}.`,
  },
  "email-of-other-tenant": {
    person: "You are signed in with an account of another organization.",
    remedy: "iss or tid of the token is not the tenant that LEDGER_TRUSTED_EMAIL_ISSUER names.",
  },
  "email-not-managed": {
    person: "You are signed in with a personal Google account, which no organization manages.",
    remedy:
      "The token of Google has no hd: the address was verified once, but the domain does not manage the account. Use an account of Google Workspace.",
  },
  "domain-not-allowed": {
    person: "The domain of your e-mail address may not use AMI Ledger.",
    remedy: "LEDGER_ALLOWED_DOMAINS does not name the domain.",
  },
  "not-in-group": {
    person: "None of your groups may use AMI Ledger.",
    remedy: "The person is in no group that LEDGER_VIEWER_GROUPS or LEDGER_OPERATOR_GROUPS names.",
  },
  "groups-missing": {
    person: "Your sign-in came without your groups, and only some groups may use AMI Ledger.",
    remedy:
      "No claim in LEDGER_ROLE_CLAIM arrived. Have the provider send it: Okta needs a groups claim, Entra ID a groups claim or app roles, Keycloak a mapper or LEDGER_ROLE_CLAIM=realm_access.roles. A load balancer passes on user info alone.",
  },
  "groups-overage": {
    person: "You are in more groups than your provider sends, so AMI Ledger cannot tell whether you may use it.",
    remedy:
      "The token points to groups instead of naming them. Assign the groups to app roles and set LEDGER_ROLE_CLAIM=roles, with the values of the roles in LEDGER_OPERATOR_GROUPS and LEDGER_VIEWER_GROUPS; or have Entra ID send only groups assigned to the application.",
  },
};
