import { afterEach, describe, expect, it, vi } from "vitest";
import type { Person } from "@/lib/server/auth/person";
import { OIDC } from "@/lib/server/auth/test-support";
import { rateLimitKey } from "./rate-limit-key";

const ann: Person = { id: "248289761001", name: "Ann", email: "ann@example.com", role: "viewer", groupsDoubt: null };

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("whoever is signed in", () => {
  it("is counted for themselves, wherever they are", () => {
    for (const [name, value] of Object.entries(OIDC)) vi.stubEnv(name, value);

    expect(rateLimitKey(ann, from("203.0.113.7"))).toBe(ann.id);
    expect(rateLimitKey(ann, from("127.0.0.1"))).toBe(ann.id);
  });
});

describe("without a sign-in", () => {
  it.each([
    ["whoever comes from elsewhere is counted for the address", "203.0.113.7", "203.0.113.7"],
    ["the address is the one that the nearest proxy saw, whatever the client says", "198.51.100.1, 203.0.113.7", "203.0.113.7"],
    ["nobody at this machine is counted", "127.0.0.1", null],
    ["nobody at this machine is counted, also by IPv6", "::ffff:127.0.0.1", null],
  ])("%s", (_, forwarded, counted) => expect(rateLimitKey(ann, from(forwarded))).toBe(counted));
});

const from = (address: string) => new Headers({ "x-forwarded-for": address });
