import { jobImages } from "@/lib/domain/report-jobs/job-images";
import { AWS_RESOURCES } from "@/lib/resources/aws-resources";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { images } from "@/lib/resources/images";
import { permissionChecks } from "@/lib/resources/permission-checks";
import type { Resource } from "@/lib/resources/resource";

export interface NavItem {
  href: string;
  label: string;
}

const item = ({ path, title }: { path: string; title: string }): NavItem => ({ href: path, label: title });

/** Pages about more than one list, each after the page that it is opened from. */
const AFTER: Readonly<Record<string, readonly NavItem[]>> = {
  [images.path]: [{ href: "/usage-matrix", label: "Usage matrix" }],
  [imageUsageReports.path]: [{ href: "/compare", label: "Compare reports" }, item(jobImages)],
};

const pagesOf = (of: Resource<never>["service"]): NavItem[] =>
  AWS_RESOURCES.filter(({ service, isPart }) => service === of && !isPart).flatMap((resource) => [
    item(resource),
    ...(AFTER[resource.path] ?? []),
  ]);

/** The pages, in the order people look at them. */
export const NAV: readonly { heading: string | null; items: readonly NavItem[] }[] = [
  { heading: null, items: [{ href: "/", label: "Overview" }] },
  { heading: "AMI sharing", items: pagesOf("ec2") },
  { heading: "Licenses", items: pagesOf("license-manager") },
  { heading: "Access to AWS", items: [item(permissionChecks)] },
];
