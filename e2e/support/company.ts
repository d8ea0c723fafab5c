import { companyWorld } from "@/lib/dev/aws-emulator/company/company-world";
import type { World } from "@/lib/dev/aws-emulator/world";

export const REGIONS = ["us-east-1", "eu-west-1", "ap-south-1", "us-west-2", "ca-central-1"] as const;

const ACCOUNTS = 8;
const ENTRIES_PER_SCOPE = 60;

/** 8 accounts in 5 regions: 40 scopes, each with 60 entries, 6 images with fast launch, 4 imports and 12 licensed resources. */
export const company = (now: Date): World =>
  companyWorld({ accounts: ACCOUNTS, regions: REGIONS, entriesPerScope: ENTRIES_PER_SCOPE, now });

/** An account of the company. */
interface Unit {
  /** 12 digits. */
  id: string;
  /** `unit-3`. */
  name: string;
  /** As the page calls it: `unit-3 (2000-0200-0007)`. */
  label: string;
}

const { organization } = companyWorld({ accounts: ACCOUNTS, regions: [], entriesPerScope: 0, now: new Date() });

/** Every account, the server's own first. */
const UNITS: readonly Unit[] = (organization ?? []).map(({ Id: id = "", Name: name = "" }) => ({
  id,
  name,
  label: `${name} (${id.replace(/^(\d{4})(\d{4})(\d{4})$/, "$1-$2-$3")})`,
}));

/** The ways into all accounts but the server's own. */
export const ROLES: readonly string[] = UNITS.slice(1).map(({ id }) => `arn:aws:iam::${id}:role/ami-ledger`);

/** An account by its number, from 0. */
export function unit(number: number): Unit {
  const found = UNITS[number];
  if (found === undefined) throw new Error(`The company has ${UNITS.length} accounts, and none of number ${number}.`);
  return found;
}

/** What is said where none of an account's five scopes could be read. They are named in the order in which they failed. */
export const notEntered = (number: number): RegExp =>
  new RegExp(`${unit(number).label.replace(/[()]/g, "\\$&")}: [\\w-]+, [\\w-]+, [\\w-]+ and 2 more are not complete\\.`);

/** A scope, as a fault names it. */
export const scope = (number: number, region: (typeof REGIONS)[number]) => ({ account: unit(number).id, region });
