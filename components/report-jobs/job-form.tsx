"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Dialog } from "radix-ui";
import { useId, useRef, useState } from "react";
import { RequestRefused } from "@/lib/client/fetch-events";
import { newJobId, createReportJob } from "@/lib/client/report-jobs";
import { formatCount, formatNumber } from "@/lib/core/format";
import { roughDuration, jobOf } from "@/lib/domain/report-jobs/form-values";
import { DEFAULT_VERSION_DEPTH, MOST, secondsToSend } from "@/lib/domain/report-jobs/report-job";
import type { ReportableImage } from "./create-reports-button";

const UNREACHED = "The server could not be reached. Nothing is lost: press again, and it is still one request.";

/** What the reports are to cover. Sent as one request, however often it is pressed. */
export function JobForm({ images, onBegun }: { images: readonly ReportableImage[]; onBegun: (id: string) => void }) {
  const client = useQueryClient();
  const [error, setError] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const [types, setTypes] = useState({ "ec2:Instance": true, "ec2:LaunchTemplate": true });
  const [isRestricted, setRestricted] = useState(false);
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
    // The same again is the same request; another one has an id of its own.
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

  const check = (type: keyof typeof types) => ({
    type: "checkbox" as const,
    name: "resourceTypes",
    value: type,
    checked: types[type],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setTypes({ ...types, [type]: event.target.checked }),
    className: "size-4 accent-accent",
  });
  const none = !types["ec2:Instance"] && !types["ec2:LaunchTemplate"];

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">Count</legend>
        <label className="flex items-center gap-2">
          <input {...check("ec2:Instance")} /> Instances <code className="font-mono text-xs text-muted">ec2:Instance</code>
        </label>
        <label className="flex items-center gap-2">
          <input {...check("ec2:LaunchTemplate")} /> Launch templates{" "}
          <code className="font-mono text-xs text-muted">ec2:LaunchTemplate</code>
        </label>
        {!(types["ec2:Instance"] && types["ec2:LaunchTemplate"]) && (
          <p role="status" className="text-xs text-warning">
            {none ? "Choose at least one." : "A report on one of them alone can never show that nobody uses an image."}
          </p>
        )}
      </fieldset>
      <Field
        label="Versions of each launch template"
        hint={`The newest so many are looked through: an image that only an older version names is not seen. AWS's default is ${DEFAULT_VERSION_DEPTH}, the most is ${formatNumber(MOST.versionDepth)}.`}
      >
        {(described) => (
          <input
            {...described}
            name="versionDepth"
            type="number"
            min={1}
            max={MOST.versionDepth}
            step={1}
            inputMode="numeric"
            defaultValue={DEFAULT_VERSION_DEPTH}
            disabled={!types["ec2:LaunchTemplate"]}
            className="field w-28 tabular-nums"
          />
        )}
      </Field>
      <Field
        label="Only these accounts"
        hint={`Up to ${MOST.accountIds} ids of 12 digits. A report of some accounts can never show that nobody uses an image.`}
        isWarning={isRestricted}
      >
        {(described) => (
          <textarea
            {...described}
            name="accountIds"
            rows={2}
            onChange={(event) => setRestricted(event.target.value.trim() !== "")}
            placeholder="every account"
            className="field h-auto py-1.5 font-mono text-xs"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Tags of the reports" hint={`One a line, up to ${MOST.tags}. Tagging needs ec2:CreateTags too.`}>
        {(described) => (
          <textarea
            {...described}
            name="tags"
            rows={2}
            placeholder="Team=platform"
            className="field h-auto py-1.5 font-mono text-xs"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
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

interface FieldProps {
  label: string;
  hint: string;
  isWarning?: boolean;
  children: (described: { id: string; "aria-describedby": string }) => React.ReactNode;
}

/** A field with its name, and beside the name what is to be known of it. */
function Field({ label, hint, isWarning = false, children }: FieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": `${id}-hint` })}
      <p id={`${id}-hint`} className={`text-xs ${isWarning ? "text-warning" : "text-muted"}`}>
        {hint}
      </p>
    </div>
  );
}
