"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { AlertDialog } from "radix-ui";
import { useState } from "react";
import { Time } from "@/components/ui/time";
import { RequestRefused } from "@/lib/client/fetch-events";
import { deleteReport } from "@/lib/client/report-jobs";
import type { Scoped } from "@/lib/core/scope";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { WriteButton } from "./write-button";

interface DeleteReportButtonProps {
  report: Scoped<Pick<ImageUsageReport, "reportId" | "imageId" | "state" | "creationTime">>;
  className?: string;
  /** After AWS has deleted it, before the lists are read anew. */
  onDeleted?: () => void;
}

/** The button that deletes a report at AWS, after it has asked. */
export function DeleteReportButton({ report, className = "button", onDeleted }: DeleteReportButtonProps) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async () => {
    setDeleting(true);
    setError(null);
    try {
      await deleteReport(client, report, () => {
        setOpen(false);
        onDeleted?.();
      });
    } catch (reason) {
      setError(
        reason instanceof RequestRefused ? reason.message : "The server could not be reached. Whether the report is deleted is not known.",
      );
    } finally {
      setDeleting(false);
    }
  };
  const { reportId, imageId, state, creationTime, scope } = report;
  return (
    <>
      <WriteButton
        why={reportId === null ? "AWS did not say which report this is." : null}
        className={className}
        onPress={() => {
          setError(null);
          setOpen(true);
        }}
      >
        <Trash2 aria-hidden className="size-3.5" /> Delete report
      </WriteButton>
      <AlertDialog.Root open={open} onOpenChange={setOpen}>
        <AlertDialog.Portal>
          <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
          <AlertDialog.Content className="panel fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(30rem,94vw)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto p-5">
            <AlertDialog.Title className="text-lg font-semibold">Delete this usage report?</AlertDialog.Title>
            <AlertDialog.Description className="text-muted">
              AWS deletes the report with everything it found; neither can be had back. The image stays as it is. Where this is its only
              report, who uses it is unknown until there is a new one.
            </AlertDialog.Description>
            <dl className="my-4 grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1">
              <dt className="text-muted">Report</dt>
              <dd className="font-mono text-xs break-all">{reportId}</dd>
              <dt className="text-muted">Image</dt>
              <dd className="font-mono text-xs break-all">{imageId ?? "AWS did not say"}</dd>
              <dt className="text-muted">Where</dt>
              <dd>
                {scope.account ?? "account unknown"} · {scope.region}
              </dd>
              <dt className="text-muted">State</dt>
              <dd>
                {state ?? "AWS did not say"}
                {creationTime !== null && (
                  <>
                    , created <Time iso={creationTime} />
                  </>
                )}
              </dd>
            </dl>
            {error !== null && (
              <p role="alert" className="mb-3 rounded-md bg-bad-soft px-3 py-2 break-words">
                {error}
              </p>
            )}
            <div className="flex flex-wrap justify-end gap-2">
              <AlertDialog.Cancel className="button">Keep it</AlertDialog.Cancel>
              <button type="button" className="button border-bad text-bad" disabled={isDeleting} onClick={submit}>
                {isDeleting ? "Deleting…" : "Delete report"}
              </button>
            </div>
          </AlertDialog.Content>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </>
  );
}
