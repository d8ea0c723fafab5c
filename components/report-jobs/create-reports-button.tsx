"use client";

import { FilePlus2 } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { formatCount, formatNumber } from "@/lib/core/format";
import type { Scope } from "@/lib/core/scope";
import { MOST } from "@/lib/domain/report-jobs/report-job";
import { JobForm } from "./job-form";
import { JobStarted } from "./job-progress";
import { WriteButton } from "./write-button";

/** An image that a report may be wanted of. */
export interface ReportableImage {
  scope: Scope;
  imageId: string;
  name: string | null;
}

interface CreateReportsButtonProps {
  images: readonly ReportableImage[];
  /** What the button says. */
  label?: string;
  className?: string;
}

const IMAGES = ["image", "images"] as const;

/** The button that asks AWS for usage reports, and the dialog that says on what terms. */
export function CreateReportsButton({ images, label = "Create usage reports", className = "button" }: CreateReportsButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <WriteButton why={whyNot(images)} className={className} onPress={() => setOpen(true)}>
        <FilePlus2 aria-hidden className="size-3.5" /> {label}
      </WriteButton>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
          <Dialog.Content className="panel fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(34rem,94vw)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto p-5">
            <DialogBody images={images} onClose={() => setOpen(false)} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}

function whyNot({ length }: readonly ReportableImage[]): string | null {
  if (length === 0) return "There is no image to report on. Choose some.";
  return length > MOST.images
    ? `A request takes ${formatNumber(MOST.images)} images at most, and these are ${formatNumber(length)}.`
    : null;
}

/** What stands in the dialog while it is open: what was chosen when it opened, whatever the page reads meanwhile. */
function DialogBody({ images, onClose }: { images: readonly ReportableImage[]; onClose: () => void }) {
  const [begun, setBegun] = useState<string | null>(null);
  const [chosen] = useState(images);
  if (begun !== null) return <JobStarted id={begun} images={chosen.length} onClose={onClose} />;
  const [only] = chosen.length === 1 ? chosen : [];
  return (
    <>
      <Dialog.Title className="text-lg font-semibold">{only ? "Create a usage report" : "Create usage reports"}</Dialog.Title>
      <Dialog.Description className="mb-4 text-muted">
        AWS counts who references {only ? <ImageName image={only} /> : `each of ${formatCount(chosen.length, IMAGES)}`}. That takes it a
        while; it keeps {only ? "the report" : "the reports"} for about 30 days.
      </Dialog.Description>
      {!only && <ChosenImages images={chosen} />}
      <JobForm images={chosen} onBegun={setBegun} />
    </>
  );
}

function ImageName({ image: { imageId, name } }: { image: ReportableImage }) {
  return (
    <span className="break-all text-ink">
      {name === null ? <code className="font-mono text-xs">{imageId}</code> : `${name} (${imageId})`}
    </span>
  );
}

const SHOWN = 200;

function ChosenImages({ images }: { images: readonly ReportableImage[] }) {
  return (
    <details className="mb-4">
      <summary className="w-fit text-muted">Which {formatCount(images.length, IMAGES)}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that it must be reached by keys too */}
      <ul aria-label="Chosen images" tabIndex={0} className="mt-1 max-h-40 overflow-y-auto border-l border-line-strong pl-3">
        {images.slice(0, SHOWN).map((image) => (
          <li key={`${image.scope.account}/${image.scope.region}/${image.imageId}`}>
            <ImageName image={image} /> <span className="text-muted">{image.scope.region}</span>
          </li>
        ))}
        {images.length > SHOWN && <li className="text-muted">and {formatNumber(images.length - SHOWN)} more</li>}
      </ul>
    </details>
  );
}
