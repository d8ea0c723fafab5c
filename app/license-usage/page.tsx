import type { Metadata } from "next";
import { licenseUsage } from "@/lib/resources/license-usage";
import { LicenseUsageView } from "./view";

export const metadata: Metadata = { title: licenseUsage.title };

export default function Page() {
  return <LicenseUsageView />;
}
