import { formatCount } from "@/lib/core/format";
import type { Known, Unknown } from "@/lib/core/known";
import type { ImageUsage } from "@/lib/domain/images/image-usage";
import type { Consumption } from "@/lib/domain/licenses/by-account";
import { consumingOthers, type LicenseChain } from "@/lib/domain/licenses/lineage";
import { AccountText } from "./cells";
import { EvidenceSection } from "./evidence-section";
import { ImageLineage, importText } from "./image-lineage";

const NOTE =
  "Licenses are what the account consumes of this configuration with any image: AWS does not tell them by image. A usage report lags up to 24 hours on instances and a few days on launch templates, and need not list the image’s own account. Launches from a copy of an image are not tracked.";

interface LineageSectionProps {
  lineage: LicenseChain;
  usage: ReadonlyMap<string, Known<ImageUsage>>;
  consumption: Known<readonly Consumption[]>;
  /** Why the imports, or the associations, are not all here, or null. */
  importsUnknown: Unknown | null;
  associationsUnknown: Unknown | null;
}

/** The way from the import to the licenses: import, image, configuration, accounts that launch it, what they consume. */
export function LineageSection({ lineage, usage, consumption, importsUnknown, associationsUnknown }: LineageSectionProps) {
  const { images, unfinished } = lineage;
  const gaps = [associationsUnknown, importsUnknown].flatMap((unknown) => unknown?.why ?? []);
  return (
    <EvidenceSection title="From import to license" note={NOTE}>
      <div className="grid gap-4">
        {gaps.length > 0 && <p>There may be more images: {gaps.join(" ")}</p>}
        {images.length === 0 && gaps.length === 0 && (
          <p>The configuration is attached to no image, and no import that AWS lists names it.</p>
        )}
        {images.map((image) => (
          <ImageLineage
            key={image.imageId}
            image={image}
            usage={usage.get(image.imageId)}
            consumption={consumption}
            importsUnknown={importsUnknown}
            associationsUnknown={associationsUnknown}
          />
        ))}
        {unfinished.length > 0 && (
          <p>
            {formatCount(unfinished.length, ["import names", "imports name"])} the configuration and made no image, or not yet:{" "}
            {unfinished.map(importText).join("; ")}.
          </p>
        )}
        {images.length > 0 && consumption.state === "known" && <Others consumption={consumption.value} usage={usage} />}
      </div>
    </EvidenceSection>
  );
}

const FEW = 12;

function Others({ consumption, usage }: Pick<LineageSectionProps, "usage"> & { consumption: readonly Consumption[] }) {
  const seen = new Set(
    [...usage.values()].flatMap((one) => (one.state === "known" ? one.value.accounts.map(({ account }) => account) : [])),
  );
  const others = consumingOthers(consumption, seen);
  if (others.length === 0) return null;
  return (
    <p>
      {formatCount(others.length, ["account consumes", "accounts consume"])} licenses without being seen to refer to any of these images:{" "}
      {others.slice(0, FEW).map(({ key }, place) => (
        <span key={key}>
          {place > 0 && ", "}
          <AccountText id={key} />
        </span>
      ))}
      {others.length > FEW && ` and ${formatCount(others.length - FEW, ["other", "others"])}, all named above`}.
    </p>
  );
}
