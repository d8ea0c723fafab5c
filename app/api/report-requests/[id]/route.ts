import { z } from "zod";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { personName } from "@/lib/server/auth/person";
import { methods } from "@/lib/server/http/methods";
import { withPerson } from "@/lib/server/http/with-person";
import { jsonBody } from "@/lib/server/http/write-guard";
import { requestError, writeRoute } from "@/lib/server/http/write-route";
import { audit } from "@/lib/server/observe/audit";
import { NO_STORE, refusalResponse } from "@/lib/server/refusal-response";
import { reportQueue } from "@/lib/server/report-queue/server-queue";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ id: string }>;
}

const noSuchJob = (): Response =>
  refusalResponse({ status: 404, code: "NoSuchRequest", message: "There is no such request for reports here." });

/** A job with the state of each image. */
const get = withPerson<[Context]>(async (_http, _person, { params }) => {
  try {
    const job = (await reportQueue()).get((await params).id);
    return job === null ? noSuchJob() : Response.json(job, { headers: NO_STORE });
  } catch (error) {
    return requestError(error);
  }
});

const bodySchema = z.strictObject({ action: z.enum(["stop", "retry"]) });
const EVENTS = { stop: "stopped", retry: "retried" } as const;

/** Stops what has not been sent, or tries again what failed or was stopped. */
const post = writeRoute<[Context]>(async (http, person, { params }) => {
  const body = bodySchema.safeParse(await jsonBody(http));
  if (!body.success) throw new InvalidParameter("action", "action must be stop or retry.");
  const { action } = body.data;
  const { id } = await params;
  const job = await (await reportQueue()).change(id, EVENTS[action]);
  if (job === null) return noSuchJob();
  audit({ action: action === "stop" ? "StopReportRequest" : "RetryReportRequest", by: personName(person), requestId: id });
  return Response.json(job, { status: 202, headers: NO_STORE });
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get, POST: post });
