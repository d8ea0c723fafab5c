"use client";

import { isComplete } from "@/lib/dataset/reading";
import type { PartReading } from "./part-failures";

/** Which of the lists that something is looked for in are not all here: what is not found may then still be. */
export function PartsNote({ parts }: { parts: readonly PartReading[] }) {
  return parts.map((part) => <PartNote key={part.resource.title} part={part} />);
}

function PartNote({ part }: { part: PartReading }) {
  const { resource, set, isFetching, retrying, retry, refresh } = part;
  if (isComplete(set)) return null;
  if (isFetching || retrying) return <p className="text-muted">{resource.title}: still being read.</p>;
  return (
    <p className="text-warning">
      {resource.title} could not all be read, so there may be more.{" "}
      <button type="button" className="link" onClick={set.failures.length > 0 ? retry : refresh}>
        Retry
      </button>
    </p>
  );
}
