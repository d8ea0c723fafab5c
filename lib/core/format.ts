const wholeNumber = new Intl.NumberFormat("en");
const oneDecimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** `11,204`. */
export const formatNumber = (value: number): string => wholeNumber.format(value);

/**
 * `38 %`, `0.4 %`; of a percentage, not a fraction. Rounding never reaches 0 or 100: a limit that is all
 * but full is not full, and a little is not nothing.
 */
export function formatPercent(value: number): string {
  if (value > 0 && value < 0.1) return "< 0.1 %";
  if (value > 99.9 && value < 100) return "> 99.9 %";
  if (value > 100 && value < 100.1) return "> 100 %";
  return `${oneDecimal.format(value)} %`;
}

/** `1111-2222-3333` for 12 digits; anything else as it is. */
export const formatAccount = (id: string): string => (/^\d{12}$/.test(id) ? `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8)}` : id);

/** `672.9 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${oneDecimal.format(bytes / 1024 ** power)} ${units[power]}`;
}

/** `1 report`, `2 reports`. */
export const formatCount = (count: number, [one, many]: readonly [string, string]): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;
