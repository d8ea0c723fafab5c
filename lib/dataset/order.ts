import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";

type Compare = (left: number, right: number) => number;

const RUN = 2048;

/** The numbers below a length, in order. Stable. Many texts take a second to compare, so it can be interrupted. */
export function* ordered(length: number, compare: Compare): Sliced<Uint32Array> {
  let from = Uint32Array.from({ length }, (_, place) => place);
  for (let start = 0; start < length; start += RUN) {
    from.subarray(start, start + RUN).sort(compare);
    yield;
  }
  let to = new Uint32Array(length);
  for (let width = RUN; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) yield* merge(from, to, start, width, compare);
    [from, to] = [to, from];
  }
  return from;
}

/** Two neighbouring runs, each in order, as one. */
function* merge(from: Uint32Array, to: Uint32Array, start: number, width: number, compare: Compare): Sliced<void> {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  for (let place = start; place < end; place += 1) {
    const takesLeft = right >= end || (left < middle && compare(from[left] ?? 0, from[right] ?? 0) <= 0);
    to[place] = from[takesLeft ? left : right] ?? 0;
    if (takesLeft) left += 1;
    else right += 1;
    if (place % (SLICE_ROWS / 8) === 0) yield;
  }
}
