import type { Metadata } from "next";
import { IntentLink } from "@/components/ui/intent-link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-24 text-center">
      <h1 className="text-lg font-semibold">There is no such page</h1>
      <p className="text-muted">The address may be mistyped, or the link old.</p>
      <IntentLink href="/" className="button">
        To the overview
      </IntentLink>
    </div>
  );
}
