import type { AssumeRoleRequest } from "@aws-sdk/client-sts";
import { AwsError } from "./aws-error";
import { type CallContext, type Operation, typedOperation } from "./operation";
import { ERRORS } from "./service-errors";
import { parseRole, type Role, type Session, type Sessions } from "./sessions";
import { accountWorld } from "./world";

const HOUR = 3600;
const MIN_SECONDS = 900;
const MAX_SECONDS = 12 * HOUR;

/** The STS operations of an endpoint, which remembers the sessions they issue. */
export function stsOperations(sessions: Sessions): Record<string, Operation> {
  return {
    GetCallerIdentity: typedOperation((_input, context) => {
      const { userId: UserId, account: Account, arn: Arn } = checkedRegion(context).caller;
      return { UserId, Account, Arn };
    }),
    AssumeRole: typedOperation<AssumeRoleRequest>((input, context) => assumeRole(input, checkedRegion(context), sessions)),
  };
}

/** STS is in every region, but not for an account that has not opted in. */
function checkedRegion(context: CallContext): CallContext {
  const { regions } = context.caller;
  const region = Object.hasOwn(regions, context.region) ? regions[context.region] : undefined;
  if (region?.optInStatus === "not-opted-in") throw ERRORS.sts.badCredentials();
  return context;
}

function assumeRole(input: AssumeRoleRequest, { world, caller }: CallContext, sessions: Sessions): object {
  const role = checkedRole(input.RoleArn);
  const name = checkedSessionName(input.RoleSessionName);
  const seconds = checkedDuration(input.DurationSeconds);
  const target = accountWorld(world, role.account);
  if (!target || (target.externalId !== undefined && target.externalId !== input.ExternalId)) {
    throw ERRORS.sts.deny(`User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${role.arn}`);
  }
  return issued(sessions.issue(role, name, target.sessionSeconds ?? seconds));
}

function issued({ accessKeyId, secretAccessKey, sessionToken, expiration, userId, arn }: Session): object {
  return {
    Credentials: { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken, Expiration: expiration },
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
  };
}

function checkedRole(arn: string | undefined): Role {
  const role = parseRole(arn ?? "");
  if (!role) throw invalid(arn, "roleArn", "Member must be the ARN of a role");
  return role;
}

function checkedSessionName(name: string | undefined): string {
  if (name === undefined || !/^[\w+=,.@-]{2,64}$/.test(name)) {
    throw invalid(name, "roleSessionName", "Member must have 2 to 64 characters of the pattern: [\\w+=,.@-]*");
  }
  return name;
}

function checkedDuration(seconds: number = HOUR): number {
  if (!Number.isInteger(seconds) || seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
    throw invalid(seconds, "durationSeconds", `Member must have value between ${MIN_SECONDS} and ${MAX_SECONDS}`);
  }
  return seconds;
}

function invalid(value: string | number | undefined, member: string, constraint: string): AwsError {
  const message = `1 validation error detected: Value '${value ?? "null"}' at '${member}' failed to satisfy constraint: ${constraint}`;
  return new AwsError("ValidationError", message);
}
