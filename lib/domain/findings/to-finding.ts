import { imageHref, listHref, withScope } from "@/lib/core/routes";
import { type Scope, type Scoped, scopeKey } from "@/lib/core/scope";
import { choiceText } from "@/lib/dataset/filter";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import type { Finding, Severity } from "@/lib/resources/findings";
import { images } from "@/lib/resources/images";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { licenseConfigurationHref, licenseConfigurations } from "@/lib/resources/license-configurations";
import { rowKey } from "@/lib/resources/resource";
import type { FindingFact } from "./finding-fact";
import { describeFinding, subjectName } from "./words";

/** A fact as a row. `scopes`: those that were chosen, as a query (`?region=us-east-1`), which goes along to its rows. */
export const toFinding = (fact: FindingFact, scopes: string): Finding => ({
  code: fact.code,
  severity: severityOf(fact),
  subject: { ...subjectOf(fact), name: subjectName(fact) },
  scope: commonScope(scopesOf(fact)),
  message: describeFinding(fact),
  since: sinceOf(fact),
  href: withScope(hrefOf(fact), scopes),
});

/** Severity: the consequence if nobody acts. */
function severityOf(fact: FindingFact): Severity {
  switch (fact.code) {
    case "license-over-limit":
    case "license-at-limit":
    case "license-near-limit":
      return fact.configuration.licenseCountHardLimit === true ? "blocks-launches" : "costs-money";
    case "use-without-grant":
      return "blocks-launches";
    case "fast-launch-disabling-failed":
    case "deprecated-no-use-seen":
      return "costs-money";
    case "deprecated-in-use":
      return "blocks-removal";
    // Instances still launch, slowly.
    case "fast-launch-enabling-failed":
    case "fast-launch-enabled-failed":
    case "import-failed":
    case "sharing-quota-near":
      return "info";
    default:
      return "unknown";
  }
}

function subjectOf(fact: FindingFact): Pick<Finding["subject"], "kind" | "id"> {
  if ("configuration" in fact) return { kind: "license-configuration", id: fact.configuration.licenseConfigurationArn };
  if ("tasks" in fact) return { kind: "import-image-task", id: fact.tasks.length === 1 ? fact.tasks[0].importTaskId : null };
  if ("reason" in fact) return { kind: "fast-launch-image", id: fact.images.length === 1 ? fact.images[0].imageId : null };
  return fact.images.length === 1 ? { kind: "image", id: fact.images[0].verdict.imageId } : { kind: "images", id: null };
}

function scopesOf(fact: FindingFact): readonly Scope[] {
  if ("configuration" in fact) return [fact.configuration.scope];
  if ("tasks" in fact) return fact.tasks.map(({ scope }) => scope);
  if ("reason" in fact) return fact.images.map(({ scope }) => scope);
  return fact.images.map(({ verdict }) => verdict.scope);
}

function commonScope([first, ...others]: readonly Scope[]): Scope | null {
  if (first === undefined) return null;
  return others.every((scope) => scopeKey(scope) === scopeKey(first)) ? first : null;
}

/** The earliest time from which on it is known to be so. License Manager and imports give none. */
function sinceOf(fact: FindingFact): string | null {
  if ("configuration" in fact || "tasks" in fact) return null;
  if ("reason" in fact) return earliest(fact.images.map(({ stateTransitionTime }) => stateTransitionTime));
  return fact.code === "deprecated-in-use" ? (fact.images[0].image?.deprecationTime ?? null) : null;
}

const earliest = (times: readonly (string | null)[]): string | null =>
  times.flatMap((time) => time ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;

/** The page with exactly the rows that it speaks of. */
function hrefOf(fact: FindingFact): string {
  if ("configuration" in fact) {
    const { licenseConfigurationArn, name } = fact.configuration;
    return licenseConfigurationHref(licenseConfigurationArn) ?? `${licenseConfigurations.path}?${new URLSearchParams({ q: name ?? "" })}`;
  }
  if ("tasks" in fact) {
    const rows = listHref(importImageTasks.path, { outcome: "failed", statusMessage: fact.reason });
    return fact.tasks.length === 1 ? `${rows}&${new URLSearchParams({ row: rowKey(importImageTasks, fact.tasks[0]) })}` : rows;
  }
  if ("reason" in fact) {
    const { state } = fact.images[0];
    return listHref(fastLaunchImages.path, { state: choiceText(state), stateTransitionReason: choiceText(fact.reason) });
  }
  if (fact.images.length > 1) return listHref(images.path, { findings: fact.code });
  const { verdict } = fact.images[0];
  return fact.isIdElsewhere ? ofScope(imageHref(verdict.imageId), verdict) : imageHref(verdict.imageId);
}

/** An id is unique in its scope only: where another scope has it too, the link names the scope. */
const ofScope = (href: string, { scope: { account, region } }: Scoped<object>): string =>
  withScope(href, `?${new URLSearchParams({ ...(account !== null && { account }), region })}`);
