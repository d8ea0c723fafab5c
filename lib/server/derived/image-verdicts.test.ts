import { afterEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/image-verdicts/route";
import type { ImageVerdict } from "@/lib/resources/image-verdicts";
import { ACCOUNT, request, startAws } from "@/lib/server/http/test-support";

const HOUR_MS = 3_600_000;
await startAws({ "us-east-1": { images: [{ ImageId: "ami-10000000", OwnerId: ACCOUNT, Name: "golden", State: "available" }] } });

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe("a verdict that rests on kept lists", () => {
  it("is unknown for their age once they are older than LEDGER_VERDICT_MAX_HOURS", async () => {
    vi.stubEnv("LEDGER_CACHE_SECONDS", "86400");
    vi.stubEnv("LEDGER_VERDICT_MAX_HOURS", "1");
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    expect(await missing()).not.toContain("reading-stale");

    vi.advanceTimersByTime(2 * HOUR_MS);
    expect(await missing()).toContain("reading-stale");

    vi.stubEnv("LEDGER_VERDICT_MAX_HOURS", "3");
    expect(await missing()).not.toContain("reading-stale");
  });
});

async function missing(): Promise<string[]> {
  const { rows }: { rows: ImageVerdict[] } = await (await GET(request("format=json"))).json();
  return rows.flatMap((row) => row.missing.map(({ code }) => code));
}
