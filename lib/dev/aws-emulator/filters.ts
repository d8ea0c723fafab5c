import type { Filter } from "@aws-sdk/client-ec2";
import type { Filter as LicenseFilter } from "@aws-sdk/client-license-manager";
import { AwsError } from "./aws-error";

/** The values an item has for a filter: none where the item lacks the attribute. */
export type Attribute<Item> = (item: Item) => (string | undefined)[];

/** The filters an operation knows, by the name AWS gives them. */
export type Attributes<Item> = Readonly<Record<string, Attribute<Item>>>;

export type Predicate<Item> = (item: Item) => boolean;

const MAX_FILTERS = 50;
const MAX_FILTER_VALUES = 200;
const MAX_FILTER_VALUE_LENGTH = 255;

/**
 * An EC2 filter list as a predicate: AND between filters, OR between the values of one, wildcards `*` and
 * `?`, a backslash before a literal one ("Filtering" in the Amazon EC2 API Reference).
 */
export function ec2Predicate<Item>(
  filters: readonly Filter[],
  attributeOf: (name: string) => Attribute<Item> | undefined,
): Predicate<Item> {
  if (filters.length > MAX_FILTERS) {
    throw new AwsError("FilterLimitExceeded", `The maximum number of filters is ${MAX_FILTERS}.`);
  }
  return every(filters.map(({ Name, Values }) => ec2Filter(attributeOf, Name, Values ?? [])));
}

function ec2Filter<Item>(
  attributeOf: (name: string) => Attribute<Item> | undefined,
  name: string | undefined,
  values: readonly string[],
): Predicate<Item> {
  const attribute = name === undefined ? undefined : attributeOf(name);
  if (!attribute) throw new AwsError("InvalidParameterValue", `The filter '${name ?? ""}' is invalid.`);
  if (values.length === 0) {
    throw new AwsError("InvalidParameterValue", `The filter '${name}' needs at least one value.`);
  }
  if (values.length > MAX_FILTER_VALUES) {
    throw new AwsError("FilterLimitExceeded", `A filter can have up to ${MAX_FILTER_VALUES} values.`);
  }
  if (values.some((value) => value.length > MAX_FILTER_VALUE_LENGTH)) {
    throw new AwsError("InvalidParameterValue", `A value of the filter '${name}' is too long.`);
  }
  const matches = anyPattern(values);
  return (item) => attribute(item).some((value) => value !== undefined && matches(value));
}

/** Whether a text matches one of the patterns, from end to end and case-sensitively. */
export function anyPattern(patterns: readonly string[]): Predicate<string> {
  const literals = new Set(patterns.filter((pattern) => !/[*?\\]/.test(pattern)));
  const expressions = patterns.filter((pattern) => !literals.has(pattern)).map(wildcardExpression);
  return (text) => literals.has(text) || expressions.some((expression) => expression.test(text));
}

function wildcardExpression(pattern: string): RegExp {
  const source = pattern.replace(/\\(.)|\\$|[*?]|[$()+./[\]^{|}]/gsu, (token, escaped: string | undefined) => {
    if (escaped !== undefined) return escapeExpression(escaped);
    if (token === "*") return ".*";
    if (token === "?") return ".?";
    return escapeExpression(token);
  });
  return new RegExp(`^${source}$`, "su");
}

function escapeExpression(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, "\\$&");
}

/** A License Manager filter list as a predicate: known names, exactly one value each, no wildcards. */
export function licensePredicate<Item>(filters: readonly LicenseFilter[], attributes: Attributes<Item>): Predicate<Item> {
  return every(
    filters.map(({ Name, Values }) => {
      const attribute = Name !== undefined && Object.hasOwn(attributes, Name) ? attributes[Name] : undefined;
      if (!attribute) {
        throw new AwsError("InvalidParameterValueException", `Filter name ${Name ?? ""} is not supported.`);
      }
      const [wanted, ...others] = Values ?? [];
      if (wanted === undefined) {
        throw new AwsError("InvalidParameterValueException", `Filter ${Name} needs a value.`);
      }
      if (others.length > 0) {
        throw new AwsError("FilterLimitExceededException", `Filter ${Name} accepts exactly one value.`);
      }
      return (item: Item) => attribute(item).includes(wanted);
    }),
  );
}

function every<Item>(predicates: readonly Predicate<Item>[]): Predicate<Item> {
  return (item) => predicates.every((predicate) => predicate(item));
}
