import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import type { Matrix } from "@/components/matrix/cell";
import { arrange, type Lines } from "@/components/matrix/lines";
import { usageGrid } from "@/components/matrix/usage-grid";
import type { Fleet } from "@/components/page-parts/use-fleet";
import { useAccountNames } from "@/components/ui/account-names";
import { useSliced } from "@/components/ui/use-sliced";
import { scopeSearch } from "@/lib/client/url-state";
import { knownValue } from "@/lib/core/known";
import type { Sliced } from "@/lib/core/slices";
import { type ImageEvidence, imageKey } from "@/lib/domain/images/image-evidence";
import type { UsageMatrix } from "@/lib/domain/images/matrix";
import type { Moment } from "@/lib/domain/images/missing-evidence";
import type { Organization } from "@/lib/domain/images/organization";
import { usageMatrix } from "@/lib/domain/images/usage-matrix";
import { verdictOf } from "@/lib/domain/images/verdict";
import { deprecationOf } from "@/lib/resources/images";
import type { MatrixState } from "./matrix-state";

/** A matrix as it is shown, with what it was made of. */
export interface ShownMatrix {
  matrix: UsageMatrix;
  lines: Lines;
  grid: Matrix;
  transposed: boolean;
  /** By the image's key. */
  evidences: ReadonlyMap<string, ImageEvidence>;
  /** When it was put together. */
  moment: Moment;
}

interface Base extends Pick<ShownMatrix, "matrix" | "evidences" | "moment"> {}

/** The matrix of what is known, as the address asks for it. Null until there is one. */
export function useMatrix(fleet: Fleet, state: MatrixState, organization: Organization): ShownMatrix | null {
  const { evidences, isWhole, moment } = fleet;
  const names = useAccountNames();
  const scope = scopeSearch(new URLSearchParams(useSearchParams()));
  const base = useSliced(useCallback(() => based(evidences, moment), [evidences, moment]));
  const { count, sort, group, rows, verdict, deprecated, used, "find.image": image, "find.account": account } = state;
  return useSliced(
    useCallback(
      function* (): Sliced<ShownMatrix | null> {
        if (base === null) return null;
        const { matrix } = base;
        const type = matrix.types.includes(count) ? count : "all types";
        const lines = yield* arrange(matrix, {
          type,
          sort,
          group,
          filter: { image, account, onlyUsed: used },
          kept: yield* keptImages(base, verdict, deprecated),
          organization: knownValue(organization),
          names,
        });
        const transposed = rows === "accounts";
        const grid = yield* usageGrid({ matrix, isWhole, lines, type, transposed, names, now: base.moment.now, scope });
        return { ...base, lines, grid, transposed };
      },
      [base, isWhole, count, sort, group, rows, verdict, deprecated, used, image, account, names, scope, organization],
    ),
  );
}

function* based(evidences: readonly ImageEvidence[] | null, moment: Moment): Sliced<Base | null> {
  if (evidences === null) return null;
  const matrix = yield* usageMatrix(evidences, moment.now);
  return { matrix, evidences: new Map(evidences.map((evidence) => [imageKey(evidence), evidence])), moment };
}

/** Images of a verdict, or deprecated ones. Null where neither is asked for. */
function* keptImages(
  { matrix, evidences, moment }: Base,
  verdict: MatrixState["verdict"],
  deprecated: boolean,
): Sliced<Set<number> | null> {
  if (verdict === null && !deprecated) return null;
  const kept = new Set<number>();
  for (const [place, image] of matrix.images.entries()) {
    const evidence = evidences.get(imageKey(image));
    const isOfVerdict = verdict === null || (evidence !== undefined && verdictOf(evidence, moment).verdict === verdict);
    if (isOfVerdict && (!deprecated || deprecationOf(image, moment.now) === "deprecated")) kept.add(place);
    yield;
  }
  return kept;
}
