import "server-only";
import { VIEWER_FOR_NOW } from "@/lib/core/groups-doubt";
import { AccessRefused, type RefusalCode } from "./access-refused";
import { type Authentication, authenticate, type Incoming } from "./authenticate";
import type { Person } from "./person";
import { checkSameOrigin } from "./same-origin";

/**
 * Who sent a request. Every route handler asks this before it does anything.
 *
 * @throws AccessRefused where they may not enter.
 */
export async function requirePerson(request: Incoming): Promise<Person> {
  const authentication = await authenticate(request);
  if (authentication.kind === "person") return authentication.person;
  throw new AccessRefused(CODES[authentication.kind], authentication.message);
}

/**
 * Who sent a request that writes. Every route handler that changes anything asks this before it does so.
 *
 * @throws AccessRefused where they may not enter or may only read, and where a page of another site sent it.
 */
export async function requireOperator(request: Incoming): Promise<Person> {
  const person = await requirePerson(request);
  if (person.role !== "operator") throw notOperator(person);
  checkSameOrigin(request);
  return person;
}

function notOperator({ groupsDoubt }: Person): AccessRefused {
  const rule = "Only operators may change anything.";
  return new AccessRefused("NotOperator", groupsDoubt === null ? rule : `${rule} ${VIEWER_FOR_NOW[groupsDoubt]}`);
}

const CODES: Record<Exclude<Authentication["kind"], "person">, RefusalCode> = {
  anonymous: "NotSignedIn",
  refused: "NotAllowed",
  "wrong-host": "WrongHost",
};
