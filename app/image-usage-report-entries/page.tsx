import type { Metadata } from "next";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { ImageUsageReportEntriesView } from "./view";

export const metadata: Metadata = { title: imageUsageReportEntries.title };

export default function Page() {
  return <ImageUsageReportEntriesView />;
}
