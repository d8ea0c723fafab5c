import type { Metadata } from "next";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { LicenseConfigurationsView } from "./view";

export const metadata: Metadata = { title: licenseConfigurations.title };

export default function Page() {
  return <LicenseConfigurationsView />;
}
