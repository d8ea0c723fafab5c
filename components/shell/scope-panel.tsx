"use client";

import { Search } from "lucide-react";
import { useRef, useState } from "react";
import { accountLabel, accountOrUnknown } from "@/components/ui/account-label";
import { Account, useAccountNames } from "@/components/ui/account-names";
import { formatCount } from "@/lib/core/format";
import type { ScopesAnswer } from "@/lib/core/scopes-answer";
import { LastUsedScopes } from "./last-used-scopes";
import { everything, fault, matches, type ScopeChoice, scopeCount } from "./scope-choice";
import { ScopeList } from "./scope-list";
import type { ScopeItem } from "./scope-list-item";

interface ScopePanelProps {
  configured: ScopesAnswer;
  chosen: ScopeChoice;
  onApply: (choice: ScopeChoice) => void;
}

/** Accounts and regions with check marks. Nothing is read before it is applied, and a choice of nothing cannot be. */
export function ScopePanel({ configured, chosen, onApply }: ScopePanelProps) {
  const [draft, setDraft] = useState(chosen);
  const [text, setText] = useState("");
  const lists = useRef<HTMLDivElement>(null);
  const accounts = useAccountItems(configured);
  const wrong = fault(configured, draft);
  const found = ({ search }: ScopeItem): boolean => matches(search, text);
  const keys = draft.accounts.map((id) => id ?? UNKNOWN);
  const choose = (next: readonly string[]) =>
    setDraft({ ...draft, accounts: everything(configured).accounts.filter((id) => next.includes(id ?? UNKNOWN)) });
  return (
    <form
      className="flex min-h-0 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === null) onApply(draft);
      }}
    >
      <div className="relative border-b p-2">
        <Search aria-hidden className="pointer-events-none absolute top-4 left-4.5 size-4 text-muted" />
        <input
          type="search"
          aria-label="Search accounts and regions"
          placeholder="Name, digits or region"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== "ArrowDown") return;
            event.preventDefault();
            lists.current?.querySelector<HTMLElement>("input[tabindex='0']")?.focus();
          }}
          className="field pl-8"
        />
      </div>
      <LastUsedScopes configured={configured} onApply={onApply} />
      <div ref={lists} className="grid min-h-0 gap-x-4 gap-y-3 overflow-y-auto p-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ScopeList legend="Accounts" one="account" items={accounts.filter(found)} total={accounts.length} chosen={keys} onChoose={choose} />
        <ScopeList
          legend="Regions"
          one="region"
          items={regionItems(configured, draft).filter(found)}
          total={configured.regions.length}
          chosen={draft.regions}
          onChoose={(next) => setDraft({ ...draft, regions: configured.regions.filter((region) => next.includes(region)) })}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2 border-t bg-sunken px-3 py-2">
        <p aria-live="polite" className={`min-w-40 flex-1 ${wrong === null ? "text-muted" : "text-warning"}`}>
          {wrong ?? `Reads ${formatCount(scopeCount(configured, draft), ["scope", "scopes"])}: accounts, each in its regions`}
        </p>
        <div className="ml-auto flex gap-2">
          <button type="button" className="button" onClick={() => setDraft(everything(configured))}>
            Everything
          </button>
          <button type="submit" className="button button-primary disabled:border-line disabled:bg-transparent" disabled={wrong !== null}>
            Apply
          </button>
        </div>
      </div>
    </form>
  );
}

/** Stands for the account whose id is not known, which no account can be called. */
const UNKNOWN = "";

function useAccountItems({ accounts, regions }: ScopesAnswer): ScopeItem[] {
  const names = useAccountNames();
  return accounts.map(({ id, arn, regions: own, error }) => ({
    key: id ?? UNKNOWN,
    label: id === null ? accountOrUnknown(names, id) : <Account id={id} />,
    search: id === null ? accountOrUnknown(names, id) : accountLabel(names, id),
    title: arn === null ? "" : `Read as ${arn}`,
    note: own.length === regions.length || error !== null ? null : formatCount(own.length, ["region", "regions"]),
    problem: error && `Cannot be read now. ${error.code}: ${error.message}`,
  }));
}

function regionItems({ accounts, regions }: ScopesAnswer, draft: ScopeChoice): ScopeItem[] {
  const chosen = accounts.filter(({ id }) => draft.accounts.includes(id));
  return regions.map((region) => {
    const isOffered = chosen.length === 0 || chosen.some((account) => account.regions.includes(region));
    return { key: region, label: region, search: region, title: "", note: isOffered ? null : "not in these", problem: null };
  });
}
