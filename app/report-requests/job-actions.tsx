import { useQueryClient } from "@tanstack/react-query";
import { RotateCw, Square } from "lucide-react";
import { useState } from "react";
import { WriteButton } from "@/components/report-jobs/write-button";
import { RequestRefused } from "@/lib/client/fetch-events";
import { changeReportJob } from "@/lib/client/report-jobs";
import { formatCount } from "@/lib/core/format";
import type { ReportJobDetail } from "@/lib/domain/report-jobs/report-job";

/** Stopping what was not sent, and trying again what failed or was stopped. */
export function JobActions({ job: { id, counts } }: { job: ReportJobDetail }) {
  const client = useQueryClient();
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const change = async (action: "stop" | "retry") => {
    setBusy(true);
    setError(null);
    try {
      await changeReportJob(client, id, action);
    } catch (reason) {
      setError(reason instanceof RequestRefused ? reason.message : "The server could not be reached.");
    } finally {
      setBusy(false);
    }
  };
  const queued = counts.queued ?? 0;
  const again = (counts.error ?? 0) + (counts.stopped ?? 0);
  const wait = isBusy ? "The server is being asked…" : null;
  if (queued === 0 && again === 0 && error === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {queued > 0 && (
        <WriteButton why={wait} onPress={() => change("stop")}>
          <Square aria-hidden className="size-3.5" /> Do not send the other {formatCount(queued, ["image", "images"])}
        </WriteButton>
      )}
      {again > 0 && (
        <WriteButton why={wait} onPress={() => change("retry")}>
          <RotateCw aria-hidden className="size-3.5" /> Request {formatCount(again, ["image", "images"])} again
        </WriteButton>
      )}
      {error !== null && (
        <p role="alert" className="text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
