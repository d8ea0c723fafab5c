import { licenseConfigurationHref } from "@/lib/resources/license-configurations";
import type { Column } from "@/lib/resources/resource";

/** A row that names a license configuration. */
interface OfConfiguration {
  licenseConfigurationArn: string;
  /** Null where the configuration has no name or could not be read. */
  name: string | null;
  /** `vCPU`, `Instance`, `Core`, `Socket`; null where the configuration could not be read. Numbers of different types are never added. */
  countingType: string | null;
}

/** Which configuration a row is about, and in which unit it counts. */
export const configurationColumns = {
  name: {
    label: "Configuration",
    kind: "text",
    value: ({ name, licenseConfigurationArn }) => name ?? licenseConfigurationArn,
    href: ({ licenseConfigurationArn }) => licenseConfigurationHref(licenseConfigurationArn),
  },
  countingType: {
    label: "Counted by",
    kind: "word",
    value: ({ countingType }) => countingType,
    absent: "The configuration could not be read, so its unit is not known",
  },
} satisfies Record<string, Column<OfConfiguration>>;
