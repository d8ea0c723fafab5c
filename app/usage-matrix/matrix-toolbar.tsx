import { ArrowRightLeft, SearchX } from "lucide-react";
import { countedWord } from "@/components/matrix/usage-grid";
import type { Organization } from "@/lib/domain/images/organization";
import { VERDICT_WORDS } from "@/lib/domain/images/words";
import { type MatrixState, type SetMatrixState, VERDICTS } from "./matrix-state";
import { Check, Find, SelectField } from "./toolbar-fields";

interface MatrixToolbarProps {
  state: MatrixState;
  setState: SetMatrixState;
  /** Resource types that can be counted alone. */
  types: readonly string[];
  organization: Organization;
  isFiltered: boolean;
  onClear: () => void;
  children: React.ReactNode;
}

/** What is counted, how it is laid out, and what is left out. */
export function MatrixToolbar({ state, setState, types, organization, isFiltered, onClear, children }: MatrixToolbarProps) {
  const noUnits = organization.state === "known" ? null : organization.why;
  return (
    <div className="filter-bar">
      <Find label="Images" value={state["find.image"]} onChange={(text) => setState({ "find.image": text })} />
      <Find label="Accounts" value={state["find.account"]} onChange={(text) => setState({ "find.account": text })} />
      <SelectField label="Count" value={state.count} onChange={(count) => setState({ count })}>
        <option value="all types">all references</option>
        {types.map((type) => (
          <option key={type} value={type}>
            {countedWord(type, 2)}
          </option>
        ))}
      </SelectField>
      <SelectField label="Sort" value={state.sort} onChange={(sort) => setState({ sort: oneOf(["total", "name", "age"], sort) })}>
        <option value="total">most first</option>
        <option value="name">by name</option>
        <option value="age">oldest image first</option>
      </SelectField>
      <SelectField label="Group" value={state.group} onChange={(group) => setState({ group: oneOf(["none", "family", "unit"], group) })}>
        <option value="none">nothing</option>
        <option value="family">images by family</option>
        <option value="unit">accounts by OU{noUnits === null ? "" : ` (${organization.state})`}</option>
      </SelectField>
      <SelectField label="Verdict" value={state.verdict ?? ""} onChange={(verdict) => setState({ verdict: oneOf(VERDICTS, verdict) })}>
        <option value="">any</option>
        {VERDICTS.map((verdict) => (
          <option key={verdict} value={verdict}>
            {VERDICT_WORDS[verdict]}
          </option>
        ))}
      </SelectField>
      <Check label="Deprecated only" checked={state.deprecated} onChange={(deprecated) => setState({ deprecated: deprecated || null })} />
      <Check label="Hide what has no use" checked={state.used} onChange={(used) => setState({ used: used || null })} />
      <button
        type="button"
        className="button"
        aria-pressed={state.rows === "accounts"}
        onClick={() => setState({ rows: state.rows === "accounts" ? null : "accounts" })}
      >
        <ArrowRightLeft aria-hidden className="size-3.5" /> Accounts as rows
      </button>
      {isFiltered && (
        <button type="button" className="button" onClick={onClear}>
          <SearchX aria-hidden className="size-3.5" /> Clear
        </button>
      )}
      {children}
      {noUnits !== null && state.group === "unit" && (
        <p role="status" className="w-full text-warning">
          The accounts are not grouped: which organizational units they are in is not known. {noUnits}
        </p>
      )}
    </div>
  );
}

/** The one of them that a text is, or null. */
const oneOf = <Word extends string>(words: readonly Word[], text: string): Word | null => words.find((word) => word === text) ?? null;
