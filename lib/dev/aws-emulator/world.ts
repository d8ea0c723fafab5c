import type {
  DescribeFastLaunchImagesSuccessItem,
  Image,
  ImageReference,
  ImageUsageReport,
  ImageUsageReportEntry,
  ImportImageTask,
  LaunchPermission,
} from "@aws-sdk/client-ec2";
import type {
  LicenseConfiguration,
  LicenseConfigurationAssociation,
  LicenseConfigurationUsage,
  LicenseOperationFailure,
} from "@aws-sdk/client-license-manager";
import type { Account } from "@aws-sdk/client-organizations";

/** Whether an account may use a region: most need no opting in, the newer ones do. */
type OptInStatus = "opt-in-not-required" | "opted-in" | "not-opted-in";

/** One account's use of an image, as a new report finds it. */
export interface ImageUse {
  /** 12 digits. */
  account: string;
  /** `ec2:Instance` or `ec2:LaunchTemplate`. */
  resourceType: string;
  count: number;
  /** The youngest version of a launch template that names the image, counted from the newest: a report that looks at fewer versions misses it. */
  version?: number;
}

/** The contents of one region of an account, in listing order. */
export interface RegionWorld {
  /** The images the account can see: its own, those shared with it, and public ones. */
  images: Image[];
  /** By image id. An image that is not in it is shared with nobody. */
  launchPermissions: Record<string, LaunchPermission[]>;
  /** The resources of the account itself that name an image, its own or another. */
  imageReferences: ImageReference[];
  /** By image id. Of an image that is not in it, a new report finds what its newest unrestricted one found. */
  imageUse: Record<string, ImageUse[]>;
  imageUsageReports: ImageUsageReport[];
  imageUsageReportEntries: ImageUsageReportEntry[];
  fastLaunchImages: DescribeFastLaunchImagesSuccessItem[];
  importImageTasks: ImportImageTask[];
  licenseConfigurations: LicenseConfiguration[];
  /** By the ARN of a license configuration. */
  licenseConfigurationUsage: Record<string, LicenseConfigurationUsage[]>;
  /** By the ARN of a license configuration. */
  licenseConfigurationAssociations: Record<string, LicenseConfigurationAssociation[]>;
  /** By the ARN of a license configuration. */
  licenseOperationFailures: Record<string, LicenseOperationFailure[]>;
  /** Without it, no opting in is required. A region that is not opted in refuses the account. */
  optInStatus?: OptInStatus;
}

/** An account that is entered by assuming a role in it; any role name will do. */
export interface AccountWorld {
  /** A region that is not in it is one that refuses the account. */
  regions: Record<string, RegionWorld>;
  /** Has to come with every AssumeRole. */
  externalId?: string;
  /** How long a session lasts, whatever the caller asks for. */
  sessionSeconds?: number;
}

/** An AWS account as plain data, and those that can be reached from it. A region that is not in it is one that refuses the account. */
export interface World {
  /** 12 digits. */
  account: string;
  /** Who the caller is, as GetCallerIdentity tells it. */
  arn: string;
  regions: Record<string, RegionWorld>;
  /** By account id. An entry of the account itself may say how its own roles are assumed; its regions are those above. */
  members?: Record<string, AccountWorld>;
  /** The accounts as Organizations lists them: null forbids the listing, and without it there is no organization. */
  organization?: Account[] | null;
}

/** A region in which nothing was ever made. */
export function emptyRegion(): RegionWorld {
  return {
    images: [],
    launchPermissions: {},
    imageReferences: [],
    imageUse: {},
    imageUsageReports: [],
    imageUsageReportEntries: [],
    fastLaunchImages: [],
    importImageTasks: [],
    licenseConfigurations: [],
    licenseConfigurationUsage: {},
    licenseConfigurationAssociations: {},
    licenseOperationFailures: {},
  };
}

/** An account of the world, the base one or a member. */
export function accountWorld(world: World, account: string): AccountWorld | undefined {
  const member = world.members && Object.hasOwn(world.members, account) ? world.members[account] : undefined;
  return account === world.account ? { ...member, regions: world.regions } : member;
}
