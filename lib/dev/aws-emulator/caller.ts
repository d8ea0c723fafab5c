import { ERRORS } from "./service-errors";
import type { CredentialScope } from "./services";
import type { Sessions } from "./sessions";
import { accountWorld, type RegionWorld, type World } from "./world";

/** Who makes a call, and what there is for them to see. */
export interface Caller {
  /** 12 digits. */
  account: string;
  arn: string;
  userId: string;
  regions: Record<string, RegionWorld>;
}

/** The sender, as the request's signature names it. */
export interface Signature extends CredentialScope {
  /** The header `X-Amz-Security-Token`. */
  securityToken: string | undefined;
}

/** Whom a signature stands for; refuses a session that has expired or comes without its token. Keys that were never issued are the base account's. */
export function callerOf(world: World, sessions: Sessions, { accessKeyId, securityToken, service }: Signature): Caller {
  const session = sessions.find(accessKeyId);
  if (!session) {
    const { account, arn, regions } = world;
    return { account, arn, userId: `AROAEXAMPLEROLEID0001:${arn.split("/").at(-1)}`, regions };
  }
  if (securityToken !== session.sessionToken) throw ERRORS[service].badCredentials();
  if (session.expiration.getTime() <= Date.now()) throw ERRORS[service].expiredCredentials();
  const { account, arn, userId } = session;
  return { account, arn, userId, regions: accountWorld(world, account)?.regions ?? {} };
}

/** A region in which the caller has a footing. */
export function footing({ regions }: Caller, name: string): RegionWorld | undefined {
  const region = Object.hasOwn(regions, name) ? regions[name] : undefined;
  return region?.optInStatus === "not-opted-in" ? undefined : region;
}
