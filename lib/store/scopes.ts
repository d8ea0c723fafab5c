import "server-only";
import type { Transaction } from "kysely";
import type { Tables } from "./tables";

/** The number that a scope has in the database, which it gets when it is first asked for. */
export async function scopeId(change: Transaction<Tables>, { account, region }: { account: string; region: string }): Promise<number> {
  const find = () => change.selectFrom("scope").select("id").where("account", "=", account).where("region", "=", region).executeTakeFirst();
  const known = await find();
  if (known !== undefined) return known.id;
  await change
    .insertInto("scope")
    .values({ account, region })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await find();
  if (made === undefined) throw new Error("A scope was removed while it was made.");
  return made.id;
}
