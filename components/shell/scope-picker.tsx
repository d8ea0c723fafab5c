"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Popover } from "radix-ui";
import { scopesQuery } from "@/lib/query/scopes-query";
import { formatAccount, formatCount } from "@/lib/view/format";

/** Which account is read, and in which of its regions. The choice stands in the URL and goes along from page to page. */
export function ScopePicker() {
  const { data, isError } = useQuery(scopesQuery());
  const params = useSearchParams();
  const router = useRouter();
  const pathname = usePathname();
  const regions = data?.regions ?? [];
  const chosen = params.getAll("region").length === 0 ? regions : regions.filter((region) => params.getAll("region").includes(region));
  const account = data?.accounts[0];

  const choose = (wanted: readonly string[]) => {
    const next = new URLSearchParams(params);
    next.delete("region");
    next.delete("row");
    if (wanted.length !== regions.length) for (const region of wanted) next.append("region", region);
    router.push(next.size === 0 ? pathname : `${pathname}?${next}`);
  };
  return (
    <Popover.Root>
      <Popover.Trigger
        className="flex w-full items-center gap-2 rounded-lg border border-line-strong bg-canvas px-2.5 py-1.5 text-left hover:bg-hover"
        aria-label="Regions to read"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">
            {data
              ? `${chosen.length === regions.length ? formatCount(regions.length, ["region", "regions"]) : `${chosen.length} of ${regions.length} regions`}`
              : isError
                ? "Regions unknown"
                : "…"}
          </span>
          <span className="block truncate text-xs text-muted">
            {account ? formatAccount(account.id) : data ? "Account unknown" : isError ? "The server did not answer" : "…"}
          </span>
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Regions to read"
          className="panel z-50 max-h-[70dvh] w-60 overflow-auto p-2"
        >
          {regions.map((region) => {
            const isChosen = chosen.includes(region);
            const onlyOne = isChosen && chosen.length === 1;
            return (
              <label key={region} className="flex cursor-pointer items-center gap-2 rounded px-2 py-1 hover:bg-hover">
                <input
                  type="checkbox"
                  className="accent-accent"
                  checked={isChosen}
                  disabled={onlyOne}
                  onChange={() =>
                    choose(
                      isChosen
                        ? chosen.filter((other) => other !== region)
                        : regions.filter((other) => other === region || chosen.includes(other)),
                    )
                  }
                />
                {region}
              </label>
            );
          })}
          <button type="button" className="link mt-1 px-2 py-1" onClick={() => choose(regions)}>
            All regions
          </button>
          {account && <p className="mt-1 border-t px-2 pt-2 text-xs break-all text-muted">Read as {account.arn}</p>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
