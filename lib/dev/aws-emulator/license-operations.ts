import type {
  Filter,
  LicenseConfiguration,
  LicenseConfigurationAssociation,
  LicenseConfigurationUsage,
  LicenseOperationFailure,
  ListAssociationsForLicenseConfigurationRequest,
  ListFailuresForLicenseConfigurationOperationsRequest,
  ListLicenseConfigurationsRequest,
  ListUsageForLicenseConfigurationRequest,
} from "@aws-sdk/client-license-manager";
import { AwsError } from "./aws-error";
import { footing } from "./caller";
import { type Attributes, licensePredicate, type Predicate } from "./filters";
import { newHex } from "./ids";
import { type ListingSpec, listing, type PagedInput } from "./listing";
import type { Operation } from "./operation";
import type { RegionWorld } from "./world";

type LicenseInput = PagedInput & { Filters?: Filter[] | undefined };

interface LicenseSpec<Input, Item> extends Pick<ListingSpec<Input, Item, RegionWorld>, "operation" | "output" | "from"> {
  /** A copy of an item under a new ARN. */
  another: (item: Item, serial: number) => Item;
  filters: Attributes<Item>;
  select?: (input: Input) => Predicate<Item> | undefined;
}

/** The License Manager operations; cached listings are not shared between two calls of this. */
export function licenseOperations(): Record<string, Operation> {
  return {
    ListLicenseConfigurations: licenseListing(licenseConfigurations),
    ListUsageForLicenseConfiguration: licenseListing(licenseUsage),
    ListAssociationsForLicenseConfiguration: licenseListing(licenseAssociations),
    ListFailuresForLicenseConfigurationOperations: licenseListing(licenseFailures),
  };
}

const licenseConfigurations: LicenseSpec<ListLicenseConfigurationsRequest, LicenseConfiguration> = {
  operation: "ListLicenseConfigurations",
  output: (LicenseConfigurations, NextToken) => ({ LicenseConfigurations, NextToken }),
  from: (region, input) => {
    const known = new Set(region.licenseConfigurations.map((item) => item.LicenseConfigurationArn));
    const unknown = input.LicenseConfigurationArns?.find((arn) => !known.has(arn));
    if (unknown !== undefined) throw unknownConfiguration(unknown);
    return region.licenseConfigurations;
  },
  another: ({ LicenseConfigurationArn, ...rest }, serial) => {
    const LicenseConfigurationId = `lic-${newHex(serial)}`;
    return {
      ...rest,
      LicenseConfigurationId,
      LicenseConfigurationArn: LicenseConfigurationArn?.replace(/lic-\w+$/, LicenseConfigurationId),
    };
  },
  select: (input) => {
    const arns = new Set(input.LicenseConfigurationArns?.map(checkedArn));
    if (arns.size === 0) return undefined;
    return ({ LicenseConfigurationArn: arn }) => arn !== undefined && arns.has(arn);
  },
  filters: {
    licenseCountingType: (configuration) => [configuration.LicenseCountingType],
    enforceLicenseCount: (configuration) => [String(configuration.LicenseCountHardLimit ?? false)],
    usagelimitExceeded: (configuration) => [String(isOverLimit(configuration))],
  },
};

function isOverLimit({ LicenseCount, ConsumedLicenses }: LicenseConfiguration): boolean {
  return LicenseCount !== undefined && (ConsumedLicenses ?? 0) > LicenseCount;
}

const licenseUsage: LicenseSpec<ListUsageForLicenseConfigurationRequest, LicenseConfigurationUsage> = {
  operation: "ListUsageForLicenseConfiguration",
  output: (LicenseConfigurationUsageList, NextToken) => ({ LicenseConfigurationUsageList, NextToken }),
  from: (region, input) => ofConfiguration(region, input, region.licenseConfigurationUsage),
  another: anotherResource,
  filters: {
    resourceArn: (usage) => [usage.ResourceArn],
    resourceType: (usage) => [usage.ResourceType],
    resourceAccount: (usage) => [usage.ResourceOwnerId],
  },
};

const licenseAssociations: LicenseSpec<ListAssociationsForLicenseConfigurationRequest, LicenseConfigurationAssociation> = {
  operation: "ListAssociationsForLicenseConfiguration",
  output: (LicenseConfigurationAssociations, NextToken) => ({ LicenseConfigurationAssociations, NextToken }),
  from: (region, input) => ofConfiguration(region, input, region.licenseConfigurationAssociations),
  another: anotherResource,
  filters: {},
};

const licenseFailures: LicenseSpec<ListFailuresForLicenseConfigurationOperationsRequest, LicenseOperationFailure> = {
  operation: "ListFailuresForLicenseConfigurationOperations",
  output: (LicenseOperationFailureList, NextToken) => ({ LicenseOperationFailureList, NextToken }),
  from: (region, input) => ofConfiguration(region, input, region.licenseOperationFailures),
  another: anotherResource,
  filters: {},
};

/** What a region holds under the one configuration that is asked about; refuses one that it does not know. */
function ofConfiguration<Item>(
  { licenseConfigurations }: RegionWorld,
  { LicenseConfigurationArn }: { LicenseConfigurationArn: string | undefined },
  byArn: Readonly<Record<string, Item[]>>,
): Item[] {
  const arn = checkedArn(LicenseConfigurationArn);
  if (!licenseConfigurations.some((item) => item.LicenseConfigurationArn === arn)) throw unknownConfiguration(arn);
  return (Object.hasOwn(byArn, arn) ? byArn[arn] : undefined) ?? [];
}

function anotherResource<Item extends { ResourceArn?: string | undefined }>(item: Item, serial: number): Item {
  return { ...item, ResourceArn: item.ResourceArn?.replace(/[0-9a-f]*$/, newHex(serial)) };
}

function licenseListing<Input extends LicenseInput, Item>(spec: LicenseSpec<Input, Item>): Operation {
  return listing<Input, Item, RegionWorld>({
    ...spec,
    defaultPageSize: 100,
    largestPage: 1000,
    maxResults: { min: 1, max: Number.POSITIVE_INFINITY },
    codes: {
      badParameter: "InvalidParameterValueException",
      badToken: "InvalidParameterValueException",
    },
    where: (input) => {
      const isSelected = spec.select?.(input);
      const matches = input.Filters?.length ? licensePredicate(input.Filters, spec.filters) : undefined;
      if (!isSelected || !matches) return isSelected ?? matches;
      return (item) => isSelected(item) && matches(item);
    },
    source: ({ caller, region }) => {
      const found = footing(caller, region);
      if (!found) throw new AwsError("AuthorizationException", "The account is not authorized in this Region.");
      return found;
    },
    growth: { store: spec.from, another: spec.another },
  });
}

const CONFIGURATION_ARN = /^arn:[^:]+:license-manager:[^:]+:\d{12}:license-configuration[:/]lic-\w+$/;

function checkedArn(arn: string | undefined): string {
  if (arn === undefined || !CONFIGURATION_ARN.test(arn)) {
    throw new AwsError("InvalidParameterValueException", `Invalid license configuration ARN: ${arn ?? ""}`);
  }
  return arn;
}

function unknownConfiguration(arn: string): AwsError {
  return new AwsError("InvalidParameterValueException", `License configuration ${arn} was not found.`);
}
