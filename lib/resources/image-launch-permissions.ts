import { listText, scopeColumns } from "./common-columns";
import { imageConsoleUrl } from "./console-url";
import { imageId } from "./parameters";
import type { Resource } from "./resource";

/** Somebody who may launch an image: exactly one member is set. */
export interface LaunchPermission {
  organizationArn: string | null;
  organizationalUnitArn: string | null;
  /** 12 digits. */
  userId: string | null;
  /** `all` means public. */
  group: string | null;
}

/**
 * Who may launch one image, as DescribeImageAttribute answers for `launchPermission`. A row
 * without permissions is an image that is shared with nobody. The other members belong to other attributes.
 */
export interface ImageLaunchPermissions {
  description: { value: string | null } | null;
  kernelId: { value: string | null } | null;
  ramdiskId: { value: string | null } | null;
  sriovNetSupport: { value: string | null } | null;
  bootMode: { value: string | null } | null;
  tpmSupport: { value: string | null } | null;
  uefiData: { value: string | null } | null;
  lastLaunchedTime: { value: string | null } | null;
  imdsSupport: { value: string | null } | null;
  deregistrationProtection: { value: string | null } | null;
  imageId: string | null;
  launchPermissions: LaunchPermission[];
  productCodes: { productCodeId: string | null; productCodeType: string | null }[];
  blockDeviceMappings: object[];
}

/** Everyone on one line, the public first. */
function grantText({ launchPermissions }: ImageLaunchPermissions): string | null {
  return listText(
    launchPermissions.map(
      ({ userId, group, organizationArn, organizationalUnitArn }) => group ?? organizationArn ?? organizationalUnitArn ?? userId,
    ),
  );
}

export const imageLaunchPermissions = {
  path: "/image-launch-permissions",
  title: "Launch permissions",
  noun: ["image", "images"],
  summary: "Who may launch each image: accounts, organizations, organizational units, or everyone.",
  freshSeconds: 86_400,
  service: "ec2",
  actions: ["ec2:DescribeImageAttribute", "ec2:DescribeImages"],
  identity: (image) => `${image.imageId}`,
  columns: {
    imageId: { label: "Image", kind: "id", value: (image) => image.imageId },
    accounts: {
      label: "Accounts",
      kind: "number",
      value: (image) => image.launchPermissions.filter(({ userId }) => userId !== null).length,
    },
    grants: { label: "Shared with", kind: "text", value: grantText, absent: "Shared with nobody" },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "accounts.desc",
  ids: { "image-id": imageId },
  filters: {},
  maxPageSize: null,
  isPart: true,
  oneListing: {
    parameter: "image-id",
    least: 0,
    most: 0,
    rule: "goes without image-id only: AWS lists an account's images in pages, but answers for each chosen one at once",
  },
  empty: "These accounts own no image in these regions.",
  consoleUrl: (image) => imageConsoleUrl(image.scope.region, image.imageId),
} satisfies Resource<ImageLaunchPermissions>;
