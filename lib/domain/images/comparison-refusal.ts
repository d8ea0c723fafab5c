import { formatCount } from "@/lib/core/format";
import type { ChosenReports } from "./report-pairs";

/** Why nothing is compared, and what can be done. */
export interface Refusal {
  title: string;
  text: string;
}

interface Circumstances {
  choice: ChosenReports;
  /** Why the two reports cannot be compared. Null where they can. */
  why: string | null;
  /** Images that have reports. */
  images: number;
  /** Whether all reports could be read. */
  complete: boolean;
}

/** What stands in place of a comparison. */
export function refusalOf({ choice: { image, pair, only, missing }, why, images, complete }: Circumstances): Refusal {
  const unread = complete ? "" : " Not all reports could be read: the reason stands above.";
  if (missing.length > 0) {
    return {
      title: "Not found",
      text: `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not among the reports that were read. AWS deletes a report after about 30 days, and only the chosen accounts and regions are read.${unread}`,
    };
  }
  if (images === 0) {
    return {
      title: complete ? "No reports" : "Unknown",
      text: `No usage report arrived.${unread} Two on one image are needed, created at different times.`,
    };
  }
  if (why !== null) {
    return {
      title: "These cannot be compared",
      text: `${why} Choose two available reports that cover the same accounts and resource types to the same depth, or create another one like the older.`,
    };
  }
  if (pair !== null) {
    return {
      title: "Not compared",
      text: "Not all entries of the two reports could be read, and a part of them would show losses that are none. Read again, or choose other reports.",
    };
  }
  if (only !== null) return { title: "One report", text: "Choose the report to compare it with." };
  if (image === null)
    return { title: "Nothing chosen", text: `The image of this link has no report that was read. Choose another.${unread}` };
  return {
    title: "Nothing to compare",
    text: `Of the ${formatCount(image.reports.length, ["report", "reports"])} on ${image.imageId} no two can be compared. Create another one, and compare when it is available.${unread}`,
  };
}
