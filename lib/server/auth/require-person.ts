import "server-only";
import { AccessRefused, type RefusalCode } from "./access-refused";
import { type Asking, type Standing, standingOf } from "./authenticate";
import type { Person } from "./person";
import { checkSameOrigin } from "./same-origin";

/**
 * Who sent a request. Every route handler asks this before it does anything.
 *
 * @throws AccessRefused where they may not enter.
 */
export async function personOf(request: Asking): Promise<Person> {
  const standing = await standingOf(request);
  if (standing.kind === "person") return standing.person;
  throw new AccessRefused(CODES[standing.kind], standing.message);
}

/**
 * Who sent a request that writes. Every route handler that changes anything asks this before it does so.
 *
 * @throws AccessRefused where they may not enter or may only read, and where a page of another site sent it.
 */
export async function requireOperator(request: Asking): Promise<Person> {
  const person = await personOf(request);
  if (person.role !== "operator") throw new AccessRefused("NotOperator", "You may look, but not change anything: that is for operators.");
  checkSameOrigin(request);
  return person;
}

const CODES: Record<Exclude<Standing["kind"], "person">, RefusalCode> = {
  stranger: "NotSignedIn",
  refused: "NotAllowed",
  misplaced: "WrongHost",
};
