import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { read, startAws } from "@/lib/server/http/test-support";
import { toScopeError } from "./aws-errors";
import { type Callee, CallTimeLimit, callAws } from "./call-aws";

const aws = await startAws({ "us-east-1": { fastLaunchImages: [{ ImageId: "ami-1" }] } });

const stay = new AbortController().signal;
let to: Callee;
let serial = 0;

beforeEach(() => {
  aws.reset();
  serial += 1;
  to = { scope: { account: null, region: "us-east-1" }, service: "ec2", operation: `Describe${serial}` };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("a call", () => {
  it("gives what it gives, and leaves nothing on the signal that it was made for", async () => {
    const { signal } = new AbortController();
    let during = 0;
    const result = await callAws(
      to,
      async () => {
        during = getEventListeners(signal, "abort").length;
        return "rows";
      },
      signal,
    );

    expect(result).toBe("rows");
    expect(during).toBe(1);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("has a signal of its own, which is not aborted by the end of the call", async () => {
    const owns: AbortSignal[] = [];
    for (let count = 0; count < 2; count += 1) await callAws(to, async (own) => void owns.push(own), stay);

    expect(new Set([...owns, stay]).size).toBe(3);
    expect(owns.map(({ aborted }) => aborted)).toEqual([false, false]);
  });

  it("is not sent once it has been left", async () => {
    const call = vi.fn();

    await expect(callAws(to, call, AbortSignal.abort(new Error("left")))).rejects.toThrow("left");
    expect(call).not.toHaveBeenCalled();
  });

  it("is aborted with the reason for which it was left", async () => {
    const leaving = new AbortController();
    const call = callAws(to, untilAborted, leaving.signal);
    leaving.abort(new Error("left"));

    await expect(call).rejects.toThrow("left");
  });

  it("is aborted when two attempts and the pause between them are over, and AWS was then not reached", async () => {
    vi.useFakeTimers();
    vi.stubEnv("LEDGER_CALL_SECONDS", "3");
    const own: AbortSignal[] = [];
    const ended = callAws(
      to,
      (signal) => {
        own.push(signal);
        return untilAborted(signal);
      },
      stay,
    ).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(7_999);
    expect(own.map(({ aborted }) => aborted)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(1);

    const error = await ended;
    expect(error).toBeInstanceOf(CallTimeLimit);
    expect(toScopeError(error)).toMatchObject({ kind: "unreachable", message: "AWS could not be reached, or did not answer in time." });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("passes on what AWS refuses", async () => {
    const refused = vi.fn(async () => {
      throw fromAws("UnauthorizedOperation");
    });

    await expect(callAws(to, refused, stay)).rejects.toThrow("UnauthorizedOperation");
    expect(refused).toHaveBeenCalledTimes(1);
  });
});

describe("credentials that have expired", () => {
  it.each(["RequestExpired", "ExpiredToken", "ExpiredTokenException"])("are renewed, and the call is made once more: %s", async (code) => {
    let calls = 0;
    const result = callAws(
      to,
      async () => {
        calls += 1;
        if (calls === 1) throw fromAws(code);
        return "rows";
      },
      stay,
    );

    expect(await result).toBe("rows");
  });

  it("are not renewed for ever", async () => {
    const refused = vi.fn(async () => {
      throw fromAws("RequestExpired");
    });

    await expect(callAws(to, refused, stay)).rejects.toThrow("RequestExpired");
    expect(refused).toHaveBeenCalledTimes(2);
  });

  it("leave the rows whole where new ones are to be had", async () => {
    aws.faults.push({ kind: "expired-credentials", operation: "DescribeFastLaunchImages", times: 1 });

    const { rows, end } = await read(fastLaunchImages);

    expect(rows).toMatchObject([{ imageId: "ami-1" }]);
    expect(end).toEqual({ type: "end", complete: true, truncated: false, rows: 1 });
  });
});

describe("what AWS throttles", () => {
  it("is sent again, and the rows are whole", async () => {
    aws.faults.push({ kind: "throttle", operation: "DescribeFastLaunchImages", times: 2 });

    const { rows, end } = await read(fastLaunchImages);

    expect(rows).toMatchObject([{ imageId: "ami-1" }]);
    expect(end).toMatchObject({ complete: true });
    expect(aws.dataCalls()).toHaveLength(3);
  });

  it("does not hold up another operation, account or region", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.9);
    const throttled = vi.fn(async () => {
      throw fromAws("RequestLimitExceeded");
    });
    const leaving = new AbortController();
    const waiting = expect(callAws(to, throttled, leaving.signal)).rejects.toThrow("left");
    await vi.waitFor(() => expect(throttled).toHaveBeenCalled());
    const quick = async (other: Partial<Callee>) => {
      const call = vi.fn(async () => undefined);
      void callAws({ ...to, ...other }, call, stay);
      await new Promise((resolve) => setImmediate(resolve));
      return call.mock.calls.length;
    };

    expect(await quick({})).toBe(0);
    expect(await quick({ operation: "DescribeOther" })).toBe(1);
    expect(await quick({ scope: { account: null, region: "eu-west-1" } })).toBe(1);
    expect(await quick({ scope: { account: "001122223333", region: "us-east-1" } })).toBe(1);
    leaving.abort(new Error("left"));
    await waiting;
  });
});

const untilAborted = (own: AbortSignal): Promise<never> =>
  new Promise((_, reject) => own.addEventListener("abort", () => reject(own.reason)));

const fromAws = (name: string): Error => Object.assign(new Error(name), { name, $metadata: {} });
