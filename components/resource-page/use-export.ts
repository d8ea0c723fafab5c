"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { csvFile } from "./export-csv";
import type { ResourceView } from "./use-resource-view";

/** What a file is made of, whatever it is a part of on screen. */
interface Exportable<Row extends object> extends Pick<ResourceView<Row>, "resource" | "set" | "table" | "shown"> {
  view: { columns: readonly string[] };
}

/** Saves what is on screen as a file, one at a time, and says how far it is. Leaving the page gives it up. */
export function useExport<Row extends object>(view: Exportable<Row>, sampleData: boolean) {
  const [exported, setExported] = useState<number | null>(null);
  const leaving = useRef<AbortController>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const startExport = useCallback(() => {
    if (leaving.current !== null) return;
    const controller = new AbortController();
    const { signal } = controller;
    leaving.current = controller;
    setExported(0);
    csvFile({ ...view, columns: view.view.columns }, sampleData, setExported, signal)
      .then(save, (error) => {
        if (!signal.aborted) throw error;
      })
      .finally(() => {
        leaving.current = null;
        setExported(null);
      });
  }, [view, sampleData]);
  return { exported, startExport };
}

function save(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}
