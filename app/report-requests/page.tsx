import type { Metadata } from "next";
import { requestImages } from "@/lib/domain/report-jobs/job-images";
import { ReportRequestsView } from "./view";

export const metadata: Metadata = { title: requestImages.title };

export default function Page() {
  return <ReportRequestsView />;
}
