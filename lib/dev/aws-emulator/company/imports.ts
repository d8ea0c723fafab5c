import type { ImportImageTask, SnapshotDetail } from "@aws-sdk/client-ec2";
import type { Region } from "./images";
import { seededRandom } from "./random";

const GIB = 1024 ** 3;
const BUCKET = "corp-vm-import";

/** The images that completed imports made. */
export const IMPORTED_IMAGES = {
  sqlNode: "ami-0b6d41c8e52f97a30",
  labels: "ami-08f1e3ad27c6b5940",
  wiki: "ami-04d9a7be6130c82f5",
} as const;

/** A machine that is brought in, as the caller described it, and how far the import came. */
type Import = Omit<ImportImageTask, "ImportTaskId" | "SnapshotDetails"> & { disks: SnapshotDetail[] };

const LINUX: Partial<Import> = {
  Architecture: "x86_64",
  Platform: "Linux",
  Hypervisor: "xen",
  LicenseType: "BYOL",
  BootMode: "legacy-bios",
};

const WINDOWS: Partial<Import> = {
  ...LINUX,
  Platform: "Windows",
  LicenseType: "AWS",
  UsageOperation: "RunInstances:0002",
};

/** The imports of a region that EC2 still remembers. The ARN of a license configuration is linked to the machine that needs it. */
export function importImageTasks(region: Region, license: string | undefined): ImportImageTask[] {
  const random = seededRandom(`imports/${region}`);
  return (region === "us-east-1" ? virginia(license) : region === "eu-west-1" ? ireland(license) : []).map(({ disks, ...task }) => ({
    ...task,
    ImportTaskId: `import-ami-0${random.hex(16)}`,
    SnapshotDetails: disks.map((disk) => ({
      ...disk,
      ...(task.Status === "completed" && { SnapshotId: `snap-0${random.hex(16)}` }),
    })),
  }));
}

function virginia(sqlLicense: string | undefined): Import[] {
  return [
    {
      ...WINDOWS,
      Description: "Windows 10 kiosk",
      LicenseType: "BYOL",
      UsageOperation: "RunInstances:0800",
      Progress: "39",
      Status: "active",
      disks: [disk("/dev/sda1", "win10pro.vhd", "VHD", 14_159_336_448)],
    },
    {
      ...LINUX,
      Description: "Warehouse control system",
      Progress: "28",
      Status: "active",
      StatusMessage: "converting",
      Tags: [
        { Key: "Project", Value: "dc-exit" },
        { Key: "Wave", Value: "7" },
      ],
      disks: [disk("/dev/sda1", "wave7/whs-ctl-01.ova", "VMDK", 705_638_400, "active", "28")],
    },
    {
      ...WINDOWS,
      Description: "HR application server",
      Progress: "76",
      Status: "active",
      StatusMessage: "booting",
      Encrypted: true,
      KmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/5f0c8f3e-6a51-4a0b-9c1e-2d7b64e1a9f0",
      Tags: [
        { Key: "Project", Value: "dc-exit" },
        { Key: "Wave", Value: "7" },
      ],
      disks: [disk("/dev/sda1", "wave7/hr-app-c.vmdk", "VMDK", 62 * GIB), disk("/dev/sdb", "wave7/hr-app-d.vmdk", "VMDK", 210 * GIB)],
    },
    {
      ...WINDOWS,
      Description: "SQL Server 2019 cluster node",
      ImageId: IMPORTED_IMAGES.sqlNode,
      LicenseType: "BYOL",
      UsageOperation: "RunInstances:0800",
      BootMode: "uefi",
      Status: "completed",
      ...(sqlLicense && { LicenseSpecifications: [{ LicenseConfigurationArn: sqlLicense }] }),
      Tags: [
        { Key: "Project", Value: "dc-exit" },
        { Key: "Wave", Value: "6" },
      ],
      disks: [
        disk("/dev/sda1", "wave6/sql-node-1-os.vmdk", "VMDK", 88 * GIB),
        disk("/dev/sdb", "wave6/sql-node-1-data.vmdk", "VMDK", 640 * GIB),
      ],
    },
    {
      ...LINUX,
      Description: "Label printing <b>&amp; scanning</b>",
      ImageId: IMPORTED_IMAGES.labels,
      Status: "completed",
      disks: [disk("/dev/sda1", "wave6/labels.ova", "VMDK", 9_663_676_416)],
    },
    {
      ...LINUX,
      Description: "Telephony gateway",
      Status: "deleted",
      StatusMessage: "ClientError: Unsupported kernel version 5.8.0-59-generic",
      Tags: [],
      disks: [
        {
          ...disk("/dev/sda1", "wave7/pbx-gw.ova", "VMDK", 4_676_563_456),
          Url: `https://${BUCKET}.s3.amazonaws.com/wave7/pbx-gw.ova?X-Amz-Expires=3600&X-Amz-Signature=b0c4example`,
        },
      ],
    },
    {
      ...LINUX,
      Description: "Badge reader backend",
      Status: "deleted",
      disks: [disk("/dev/sda1", "wave5/badges.ova", "VMDK", 3_221_225_472)],
    },
  ];
}

function ireland(rhelLicense: string | undefined): Import[] {
  return [
    {
      ...WINDOWS,
      Description: "Zeiterfassung Köln",
      Progress: "3",
      Status: "active",
      StatusMessage: "pending",
      disks: [disk("/dev/sda1", "koeln/zeit.vhdx", "VHDX", 40 * GIB, "active", "3")],
    },
    {
      ...LINUX,
      Description: "Archive search",
      Progress: "62",
      Status: "active",
      StatusMessage: "updating",
      disks: [disk("/dev/sda1", "dublin/archive.raw", "RAW", 120 * GIB)],
    },
    {
      ...LINUX,
      Description: "RHCOS edge node",
      Status: "deleted",
      StatusMessage: "ClientError: EFI partition detected. UEFI booting is not supported in EC2.",
      disks: [disk("/dev/sda1", "edge/rhcos-x86_64.vmdk", "VMDK", 819_056_640)],
    },
    {
      ...WINDOWS,
      Description: "CAD license server",
      Status: "deleted",
      StatusMessage:
        "FirstBootFailure: This import request failed because the Windows instance failed to boot and establish network connectivity.",
      disks: [disk("/dev/sda1", "dublin/cad-lic.vmdk", "VMDK", 51 * GIB)],
    },
    {
      ...LINUX,
      Description: "Fax server, wrong disk",
      Status: "deleting",
      disks: [disk("/dev/sda1", "dublin/fax.vmdk", "VMDK", 7 * GIB)],
    },
    {
      ...LINUX,
      Description: "Intranet wiki",
      ImageId: IMPORTED_IMAGES.wiki,
      Architecture: "arm64",
      BootMode: "uefi",
      Status: "completed",
      ...(rhelLicense && { LicenseSpecifications: [{ LicenseConfigurationArn: rhelLicense }] }),
      disks: [disk("/dev/sda1", "dublin/wiki.raw", "RAW", 16 * GIB)],
    },
  ];
}

function disk(DeviceName: string, S3Key: string, Format: string, bytes: number, Status = "completed", progress?: string): SnapshotDetail {
  return {
    DeviceName,
    DiskImageSize: bytes,
    Format,
    ...(progress && { Progress: progress }),
    Status,
    UserBucket: { S3Bucket: BUCKET, S3Key },
  };
}
