import { cssColor, mixed, parseRgb, type Rgb, readableOn, SHADES } from "./shade";

/** The page's colours that a grid is drawn in, by the names of its style sheet. */
const TOKENS = {
  canvas: "var(--color-canvas)",
  sunken: "var(--color-sunken)",
  hover: "var(--color-hover)",
  line: "var(--color-line)",
  strong: "var(--color-line-strong)",
  ink: "var(--color-ink)",
  muted: "var(--color-muted)",
  accent: "var(--color-accent)",
  onAccent: "var(--color-on-accent)",
  shade: "var(--color-bar-1)",
  bad: "var(--color-bad)",
} as const;

type Token = keyof typeof TOKENS;
export type Colors = Readonly<Record<Token, Rgb>>;

/** What a grid is drawn with, ready to be used. */
export interface Palette {
  color: Readonly<Record<Token, string>>;
  /** For each shade its ground and the text on it. */
  shades: readonly { ground: string; text: string }[];
  font: string;
}

/** Reads the colours as they are now, in the light or in the dark. For a scheme once: it makes the browser compute styles. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  // Where the system chooses the colours, a shade would otherwise be the colour of text.
  probe.style.setProperty("forced-color-adjust", "none");
  element.append(probe);
  const style = getComputedStyle(probe);
  const read = (token: Token): Rgb => {
    probe.style.color = TOKENS[token];
    return parseRgb(style.color) ?? [128, 128, 128];
  };
  const colors: Colors = {
    canvas: read("canvas"),
    sunken: read("sunken"),
    hover: read("hover"),
    line: read("line"),
    strong: read("strong"),
    ink: read("ink"),
    muted: read("muted"),
    accent: read("accent"),
    onAccent: read("onAccent"),
    shade: read("shade"),
    bad: read("bad"),
  };
  const font = style.fontFamily;
  probe.remove();
  return paletteOf(colors, font);
}

export function paletteOf(colors: Colors, font: string): Palette {
  const shades = SHADES.map((share) => {
    const ground = mixed(colors.shade, share, colors.canvas);
    return { ground: cssColor(ground), text: cssColor(readableOn(ground, colors.ink, colors.onAccent)) };
  });
  const color = {
    canvas: cssColor(colors.canvas),
    sunken: cssColor(colors.sunken),
    hover: cssColor(colors.hover),
    line: cssColor(colors.line),
    strong: cssColor(colors.strong),
    ink: cssColor(colors.ink),
    muted: cssColor(colors.muted),
    accent: cssColor(colors.accent),
    onAccent: cssColor(colors.onAccent),
    shade: cssColor(colors.shade),
    bad: cssColor(colors.bad),
  };
  return { color, shades, font };
}
