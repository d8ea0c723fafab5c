/** An account in the answer of `GET /api/organization`. */
export interface OrganizationAccount {
  /** 12 digits. */
  account: string;
  name: string | null;
  /** `ACTIVE`, `SUSPENDED`, `PENDING_ACTIVATION`, `PENDING_CLOSURE`, `CLOSED`: an open set. */
  state: string | null;
  arn: string | null;
  /**
   * From the organization down to the account: `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/111122223333/`. Empty
   * where AWS did not say, and then it is not known which organizational units the account is in.
   */
  paths: string[];
}

/** Every account of the organization that the server's own account may list. */
export interface OrganizationAnswer {
  accounts: OrganizationAccount[];
  /** When AWS was asked, ISO 8601. */
  readAt: string;
}
