/**
 * Memoizes an async call for a limited time; concurrent callers share it. A failure is kept too, for a
 * shorter while, so that what is down is not asked by every request.
 */
export function memoizeAsync<T>(ask: () => Promise<T>, { answerMs, failureMs }: { answerMs: number; failureMs: number }): () => Promise<T> {
  let current: Promise<T> | null = null;
  let until = Number.NEGATIVE_INFINITY;
  return () => {
    if (current !== null && Date.now() < until) return current;
    const asked = ask();
    current = asked;
    until = Number.POSITIVE_INFINITY;
    const keep = (milliseconds: number) => () => {
      until = Date.now() + milliseconds;
    };
    asked.then(keep(answerMs), keep(failureMs));
    return asked;
  };
}
