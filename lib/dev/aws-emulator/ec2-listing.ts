import type { Filter, Tag } from "@aws-sdk/client-ec2";
import { footing } from "./caller";
import { type Attribute, type Attributes, ec2Predicate, type Predicate } from "./filters";
import { checkIds, checkIdsExist, type IdKind } from "./ids";
import { type ListingSpec, listing, type PagedInput } from "./listing";
import type { CallContext, Operation } from "./operation";
import { ERRORS } from "./service-errors";
import type { RegionWorld } from "./world";

type Ec2Input = PagedInput & { Filters?: Filter[] | undefined };

/** A list of ids in the input, and the member of an item it selects by. */
interface IdList<Input, Item> {
  kind: IdKind;
  ids: (input: Input) => string[] | undefined;
  of: (item: Item) => string | undefined;
}

/** Where a listing looks: a region, as one account may see it. */
export interface Place {
  region: RegionWorld;
  /** 12 digits. */
  account: string;
}

/** The specifics of one EC2 listing. */
export interface Ec2Spec<Input, Item>
  extends Pick<ListingSpec<Input, Item, RegionWorld>, "operation" | "output" | "defaultPageSize" | "maxResults"> {
  items: (region: RegionWorld) => Item[];
  /** The items with the ids of the input that can be listed at all, where there is a way to them past the others. */
  byIds?: (region: RegionWorld, input: Input) => Item[];
  /** Refuses input that is wrong whatever the world holds, beyond its ids, filters and page. */
  check?: (input: Input) => void;
  /** Whether an item is listed for an account that asks so, beyond ids and filters; without it, every item is. */
  visible?: (item: Item, input: Input, account: string) => boolean;
  /** A copy of an item under a new id. */
  another: (item: Item, serial: number) => Item;
  idLists: IdList<Input, Item>[];
  filters: (name: string) => Attribute<Item> | undefined;
}

/** `MaxResults` without an upper bound. */
export const AT_LEAST_ONE = { min: 1, max: Number.POSITIVE_INFINITY };

/** The attribute that a filter name stands for. */
export function named<Item>(attributes: Attributes<Item>, name: string): Attribute<Item> | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** The filters `tag-key`, and `tag:<key>` for the value of the tag with that key. */
export function tagAttribute<Item extends { Tags?: Tag[] | undefined }>(name: string): Attribute<Item> | undefined {
  if (name === "tag-key") return ({ Tags = [] }) => Tags.map((tag) => tag.Key);
  if (!name.startsWith("tag:")) return undefined;
  const key = name.slice("tag:".length);
  return ({ Tags = [] }) => Tags.filter((tag) => tag.Key === key).map((tag) => tag.Value);
}

/** The region of a call, as EC2 lets its caller see it. */
export function ec2Place({ caller, region }: CallContext): Place {
  const found = footing(caller, region);
  if (!found) throw ERRORS.ec2.badCredentials();
  return { region: found, account: caller.account };
}

/** An EC2 operation that lists what a region holds; the cached listings are its own. */
export function ec2Listing<Input extends Ec2Input, Item>(spec: Ec2Spec<Input, Item>): Operation {
  const { visible } = spec;
  return listing<Input, Item, Place>({
    ...spec,
    largestPage: 1000,
    codes: { badParameter: "InvalidParameterValue", badToken: "InvalidNextToken" },
    where: (input) => {
      spec.check?.(input);
      for (const { kind, ids } of spec.idLists) checkIds(kind, ids(input) ?? []);
      return allOf([
        ...spec.idLists.flatMap((list) => idPredicate(list, input)),
        ...(input.Filters?.length ? [ec2Predicate(input.Filters, spec.filters)] : []),
      ]);
    },
    from: ({ region, account }, input) => {
      for (const { kind, ids } of spec.idLists) checkIdsExist(kind, ids(input) ?? [], region);
      const items = (spec.byIds ?? spec.items)(region, input);
      return visible ? items.filter((item) => visible(item, input, account)) : items;
    },
    isExact: (input) => spec.byIds !== undefined && !input.Filters?.length,
    source: ec2Place,
    growth: { store: ({ region }) => spec.items(region), another: spec.another },
  });
}

function idPredicate<Input, Item>(list: IdList<Input, Item>, input: Input): Predicate<Item>[] {
  const ids = new Set(list.ids(input));
  if (ids.size === 0) return [];
  return [
    (item) => {
      const id = list.of(item);
      return id !== undefined && ids.has(id);
    },
  ];
}

/** Undefined when there is nothing to test, so that the whole listing needs no copy. */
function allOf<Item>(predicates: Predicate<Item>[]): Predicate<Item> | undefined {
  if (predicates.length === 0) return undefined;
  return (item) => predicates.every((predicate) => predicate(item));
}
