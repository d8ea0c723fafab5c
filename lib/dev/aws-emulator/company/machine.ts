import type { Image } from "@aws-sdk/client-ec2";

/** Members that EC2 fills in the same way for every image. */
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
