import { formatNumber } from "@/lib/core/format";
import type { Sum } from "./cell";
import { cellText } from "./shade";

/** `1,204`, `≥ 12`, and where nothing is known `unknown`: never a zero for that. */
export function sumText({ value, isPartial }: Sum): string {
  if (isPartial && value === 0) return "unknown";
  return isPartial ? `≥ ${formatNumber(value)}` : formatNumber(value);
}

/** The same where there is little room. */
export function shortSum({ value, isPartial }: Sum): string {
  return isPartial && value === 0 ? "?" : cellText(value, isPartial);
}

/** A character of small text and the padding of a cell, in pixels. */
const CHARACTER_WIDTH = 6.5;
const PADDING = 12;

/** A total for a cell of a width in pixels: in full where it fits. A number that is cut reads as another one. */
export function fittingSum(sum: Sum, width: number): string {
  const text = sumText(sum);
  return text.length * CHARACTER_WIDTH <= width - PADDING ? text : shortSum(sum);
}

/** In a file: a number only where it is the whole. */
export function sumValue({ value, isPartial }: Sum): number | string {
  if (!isPartial) return value;
  return value === 0 ? "unknown" : `at least ${value}`;
}
