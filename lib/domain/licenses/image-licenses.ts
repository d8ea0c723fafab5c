import type { Scope, Scoped } from "@/lib/core/scope";
import { visibleName } from "@/lib/core/visible-name";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import type { LicenseAssociation } from "@/lib/resources/license-configuration-associations";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";
import type { Column } from "@/lib/resources/resource";
import { configurationColumns } from "./configuration-columns";

/** A license configuration that is attached to an image, and what says so. */
export interface ImageLicense {
  licenseConfigurationArn: string;
  name: string | null;
  /** `vCPU`, `Instance`, `Core`, `Socket`. */
  countingType: string | null;
  /** Time of the association, ISO 8601; null where only the import task names it. */
  associationTime: string | null;
  /** `association`, `usage` or `import task`: which of AWS's lists name the image. */
  sources: readonly string[];
}

/** Where license configurations on images are found. */
export interface LicenseLists {
  associations: Iterable<LicenseAssociation>;
  uses: Iterable<LicenseUse>;
  tasks: Iterable<Pick<ImportImageTask, "imageId" | "licenseSpecifications">>;
  configurations: Iterable<LicenseConfiguration>;
}

/** Whether an ARN is an image's: `arn:aws:ec2:us-east-1::image/ami-1`. */
const isOf = (imageId: string, arn: string | null): boolean => arn?.endsWith(`:image/${imageId}`) === true;

/** Every license configuration that any list says is on the image, each once, by its name. */
export function imageLicenses(imageId: string, scope: Scope, lists: LicenseLists): Scoped<ImageLicense>[] {
  const found = new Map<string, { time: string | null; sources: Set<string> }>();
  const add = (arn: string, by: string, time: string | null): void => {
    const known = found.get(arn) ?? { time: null, sources: new Set() };
    known.time ??= time;
    known.sources.add(by);
    found.set(arn, known);
  };
  for (const { licenseConfigurationArn: arn, resourceArn, associationTime } of lists.associations) {
    if (isOf(imageId, resourceArn)) add(arn, "association", associationTime);
  }
  for (const { licenseConfigurationArn: arn, resourceArn, associationTime } of lists.uses) {
    if (isOf(imageId, resourceArn)) add(arn, "usage", associationTime);
  }
  for (const task of lists.tasks) {
    if (task.imageId !== imageId) continue;
    for (const { licenseConfigurationArn: arn } of task.licenseSpecifications) if (arn !== null) add(arn, "import task", null);
  }
  const configurations = new Map([...lists.configurations].map((one) => [one.licenseConfigurationArn, one]));
  return [...found]
    .map(([licenseConfigurationArn, { time, sources }]) => {
      const configuration = configurations.get(licenseConfigurationArn);
      return {
        scope,
        licenseConfigurationArn,
        name: visibleName(configuration?.name),
        countingType: configuration?.licenseCountingType ?? null,
        associationTime: time,
        sources: [...sources],
      };
    })
    .sort((a, b) => ((a.name ?? a.licenseConfigurationArn) < (b.name ?? b.licenseConfigurationArn) ? -1 : 1));
}

export const imageLicenseColumns = {
  ...configurationColumns,
  associationTime: {
    label: "Attached",
    kind: "time",
    value: ({ associationTime }) => associationTime,
    absent: "AWS did not say since when",
  },
  sources: { label: "Source", kind: "text", value: ({ sources }) => sources.join(", "), hint: "Which of AWS's lists name the image" },
} satisfies Record<string, Column<ImageLicense>>;
