import type { Metadata } from "next";
import { UsageMatrixView } from "./view";

export const metadata: Metadata = { title: "Usage matrix" };

export default function Page() {
  return <UsageMatrixView />;
}
