import { expect, test } from "@/e2e/support/aws";
import { DENIED_REGION, THROTTLED_REGION } from "@/e2e/support/failing-regions";
import { SAMPLE_REGIONS } from "@/lib/scripts/sample-environment";

test("the app is up, and says that its data are a sample", async ({ request }) => {
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toEqual({ status: "ok" });

  const scopes = await request.get("/api/scopes");
  expect(scopes.status()).toBe(200);
  expect(await scopes.json()).toMatchObject({
    sampleData: true,
    regions: [...SAMPLE_REGIONS, DENIED_REGION, THROTTLED_REGION],
  });
});
