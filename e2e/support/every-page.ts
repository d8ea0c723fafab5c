import { type APIRequestContext, expect } from "@playwright/test";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { pathsOfTheBuild } from "./build";
import { OVERVIEW, RESOURCE_PAGES } from "./pages";
import { readRows } from "./read-rows";

/** Pages that are shown in place of others, and to who is not signed in. */
const WITHOUT_ROWS = ["/_global-error", "/_not-found", "/sign-in"];

/** The addresses of pages about one thing, the matrix and comparisons. Fails where the build has a page that no list of pages names. */
export async function otherPages(request: APIRequestContext): Promise<string[]> {
  const [entry] = await readRows<ImageUsageReportEntry>(request, "/image-usage-report-entries");
  const [configuration] = await readRows<LicenseConfiguration>(request, "/license-configurations");
  const others: Record<string, string> = {
    "/usage-matrix": "/usage-matrix",
    "/compare": "/compare",
    "/report-requests": "/report-requests",
    "/images/[id]": `/images/${entry?.imageId}`,
    "/accounts/[id]": `/accounts/${entry?.accountId}`,
    "/license-configurations/[...arn]": `/license-configurations/${configuration?.licenseConfigurationArn}`,
  };
  const pages = (await pathsOfTheBuild()).filter((path) => !path.startsWith("/api/") && path !== "/icon.svg");
  const lists = [OVERVIEW, ...RESOURCE_PAGES].map(({ path }) => path);
  expect(pages.toSorted(), "no page of the build is left out").toEqual([...lists, ...Object.keys(others), ...WITHOUT_ROWS].toSorted());
  return Object.values(others);
}
