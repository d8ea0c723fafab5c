import { randomBytes } from "node:crypto";
import type { CreateImageUsageReportRequest, ImageUsageReport, ImageUsageResourceTypeRequest } from "@aws-sdk/client-ec2";
import { AwsError } from "./aws-error";
import type { CreatedReports } from "./created-reports";
import { ec2Place } from "./ec2-listing";
import { endDryRun, type Operation, typedOperation } from "./operation";
import { ownImage } from "./own-image";
import type { RegionWorld } from "./world";

const MAX_PENDING = 2000;
const MAX_ACCOUNTS = 200;
const MAX_TOKEN_LENGTH = 128;
const REPORT_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

const INSTANCE = "ec2:Instance";
const LAUNCH_TEMPLATE = "ec2:LaunchTemplate";
const MAX_VERSION_DEPTH = 10_000;

/** Asks for a report on an image, once for every client token. */
export function createImageUsageReport(reports: CreatedReports): Operation {
  return typedOperation<CreateImageUsageReportRequest>((input, context) => {
    const place = ec2Place(context);
    checkInput(input);
    const { ImageId } = ownImage(input.ImageId, place);
    endDryRun(input);

    const { ClientToken, DryRun: _, ...asked } = input;
    const request = JSON.stringify(asked);
    const key = ClientToken ? JSON.stringify([place.account, context.region, ClientToken]) : undefined;
    const made = key === undefined ? undefined : reports.madeBy(key);
    if (made) {
      if (made.request === request) return { ReportId: made.reportId };
      throw new AwsError("IdempotentParameterMismatch", "The client token was used with other parameters before.");
    }
    checkPending(place.region, ImageId);
    const report = pendingReport(input);
    reports.add(place.region, report, context.failReport, key, request);
    return { ReportId: report.ReportId };
  });
}

function pendingReport({ ImageId, ResourceTypes, AccountIds, TagSpecifications = [] }: CreateImageUsageReportRequest): ImageUsageReport {
  const CreationTime = new Date();
  const Tags = TagSpecifications.flatMap((specification) => specification.Tags ?? []);
  return {
    ImageId,
    ReportId: `amiur-0${randomBytes(8).toString("hex")}`,
    ResourceTypes,
    ...(AccountIds?.length && { AccountIds }),
    State: "pending",
    CreationTime,
    ExpirationTime: new Date(CreationTime.getTime() + REPORT_LIFE_MS),
    ...(Tags.length > 0 && { Tags }),
  };
}

/** The two quotas. EC2 documents no code for them; these follow the naming of its other limits. */
function checkPending({ imageUsageReports }: RegionWorld, imageId: string | undefined): void {
  const pending = imageUsageReports.filter((report) => report.State === "pending");
  if (pending.some((report) => report.ImageId === imageId)) {
    throw new AwsError("ConcurrentImageUsageReportLimitExceeded", `The image ${imageId} already has a pending usage report.`);
  }
  if (pending.length >= MAX_PENDING) {
    throw new AwsError("PendingImageUsageReportLimitExceeded", `You have reached the limit of ${MAX_PENDING} pending usage reports.`);
  }
}

/** Refuses a request that is wrong whatever the world holds. */
function checkInput({
  ResourceTypes = [],
  AccountIds = [],
  ClientToken = "",
  TagSpecifications = [],
}: CreateImageUsageReportRequest): void {
  if (ResourceTypes.length === 0) throw new AwsError("MissingParameter", "The request must contain the parameter ResourceType");
  for (const type of ResourceTypes) checkResourceType(type);
  if (new Set(ResourceTypes.map((type) => type.ResourceType)).size < ResourceTypes.length) {
    throw invalid("A resource type is named twice.");
  }
  if (AccountIds.length > MAX_ACCOUNTS) throw invalid(`The maximum number of account ids is ${MAX_ACCOUNTS}.`);
  const malformed = AccountIds.find((id) => !/^\d{12}$/.test(id));
  if (malformed !== undefined) throw invalid(`Invalid account id: "${malformed}"`);
  if (ClientToken.length > MAX_TOKEN_LENGTH) throw invalid(`A client token has at most ${MAX_TOKEN_LENGTH} characters.`);
  const misplaced = TagSpecifications.find((specification) => specification.ResourceType !== "image-usage-report");
  if (misplaced) throw invalid(`'${misplaced.ResourceType ?? ""}' is not a valid taggable resource type for this operation.`);
}

function checkResourceType({ ResourceType = "", ResourceTypeOptions = [] }: ImageUsageResourceTypeRequest): void {
  if (ResourceType !== INSTANCE && ResourceType !== LAUNCH_TEMPLATE) throw invalid(`Invalid resource type: "${ResourceType}"`);
  for (const { OptionName, OptionValues = [] } of ResourceTypeOptions) {
    const isKnown = ResourceType === LAUNCH_TEMPLATE && OptionName === "version-depth";
    if (!isKnown) throw invalid(`The option '${OptionName ?? ""}' is not valid for ${ResourceType}.`);
    const [depth, ...others] = OptionValues;
    if (depth === undefined || others.length > 0 || !isVersionDepth(depth)) {
      throw invalid(`The option 'version-depth' takes one value from 1 to ${MAX_VERSION_DEPTH}, got: ${OptionValues.join(", ")}`);
    }
  }
}

function isVersionDepth(text: string): boolean {
  return /^[1-9]\d*$/.test(text) && Number(text) <= MAX_VERSION_DEPTH;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}
