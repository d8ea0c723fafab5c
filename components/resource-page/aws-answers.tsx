import { CopyButton } from "@/components/ui/copy-button";
import { absoluteTime, clockTime } from "@/components/ui/time";
import { formatCount } from "@/lib/core/format";
import type { ScopeFailure } from "@/lib/core/row-events";
import { scopeKey } from "@/lib/core/scope";
import { shared } from "./failure-groups";

/** When the rows that are still shown were read, by the key of their scope. */
export type KeptTimes = ReadonlyMap<string, string>;

interface FailuresProps {
  failures: readonly ScopeFailure[];
  keptAt: KeptTimes;
}

/** How old the rows are that stand in for those that failed. */
export function KeptNote({ failures, keptAt }: FailuresProps) {
  const times = failures.flatMap(({ scope }) => keptAt.get(scopeKey(scope)) ?? []);
  if (times.length === 0) return null;
  const time = shared(times, (iso) => iso);
  const whose = times.length === failures.length ? "The rows" : `The rows of ${formatCount(times.length, ["region", "regions"])}`;
  return (
    <>
      {" "}
      {time === null ? (
        `${whose} are shown as read before.`
      ) : (
        <>
          {whose} are shown as read at <KeptTime iso={time} />.
        </>
      )}
    </>
  );
}

const KeptTime = ({ iso }: { iso: string }) => (
  <time dateTime={iso} title={absoluteTime(iso)}>
    {clockTime(iso)}
  </time>
);

/** AWS's own words of each region, to be unfolded. */
export function Answers({ failures, keptAt }: FailuresProps) {
  return (
    <details>
      <summary className="text-muted">{failures.length === 1 ? "What AWS answered" : "What AWS answered in each region"}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that it must be reached by keys too */}
      <ul aria-label="AWS's answers" tabIndex={0} className="mt-1 mb-2 max-h-56 overflow-y-auto border-l border-line-strong pl-3">
        {failures.map((failure) => {
          const readAt = keptAt.get(scopeKey(failure.scope));
          return (
            <li key={scopeKey(failure.scope)} className="py-0.5">
              <span className="font-medium">{failure.scope.region}</span>
              {readAt !== undefined && (
                <>
                  {" "}
                  shown as read at <KeptTime iso={readAt} />
                </>
              )}{" "}
              <AwsWords failure={failure} />
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** AWS's code, message and request id, as support asks for them. */
export function AwsWords({ failure: { error } }: { failure: ScopeFailure }) {
  return (
    <span className="text-muted">
      {error.code}: {sentence(error.message)}
      {error.requestId !== null && (
        <>
          {" "}
          Request id <span className="font-mono text-xs">{error.requestId}</span>
          <CopyButton text={error.requestId} what="request id" className="-my-1 inline-grid align-middle" />
        </>
      )}
    </span>
  );
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
