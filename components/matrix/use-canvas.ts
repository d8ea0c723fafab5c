"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import { type Palette, readPalette } from "./palette";

type Draw = (context: CanvasRenderingContext2D, palette: Palette, ratio: number) => void;

/**
 * A canvas of a size in CSS pixels, as sharp as the screen. What is returned draws at once; `redraw` is
 * called where the colours or the letters have become others.
 */
export function useCanvas(canvas: RefObject<HTMLCanvasElement | null>, redraw: () => void) {
  const palette = useRef<Palette>(null);
  useEffect(() => {
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const leaving = new AbortController();
    const again = () => {
      if (leaving.signal.aborted) return;
      palette.current = null;
      redraw();
    };
    scheme.addEventListener("change", again, { signal: leaving.signal });
    void document.fonts.ready.then(again);
    return () => leaving.abort();
  }, [redraw]);
  return useCallback(
    (width: number, height: number, draw: Draw) => {
      const element = canvas.current;
      const context = element?.getContext("2d");
      if (!element || !context || element.parentElement === null || width === 0 || height === 0) return;
      const ratio = window.devicePixelRatio;
      const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
      // Another size empties the canvas: it is given and drawn in one go.
      if (element.width !== pixelWidth) element.width = pixelWidth;
      if (element.height !== pixelHeight) element.height = pixelHeight;
      palette.current ??= readPalette(element.parentElement);
      draw(context, palette.current, ratio);
    },
    [canvas],
  );
}
