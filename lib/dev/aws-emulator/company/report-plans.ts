import type { Tag } from "@aws-sdk/client-ec2";
import type { GoldenImage } from "./images";

/** A usage report somebody asked for, and what became of it. */
export interface ReportPlan {
  /** Days since it was asked for. */
  age: number;
  state: "available" | "pending" | "error";
  stateReason?: string;
  /** Instances are always asked for. */
  launchTemplates: boolean;
  /** Launch template versions to look at; EC2 takes 20 when it is not said. */
  versionDepth?: number;
  /** Asks for these accounts only, as a share of all of them. */
  restrictedTo?: number;
  /** Share of the image's reach the report finds; an image out of use has 0. */
  found: number;
  extraTags?: Tag[];
}

const AVAILABLE: ReportPlan = { age: 3.2, state: "available", launchTemplates: true, found: 1 };

const INTERNAL_ERROR = "The report could not be generated because of an internal error. Create a new report.";

/** Everything out of the ordinary, by `region/family/generation`. */
const PLANS: Record<string, ReportPlan[]> = {
  // Two reports on one image: the entries of both are listed, and must not be added up.
  "us-east-1/golden-al2023/0": [
    { ...AVAILABLE, age: 16.4, found: 0.7 },
    { ...AVAILABLE, age: 0.6 },
  ],
  "us-east-1/golden-win2022/0": [
    { ...AVAILABLE, age: 28.9, launchTemplates: false, found: 0.8 },
    { ...AVAILABLE, age: 1.1, versionDepth: 50 },
  ],
  "eu-west-1/golden-al2023/0": [
    { ...AVAILABLE, age: 21.3, found: 0.9 },
    { ...AVAILABLE, age: 0.02, state: "pending" },
  ],
  "eu-west-1/golden-ubuntu24/0": [
    { ...AVAILABLE, age: 9.5 },
    { ...AVAILABLE, age: 2.4, state: "error", stateReason: INTERNAL_ERROR },
  ],
  "ap-south-1/golden-al2023/0": [
    { ...AVAILABLE, age: 14.7, found: 0.6 },
    { ...AVAILABLE, age: 4.1 },
  ],

  // The oldest versions: one is really out of use, the others only look like it.
  "us-east-1/golden-al2023/3": [{ ...AVAILABLE, age: 1.8, found: 0 }],
  "us-east-1/golden-ubuntu24/2": [{ ...AVAILABLE, age: 5.3, launchTemplates: false, found: 0 }],
  "eu-west-1/golden-al2023/2": [{ ...AVAILABLE, age: 7.7, restrictedTo: 0.02, found: 0 }],

  "us-east-1/golden-rhel9/0": [{ ...AVAILABLE, age: 29.4 }],
  "us-east-1/golden-rhel9/1": [{ ...AVAILABLE, age: 29.97 }],
  "us-east-1/golden-win2019/0": [{ ...AVAILABLE, age: 6.6, versionDepth: 10000 }],
  "us-east-1/golden-win2019/1": [{ ...AVAILABLE, age: 6.5, restrictedTo: 0.1 }],
  "us-east-1/golden-win2025/0": [{ ...AVAILABLE, age: 0.05, state: "pending" }],
  "us-east-1/eks-node-al2023/0": [{ ...AVAILABLE, age: 2.2, versionDepth: 1 }],
  "us-east-1/erp-base/0": [
    {
      ...AVAILABLE,
      age: 8.4,
      launchTemplates: false,
      extraTags: [
        { Key: "Contact", Value: "Zoë Ångström, ERP Betrieb 🏭" },
        { Key: "Notes", Value: '=HYPERLINK("https://example.com","runbook")' },
        { Key: "__proto__", Value: "kept" },
        { Key: "Change", Value: 'CHG-20417\napproved: <b>M. O\'Neill</b> & "CAB"' },
      ],
    },
  ],
  "us-east-1/erp-base/1": [{ ...AVAILABLE, age: 12.1, state: "error", stateReason: INTERNAL_ERROR }],
  "eu-west-1/golden-win2022/1": [{ ...AVAILABLE, age: 18.8, launchTemplates: false }],
  "eu-west-1/golden-rhel9/1": [{ ...AVAILABLE, age: 11.2, restrictedTo: 0.25 }],
  "eu-west-1/citrix-vda-win2022/0": [{ ...AVAILABLE, age: 29.8, launchTemplates: false }],
  "eu-west-1/build-agent/0": [{ ...AVAILABLE, age: 0.11, state: "pending" }],
  "ap-south-1/golden-win2025/0": [
    {
      ...AVAILABLE,
      age: 3.9,
      state: "error",
      stateReason: "The image is no longer available in this Region.",
    },
  ],

  // Families that ended: some were never looked at, and an old or empty report says little.
  "us-east-1/golden-win2016/0": [],
  "us-east-1/golden-ubuntu20/0": [],
  "us-east-1/golden-amzn2/0": [],
  "us-east-1/golden-rhel8/0": [],
  "ap-south-1/golden-amzn2/0": [],
  "ap-south-1/golden-rhel8/0": [],
  "eu-west-1/golden-win2016/0": [{ ...AVAILABLE, age: 1.4 }],
  "eu-west-1/golden-ubuntu20/0": [{ ...AVAILABLE, age: 12.4, found: 0 }],
  "eu-west-1/golden-amzn2/0": [{ ...AVAILABLE, age: 1.2, found: 0 }],
  "eu-west-1/golden-centos7/0": [{ ...AVAILABLE, age: 2.1, found: 0 }],

  // EC2 deletes what has expired when it gets to it.
  "us-east-1/media-transcoder/1": [{ ...AVAILABLE, age: 30.2 }],
};

/** The reports on an image, oldest first; most images have one that covers everything. */
export function reportPlans({ region, family, generation }: GoldenImage): ReportPlan[] {
  return PLANS[`${region}/${family}/${generation}`] ?? [{ ...AVAILABLE, age: 2.5 + generation * 1.7 }];
}
