import { AwsError } from "./aws-error";
import type { ServiceName } from "./service-name";

interface ServiceErrors {
  deny: (reason: string) => AwsError;
  throttle: () => AwsError;
  internal: () => AwsError;
  /** Credentials that are not what was issued, or of an account that has no footing here. */
  badCredentials: () => AwsError;
  expiredCredentials: () => AwsError;
  expiredToken: () => AwsError;
  badPageSize: (message: string) => AwsError;
  unknownOperation: (operation: string) => AwsError;
}

const unknownAction = (operation: string) => new AwsError("InvalidAction", `The action ${operation} is not valid for this web service.`);

const unknownTarget = (operation: string) => new AwsError("UnknownOperationException", `The operation ${operation} is not known.`);

const INVALID_TOKEN = "The security token included in the request is invalid.";

/** The same misfortune has another code and status in each service ("Common errors" of their references). */
export const ERRORS: Record<ServiceName, ServiceErrors> = {
  ec2: {
    deny: (reason) => new AwsError("UnauthorizedOperation", `You are not authorized to perform this operation. ${reason}`, 403),
    throttle: () => new AwsError("RequestLimitExceeded", "Request limit exceeded.", 503),
    internal: () => new AwsError("InternalError", "An internal error has occurred", 500),
    badCredentials: () => new AwsError("AuthFailure", "AWS was not able to validate the provided access credentials", 401),
    expiredCredentials: () => new AwsError("RequestExpired", "Request has expired."),
    expiredToken: () => new AwsError("InvalidPaginationToken", "The pagination token has expired."),
    badPageSize: (message) => new AwsError("InvalidParameterValue", message),
    unknownOperation: unknownAction,
  },
  "license-manager": {
    deny: (reason) => new AwsError("AccessDeniedException", reason),
    throttle: () => new AwsError("RateLimitExceededException", "Too many requests have been submitted."),
    internal: () => new AwsError("ServerInternalException", "The server experienced an internal error.", 500),
    badCredentials: () => new AwsError("UnrecognizedClientException", INVALID_TOKEN),
    expiredCredentials: () => new AwsError("ExpiredTokenException", "The security token is expired"),
    expiredToken: () => new AwsError("InvalidNextToken", "The token has expired."),
    badPageSize: (message) => new AwsError("InvalidParameterValueException", message),
    unknownOperation: unknownTarget,
  },
  sts: {
    deny: (reason) => new AwsError("AccessDenied", reason, 403),
    throttle: () => new AwsError("Throttling", "Rate exceeded"),
    internal: () => new AwsError("InternalFailure", "An internal error has occurred", 500),
    badCredentials: () => new AwsError("InvalidClientTokenId", INVALID_TOKEN, 403),
    expiredCredentials: () => new AwsError("ExpiredToken", "The security token is expired", 403),
    expiredToken: () => new AwsError("ValidationError", "The token has expired."),
    badPageSize: (message) => new AwsError("ValidationError", message),
    unknownOperation: unknownAction,
  },
  organizations: {
    deny: (reason) => new AwsError("AccessDeniedException", reason),
    throttle: () => new AwsError("TooManyRequestsException", "AWS Organizations can't complete your request because of too many requests."),
    internal: () => new AwsError("ServiceException", "AWS Organizations can't complete your request because of an internal error.", 500),
    badCredentials: () => new AwsError("UnrecognizedClientException", INVALID_TOKEN),
    expiredCredentials: () => new AwsError("ExpiredTokenException", "The security token is expired"),
    expiredToken: () => new AwsError("InvalidInputException", "The token has expired."),
    badPageSize: (message) => new AwsError("InvalidInputException", message),
    unknownOperation: unknownTarget,
  },
};
