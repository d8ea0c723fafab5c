import { CopyButton } from "@/components/ui/copy-button";

/** A policy as text, with a button that copies it. */
export function PolicyText({ label, text }: { label: string; text: string }) {
  return (
    <div className="relative mt-1">
      <CopyButton text={text} what={label} className="absolute top-1.5 right-3 z-1 bg-sunken" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that it must be reached by keys too */}
      <section aria-label={label} tabIndex={0} className="max-h-64 overflow-auto rounded-md bg-sunken">
        <pre className="p-3 pr-10 font-mono text-xs">{text}</pre>
      </section>
    </div>
  );
}
