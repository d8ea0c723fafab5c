/**
 * Calls back when npm has ended. It hands a signal to the shell that it runs a script in; that shell ends
 * without telling the script, which would go on and keep its port. (Windows: never calls back.)
 *
 * @param {() => void} stop
 */
export function whenOrphaned(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}
