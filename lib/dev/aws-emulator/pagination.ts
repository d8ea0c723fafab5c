import { createHash } from "node:crypto";

/** Where a page of a listing begins. */
export interface Position {
  /** Items before this page. */
  offset: number;
  /** Pages before this page: it tells tokens apart when an empty page leaves the offset where it was. */
  page: number;
}

export interface Page<Item> {
  items: Item[];
  nextToken: string | undefined;
}

export const START: Position = { offset: 0, page: 0 };

/** The items from a position on. A page of size 0 is empty and always has a successor. */
export function cutPage<Item>(items: readonly Item[], { offset, page }: Position, size: number, listing: string): Page<Item> {
  const end = offset + size;
  const isLast = size > 0 && end >= items.length;
  return {
    items: items.slice(offset, end),
    nextToken: isLast ? undefined : issueToken({ offset: end, page: page + 1 }, listing),
  };
}

/** A token for a position in one listing: the same operation with the same parameters in the same region. */
export function issueToken({ offset, page }: Position, listing: string): string {
  return Buffer.from(`${offset}:${page}:${checksum(offset, page, listing)}`).toString("base64url");
}

/** The position a token stands for, or undefined for a token that this listing never issued. */
export function readToken(token: string, listing: string): Position | undefined {
  const [offset, page] = Buffer.from(token, "base64url").toString("latin1").split(":", 2).map(Number);
  if (offset === undefined || page === undefined) return undefined;
  const position = { offset, page };
  return issueToken(position, listing) === token ? position : undefined;
}

function checksum(offset: number, page: number, listing: string): string {
  return createHash("sha256").update(`${offset}:${page}:${listing}`).digest("base64url").slice(0, 22);
}
