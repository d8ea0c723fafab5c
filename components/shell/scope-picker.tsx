"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useAccountNames } from "@/components/ui/account-names";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { scopesQuery } from "@/lib/client/scopes-query";
import { choiceOf, choiceTexts, rememberUsed, type ScopeChoice, withChoice } from "./scope-choice";
import { ScopePanel } from "./scope-panel";

/** Which accounts are read, and in which regions. The choice stands in the URL and goes along from page to page. */
export function ScopePicker() {
  const [open, setOpen] = useState(false);
  const isHydrated = useIsHydrated();
  const query = useQuery(scopesQuery());
  const data = isHydrated ? query.data : undefined;
  const names = useAccountNames();
  const params = useSearchParams();
  const router = useRouter();
  const pathname = usePathname();
  const chosen = data && choiceOf(data, new URLSearchParams(params));
  const pending =
    isHydrated && query.isError ? { accounts: "Accounts unknown", regions: "The server did not answer" } : { accounts: "…", regions: "…" };
  const { accounts, regions } = data && chosen ? choiceTexts(data, chosen, names) : pending;

  const apply = (choice: ScopeChoice) => {
    if (!data) return;
    const next = withChoice(data, new URLSearchParams(params), choice);
    rememberUsed(localStorage, withChoice(data, new URLSearchParams(), choice).toString());
    router.push(next.size === 0 ? pathname : `${pathname}?${next}`);
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen} modal>
      <Popover.Trigger
        disabled={!data}
        className="flex w-full items-center gap-2 rounded-lg border border-line-strong bg-canvas px-2.5 py-1.5 text-left hover:bg-hover"
        aria-label={`Accounts and regions to read: ${accounts} · ${regions}`}
        title={`${accounts} · ${regions}`}
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{accounts}</span>
          <span className="block truncate text-xs text-muted">{regions}</span>
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Accounts and regions to read"
          className="panel z-50 flex max-h-[min(var(--radix-popover-content-available-height),38rem)] w-[min(40rem,calc(100vw-1rem))] flex-col overflow-hidden"
        >
          {data && chosen && <ScopePanel configured={data} chosen={chosen} onApply={apply} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
