import { createHash, randomBytes } from "node:crypto";

/** A role by the parts of its ARN. */
export interface Role {
  arn: string;
  partition: string;
  /** 12 digits. */
  account: string;
  /** Without its path. */
  name: string;
}

/** Credentials from AssumeRole: their holder acts in the role's account until they expire. */
export interface Session {
  account: string;
  /** The session's own ARN, `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  arn: string;
  userId: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

/** The sessions of one endpoint, for as long as it runs: an expired one is still known, or it would pass for a key of the base account. */
export class Sessions {
  readonly #issued = new Map<string, Session>();

  issue(role: Role, sessionName: string, seconds: number): Session {
    const session: Session = {
      account: role.account,
      arn: `arn:${role.partition}:sts::${role.account}:assumed-role/${role.name}/${sessionName}`,
      userId: `${roleId(role)}:${sessionName}`,
      accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString("base64"),
      sessionToken: randomBytes(120).toString("base64"),
      expiration: new Date(Date.now() + seconds * 1000),
    };
    this.#issued.set(session.accessKeyId, session);
    return session;
  }

  find(accessKeyId: string): Session | undefined {
    return this.#issued.get(accessKeyId);
  }
}

/** Reads the ARN of a role. */
export function parseRole(arn: string): Role | undefined {
  const match = /^arn:([\w-]+):iam::(\d{12}):role\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,64})$/.exec(arn);
  const [, partition, account, name] = match ?? [];
  return partition !== undefined && account !== undefined && name !== undefined ? { arn, partition, account, name } : undefined;
}

/** A role has one id for life, which is all that is known of AWS's. */
function roleId({ arn }: Role): string {
  return `AROA${createHash("sha256").update(arn).digest("hex").slice(0, 17).toUpperCase()}`;
}
