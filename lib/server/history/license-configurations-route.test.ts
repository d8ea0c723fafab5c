import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { GET } from "@/app/api/history/license-configurations/route";
import { GET as configurations } from "@/app/api/license-configurations/route";
import { keptSoFar } from "@/lib/aws/cache/open-stored";
import { setReadingStore } from "@/lib/aws/cache/reading-store";
import { read, startAws } from "@/lib/server/http/test-support";
import { closeDatabase, database } from "@/lib/server/store/database";
import { databaseReadings } from "@/lib/server/store/reading-store";

// The SDK waits a random part of up to 16 seconds between two tries. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.1);

const { faults, world, reset } = await startAws({ "us-east-1": {} });
const folder = await mkdtemp(join(tmpdir(), "ledger-licenses-"));
process.env.LEDGER_DATA_DIR = folder;
afterAll(async () => {
  setReadingStore(null);
  await closeDatabase();
  await rm(folder, { recursive: true, force: true });
});

const ARN = `arn:aws:license-manager:us-east-1:${world.account}:license-configuration:lic-0123456789abcdef`;

async function readWith(consumed: Record<string, number | undefined>): Promise<string> {
  const region = world.regions["us-east-1"];
  if (region !== undefined) {
    region.licenseConfigurations = Object.entries(consumed).map(([end, ConsumedLicenses]) => ({
      LicenseConfigurationArn: `${ARN}${end}`,
      ConsumedLicenses,
      LicenseCount: 10,
    }));
  }
  const { done } = await read(configurations);
  await keptSoFar();
  await new Promise((resolve) => setTimeout(resolve, 5));
  return done[0]?.readAt ?? "";
}

it("license use over time has a row a whole reading, none where nobody read, and null where AWS did not say", async () => {
  setReadingStore(databaseReadings(database));
  const first = await readWith({ a: 4, b: 1 });
  const second = await readWith({ a: 4, b: 2 });
  faults.push({ kind: "deny", operation: "ListLicenseConfigurations" });
  await readWith({ a: 9 });
  reset();
  const third = await readWith({ a: undefined });

  const { rows, end } = await read(GET, `license-configuration-arn=${ARN}a`);
  const all = await read(GET, `from=${second}`);

  expect(rows).toEqual(
    [
      [first, 4],
      [second, 4],
      [third, null],
    ].map(([at, consumedLicenses]) => ({ licenseConfigurationArn: `${ARN}a`, at, consumedLicenses, licenseCount: 10, source: "reading" })),
  );
  expect(end).toMatchObject({ complete: true });
  expect(all.rows.map(({ at, consumedLicenses }) => [at, consumedLicenses])).toEqual([
    [second, 4],
    [third, null],
    [second, 2],
  ]);
  expect((await read(GET, "to=2020-01-01T00:00:00Z")).failures).toMatchObject([{ error: { kind: "missing" } }]);
});
