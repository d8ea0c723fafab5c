/** `2026-11-21 10:32:05 UTC`: a moment that reads the same on every printed page. A text that is no time stays as it is. */
export function utcTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
