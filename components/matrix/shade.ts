import { formatNumber } from "@/lib/core/format";

/** Red, green, blue, each from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** How much of the colour each shade has, the faintest first: one a power of ten. */
export const SHADES = [0.1, 0.2, 0.32, 0.46, 0.62, 1] as const;

/** The shade of a count above 0, by its power of ten: 1 to 9, 10 to 99, and so on. The last is for all that is more. */
export const shadeOf = (count: number): number => Math.max(0, Math.min(SHADES.length - 1, Math.floor(Math.log10(count) + 1e-9)));

/** What counts a shade stands for: `10 to 99`, and of the last `100,000 and more`. */
export function shadeRange(shade: number): string {
  const from = 10 ** shade;
  return shade === SHADES.length - 1 ? `${formatNumber(from)} and more` : `${formatNumber(from)} to ${formatNumber(10 * from - 1)}`;
}

/** So many characters fit into a cell. */
const FITTING = 5;

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1, roundingMode: "trunc" });
const rough = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 0, roundingMode: "trunc" });

/** A count as short as a cell is narrow: `1,204`, `12.3K`. Never more than it is. The whole number stands in the cell's words. */
export function cellText(count: number, isPartial: boolean): string {
  const prefix = isPartial ? "≥" : "";
  const texts = [formatNumber(count), compact.format(count), rough.format(count)].map((text) => `${prefix}${text}`);
  return texts.find((text) => text.length <= FITTING) ?? texts[2] ?? "";
}

/** `rgb(47, 111, 224)`, as a browser computes a colour. Null for what is not written like that. */
export function parseRgb(text: string): Rgb | null {
  const [red, green, blue] = (/^rgba?\(([^)]+)\)$/.exec(text)?.[1] ?? "").split(/[\s,/]+/).map(Number);
  return red === undefined || green === undefined || blue === undefined || [red, green, blue].some(Number.isNaN)
    ? null
    : [red, green, blue];
}

/** So much of one colour on another. */
export const mixed = (top: Rgb, share: number, bottom: Rgb): Rgb => [
  Math.round(top[0] * share + bottom[0] * (1 - share)),
  Math.round(top[1] * share + bottom[1] * (1 - share)),
  Math.round(top[2] * share + bottom[2] * (1 - share)),
];

/** Of two colours of text, the one that is read better on a ground. */
export const readableOn = (ground: Rgb, one: Rgb, other: Rgb): Rgb => (contrast(one, ground) >= contrast(other, ground) ? one : other);

/** How well one is told from the other, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export const cssColor = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;
