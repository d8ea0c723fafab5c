import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { credentialsFor } from "./credentials";

const ROLE = "arn:aws:iam::111122223333:role/ami-ledger-server";
const MEMBER = "arn:aws:iam::444455556666:role/ami-ledger";
const token = new UnsecuredJWT({ sub: "owner:acme:project:ledger:environment:production" }).setExpirationTime("1h").encode();

/** What STS was asked, and with whose key the request was signed. */
const asked: { input: Record<string, string>; signedWith: string | null }[] = [];
const sts = createServer(async (request, response) => {
  const input = Object.fromEntries(new URLSearchParams(await text(request)));
  asked.push({ input, signedWith: /Credential=(\w+)\//.exec(request.headers.authorization ?? "")?.[1] ?? null });
  response.setHeader("content-type", "text/xml").end(issued(String(input.Action), `ASIA${asked.length}`));
});

beforeAll(async () => {
  await once(sts.listen(0, "127.0.0.1"), "listening");
  const { port } = sts.address() as AddressInfo;
  Object.assign(process.env, {
    VERCEL: "1",
    AWS_ROLE_ARN: ROLE,
    AWS_REGION: "us-east-1",
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}`,
    LEDGER_ROLE_ARNS: MEMBER,
  });
  // Vercel's own place for the request that is being answered.
  Reflect.set(globalThis, Symbol.for("@vercel/request-context"), { get: () => ({ headers: { "x-vercel-oidc-token": token } }) });
  return () => sts.close();
});

describe("on Vercel", () => {
  it("the server takes its role with the token of the request, and enters other accounts from there", async () => {
    const member = await credentialsFor("444455556666")();
    const own = await credentialsFor(null)();

    expect(asked).toMatchObject([
      { input: { Action: "AssumeRoleWithWebIdentity", RoleArn: ROLE, WebIdentityToken: token }, signedWith: null },
      { input: { Action: "AssumeRole", RoleArn: MEMBER }, signedWith: "ASIA1" },
    ]);
    expect(own.accessKeyId).toBe("ASIA1");
    expect(member.accessKeyId).toBe("ASIA2");
  });
});

const issued = (action: string, key: string) => `<${action}Response><${action}Result><Credentials>
  <AccessKeyId>${key}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
  <Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></${action}Result></${action}Response>`;
