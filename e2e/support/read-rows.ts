import type { APIRequestContext } from "@playwright/test";
import type { Scoped } from "@/lib/core/scope";

/** What pages of the one region that has most are compared with. */
const VIRGINIA = "region=us-east-1";

/** Every row of a route, as a program would read them: nothing of a page is in between. */
export async function readRows<Row>(request: APIRequestContext, path: string, query = VIRGINIA): Promise<Scoped<Row>[]> {
  const answer = await request.get(`/api${path}?format=json&${query}`);
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()).rows;
}
