import { useState } from "react";
import { useAccountNames } from "@/components/ui/account-names";
import type { ScopesAnswer } from "@/lib/core/scopes-answer";
import { choiceOf, choiceTexts, fault, lastUsed, type ScopeChoice } from "./scope-choice";

interface LastUsedScopesProps {
  configured: ScopesAnswer;
  onApply: (choice: ScopeChoice) => void;
}

/** The choices made here before. One press reads them again. */
export function LastUsedScopes({ configured, onApply }: LastUsedScopesProps) {
  const names = useAccountNames();
  const [searches] = useState(() => lastUsed(localStorage));
  const choices = searches
    .map((search) => ({ search, choice: choiceOf(configured, new URLSearchParams(search)) }))
    .filter(({ choice }) => fault(configured, choice) === null);
  if (choices.length === 0) return null;
  return (
    <div className="border-b px-3 py-2">
      <p className="mb-1 text-xs text-muted" id="last-used">
        Last used
      </p>
      <ul aria-labelledby="last-used" className="flex flex-wrap gap-1.5">
        {choices.map(({ search, choice }) => {
          const { accounts, regions } = choiceTexts(configured, choice, names);
          const region = choice.regions.length === 1 ? choice.regions[0] : regions;
          return (
            <li key={search} className="max-w-full min-w-0">
              <button
                type="button"
                onClick={() => onApply(choice)}
                className="block max-w-full truncate rounded bg-accent-soft px-2 py-1 text-xs text-accent hover:underline"
              >
                {accounts} · {region}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
