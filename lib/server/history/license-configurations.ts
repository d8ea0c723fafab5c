import "server-only";
import type { ScopeReading } from "@/lib/aws/listing/read-scopes";
import { RowPage } from "@/lib/aws/listing/row-page";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import type { LicenseMoment } from "@/lib/resources/history-license-configurations";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { keyOfRow, unpackRows } from "@/lib/server/store/history/items";
import { seenItems } from "@/lib/store/history/past";
import { recordedBy } from "./recorded-by";

/** What the license configurations of one scope consumed at each whole reading. */
export function openLicenseHistory(scope: Scope, { ids, from, to }: ReadRequest): ScopeReading<LicenseMoment> {
  const { path } = licenseConfigurations;
  let readAt = "";
  return {
    readAt: () => readAt,
    source: () => "store",
    async *follow(signal) {
      const { db, last } = await recordedBy(scope, path, to);
      ({ readAt } = last);
      const keys = ids["license-configuration-arn"]?.map((arn) => keyOfRow(path, arn)) ?? null;
      for (const item of await seenItems(db, path, last.scopeId, { from, to }, keys)) {
        signal.throwIfAborted();
        const moments = unpackRows<LicenseConfiguration>(item.packed).flatMap((row) =>
          item.readAt.flatMap((at) => momentOf(row, at) ?? []),
        );
        if (moments.length > 0) yield new RowPage(moments);
      }
      return undefined;
    },
  };
}

function momentOf({ licenseConfigurationArn, consumedLicenses, licenseCount }: LicenseConfiguration, at: string): LicenseMoment | null {
  if (licenseConfigurationArn === null) return null;
  return { licenseConfigurationArn, at, consumedLicenses, licenseCount, source: "reading" };
}
