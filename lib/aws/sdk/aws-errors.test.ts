import { EC2ServiceException } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import type { FailureKind } from "@/lib/core/row-events";
import { isExpiredToken, isRefusedPageSize, toScopeError } from "./aws-errors";

const NOT_REACHED = "AWS could not be reached, or did not answer in time.";

describe("an error of AWS", () => {
  it.each<[FailureKind, string[]]>([
    [
      "denied",
      [
        "UnauthorizedOperation",
        "AuthFailure",
        "OptInRequired",
        "AccessDeniedException",
        "AuthorizationException",
        "InvalidClientTokenId",
        "SignatureDoesNotMatch",
        "MissingAuthenticationToken",
      ],
    ],
    ["throttled", ["RequestLimitExceeded", "RateLimitExceededException", "Throttling", "ThrottlingException", "TooManyRequestsException"]],
    ["expired", ["RequestExpired", "ExpiredToken", "ExpiredTokenException", "InvalidPaginationToken", "InvalidNextToken"]],
    ["unreachable", ["Unavailable", "ServiceUnavailable"]],
    [
      "invalid",
      [
        "InvalidParameterValue",
        "InvalidParameterValueException",
        "InvalidAMIID.NotFound",
        "InvalidConversionTaskId.Malformed",
        "FilterLimitExceededException",
        "MissingParameter",
        "UnknownParameter",
        "ValidationError",
      ],
    ],
    ["unexpected", ["InternalError", "ServerInternalException", "BrandNewError"]],
  ])("is %s by its code", (kind, codes) => {
    expect(codes.map((code) => [code, toScopeError(fromAws(code)).kind])).toEqual(codes.map((code) => [code, kind]));
  });

  it("keeps AWS's own code, words and request id", () => {
    expect(toScopeError(fromAws("UnauthorizedOperation", "You are not authorized.", { requestId: "r-1" }))).toEqual({
      kind: "denied",
      code: "UnauthorizedOperation",
      message: "You are not authorized.",
      requestId: "r-1",
      httpStatus: null,
    });
  });

  it("has no request id where AWS gave none", () => {
    expect(toScopeError(fromAws("AuthFailure")).requestId).toBeNull();
  });

  it("is throttled by status 429, whatever its code", () => {
    expect(toScopeError(fromAws("BrandNewError", "slow down", { httpStatusCode: 429 }))).toMatchObject({
      kind: "throttled",
      message: "slow down",
    });
  });
});

describe("an error on the way to AWS", () => {
  it.each(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "EPIPE", "UND_ERR_SOCKET"])(
    "is unreachable, without the address: %s",
    (code) => {
      const error = Object.assign(new Error(`connect ${code} 10.1.2.3:443`), { code });

      expect(toScopeError(error)).toEqual({ kind: "unreachable", code, message: NOT_REACHED, requestId: null, httpStatus: null });
      expect(toScopeError(new Error("fetch failed", { cause: error }))).toMatchObject({ kind: "unreachable", code });
    },
  );

  it("is unreachable after too long a time", () => {
    expect(toScopeError(named("TimeoutError", "Connection timed out after 30000 ms"))).toMatchObject({
      kind: "unreachable",
      message: NOT_REACHED,
    });
  });
});

describe("missing credentials", () => {
  it.each(["CredentialsProviderError", "TokenProviderError"])("say no path of this host: %s", (code) => {
    const error = named(code, "Could not read /home/ledger/.aws/credentials: aws_secret_access_key=abc");

    expect(toScopeError(error)).toEqual({
      kind: "denied",
      code,
      message: "The server found no AWS credentials to use.",
      requestId: null,
      httpStatus: null,
    });
  });

  it("are told apart from a session that has expired", () => {
    const error = named("CredentialsProviderError", "The SSO session has expired. Read from /home/ledger/.aws/sso");

    expect(toScopeError(error)).toMatchObject({ kind: "expired", message: "The server's AWS session has expired and must be renewed." });
  });
});

describe("an error of our own", () => {
  it.each([
    ["a file that is not there", Object.assign(new Error("ENOENT: open '/srv/ledger/x'"), { code: "ENOENT" }), "ENOENT"],
    ["a fault in the program", new TypeError("Cannot read /srv/ledger/app.js of undefined"), "InternalFault"],

    ["something that is no error", "/srv/ledger", "InternalFault"],
    ["nothing", undefined, "InternalFault"],
  ])("is unexpected, without its words: %s", (_, error, code) => {
    expect(toScopeError(error)).toEqual({
      kind: "unexpected",
      code,
      message: "This server failed while it was reading. Its log says why.",
      requestId: null,
      httpStatus: null,
    });
  });

  it("says why a listing that never ends was stopped", () => {
    expect(toScopeError(named("RepeatedToken", "AWS gave the same NextToken twice."))).toMatchObject({
      kind: "unexpected",
      code: "RepeatedToken",
      message: "AWS gave the same NextToken twice.",
    });
  });
});

describe("a listing's error", () => {
  it.each([
    ["InvalidPaginationToken", true],
    ["InvalidNextToken", true],
    ["InvalidNextTokenException", true],
    ["ExpiredToken", false],
    ["InvalidParameterValue", false],
  ])("says that its token has expired: %s, %s", (code, expected) => expect(isExpiredToken(fromAws(code))).toBe(expected));

  it.each([
    ["InvalidParameterValue", true],
    ["InvalidParameterValueException", true],
    ["InvalidMaxResults", true],
    ["ValidationException", true],
    ["InvalidAMIID.NotFound", false],
    ["InvalidPaginationToken", false],
    ["UnauthorizedOperation", false],
  ])("may be about its page size: %s, %s", (code, expected) => expect(isRefusedPageSize(fromAws(code))).toBe(expected));
});

function fromAws(name: string, message = "AWS's words", $metadata: { requestId?: string; httpStatusCode?: number } = {}): Error {
  return new EC2ServiceException({ name, message, $fault: "client", $metadata });
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
