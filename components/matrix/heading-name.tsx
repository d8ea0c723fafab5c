import { Clock } from "lucide-react";
import Link from "next/link";
import type { Heading } from "./cell";

/** The name of a row or column, with the mark of a state that matters. Where it leads is also among a cell's evidence, for the keyboard. */
export function HeadingName({ heading: { id, name, note, mark, href } }: { heading: Heading }) {
  const isSaid = id === name || note.replaceAll("-", "") === id;
  const title = [name, isSaid ? "" : id, note, mark].filter((text) => text !== null && text !== "").join(" · ");
  return (
    <>
      {mark !== null && (
        <>
          <Clock aria-hidden className="size-3 shrink-0 text-warning" />
          <span className="sr-only">{mark} </span>
        </>
      )}
      {href === null ? (
        <span className="min-w-0 truncate" title={title}>
          {name}
        </span>
      ) : (
        <Link href={href} prefetch={false} tabIndex={-1} className="min-w-0 truncate hover:text-accent hover:underline" title={title}>
          {name}
        </Link>
      )}
    </>
  );
}
