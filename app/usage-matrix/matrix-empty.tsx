import { SearchX } from "lucide-react";
import { PageLink } from "@/components/ui/page-link";
import { formatCount } from "@/lib/core/format";
import type { ReadingProgress } from "@/lib/dataset/reading";
import { isComplete } from "@/lib/dataset/reading";
import type { ShownMatrix } from "./use-matrix";

interface MatrixEmptyProps {
  shown: ShownMatrix | null;
  set: ReadingProgress;
  fetching: boolean;
  onClear: () => void;
}

/** Why there is no cell to show: still reading, refused, no image, no use seen, or nothing that matches. */
export function MatrixEmpty({ shown, set, fetching, onClear }: MatrixEmptyProps) {
  const images = shown?.matrix.images.length ?? 0;
  const accounts = shown?.matrix.accounts.length ?? 0;
  if (shown === null || (fetching && (images === 0 || accounts === 0))) return <MatrixSkeleton />;
  if (images > 0 && accounts > 0) {
    return (
      <Words
        title="Nothing matches"
        text={`${formatCount(images, ["image", "images"])} and ${formatCount(accounts, ["account", "accounts"])} arrived, none of which matches what is searched and chosen here.`}
      >
        <button type="button" className="button" onClick={onClear}>
          <SearchX aria-hidden className="size-3.5" /> Clear search and choices
        </button>
      </Words>
    );
  }
  if (images === 0 && set.failures.some(({ error }) => error.kind === "denied")) {
    return <Words title="Not permitted" text="AWS refused to show the images and their reports. What is missing stands above." />;
  }
  if (images === 0) {
    return isComplete(set) ? (
      <Words title="No images" text="These accounts own no image in these regions, and have no usage report." />
    ) : (
      <Words title="Unknown" text="Nothing could be read, so nothing can be said. The reason stands above." />
    );
  }
  const without = shown.matrix.images.filter(({ reportId }) => reportId === null).length;
  return (
    <Words
      title="No entries"
      text={`No account has an entry in any report that could be read. ${without === 0 ? "Every image has a report." : `${formatCount(without, ["image", "images"])} of ${images} without a report that can be counted: their use is unknown.`}`}
    >
      <PageLink href="/image-usage-reports" className="button">
        Usage reports
      </PageLink>
    </Words>
  );
}

function Words({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-14 text-center">
      <p className="font-semibold">{title}</p>
      <p className="text-muted">{text}</p>
      {children}
    </div>
  );
}

const LINES = Array.from({ length: 14 }, (_, line) => `line ${line}`);

function MatrixSkeleton() {
  return (
    <div aria-hidden className="grid overflow-hidden pt-34">
      {LINES.map((line) => (
        <div key={line} className="flex h-7 items-center gap-6 border-b px-4">
          <div className="skeleton h-3 w-16 shrink-0 sm:w-44" />
          <div className="skeleton h-3 w-8 shrink-0" />
          <div className="skeleton h-4 flex-1" />
        </div>
      ))}
    </div>
  );
}
