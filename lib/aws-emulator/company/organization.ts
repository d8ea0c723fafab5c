import type { Account } from "@aws-sdk/client-organizations";
import { LOGISTICS_ACCOUNT, OWNER_ACCOUNT, SISTER_ACCOUNT } from "./accounts";
import { daysBefore } from "./time";

const ORGANIZATION = "o-7k2m9x4qpz";

/** The teams of the company, each with an account for every stage. */
const TEAMS = [
  ...["payments", "orders", "checkout", "catalog", "search", "pricing", "loyalty", "accounts", "invoicing", "ledger", "tax", "fraud"],
  ...["shipping", "warehouse", "fleet", "returns", "suppliers", "customs", "planning", "forecasting", "telemetry", "maps", "routing"],
  ...["crm", "support", "contact-center", "notifications", "newsletter", "web", "mobile", "identity", "consent", "partner-api"],
  ...["data-lake", "reporting", "ml-platform", "experiments", "streaming", "erp", "hr", "payroll", "travel", "intranet", "wiki"],
  ...["build", "artifacts", "observability", "security-tools", "network", "dns", "backup", "vdi", "cad", "plm", "mes", "scada"],
  ...["köln-werk", "dublin-lab", "pune-center", "R&D"],
];

const STAGES = ["prod", "staging", "test", "dev", "sandbox"];

/** The consumers whose accounts were closed for payment or by their teams, by their place in the list. */
const SUSPENDED = [94, 237];

/** The accounts of the sample company as its organization knows them: its own three, then those that use its images. */
export function sampleOrganization(consumers: readonly string[], now: Date): Account[] {
  const own = [
    { Id: OWNER_ACCOUNT, Name: "image-factory" },
    { Id: SISTER_ACCOUNT, Name: "Media" },
    { Id: LOGISTICS_ACCOUNT, Name: "Logistics" },
  ];
  const others = consumers.map(
    (Id, index): Account => ({
      Id,
      Name: `${TEAMS[Math.floor(index / STAGES.length)] ?? `team-${index}`}-${STAGES[index % STAGES.length]}`,
      State: SUSPENDED.includes(index) ? "SUSPENDED" : "ACTIVE",
    }),
  );
  return organization([...own, ...others], now);
}

/** Accounts of an organization, oldest first. What is not said of them is made up. */
export function organization(accounts: readonly Account[], now: Date): Account[] {
  return accounts.map((account, index) => ({
    Arn: `arn:aws:organizations::${OWNER_ACCOUNT}:account/${ORGANIZATION}/${account.Id}`,
    Email: `aws+${account.Id}@example.com`,
    State: "ACTIVE",
    JoinedMethod: index === 0 ? "INVITED" : "CREATED",
    JoinedTimestamp: daysBefore(now, 2200 - index * 6.3),
    ...account,
  }));
}
