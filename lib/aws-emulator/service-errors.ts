import { AwsError } from "./aws-error";
import type { ServiceName } from "./operations";

interface ServiceErrors {
  deny: (reason: string) => AwsError;
  throttle: () => AwsError;
  internal: () => AwsError;
  expiredCredentials: () => AwsError;
  expiredToken: () => AwsError;
  badPageSize: (message: string) => AwsError;
  unknownOperation: (operation: string) => AwsError;
}

const unknownAction = (operation: string) => new AwsError("InvalidAction", `The action ${operation} is not valid for this web service.`);

/** The same misfortune has another code and status in each service ("Common errors" of their references). */
export const ERRORS: Record<ServiceName, ServiceErrors> = {
  ec2: {
    deny: (reason) => new AwsError("UnauthorizedOperation", `You are not authorized to perform this operation. ${reason}`, 403),
    throttle: () => new AwsError("RequestLimitExceeded", "Request limit exceeded.", 503),
    internal: () => new AwsError("InternalError", "An internal error has occurred", 500),
    expiredCredentials: () => new AwsError("RequestExpired", "Request has expired."),
    expiredToken: () => new AwsError("InvalidPaginationToken", "The pagination token has expired."),
    badPageSize: (message) => new AwsError("InvalidParameterValue", message),
    unknownOperation: unknownAction,
  },
  "license-manager": {
    deny: (reason) => new AwsError("AccessDeniedException", reason),
    throttle: () => new AwsError("RateLimitExceededException", "Too many requests have been submitted."),
    internal: () => new AwsError("ServerInternalException", "The server experienced an internal error.", 500),
    expiredCredentials: () => new AwsError("ExpiredTokenException", "The security token is expired"),
    expiredToken: () => new AwsError("InvalidNextToken", "The token has expired."),
    badPageSize: (message) => new AwsError("InvalidParameterValueException", message),
    unknownOperation: (operation) => new AwsError("UnknownOperationException", `The operation ${operation} is not known.`),
  },
  sts: {
    deny: (reason) => new AwsError("AccessDenied", reason, 403),
    throttle: () => new AwsError("Throttling", "Rate exceeded"),
    internal: () => new AwsError("InternalFailure", "An internal error has occurred", 500),
    expiredCredentials: () => new AwsError("ExpiredToken", "The security token is expired", 403),
    expiredToken: () => new AwsError("ValidationError", "The token has expired."),
    badPageSize: (message) => new AwsError("ValidationError", message),
    unknownOperation: unknownAction,
  },
};
