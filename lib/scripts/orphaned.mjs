import { readFileSync } from "node:fs";

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
    if (process.ppid === parent && !wasAdopted()) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}

/**
 * Whether the parent is not the one that started this process, which may have ended before the first line ran. What npm starts
 * is of npm's own process group. Linux alone tells; elsewhere false.
 */
function wasAdopted() {
  const own = groupOf(process.pid);
  return own !== null && own !== process.pid && groupOf(process.ppid) !== own;
}

/** The process group of a process (proc_pid_stat(5)), or null. */
function groupOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
  } catch {
    return null;
  }
}
