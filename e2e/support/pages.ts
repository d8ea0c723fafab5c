/** Every page, with what the sample company has in us-east-1. */
export const OVERVIEW = {
  path: "/",
  heading: "Overview",
  counts: "8 of 8 lists read",
  charts: ["Which accounts use our images most?", "How close are licenses to their limit?", "Is fast launch healthy?"],
};

export const RESOURCE_PAGES = [
  {
    path: "/images",
    heading: "Images",
    counts: "33 images · 1 of 1 region",
    charts: ["Which images may be removed?", "Which deprecated images are still in use?"],
    columns: ["Name", "Image", "Removal", "Accounts"],
  },
  {
    path: "/image-usage-report-entries",
    heading: "Usage by account",
    counts: "5,350 entries · 1 of 1 region",
    charts: ["Which accounts use our images most?", "Which images are used most?"],
    columns: ["Account", "Image", "References", "Counted"],
  },
  {
    path: "/image-usage-reports",
    heading: "Usage reports",
    counts: "23 reports · 1 of 1 region",
    charts: ["Has AWS answered?", "When do the reports expire?"],
    columns: ["State", "Image", "Covers", "Restricted to", "Expires"],
  },
  {
    path: "/fast-launch-images",
    heading: "Fast launch",
    counts: "9 images · 1 of 1 region",
    charts: ["Is fast launch healthy?", "How many snapshots are to be kept ready?"],
    columns: ["State", "Image", "Target snapshots", "Reason", "Owner"],
  },
  {
    path: "/import-image-tasks",
    heading: "Imports",
    counts: "7 imports · 1 of 1 region",
    charts: ["How did the imports end?", "How far are the running imports?"],
    columns: ["Outcome", "Task", "Progress", "Step or reason"],
  },
  {
    path: "/license-configurations",
    heading: "Configurations",
    counts: "8 configurations · 1 of 1 region",
    charts: ["How close are licenses to their limit?", "Where do the configurations stand?"],
    columns: ["Standing", "Name", "Consumed", "Limit", "Use"],
  },
  {
    path: "/license-usage",
    heading: "License usage",
    counts: "1,956 resources · 1 of 1 region",
    charts: ["Which accounts consume them?", "What consumes them?"],
    columns: ["Account", "Resource", "Licenses", "Configuration"],
  },
  {
    path: "/permission-checks",
    heading: "Permissions",
    counts: "12 checks · 1 of 1 region",
    charts: ["Which accounts may be read?"],
    columns: ["State", "Action", "Needed for", "Account", "Region"],
  },
] as const;

/** The address of a page that reads the region which has most, and in which nothing fails. */
export const inVirginia = (path: string, query = ""): string => `${path}?region=us-east-1${query === "" ? "" : `&${query}`}`;

/** A screen on which few rows are seen, since axe looks at each of them. */
export const LOW = { width: 1440, height: 560 };
