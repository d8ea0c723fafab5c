import { count, enumSchema, type JsonSchema, listOf, object, orNull, text, time, truth } from "@/lib/core/json-schema";
import { FINDING_CODES, type Finding, findings, SEVERITIES } from "@/lib/resources/findings";
import { CHANGE_KINDS, type HistoryChange, historyChanges } from "@/lib/resources/history-changes";
import { historyLicenseConfigurations, type LicenseMoment } from "@/lib/resources/history-license-configurations";
import {
  type ImageUse,
  type ImageVerdict,
  imageVerdicts,
  MISSING_CODES,
  type MissingEvidence,
  REMEDIES,
  type VerdictWord,
} from "@/lib/resources/image-verdicts";
import { type PermissionCheck, permissionChecks } from "@/lib/resources/permission-checks";
import { ref } from "./schemas";

const VERDICTS = ["in-use", "no-use-seen", "unknown"] as const satisfies VerdictWord[];

const imageVerdict = object<ImageVerdict>({
  imageId: text,
  name: orNull(text),
  verdict: enumSchema(VERDICTS),
  asOf: orNull(time),
  accounts: orNull(count),
  instances: orNull(count),
  launchTemplates: orNull(count),
  atLeast: truth,
  ownReferences: orNull(count),
  reportId: orNull(text),
  uses: listOf(
    object<ImageUse>({
      accountId: orNull(text),
      resourceType: orNull(text),
      count,
      countedAt: orNull(time),
      reportId: orNull(text),
    }),
  ),
  missing: listOf(object<MissingEvidence>({ code: enumSchema(MISSING_CODES), message: text, remedy: enumSchema(REMEDIES) })),
});

const SUBJECTS = {
  image: true,
  images: true,
  "license-configuration": true,
  "import-image-task": true,
  "fast-launch-image": true,
} satisfies Record<Finding["subject"]["kind"], true>;

const finding = object<Finding>({
  code: enumSchema(FINDING_CODES),
  severity: enumSchema(SEVERITIES),
  subject: object<Finding["subject"]>({ kind: enumSchema(Object.keys(SUBJECTS)), id: orNull(text), name: orNull(text) }),
  scope: orNull(ref("Scope")),
  message: text,
  since: orNull(time),
  href: text,
});

const permissionCheck = object<PermissionCheck>({
  operation: text,
  action: text,
  service: text,
  state: enumSchema(["allowed", "denied", "not known"]),
  required: truth,
  kind: orNull(text),
  code: orNull(text),
  message: orNull(text),
  requestId: orNull(text),
  neededFor: text,
});

const historyChange = object<HistoryChange>({
  resource: text,
  id: text,
  at: time,
  previousAt: time,
  kind: enumSchema(CHANGE_KINDS),
  member: orNull(text),
  before: {},
  after: {},
});

const licenseMoment = object<LicenseMoment>({
  licenseConfigurationArn: text,
  at: time,
  consumedLicenses: orNull(count),
  licenseCount: orNull(count),
  source: { const: "reading" },
});

/** The rows that are not a structure of AWS, by the resource's path. */
export const DERIVED_ROWS: Readonly<Record<string, JsonSchema>> = {
  [imageVerdicts.path]: imageVerdict,
  [findings.path]: finding,
  [permissionChecks.path]: permissionCheck,
  [historyChanges.path]: historyChange,
  [historyLicenseConfigurations.path]: licenseMoment,
};
