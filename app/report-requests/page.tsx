import type { Metadata } from "next";
import { jobImages } from "@/lib/domain/report-jobs/job-images";
import { ReportJobsView } from "./view";

export const metadata: Metadata = { title: jobImages.title };

export default function Page() {
  return <ReportJobsView />;
}
