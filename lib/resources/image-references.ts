import { scopeColumns } from "./common-columns";
import { imageConsoleUrl } from "./console-url";
import { imageId } from "./parameters";
import type { Resource } from "./resource";

/** A resource of the reading account itself that names an image. */
export interface ImageReference {
  imageId: string | null;
  /** `ec2:Instance`, `ec2:LaunchTemplate`, `ssm:Parameter`, `imagebuilder:ImageRecipe`, …: an open set. */
  resourceType: string | null;
  arn: string | null;
}

/** The images that AWS was asked about: one of these without a row has no reference. */
export interface ReferencesProof {
  askedImages: readonly string[];
}

/** The proof of a reading of references, as it came over the wire. Null where there is none. */
export function referencesProof(proof: unknown): ReferencesProof | null {
  return typeof proof === "object" && proof !== null && "askedImages" in proof ? (proof as ReferencesProof) : null;
}

export const imageReferences = {
  path: "/image-references",
  title: "Own references",
  noun: ["reference", "references"],
  summary: "Which resources of the owner's own account name an image. Usage reports count other accounts only.",
  freshSeconds: 86_400,
  service: "ec2",
  actions: ["ec2:DescribeImageReferences", "ec2:DescribeImages"],
  identity: (reference) => `${reference.imageId} ${reference.arn}`,
  columns: {
    imageId: { label: "Image", kind: "id", value: (reference) => reference.imageId, facet: true },
    resourceType: { label: "Resource type", kind: "word", value: (reference) => reference.resourceType, facet: true },
    arn: { label: "Resource", kind: "id", value: (reference) => reference.arn },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "imageId.asc",
  ids: { "image-id": imageId },
  filters: {},
  maxPageSize: null,
  isPart: true,
  minPageSize: 5,
  oneListing: {
    parameter: "image-id",
    least: 1,
    most: 10,
    rule: "needs 1 to 10 values of image-id, because every ten images are a listing of their own",
  },
  empty: "No resource of these accounts names one of their images.",
  consoleUrl: (reference) => imageConsoleUrl(reference.scope.region, reference.imageId),
} satisfies Resource<ImageReference>;
