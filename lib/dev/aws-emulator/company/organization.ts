import type { Account } from "@aws-sdk/client-organizations";
import { LOGISTICS_ACCOUNT, OWNER_ACCOUNT, SISTER_ACCOUNT } from "./accounts";
import { daysBefore } from "./time";

const ORGANIZATION = "o-7k2m9x4qpz";

/** The base account is the management account of the organization. */
export const ORGANIZATION_ARN = `arn:aws:organizations::${OWNER_ACCOUNT}:organization/${ORGANIZATION}`;

const ROOT = "r-7k2m";

/** The units, each with the way to it from the root. */
const UNITS = {
  infrastructure: ["ou-7k2m-1nfra8d0"],
  subsidiaries: ["ou-7k2m-5ubs1d1a"],
  commerce: ["ou-7k2m-c0mm3rc3"],
  "commerce-production": ["ou-7k2m-c0mm3rc3", "ou-7k2m-c0mmpr0d"],
  logistics: ["ou-7k2m-l0g15t1c"],
  "logistics-production": ["ou-7k2m-l0g15t1c", "ou-7k2m-l0g1pr0d"],
  customers: ["ou-7k2m-cu5t0m3r"],
  "customers-production": ["ou-7k2m-cu5t0m3r", "ou-7k2m-cu5tpr0d"],
  corporate: ["ou-7k2m-c0rp0rat"],
  "corporate-production": ["ou-7k2m-c0rp0rat", "ou-7k2m-c0rppr0d"],
  engineering: ["ou-7k2m-3ng1n33r"],
  "engineering-production": ["ou-7k2m-3ng1n33r", "ou-7k2m-3ng1pr0d"],
  sites: ["ou-7k2m-51t35xx0"],
  "sites-production": ["ou-7k2m-51t35xx0", "ou-7k2m-51t3pr0d"],
} as const;

type Unit = keyof typeof UNITS;

/** The ARN of a unit, which names it without the way to it. */
export function unitArn(unit: Unit): string {
  return `arn:aws:organizations::${OWNER_ACCOUNT}:ou/${ORGANIZATION}/${UNITS[unit].at(-1)}`;
}

/** The path of an account in the tree, as Organizations writes it. Without a unit it is right below the root. */
function pathOf(unit?: Unit): string {
  return `${[ORGANIZATION, ROOT, ...(unit ? UNITS[unit] : [])].join("/")}/`;
}

/** The teams of the company by unit, each with an account for every stage. */
const TEAMS = [
  ...teamsOf("commerce", "payments orders checkout catalog search pricing loyalty accounts invoicing ledger tax fraud"),
  ...teamsOf("logistics", "shipping warehouse fleet returns suppliers customs planning forecasting telemetry maps routing"),
  ...teamsOf("customers", "crm support contact-center notifications newsletter web mobile identity consent partner-api"),
  ...teamsOf("corporate", "data-lake reporting ml-platform experiments streaming erp hr payroll travel intranet wiki"),
  ...teamsOf("engineering", "build artifacts observability security-tools network dns backup vdi cad plm mes scada"),
  ...teamsOf("sites", "köln-werk dublin-lab pune-center R&D"),
];

interface Team {
  name: string;
  unit: Unit;
  production: Unit;
}

function teamsOf(unit: "commerce" | "logistics" | "customers" | "corporate" | "engineering" | "sites", names: string): Team[] {
  return names.split(" ").map((name) => ({ name, unit, production: `${unit}-production` as const }));
}

const STAGES = ["prod", "staging", "test", "dev", "sandbox"];

/** The consumers whose accounts were closed for payment or by their teams, by their place in the list. */
const SUSPENDED = [94, 237];

/** The accounts of the sample company as its organization knows them: its own three, then those that use its images. */
export function sampleOrganization(consumers: readonly string[], now: Date): Account[] {
  const own = [
    { Id: OWNER_ACCOUNT, Name: "image-factory", Paths: [pathOf("infrastructure")] },
    { Id: SISTER_ACCOUNT, Name: "Media", Paths: [pathOf("subsidiaries")] },
    { Id: LOGISTICS_ACCOUNT, Name: "Logistics", Paths: [pathOf("subsidiaries")] },
  ];
  const others = consumers.map((Id, index): Account => {
    const team = TEAMS[Math.floor(index / STAGES.length)];
    const stage = STAGES[index % STAGES.length];
    return {
      Id,
      Name: `${team?.name ?? `team-${index}`}-${stage}`,
      State: SUSPENDED.includes(index) ? "SUSPENDED" : "ACTIVE",
      Paths: [pathOf(stage === "prod" ? team?.production : team?.unit)],
    };
  });
  return organization([...own, ...others], now);
}

/** Accounts of an organization, oldest first. What is not said of them is made up. */
export function organization(accounts: readonly Account[], now: Date): Account[] {
  return accounts.map((account, index) => ({
    Arn: `arn:aws:organizations::${OWNER_ACCOUNT}:account/${ORGANIZATION}/${account.Id}`,
    Email: `aws+${account.Id}@example.com`,
    State: "ACTIVE",
    Paths: [pathOf()],
    JoinedMethod: index === 0 ? "INVITED" : "CREATED",
    JoinedTimestamp: daysBefore(now, 2200 - index * 6.3),
    ...account,
  }));
}
