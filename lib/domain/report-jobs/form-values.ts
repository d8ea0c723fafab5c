import { DEFAULT_VERSION_DEPTH, type NewReportJob, RESOURCE_TYPES, type ReportJobImage } from "./report-job";

/** Values of the dialog in the form of the route. Invalid values are sent unchanged: the server names them. */
export function jobOf(form: FormData, images: readonly ReportJobImage[]): Omit<NewReportJob, "requestId"> {
  const depth = textOf(form, "versionDepth").trim();
  return {
    images: images.map(({ account, region, imageId }) => ({ account, region, imageId })),
    resourceTypes: RESOURCE_TYPES.filter((type) => form.getAll("resourceTypes").includes(type)),
    versionDepth: depth === "" ? DEFAULT_VERSION_DEPTH : Number(depth),
    accountIds: textOf(form, "accountIds")
      .split(/[\s,;]+/)
      .map((id) => id.replace(/^(\d{4})-(\d{4})-(\d{4})$/, "$1$2$3"))
      .filter((id) => id !== ""),
    tags: textOf(form, "tags")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map(tagOf),
  };
}

function tagOf(line: string): { key: string; value: string } {
  const end = line.indexOf("=");
  return end < 0 ? { key: line, value: "" } : { key: line.slice(0, end).trim(), value: line.slice(end + 1).trim() };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** A time that is not exact: `less than a minute`, `about 7 minutes`. */
export function roughDuration(seconds: number): string {
  if (seconds < 60) return "less than a minute";
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return minutes === 1 ? "about a minute" : `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 6) / 10} hours`;
}
