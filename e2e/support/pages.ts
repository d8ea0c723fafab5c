import { AWS_RESOURCES, type AwsPath } from "@/lib/resources/aws-resources";
import { permissionChecks } from "@/lib/resources/permission-checks";
import type { Column } from "@/lib/resources/resource";

/** Every page, with what the sample company has in us-east-1. */
export const OVERVIEW = {
  path: "/",
  heading: "Overview",
  counts: "8 of 8 lists read",
  charts: ["Which accounts use our images most?", "How close are licenses to their limit?", "Is fast launch healthy?"],
};

interface Shown {
  /** How many there are. */
  counts: string;
  charts: readonly string[];
  /** Columns that are seen without scrolling. */
  columns: readonly string[];
}

const SHOWN: Readonly<Record<string, Shown>> = {
  "/images": {
    counts: "33 images · 1 of 1 region",
    charts: ["Which images may be removed?", "Which deprecated images are still in use?"],
    columns: ["Name", "Image", "Removal", "Accounts"],
  },
  "/image-usage-report-entries": {
    counts: "5,350 entries · 1 of 1 region",
    charts: ["Which accounts use our images most?", "Which images are used most?"],
    columns: ["Account", "Image", "References", "Counted"],
  },
  "/image-usage-reports": {
    counts: "23 reports · 1 of 1 region",
    charts: ["Has AWS answered?", "When do the reports expire?"],
    columns: ["State", "Image", "Covers", "Restricted to", "Expires"],
  },
  "/fast-launch-images": {
    counts: "9 images · 1 of 1 region",
    charts: ["Is fast launch healthy?", "How many snapshots are to be kept ready?"],
    columns: ["State", "Image", "Target snapshots", "Reason", "Owner"],
  },
  "/import-image-tasks": {
    counts: "7 imports · 1 of 1 region",
    charts: ["How did the imports end?", "How far are the running imports?"],
    columns: ["Outcome", "Task", "Progress", "Step or reason"],
  },
  "/license-configurations": {
    counts: "8 configurations · 1 of 1 region",
    charts: ["How close are licenses to their limit?", "Where do the configurations stand?"],
    columns: ["Limit status", "Name", "Consumed", "Limit", "Use"],
  },
  "/license-usage": {
    counts: "1,956 resources · 1 of 1 region",
    charts: ["Which accounts consume them?", "What consumes them?"],
    columns: ["Account", "Resource", "Licenses", "Configuration"],
  },
  "/permission-checks": {
    // One for each resource, and one for names of accounts.
    counts: `${AWS_RESOURCES.length + 1} checks · 1 of 1 region`,
    charts: ["Which accounts may be read?"],
    columns: ["State", "Action", "Needed for", "Account", "Region"],
  },
};

/** The page of every resource. What is not said of one follows from the resource. */
export const RESOURCE_PAGES = [...AWS_RESOURCES.filter(({ isPart }) => !isPart), permissionChecks].map(
  ({ path, title, noun, columns }) => ({
    path,
    heading: title,
    counts: new RegExp(`^[\\d,]+ (?:${noun.join("|")}) · 1 of 1 region`),
    charts: [],
    columns: Object.values<Column<never>>(columns)
      .filter(({ optional }) => !optional)
      .slice(0, 3)
      .map(({ label }) => label),
    ...SHOWN[path],
  }),
);

/** The charts of a page. */
export const chartsOf = (path: AwsPath): readonly string[] => SHOWN[path]?.charts ?? [];

/** The address of a page that reads the region which has most, and in which nothing fails. */
export const inVirginia = (path: string, query = ""): string => `${path}?region=us-east-1${query === "" ? "" : `&${query}`}`;

/** A screen on which few rows are seen, since axe looks at each of them. */
export const LOW = { width: 1440, height: 560 };
