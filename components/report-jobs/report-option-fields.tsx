import { useState } from "react";
import { formatNumber } from "@/lib/core/format";
import { DEFAULT_VERSION_DEPTH, MOST, type RESOURCE_TYPES } from "@/lib/domain/report-jobs/report-job";
import { Field } from "./field";

/** Which resource types the reports count. */
export type ChosenTypes = Record<(typeof RESOURCE_TYPES)[number], boolean>;

interface TypesProps {
  types: ChosenTypes;
  setTypes: (types: ChosenTypes) => void;
}

/** What the reports cover: resource types, launch template versions, accounts and tags. */
export function ReportOptionFields({ types, setTypes }: TypesProps) {
  const [isRestricted, setRestricted] = useState(false);
  return (
    <>
      <ResourceTypes types={types} setTypes={setTypes} />
      <Field
        label="Versions of each launch template"
        hint={`Only the newest versions are searched: an image named only by an older one is not found. AWS's default is ${DEFAULT_VERSION_DEPTH}, the most is ${formatNumber(MOST.versionDepth)}.`}
      >
        {(described) => (
          <input
            {...described}
            name="versionDepth"
            type="number"
            min={1}
            max={MOST.versionDepth}
            step={1}
            inputMode="numeric"
            defaultValue={DEFAULT_VERSION_DEPTH}
            disabled={!types["ec2:LaunchTemplate"]}
            className="field w-28 tabular-nums"
          />
        )}
      </Field>
      <Field
        label="Only these accounts"
        hint={`Up to ${MOST.accountIds} ids of 12 digits. A report of some accounts can never show that nobody uses an image.`}
        isWarning={isRestricted}
      >
        {(described) => (
          <textarea
            {...described}
            name="accountIds"
            rows={2}
            onChange={(event) => setRestricted(event.target.value.trim() !== "")}
            placeholder="every account"
            className="field h-auto py-1.5 font-mono text-xs"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Tags of the reports" hint={`One a line, up to ${MOST.tags}. Tagging needs ec2:CreateTags too.`}>
        {(described) => (
          <textarea
            {...described}
            name="tags"
            rows={2}
            placeholder="Team=platform"
            className="field h-auto py-1.5 font-mono text-xs"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
    </>
  );
}

function ResourceTypes({ types, setTypes }: TypesProps) {
  const check = (type: keyof typeof types) => ({
    type: "checkbox" as const,
    name: "resourceTypes",
    value: type,
    checked: types[type],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setTypes({ ...types, [type]: event.target.checked }),
    className: "size-4 accent-accent",
  });
  const none = !types["ec2:Instance"] && !types["ec2:LaunchTemplate"];
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium">Count</legend>
      <label className="flex items-center gap-2">
        <input {...check("ec2:Instance")} /> Instances <code className="font-mono text-xs text-muted">ec2:Instance</code>
      </label>
      <label className="flex items-center gap-2">
        <input {...check("ec2:LaunchTemplate")} /> Launch templates <code className="font-mono text-xs text-muted">ec2:LaunchTemplate</code>
      </label>
      {!(types["ec2:Instance"] && types["ec2:LaunchTemplate"]) && (
        <p role="status" className="text-xs text-warning">
          {none ? "Choose at least one." : "A report on one of them alone can never show that nobody uses an image."}
        </p>
      )}
    </fieldset>
  );
}
