import { describe, expect, it } from "vitest";
import { type Colors, paletteOf } from "./palette";
import { cellText, contrast, mixed, parseRgb, type Rgb, readableOn, SHADES, shadeOf, shadeRange } from "./shade";

describe("a cell's shade", () => {
  it.each([
    [1, 0],
    [9, 0],
    [10, 1],
    [99, 1],
    [100, 2],
    [1_000, 3],
    [99_999, 4],
    [100_000, 5],
    [12_000_000, 5],
  ])("of %i is the one of its power of ten", (count, shade) => expect(shadeOf(count)).toBe(shade));

  it("is named by the counts it stands for", () => {
    expect(shadeRange(1)).toBe("10 to 99");
    expect(shadeRange(SHADES.length - 1)).toBe("100,000 and more");
  });

  it.each([
    ["light", { canvas: "#ffffff", ink: "#14171c", onAccent: "#ffffff", shade: "#2f6fe0" }],
    ["dark", { canvas: "#0e1116", ink: "#e8eaed", onAccent: "#0b1a33", shade: "#5b95f5" }],
  ])("has a text that can be read on it in the %s", (_, scheme) => {
    const [canvas, ink, onAccent, shade] = [hex(scheme.canvas), hex(scheme.ink), hex(scheme.onAccent), hex(scheme.shade)];

    const grounds = SHADES.map((share) => mixed(shade, share, canvas));

    for (const ground of grounds) expect(contrast(readableOn(ground, ink, onAccent), ground)).toBeGreaterThanOrEqual(4.5);
  });

  it("is another one for each step", () => {
    const grey: Rgb = [128, 128, 128];
    const names = ["canvas", "sunken", "hover", "line", "strong", "ink", "muted", "accent", "onAccent", "shade", "bad"] as const;
    const colors = Object.fromEntries(names.map((name) => [name, grey])) as Record<(typeof names)[number], Rgb>;
    const palette = paletteOf({ ...colors, canvas: [255, 255, 255] } satisfies Colors, "sans-serif");

    expect(new Set(palette.shades.map(({ ground }) => ground)).size).toBe(SHADES.length);
  });
});

describe("a cell's text", () => {
  it.each([
    ["is the number where it fits", 1_204, false, "1,204"],
    ["is rounded down where it does not", 12_399, false, "12.3K"],
    ["gets shorter still", 129_900, false, "129K"],
    ["says at least", 12, true, "≥12"],
    ["says at least of a long number", 12_399, true, "≥12K"],
    ["never says more than there is", 999_999, false, "999K"],
  ])("%s", (_, count, isPartial, text) => expect(cellText(count, isPartial)).toBe(text));
});

describe("a colour as the browser tells it", () => {
  it.each([
    ["rgb(47, 111, 224)", [47, 111, 224]],
    ["rgba(47, 111, 224, 0.5)", [47, 111, 224]],
    ["rgb(47 111 224)", [47, 111, 224]],
    ["blue", null],
    ["", null],
  ])("%s", (text, color) => expect(parseRgb(text)).toEqual(color));
});

function hex(text: string): Rgb {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => Number.parseInt(text.slice(from, from + 2), 16));
  return [red, green, blue];
}
