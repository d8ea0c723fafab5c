import { Time } from "@/components/ui/time";
import { formatNumber } from "@/lib/core/format";
import type { Verdict } from "@/lib/domain/images/verdict";
import { typeWords } from "@/lib/domain/images/words";
import type { ImageUse } from "@/lib/resources/image-verdicts";

/** What the verdict rests on, in a sentence. */
export function VerdictBasis({ verdict }: { verdict: Verdict }) {
  if (verdict.verdict === "in-use") return <InUse uses={verdict.uses} asOf={verdict.asOf} />;
  if (verdict.verdict === "unknown") {
    return <p>Some evidence could not be read or is missing, so nobody can say that the image is unused.</p>;
  }
  return (
    <p>
      A report of all accounts, of instances and launch templates, counted none, and nothing in the owner’s own account refers to it, as of{" "}
      <Time iso={verdict.asOf} />. This is not proof: AWS does not look everywhere.
    </p>
  );
}

/** Types are never added to each other. */
function InUse({ uses, asOf }: { uses: readonly ImageUse[]; asOf: string | null }) {
  const others = uses.filter(({ reportId }) => reportId !== null);
  const own = uses.filter(({ reportId }) => reportId === null);
  const accounts = new Set(others.map(({ accountId }) => accountId)).size;
  return (
    <>
      {others.length > 0 && (
        <p>
          By {formatNumber(accounts)} {accounts === 1 ? "account" : "accounts"}: {amounts(others)}
          {asOf !== null && (
            <>
              , counted <Time iso={asOf} />
            </>
          )}
          . Removing it stops new launches there.
        </p>
      )}
      {own.length > 0 && <p>By the owner’s own account: {amounts(own)}.</p>}
    </>
  );
}

/** `120 instances, 12 launch templates`. */
function amounts(uses: readonly ImageUse[]): string {
  const sums = new Map<string | null, number>();
  for (const { resourceType, count } of uses) sums.set(resourceType, (sums.get(resourceType) ?? 0) + count);
  return [...sums].map(([type, sum]) => `${formatNumber(sum)} ${typeWords(type, sum)}`).join(", ");
}
