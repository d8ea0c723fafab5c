import type { CreatedReports } from "./created-reports";
import { describeRegions } from "./describe-regions";
import { ec2Operations } from "./ec2-operations";
import { licenseOperations } from "./license-operations";
import type { Operation } from "./operation";
import { organizationOperations } from "./organization-operations";
import type { ServiceName } from "./service-name";
import type { Sessions } from "./sessions";
import { stsOperations } from "./sts-operations";

/** Operations by service and name. */
export type Operations = Record<ServiceName, Record<string, Operation>>;

/** A fresh set of operations for one emulator, with its own cache of listings. */
export function createOperations(sessions: Sessions, reports: CreatedReports): Operations {
  return {
    ec2: { ...ec2Operations(reports), DescribeRegions: describeRegions },
    "license-manager": licenseOperations(),
    sts: stsOperations(sessions),
    organizations: organizationOperations(),
  };
}
