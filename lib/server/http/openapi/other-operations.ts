import { z } from "zod";
import { count, enumSchema, type JsonSchema, listOf, object, orNull, text, time, truth } from "@/lib/core/json-schema";
import type { OrganizationAccount, OrganizationAnswer } from "@/lib/core/organization";
import type { ScopesAnswer } from "@/lib/core/scopes-answer";
import type { ImageProgress, ReportJobSummary, ReportOptions } from "@/lib/domain/report-jobs/report-job";
import { reportJobSchema } from "@/lib/jobs/report-creation/job-body";
import { reportId } from "@/lib/resources/parameters";
import type { CollectedRun } from "@/lib/server/collector/collect-list";
import { ERRORS, json, ref } from "./schemas";

const answer = (description: string, schema: JsonSchema) => ({ description, ...json(schema) });
const inPath = (name: string, schema: JsonSchema) => ({ name, in: "path", required: true, schema });
const inQuery = (name: string) => ({ name, in: "query", schema: text });

const scopes = object<ScopesAnswer>({
  accounts: listOf(
    object<ScopesAnswer["accounts"][number]>({
      id: orNull(text),
      arn: orNull(text),
      regions: listOf(text),
      name: orNull(text),
      error: orNull(ref("ScopeError")),
    }),
  ),
  regions: listOf(text),
  scopes: listOf(ref("Scope")),
  accountNames: { type: "object", additionalProperties: text },
  credentials: text,
  sampleData: truth,
  writes: enumSchema(["allowed", "off"]),
  verdictMaxHours: count,
});

const organization = object<OrganizationAnswer>({
  accounts: listOf(
    object<OrganizationAccount>({ account: text, name: orNull(text), state: orNull(text), arn: orNull(text), paths: listOf(text) }),
  ),
  readAt: time,
});

const run = object<CollectedRun>({
  resource: text,
  scope: ref("Scope"),
  outcome: enumSchema(["complete", "failed", "skipped"]),
  readAt: orNull(time),
  rows: orNull(count),
});

const options = object<ReportOptions>({
  resourceTypes: listOf(text),
  versionDepth: count,
  accountIds: listOf(text),
  tags: listOf(object({ key: text, value: text })),
});

const summary = object<ReportJobSummary>({
  id: text,
  createdAt: time,
  changedAt: time,
  by: text,
  options,
  total: count,
  counts: { type: "object", additionalProperties: count },
  finished: truth,
  secondsToSend: count,
});

const image = object<ImageProgress>({
  account: orNull(text),
  region: text,
  imageId: text,
  state: text,
  reportId: orNull(text),
  attempt: count,
  sendingSince: orNull(time),
  requestedAt: orNull(time),
  adopted: orNull(text),
  reason: orNull(text),
  error: orNull(object({ code: text, message: text })),
  changedAt: time,
});

export const OTHER_SCHEMAS = {
  ReportJobSummary: summary,
  ReportJob: { allOf: [ref("ReportJobSummary"), object({ images: listOf(image) })] },
};

const write = (description: string, body: JsonSchema | null) => ({
  description: `${description} For operators, where LEDGER_ALLOW_WRITES is set. Send \`Content-Type: application/json\`${body === null ? "" : " and the body"}.`,
  ...(body !== null && { requestBody: { required: true, ...json(body) } }),
});

/** Every path but the read routes. */
export const OTHER_PATHS = {
  "/api/scopes": {
    get: { summary: "Accounts and regions that are configured", responses: { 200: answer("What is configured.", scopes), ...ERRORS } },
  },
  "/api/organization": {
    get: { summary: "Accounts of the organization", responses: { 200: answer("Every account.", organization), ...ERRORS } },
  },
  "/api/health": { get: { summary: "The process is up", responses: { 200: answer("It is.", object({ status: { const: "ok" } })) } } },
  "/api/ready": {
    get: {
      summary: "Whether to send requests here",
      responses: {
        200: answer("It is.", object({ status: { const: "ready" } })),
        503: answer("It is not.", object({ status: { const: "not ready" }, reason: text })),
      },
    },
  },
  "/api/openapi.json": { get: { summary: "This document", responses: { 200: answer("OpenAPI 3.1.", { type: "object" }), ...ERRORS } } },
  "/api/collect": {
    post: {
      summary: "Collect now what is due",
      description: "For schedulers, with `Authorization: Bearer` and the value of LEDGER_COLLECT_SECRET. Answers when it is done.",
      parameters: [inQuery("resource"), inQuery("account"), inQuery("region"), { name: "force", in: "query", schema: truth }],
      responses: { 200: answer("How each list went.", object({ runs: listOf(run) })), ...ERRORS },
    },
  },
  "/api/report-requests": {
    get: {
      summary: "Requests for usage reports, the newest first",
      responses: { 200: answer("Without their images.", object({ requests: listOf(ref("ReportJobSummary")) })), ...ERRORS },
    },
    post: {
      summary: "Request usage reports",
      ...write("Asks for a report on each image, at AWS's pace. The same `requestId` again is the same request.", bodySchema()),
      responses: { 202: answer("It is kept, and begins.", ref("ReportJobSummary")), ...ERRORS },
    },
  },
  "/api/report-requests/{id}": {
    parameters: [inPath("id", text)],
    get: { summary: "One request, with its images", responses: { 200: answer("It.", ref("ReportJob")), ...ERRORS } },
    post: {
      summary: "Stop or retry a request",
      ...write("Stops what has not been sent, or tries again what failed.", object({ action: enumSchema(["stop", "retry"]) })),
      responses: { 202: answer("It, changed.", ref("ReportJob")), ...ERRORS },
    },
  },
  "/api/image-usage-reports/{id}": {
    parameters: [inPath("id", { type: "string", pattern: reportId.pattern.source })],
    delete: {
      summary: "Delete a usage report at AWS",
      ...write("Deletes the report and its entries. The image stays.", null),
      parameters: [inQuery("account"), { ...inQuery("region"), required: true }],
      responses: { 200: answer("It is deleted.", object({ deleted: text })), ...ERRORS },
    },
  },
  "/api/auth/sign-in": {
    get: { summary: "Sends a browser to sign in", parameters: [inQuery("to")], responses: { 303: { description: "To the provider." } } },
  },
  "/api/auth/callback": {
    get: { summary: "Where the provider sends a browser back to", responses: { 303: { description: "To the app." } } },
  },
  "/api/auth/sign-out": { post: { summary: "Signs out", responses: { 200: answer("Where to go on.", object({ to: text })), ...ERRORS } } },
};

function bodySchema(): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(reportJobSchema, { io: "input" });
  return schema;
}
