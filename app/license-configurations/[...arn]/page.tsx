import type { Metadata } from "next";
import { addressText } from "@/lib/core/routes";
import { LicenseEvidenceView } from "./view";

export const metadata: Metadata = { title: "License evidence" };

/** The address holds an ARN. One with a slash is two segments where a proxy decodes it on the way. */
export default async function Page({ params }: { params: Promise<{ arn: string[] }> }) {
  const { arn } = await params;
  return <LicenseEvidenceView arn={arn.map(addressText).join("/")} />;
}
