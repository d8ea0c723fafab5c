import type { Image } from "@aws-sdk/client-ec2";

/** What an image is in every account and family: what EC2 fills in by itself. */
export const MACHINE: Image = {
  Architecture: "x86_64",
  EnaSupport: true,
  Hypervisor: "xen",
  ImageType: "machine",
  RootDeviceType: "ebs",
  SriovNetSupport: "simple",
  VirtualizationType: "hvm",
  State: "available",
  Public: false,
  DeregistrationProtection: "disabled",
};
