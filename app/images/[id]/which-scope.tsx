"use client";

import { Account } from "@/components/ui/account-names";
import { IntentLink } from "@/components/ui/intent-link";
import { imageHref } from "@/lib/core/routes";
import { visibleName } from "@/lib/core/visible-name";
import { type ImageEvidence, imageKey } from "@/lib/domain/images/image-evidence";

/** Asks which account or region is meant, where several name the same image id. */
export function WhichScope({ imageId, found }: { imageId: string; found: readonly ImageEvidence[] }) {
  return (
    <div className="grid gap-3 px-4 py-5 sm:px-6">
      <p className="max-w-3xl">
        {found.length} accounts or regions tell of this id. They may not mean the same image, so they are not put together. Which one?
      </p>
      <ul className="border-t">
        {found.map((evidence) => (
          <li key={imageKey(evidence)} className="flex flex-wrap items-center gap-x-3 border-b py-2">
            <IntentLink href={`${imageHref(imageId)}?${scopeParams(evidence)}`} className="link">
              {evidence.scope.region}
            </IntentLink>
            {evidence.scope.account === null ? "account unknown" : <Account id={evidence.scope.account} />}
            <span className="text-muted">{ownership(evidence)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ownership({ image }: ImageEvidence): string {
  if (image.state !== "known") return "whether it is listed there is not known";
  return image.value === null ? "named there, but not listed as its own" : (visibleName(image.value.name) ?? "its own, without a name");
}

function scopeParams({ scope }: ImageEvidence): URLSearchParams {
  return new URLSearchParams(scope.account === null ? { region: scope.region } : { account: scope.account, region: scope.region });
}
