import { scopeColumns } from "@/lib/resources/common-columns";
import { imageConsoleUrl } from "@/lib/resources/console-url";
import type { Resource } from "@/lib/resources/resource";
import type { ImageProgress } from "./report-job";

/** Tone of each state of an image's report. */
export const STATE_TONES = {
  error: "bad",
  queued: "neutral",
  requested: "busy",
  pending: "busy",
  available: "good",
  stopped: "warning",
  deleted: "neutral",
} as const;

/** The images of one report job. */
export const jobImages = {
  path: "/report-requests",
  title: "Report requests",
  noun: ["image", "images"],
  summary:
    "Queued: not sent yet. Requested: AWS gave the report an id and does not list it yet. Pending, available and error are AWS's own. Only an available report can say that nobody uses an image.",
  service: "ec2",
  actions: ["ec2:CreateImageUsageReport", "ec2:DescribeImageUsageReports"],
  identity: (image) => image.imageId,
  columns: {
    state: { label: "State", kind: "state", value: (image) => image.state, tones: STATE_TONES, facet: true },
    imageId: { label: "Image", kind: "id", value: (image) => image.imageId },
    reportId: { label: "Report", kind: "id", value: (image) => image.reportId, absent: "AWS has not given the report an id" },
    code: {
      label: "Error",
      kind: "word",
      value: (image) => image.error?.code ?? null,
      absent: "There is none",
      facet: true,
    },
    message: { label: "Message", kind: "text", value: (image) => image.error?.message ?? null, absent: "There is no error" },
    reason: { label: "Waits for", kind: "text", value: (image) => image.reason, absent: "Nothing but its turn, or AWS's answer" },
    adopted: {
      label: "Followed report",
      kind: "text",
      value: (image) => image.adopted,
      absent: "The report was made for this request",
      hint: "Where AWS had a pending report on the image already",
    },
    changedAt: { label: "Changed", kind: "time", value: (image) => image.changedAt },
    attempt: { label: "Attempt", kind: "number", value: (image) => image.attempt, optional: true },
    region: scopeColumns.region,
    account: { ...scopeColumns.account, label: "Account", hint: "The account whose credentials ask for the report" },
  },
  defaultSort: "state.desc",
  ids: {},
  filters: {},
  maxPageSize: null,
  empty: "This request has no images.",
  consoleUrl: (image) => imageConsoleUrl(image.scope.region, image.imageId),
} satisfies Resource<ImageProgress>;
