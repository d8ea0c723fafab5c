/** `2026-11-21 10:32:05 UTC`: a moment that reads the same on every printed page. A text that is no time stays as it is. */
export const utcTime = (iso: string): string => formatted(iso, (text) => `${text.slice(0, 19).replace("T", " ")} UTC`);

/** `2026-11-20 14:03 UTC`. */
export const utcMinute = (iso: string): string => formatted(iso, (text) => `${text.slice(0, 16).replace("T", " ")} UTC`);

/** `2026-11-20`. */
export const utcDay = (iso: string): string => formatted(iso, (text) => text.slice(0, 10));

function formatted(iso: string, format: (text: string) => string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : format(time.toISOString());
}

/** A text as milliseconds since 1970; null where it is no time. */
export function parsedTime(iso: string | null): number | null {
  const time = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(time) ? null : time;
}
