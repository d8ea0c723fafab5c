import type { Metadata } from "next";
import { permissionChecks } from "@/lib/resources/permission-checks";
import { PermissionChecksView } from "./view";

export const metadata: Metadata = { title: permissionChecks.title };

export default function Page() {
  return <PermissionChecksView />;
}
