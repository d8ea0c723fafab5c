import type { Metadata } from "next";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { ImageUsageReportsView } from "./view";

export const metadata: Metadata = { title: imageUsageReports.title };

export default function Page() {
  return <ImageUsageReportsView />;
}
