"use client";

import { useSearchParams } from "next/navigation";
import { RequestList } from "./job-list";
import { RequestView } from "./job-view";

/** All requests for reports, or the one that the address names. */
export function ReportRequestsView() {
  const id = useSearchParams().get("request");
  return id === null ? <RequestList /> : <RequestView key={id} id={id} />;
}
