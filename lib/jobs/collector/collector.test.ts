import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Collected, type CollectedList, type CollectionSchedule, Collector } from "./collector";

const COMPLETE: Collected = { outcome: "complete", failure: null };
const list = (region: string): CollectedList => ({ resource: "/images", account: "000000000001", region });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A schedule in memory, as a database has it: each list due, leased, or ended. */
function schedule(lists: readonly CollectedList[]) {
  const due = [...lists];
  const ended: [string, Collected][] = [];
  const leases = new Set<string>();
  const self: CollectionSchedule = {
    add: async () => undefined,
    lease: async (lease, most) => {
      leases.add(lease);
      return due.splice(0, most);
    },
    renew: async () => undefined,
    end: async (_, { region }, collected) => void ended.push([region, collected]),
  };
  return { self, due, ended, leases };
}

function collector(lists: readonly CollectedList[]) {
  const state = schedule(lists);
  const begun: string[] = [];
  const open = new Map<string, (collected: Collected) => void>();
  const failed = vi.fn();
  const made = new Collector({
    schedule: state.self,
    lists: async () => lists,
    collect: (one, signal) =>
      new Promise((resolve, reject) => {
        begun.push(one.region);
        open.set(one.region, resolve);
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
    failed,
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { ...state, begun, failed, made, settle, end: (region: string) => open.get(region)?.(COMPLETE) };
}

describe("the collector", () => {
  it("reads a few lists at once, and the next as soon as one has ended", async () => {
    const { made, begun, ended, settle, end } = collector(["a", "b", "c", "d", "e"].map(list));
    made.start();
    await settle();
    expect(begun).toEqual(["a", "b", "c", "d"]);

    end("b");
    await settle();

    expect(begun).toEqual(["a", "b", "c", "d", "e"]);
    expect(ended).toEqual([["b", COMPLETE]]);
    void made.stop();
  });

  it("looks for lists that become due", async () => {
    const { made, due, begun, settle } = collector([]);
    made.start();
    await settle();
    due.push(list("a"));

    await vi.advanceTimersByTimeAsync(5_000);

    expect(begun).toEqual(["a"]);
    void made.stop();
  });

  it("stops what is under way, which then has not ended", async () => {
    const { made, ended, failed, settle } = collector([list("a")]);
    made.start();
    await settle();

    await made.stop();

    expect(ended).toEqual([]);
    expect(failed).not.toHaveBeenCalled();
  });

  it("says that the schedule fails, and goes on when it works again", async () => {
    const { made, self, begun, failed, settle } = collector([list("a")]);
    const { lease } = self;
    self.lease = () => Promise.reject(new Error("The database is down."));
    made.start();
    await settle();
    expect(failed).toHaveBeenCalledOnce();

    self.lease = lease;
    await vi.advanceTimersByTimeAsync(5_000);

    expect(begun).toEqual(["a"]);
    void made.stop();
  });
});
