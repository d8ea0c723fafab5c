import { requestImages } from "@/lib/domain/report-jobs/job-images";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { images } from "@/lib/resources/images";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { licenseUsage } from "@/lib/resources/license-usage";
import { permissionChecks } from "@/lib/resources/permission-checks";

export interface NavItem {
  href: string;
  label: string;
}

const item = ({ path, title }: { path: string; title: string }): NavItem => ({ href: path, label: title });

/** The pages, in the order people look at them. */
export const NAV: readonly { heading: string | null; items: readonly NavItem[] }[] = [
  { heading: null, items: [{ href: "/", label: "Overview" }] },
  {
    heading: "AMI sharing",
    items: [
      item(images),
      { href: "/usage-matrix", label: "Usage matrix" },
      ...[imageUsageReportEntries, imageUsageReports].map(item),
      { href: "/compare", label: "Compare reports" },
      ...[requestImages, fastLaunchImages, importImageTasks].map(item),
    ],
  },
  { heading: "Licenses", items: [licenseConfigurations, licenseUsage].map(item) },
  { heading: "Access to AWS", items: [permissionChecks].map(item) },
];
