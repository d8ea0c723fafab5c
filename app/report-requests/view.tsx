"use client";

import { useSearchParams } from "next/navigation";
import { JobList } from "./job-list";
import { JobView } from "./job-view";

/** All report jobs, or the one that the address names. */
export function ReportJobsView() {
  const id = useSearchParams().get("request");
  return id === null ? <JobList /> : <JobView key={id} id={id} />;
}
