import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { toFault } from "@/lib/server/http/auth-responses";
import { recordLog } from "@/lib/server/observe/test-support";
import { beginSignIn } from "./sign-in";
import { providerCodes, signInFault } from "./sign-in-fault";
import { oidcConfig } from "./test-support";

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

describe("where the provider does not do its part, the sign-in page says that it", () => {
  it.each([
    ["is not reached", null, "provider"],
    ["fails", { status: 500, body: "" }, "provider"],
    ["is none", { status: 200, body: "<html>" }, "answer"],
    ["is another than the configured one", { status: 200, body: '{"issuer":"https://evil.example.com"}' }, "answer"],
  ])("%s", async (_, answer, fault) => {
    const lines = recordLog();
    const issuer = await provider(answer);
    const response = await beginSignIn(oidcConfig({ LEDGER_OIDC_ISSUER: issuer, LEDGER_OIDC_CLIENT_SECRET: "hush" }), "/images").catch(
      (error: unknown) => toFault(error, "/images"),
    );

    expect(response).toBeInstanceOf(Response);
    expect(response instanceof Response && response.headers.get("location")).toBe(`/sign-in?fault=${fault}&to=%2Fimages`);
    expect(lines).toEqual([
      {
        level: "warn",
        at: expect.any(String),
        request: null,
        fault,
        code: expect.stringMatching(/^\w+$/),
        providerCodes: [],
        msg: "sign-in failed",
      },
    ]);
  });

  it("is reached again at the next try", async () => {
    const config = oidcConfig({ LEDGER_OIDC_ISSUER: await provider(null) });
    await expect(beginSignIn(config, null)).rejects.toThrow();
    await listen(
      { status: 200, body: JSON.stringify({ issuer: config.issuer, authorization_endpoint: `${config.issuer}/auth` }) },
      Number(new URL(config.issuer).port),
    );

    expect((await beginSignIn(config, null)).location.pathname).toBe("/auth");
  });
});

it.each<[string, object, string, string[]]>([
  [
    "refuses the app",
    { error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret for app 'x'." },
    "client",
    ["invalid_client", "AADSTS7000215"],
  ],
  [
    "has not assigned somebody",
    { code: "OAUTH_AUTHORIZATION_RESPONSE_ERROR", error: "access_denied", error_description: "AADSTS50105: ann@…" },
    "denied",
    ["access_denied", "AADSTS50105"],
  ],
  ["sends anything else", { error: "<script>", error_description: "ann@example.com" }, "answer", []],
])("where the provider %s, its codes say why and no more", (_, members, fault, codes) => {
  const error = Object.assign(new Error("refused"), members);

  expect(signInFault(error)).toBe(fault);
  expect(providerCodes(error)).toEqual(codes);
});

interface Canned {
  status: number;
  body: string;
}

/** The address of a provider that always answers the same, or of none. */
async function provider(answer: Canned | null): Promise<string> {
  const { port, close } = await listen(answer ?? { status: 200, body: "" }, 0);
  if (answer === null) close();
  return `http://127.0.0.1:${port}`;
}

async function listen({ status, body }: Canned, wanted: number) {
  const server = createServer((_, response) => void response.writeHead(status, { "content-type": "application/json" }).end(body));
  await new Promise<void>((resolve) => server.listen(wanted, "127.0.0.1", resolve));
  const close = () => void server.close();
  closing.push(close);
  const { port } = server.address() as AddressInfo;
  return { port, close };
}
