"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Dialog } from "radix-ui";
import { useRef, useState } from "react";
import { RequestRefused } from "@/lib/client/fetch-events";
import { createReportJob, newJobId } from "@/lib/client/report-jobs";
import { formatCount } from "@/lib/core/format";
import { jobOf, roughDuration } from "@/lib/domain/report-jobs/form-values";
import { secondsToSend } from "@/lib/domain/report-jobs/report-job";
import type { ReportableImage } from "./create-reports-button";
import { type ChosenTypes, ReportOptionFields } from "./report-option-fields";

const UNREACHED = "The server could not be reached. Press again: it stays one request.";

/** Asks what the reports cover, and creates one job however often it is pressed. */
export function JobForm({ images, onBegun }: { images: readonly ReportableImage[]; onBegun: (id: string) => void }) {
  const client = useQueryClient();
  const [error, setError] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const [types, setTypes] = useState<ChosenTypes>({ "ec2:Instance": true, "ec2:LaunchTemplate": true });
  const sent = useRef({ text: "", id: "" });
  const seconds = secondsToSend(images.map(({ scope }) => scope));

  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending) return;
    const wanted = jobOf(
      new FormData(event.currentTarget),
      images.map(({ scope, imageId }) => ({ ...scope, imageId })),
    );
    const text = JSON.stringify(wanted);
    // An identical resubmit reuses the id.
    if (sent.current.text !== text) sent.current = { text, id: newJobId() };
    setSending(true);
    setError(null);
    try {
      onBegun((await createReportJob(client, { ...wanted, requestId: sent.current.id })).id);
    } catch (reason) {
      setError(reason instanceof RequestRefused ? reason.message : UNREACHED);
      setSending(false);
    }
  };

  const none = !types["ec2:Instance"] && !types["ec2:LaunchTemplate"];

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <ReportOptionFields types={types} setTypes={setTypes} />
      <p className="text-muted">
        Sending takes {roughDuration(seconds)}: AWS takes 50 at once, then 5 a second, in each account and region. An image that has a
        pending report is not asked for again.
      </p>
      {error !== null && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 break-words">
          {error}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Dialog.Close className="button">Cancel</Dialog.Close>
        <button type="submit" className="button button-primary" disabled={isSending || none}>
          {isSending ? "Requesting…" : `Request ${formatCount(images.length, ["report", "reports"])}`}
        </button>
      </div>
    </form>
  );
}
