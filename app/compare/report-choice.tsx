import { useState } from "react";
import { formatCount, formatNumber } from "@/lib/core/format";
import { utcMinute } from "@/lib/core/utc-time";
import type { ChosenReports, Report, ReportedImage } from "@/lib/domain/images/report-pairs";

/** A list of more is searched before it is chosen from. */
const MANY = 40;
const MOST = 500;

interface ReportChoiceProps {
  images: readonly ReportedImage[];
  choice: ChosenReports;
  /** Names of images by their id. */
  names: ReadonlyMap<string, string>;
  onImage: (key: string) => void;
  onReports: (a: string, b: string) => void;
}

/** Which image, and which two of its reports. */
export function ReportChoice({ images, choice, names, onImage, onReports }: ReportChoiceProps) {
  const [text, setText] = useState("");
  const { image, pair, only } = choice;
  const sought = text.trim().toLowerCase();
  const found = images.filter(
    ({ imageId, key }) => key === image?.key || `${names.get(imageId) ?? ""} ${imageId}`.toLowerCase().includes(sought),
  );
  const offered = found.slice(0, MOST);
  if (image !== null && !offered.includes(image)) offered.unshift(image);
  const reports = image?.reports ?? [];
  const [before, after] = [pair?.before ?? only, pair?.after ?? null];
  return (
    <fieldset className="grid min-w-0 gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <legend className="sr-only">What to compare</legend>
      {images.length > MANY && (
        <label className="grid min-w-0 gap-1">
          <span className="text-muted">Find an image</span>
          <input type="search" className="field" placeholder="Name or id" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
      )}
      <label className="grid min-w-0 gap-1">
        <span className="text-muted">
          Image
          {found.length < images.length && ` (${formatNumber(found.length)} of ${formatNumber(images.length)})`}
        </span>
        <select className="field min-w-0" value={image?.key ?? ""} onChange={(event) => onImage(event.target.value)}>
          {image === null && <option value="">choose an image</option>}
          {offered.map((each) => (
            <option key={each.key} value={each.key}>
              {imageText(each, names)}
            </option>
          ))}
          {found.length > MOST && <option disabled>and {formatNumber(found.length - MOST)} more: search above</option>}
        </select>
      </label>
      <ReportSelect
        label="Before"
        reports={reports}
        chosen={before}
        onChoose={(id) => onReports(id, after?.reportId ?? other(reports, id) ?? id)}
      />
      <ReportSelect
        label="After"
        reports={reports}
        chosen={after}
        onChoose={(id) => onReports(before?.reportId ?? other(reports, id) ?? id, id)}
      />
    </fieldset>
  );
}

function imageText({ imageId, scope, reports }: ReportedImage, names: ReadonlyMap<string, string>): string {
  const name = names.get(imageId);
  return `${name === undefined ? imageId : `${name} (${imageId})`} · ${scope.region} · ${formatCount(reports.length, ["report", "reports"])}`;
}

/** The newest of the others. */
const other = (reports: readonly Report[], id: string): string | null =>
  reports.find(({ reportId }) => reportId !== null && reportId !== id)?.reportId ?? null;

interface ReportSelectProps {
  label: string;
  reports: readonly Report[];
  chosen: Report | null;
  onChoose: (reportId: string) => void;
}

function ReportSelect({ label, reports, chosen, onChoose }: ReportSelectProps) {
  // A report of another image may be asked for by an address: it is shown, and refused with the reason.
  const offered = chosen === null || reports.includes(chosen) ? reports : [...reports, chosen];
  return (
    <label className="grid min-w-0 gap-1">
      <span className="text-muted">{label}</span>
      <select
        className="field min-w-0 tabular-nums"
        value={chosen?.reportId ?? ""}
        onChange={(event) => onChoose(event.target.value)}
        disabled={offered.length === 0}
      >
        {chosen === null && <option value="">choose a report</option>}
        {offered.map((report) =>
          report.reportId === null ? null : (
            <option key={report.reportId} value={report.reportId}>
              {report.creationTime === null ? "time unknown" : utcMinute(report.creationTime)} · {report.state ?? "state unknown"} ·{" "}
              {report.reportId}
            </option>
          ),
        )}
      </select>
    </label>
  );
}
