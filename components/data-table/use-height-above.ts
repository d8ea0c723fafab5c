import { type RefObject, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

/**
 * Height of what stands above the rows in their scroller, in pixels. Where it changes later (a chart arrives,
 * a list fails) the rows that are being read stay where they are on screen. The browser's own scroll anchoring
 * must be off: it knows nothing of rows that come and go.
 */
export function useHeightAbove(scroller: RefObject<HTMLElement | null>, above: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = above.current;
    if (element === null) return;
    let known = element.offsetHeight;
    setHeight(known);
    const observer = new ResizeObserver(() => {
      const grown = element.offsetHeight - known;
      if (grown === 0) return;
      keepRows(scroller.current, known, grown);
      known += grown;
      flushSync(() => setHeight(known));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, above]);
  return height;
}

function keepRows(scroller: HTMLElement | null, height: number, grown: number): void {
  if (scroller === null || scroller.scrollTop === 0) return;
  const areRowsAtTop = scroller.scrollTop >= height + Math.min(0, grown);
  // What shrinks has moved the end up already, and who is there with it.
  const isAtEnd = grown < 0 && scroller.scrollTop >= scroller.scrollHeight - scroller.clientHeight - 1;
  if (areRowsAtTop && !isAtEnd) scroller.scrollTop += grown;
}
