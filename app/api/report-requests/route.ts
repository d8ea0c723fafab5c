import { configuredAccounts, scopesOf } from "@/lib/aws/accounts/scopes";
import { checkConfigured } from "@/lib/jobs/report-creation/check-configured";
import { parseReportJob } from "@/lib/jobs/report-creation/job-body";
import { personName } from "@/lib/server/auth/person";
import { methods } from "@/lib/server/http/methods";
import { withPerson } from "@/lib/server/http/with-person";
import { jsonBody } from "@/lib/server/http/write-guard";
import { requestError, writeRoute } from "@/lib/server/http/write-route";
import { audit } from "@/lib/server/observe/audit";
import { NO_STORE } from "@/lib/server/refusal-response";
import { reportQueue } from "@/lib/server/report-queue/server-queue";

export const dynamic = "force-dynamic";

/** The report jobs, the newest first, without their images. */
const get = withPerson(async () => {
  try {
    return Response.json({ requests: (await reportQueue()).list() }, { headers: NO_STORE });
  } catch (error) {
    return requestError(error);
  }
});

/** Asks for a report on each of many images. They are sent later, at AWS's pace; the answer is the new job. */
const post = writeRoute(async (http, person) => {
  const wanted = parseReportJob(await jsonBody(http));
  checkConfigured(wanted.images, scopesOf(await configuredAccounts()));
  const by = personName(person);
  const { job, isNew } = await (await reportQueue()).add(wanted, by);
  if (isNew) audit({ action: "RequestReports", by, requestId: job.id, images: job.total, ...optionTexts(wanted) });
  return Response.json(job, { status: 202, headers: { ...NO_STORE, Location: `/api/report-requests/${job.id}` } });
});

const optionTexts = ({ resourceTypes, versionDepth, accountIds }: ReturnType<typeof parseReportJob>) => ({
  resourceTypes,
  versionDepth,
  accountIds,
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get, POST: post });
