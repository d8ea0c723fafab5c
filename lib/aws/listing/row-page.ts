import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { type Columnar, fromColumnar, toColumnar } from "@/lib/core/columnar";
import type { IsNew } from "./seen";

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);
const encoder = new TextEncoder();

/** Most pages are unpacked in one piece: each piece is a way to another thread and back. */
const PIECE = { chunkSize: 64 * 2 ** 10 };

/** Where a page stands in its listing. */
interface Place {
  more: boolean;
  nextToken: string | null;
}

/** The columns of a page, deflated. */
interface PackedRows {
  count: number;
  packed: Buffer;
}

/**
 * The rows of one page: as they were read, as columns in JSON, which is the form that leaves the server for
 * our own pages, or packed. A row of 200 bytes takes some 20 as columns and 5 packed, so a load can keep what
 * it has read for those who come later.
 */
export class RowPage<Row> {
  private items: readonly Row[] | null = null;
  private text: Buffer | null = null;
  private packed: Buffer | null = null;
  private packing: Promise<Buffer> | null = null;
  private place: Place = { more: false, nextToken: null };
  readonly count: number;

  constructor(content: readonly Row[] | PackedRows) {
    if ("packed" in content) {
      this.packed = content.packed;
      this.count = content.count;
    } else {
      this.items = content;
      this.count = content.length;
    }
  }

  /** Whether the listing goes on after it. */
  get more(): boolean {
    return this.place.more;
  }

  /** On the last page only, where `maxItems` stopped the listing. */
  get nextToken(): string | null {
    return this.place.nextToken;
  }

  placed(place: Place): this {
    this.place = place;
    return this;
  }

  /** The page with the rows that appear for the first time. */
  async onlyNew(isNew: IsNew<Row>): Promise<RowPage<Row>> {
    return new RowPage((await this.rows()).filter(isNew)).placed(this.place);
  }

  /** Keeps the columns and lets go of the rows: a thousand small objects cost more to keep than to make again. */
  encode(): this {
    this.text ??= toUtf8(JSON.stringify(toColumnar(this.items ?? [])));
    this.items = null;
    return this;
  }

  /** The rows as columns: the JSON text of a `Columnar`, in UTF-8. */
  async columnar(): Promise<Buffer> {
    if (this.packed !== null) return inflate(this.packed, PIECE);
    return this.encode().text ?? Buffer.of();
  }

  async rows(): Promise<readonly Row[]> {
    if (this.items !== null) return this.items;
    // Whoever comes late reads page after page: without a turn between them nobody else would be answered meanwhile.
    await nextTurn();
    const columnar: Columnar<Row> = JSON.parse((await this.columnar()).toString());
    return fromColumnar(columnar);
  }

  /** Keeps a packed copy alone, and gives it. */
  pack(): Promise<Buffer> {
    this.packing ??= this.packText();
    return this.packing;
  }

  private async packText(): Promise<Buffer> {
    this.packed ??= await deflate(await this.columnar(), { level: 1 });
    this.text = null;
    return this.packed;
  }
}

/** Like `Buffer.from`, in half the time. */
function toUtf8(text: string): Buffer {
  const { buffer, byteOffset, byteLength } = encoder.encode(text);
  return Buffer.from(buffer, byteOffset, byteLength);
}
