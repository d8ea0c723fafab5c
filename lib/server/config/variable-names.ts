import "server-only";
import { type Environment, InvalidConfig } from "@/lib/aws/sdk/variables";

/** A name with more wrong letters is another word. */
const MAX_TYPOS = 3;

/** Kubernetes sets such variables for each service of a namespace, such as one named `ledger` (Service, "Environment variables"). */
const SERVICE_LINK = /_(?:SERVICE_(?:HOST|PORT)(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)$/;
const SERVICE_ADDRESS = /^(?:tcp|udp|sctp):\/\//;

/**
 * Checks that each `LEDGER_…` variable is one that is read: a misspelt one would be ignored without a word.
 *
 * @throws InvalidConfig with every fault at once.
 */
export function checkNames(environment: Environment, known: readonly string[]): void {
  const unknown = Object.entries(environment).filter(([name, value]) => isOurs(name, value) && !known.includes(name));
  if (unknown.length > 0) throw new InvalidConfig(unknown.map(([name]) => `${name}: ${suggestion(name, known)}`));
}

const isOurs = (name: string, value = ""): boolean =>
  /^LEDGER_/i.test(name) && value.trim() !== "" && !SERVICE_LINK.test(name) && !SERVICE_ADDRESS.test(value);

function suggestion(name: string, known: readonly string[]): string {
  const [closest] = known
    .map((candidate) => ({ candidate, typos: distance(name.toUpperCase(), candidate) }))
    .filter(({ typos }) => typos <= MAX_TYPOS)
    .sort((one, other) => one.typos - other.typos);
  return `no such variable. ${closest === undefined ? ".env.example has them all." : `Did you mean ${closest.candidate}?`}`;
}

/** Letters to insert, delete or replace to make one word of the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, counterpart] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + Number(letter !== counterpart);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
