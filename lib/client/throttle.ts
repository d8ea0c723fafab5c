/** Does something at most so often. What is asked for in between is done once, when it is due or after the wait that is asked for. */
export function throttle(milliseconds: number, work: () => void): { ask: (wait?: number) => void; askNow: () => void; stop: () => void } {
  let due = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const askNow = () => {
    stop();
    due = performance.now() + milliseconds;
    work();
  };
  const ask = (wait = Math.max(0, due - performance.now())) => {
    timer ??= setTimeout(askNow, wait);
  };
  return { ask, askNow, stop };
}
