import type { LicenseConfiguration } from "@aws-sdk/client-license-manager";
import { SISTER_ACCOUNT } from "./accounts";
import type { Region } from "./images";
import { IMPORTED_IMAGES } from "./imports";

/** The resources under a license configuration. Counts are resources. */
interface Workload {
  instances?: number;
  hosts?: number;
  managed?: number;
  databases?: number;
  /** Associated images. They consume nothing themselves. */
  images?: number;
}

/** A license configuration before its consumption is known. */
export interface LicensePlan {
  name: string;
  countingType: "vCPU" | "Instance" | "Core" | "Socket";
  /** The licenses bought, given what is consumed; without it the configuration has no limit. */
  bought?: (consumed: number) => number;
  hardLimit: boolean;
  workload: Workload;
  /** The first of its images by their ids; the others are invented. */
  imageIds?: string[];
  /** Whose configuration it is, when it is only shared with us. */
  owner?: string;
  rest?: Partial<LicenseConfiguration>;
}

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;

/** Room to spare. */
const ample = (consumed: number) => roundUp(consumed * 1.45, 50);
/** Nearly used up. */
const tight = (consumed: number) => consumed + Math.max(1, Math.round(consumed * 0.03));
/** Not one license left. */
const exact = (consumed: number) => consumed;
/** More in use than bought. */
const short = (consumed: number) => Math.floor(consumed * 0.88);

export const LICENSE_PLANS: Record<Region, LicensePlan[]> = {
  "us-east-1": [
    {
      name: "Windows Server Datacenter",
      countingType: "Core",
      bought: tight,
      hardLimit: true,
      workload: { hosts: 46, images: 3 },
      rest: {
        Description: "Per core with Software Assurance, dedicated hosts only.",
        LicenseRules: ["#allowedTenancy=EC2-DedicatedHost", "#minimumCores=16", "#licenseAffinityToHost=90"],
      },
    },
    {
      name: "SQL Server Enterprise",
      countingType: "vCPU",
      bought: short,
      hardLimit: false,
      workload: { instances: 310, managed: 24, images: 1 },
      imageIds: [IMPORTED_IMAGES.sqlNode],
      rest: {
        Description: "True-up every March; tell procurement before the soft limit is passed.",
        LicenseRules: ["#allowedTenancy=EC2-Default,EC2-DedicatedHost", "#honorVcpuOptimization=True"],
      },
    },
    {
      name: "SQL Server Standard",
      countingType: "vCPU",
      bought: exact,
      hardLimit: true,
      workload: { instances: 180 },
    },
    {
      name: "Oracle Database EE",
      countingType: "Socket",
      bought: ample,
      hardLimit: false,
      workload: { hosts: 14 },
      rest: { LicenseRules: ["#allowedTenancy=EC2-DedicatedHost", "#maximumSockets=2"] },
    },
    {
      name: "RHEL subscriptions",
      countingType: "Instance",
      hardLimit: false,
      workload: { instances: 1240, managed: 130, images: 2 },
      rest: {
        Description: 'Bring your own subscription <b>&amp;</b> no limit set: billed by use "à la carte" 🎩',
        DisassociateWhenNotFound: true,
        AutomatedDiscoveryInformation: {},
        ProductInformationList: [
          {
            ResourceType: "SSM_MANAGED",
            ProductInformationFilterList: [
              {
                ProductInformationFilterName: "Application Name",
                ProductInformationFilterValue: ["redhat-release"],
                ProductInformationFilterComparator: "EQUALS",
              },
            ],
          },
        ],
      },
    },
    {
      name: "SAP HANA runtime",
      countingType: "Instance",
      bought: () => 40,
      hardLimit: false,
      workload: {},
    },
    {
      name: "Windows Server 2012 ESU",
      countingType: "Instance",
      bought: () => 25,
      hardLimit: true,
      workload: {},
      rest: { Description: "Ended. Kept for the auditors.", Status: "DISABLED" },
    },
    {
      name: "MATLAB Parallel Server",
      countingType: "Core",
      bought: ample,
      hardLimit: true,
      owner: SISTER_ACCOUNT,
      workload: { hosts: 6 },
    },
  ],
  "eu-west-1": [
    {
      name: "SQL Server Enterprise",
      countingType: "vCPU",
      bought: tight,
      hardLimit: false,
      workload: { instances: 165, databases: 12 },
    },
    {
      name: "RHEL subscriptions",
      countingType: "Instance",
      hardLimit: false,
      workload: { instances: 870, managed: 40, images: 1 },
      imageIds: [IMPORTED_IMAGES.wiki],
    },
    {
      name: "Windows Server Datacenter",
      countingType: "Core",
      bought: ample,
      hardLimit: true,
      workload: { hosts: 22, images: 2 },
      rest: { LicenseRules: ["#allowedTenancy=EC2-DedicatedHost", "#minimumCores=16"] },
    },
    {
      name: "Oracle Database EE",
      countingType: "Socket",
      bought: short,
      hardLimit: false,
      workload: { hosts: 9, databases: 4 },
    },
    {
      name: "ArcGIS Enterprise",
      countingType: "vCPU",
      bought: ample,
      hardLimit: true,
      workload: { instances: 38 },
    },
  ],
  "ap-south-1": [
    {
      name: "SQL Server Standard",
      countingType: "vCPU",
      bought: ample,
      hardLimit: true,
      workload: { instances: 96 },
    },
    {
      name: "SUSE Linux Enterprise for SAP",
      countingType: "Instance",
      bought: tight,
      hardLimit: false,
      workload: { instances: 410, managed: 350 },
    },
  ],
};
