import { useCallback, useEffect, useRef, useState } from "react";
import type { Matrix } from "@/components/matrix/cell";
import { matrixCsv } from "@/components/matrix/matrix-csv";
import { useSampleData } from "@/components/shell/sample-data";
import { serverNow } from "@/lib/client/server-clock";
import type { Scope } from "@/lib/core/scope";

/** Saves the matrix as it is seen, and says how far that is. Leaving the page gives it up. */
export function useMatrixExport(grid: Matrix | null, corner: string, scopes: readonly Scope[], partial: boolean) {
  const sampleData = useSampleData();
  const [exported, setExported] = useState<number | null>(null);
  const leaving = useRef<AbortController>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const startExport = useCallback(async () => {
    if (grid === null || leaving.current !== null) return;
    const controller = new AbortController();
    leaving.current = controller;
    setExported(0);
    try {
      const { csvFileName } = await import("@/lib/dataset/csv");
      const file = await matrixCsv(grid, corner, setExported, controller.signal);
      save(file, csvFileName("Usage matrix", scopes, new Date(serverNow()), { partial, truncated: false, sampleData }));
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    } finally {
      leaving.current = null;
      setExported(null);
    }
  }, [grid, corner, scopes, partial, sampleData]);
  return { exported, startExport };
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
