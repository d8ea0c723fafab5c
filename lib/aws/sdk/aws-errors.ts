import "server-only";
import { namedError } from "@/lib/core/named-error";
import type { FailureKind, ScopeError } from "@/lib/core/row-events";

/** AWS's codes by what the reader can do about them (EC2 and License Manager API References, common errors). */
const KINDS: readonly [FailureKind, RegExp][] = [
  [
    "throttled",
    /^(?:RequestLimitExceeded|RateLimitExceeded(?:Exception)?|Throttl\w*|RequestThrottled\w*|TooManyRequests(?:Exception)?|SlowDown|BandwidthLimitExceeded|EC2ThrottledException)$/,
  ],
  ["expired", /^(?:RequestExpired|ExpiredToken(?:Exception)?|InvalidPaginationToken|InvalidNextToken|RequestTimeTooSkewed)$/],
  [
    "denied",
    /^(?:UnauthorizedOperation|AuthFailure|AuthorizationException|AccessDenied(?:Exception)?|OptInRequired|PendingVerification|Blocked|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|MissingAuthenticationToken(?:Exception)?|IncompleteSignature)$/,
  ],
  [
    "unreachable",
    /^(?:TimeoutError|NetworkingError|ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_\w+|Unavailable|ServiceUnavailable\w*|OwnAccountUnknown)$/,
  ],
  [
    "invalid",
    /^(?:Invalid\w*(?:\.\w+)?|Missing\w+|Unknown\w+|UnsupportedOperation|FilterLimitExceeded(?:Exception)?|Validation\w+|MalformedQueryString|IdempotentParameterMismatch)$/,
  ],
];

const TOKEN_CODES = /^(?:InvalidPaginationToken|InvalidNextToken)(?:Exception)?$/;
const UNKNOWN_ID_CODES = /^Invalid\w+\.(?:NotFound|Unavailable)$|^InvalidConversionTaskId\.Malformed$/;
const SESSION_CODES = /^(?:RequestExpired|ExpiredToken(?:Exception)?)$/;
const PARAMETER_CODES =
  /^(?:InvalidParameterValue(?:Exception)?|InvalidParameterCombination|InvalidMaxResults|InvalidParameter|InvalidRequest\w*|ValidationError|ValidationException|UnknownParameter)$/;

/** Names that JavaScript and the SDK give errors without an AWS code. */
const NO_CODE = /^(?:Error|\w*SyntaxError|TypeError|RangeError|Unknown|UnknownError|Unhandled\w*)$/;

/**
 * AWS's own code, or one of ours in its place: `Http502` where AWS gave a status without a code, `UnreadableAnswer` where
 * its answer makes no sense, `InternalError` where the fault is in this program. The SDK reports a fault of the network under
 * a member of the error or of its cause.
 */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return OWN_FAULT;
  const { code } = error as NodeJS.ErrnoException;
  // The SDK names a broken connection like a timeout.
  if (code === "ECONNRESET" || code === "EPIPE") return code;
  if ("$metadata" in error && !NO_CODE.test(error.name)) return error.name;
  if (typeof code === "string") return code;
  const status = httpStatusOf(error);
  if (status !== null) return status >= 300 ? `Http${status}` : UNREADABLE;
  if (error.cause instanceof Error) return codeOf(error.cause);
  return NO_CODE.test(error.name) ? OWN_FAULT : error.name;
}

const OWN_FAULT = "InternalFault";
const OWN_FAULT_WORDS = "This server failed while it was reading. Its log says why.";
const NOT_READ = "AWS gave an answer that could not be read.";
const UNREADABLE = "UnreadableAnswer";

/** The listing's token is no longer, or never was, one that AWS accepts. */
export function isExpiredToken(error: unknown): boolean {
  return TOKEN_CODES.test(codeOf(error));
}

/**
 * AWS knows no such thing in the scope that was asked: it is in another region, of another account, or gone. An import task
 * that EC2 keeps no longer has the code of a malformed id.
 */
export function isUnknownId(error: unknown): boolean {
  return UNKNOWN_ID_CODES.test(codeOf(error));
}

/** The credentials are too old. New ones may be had. */
export function isExpiredSession(error: unknown): boolean {
  return SESSION_CODES.test(codeOf(error));
}

/** AWS did not like a parameter, which may have been `MaxResults`: its documentation gives no range for most operations. */
export function isRefusedPageSize(error: unknown): boolean {
  return PARAMETER_CODES.test(codeOf(error));
}

/** A failure that has been sorted already: of a list that others follow from. */
export class ScopeFailed extends namedError("ScopeFailed") {
  constructor(readonly error: ScopeError) {
    super(error.message);
  }
}

/** Sorts whatever was thrown while reading a scope. The only place that knows AWS's names of errors. */
export function toScopeError(error: unknown): ScopeError {
  if (error instanceof ScopeFailed) return error.error;
  const code = codeOf(error);
  const requestId = requestIdOf(error);
  const httpStatus = httpStatusOf(error);
  if (code === "CredentialsProviderError" || code === "TokenProviderError") return credentialsError(error, code);
  const kind = statusKind(error) ?? KINDS.find(([, pattern]) => pattern.test(code))?.[0] ?? "unexpected";
  const message = error instanceof Error ? error.message : "";
  if (OWN_WORDS.has(code)) return { kind, code, message, requestId, httpStatus };
  if (kind === "unreachable") return { kind, code, message: "AWS could not be reached, or did not answer in time.", requestId, httpStatus };
  const fromAws = error instanceof Error && "$fault" in error && message !== "" && message !== "Unknown";
  return { kind, code, message: fromAws ? message : httpStatus === null ? OWN_FAULT_WORDS : NOT_READ, requestId, httpStatus };
}

/** Errors whose words are ours, and hold no data. */
const OWN_WORDS: ReadonlySet<string> = new Set(["RepeatedToken", "LoadTimeLimit", "ServerStopping", "OwnAccountUnknown", UNREADABLE]);

/** Credentials are looked for in files, so the SDK's own text may hold a path of this host. */
function credentialsError(error: unknown, code: string): ScopeError {
  const expired = error instanceof Error && /expired/i.test(error.message);
  return expired
    ? { kind: "expired", code, message: "The server's AWS session has expired and must be renewed.", requestId: null, httpStatus: null }
    : { kind: "denied", code, message: "The server found no AWS credentials to use.", requestId: null, httpStatus: null };
}

/** Gateways refuse, throttle and fail without a code of AWS. */
function statusKind(error: unknown): FailureKind | null {
  const status = httpStatusOf(error);
  if (status === 429) return "throttled";
  if (error instanceof Error && !NO_CODE.test(error.name)) return null;
  if (status === 401 || status === 403) return "denied";
  return status !== null && [502, 503, 504].includes(status) ? "unreachable" : null;
}

function httpStatusOf(error: unknown): number | null {
  const status = metadataOf(error)?.httpStatusCode;
  return typeof status === "number" ? status : null;
}

function requestIdOf(error: unknown): string | null {
  const requestId = metadataOf(error)?.requestId;
  return typeof requestId === "string" ? requestId : null;
}

function metadataOf(error: unknown): { httpStatusCode?: unknown; requestId?: unknown } | null {
  if (!(error instanceof Error)) return null;
  if ("$metadata" in error && typeof error.$metadata === "object") return error.$metadata;
  // An answer that the SDK could not read hangs on the error as it came.
  const response = "$response" in error ? error.$response : null;
  return isResponse(response)
    ? { httpStatusCode: response.statusCode, requestId: response.headers?.["x-amzn-requestid"] ?? response.headers?.["x-amz-request-id"] }
    : null;
}

const isResponse = (value: unknown): value is { statusCode: number; headers?: Record<string, string> } =>
  typeof value === "object" && value !== null && "statusCode" in value && typeof value.statusCode === "number";
