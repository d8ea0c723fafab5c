/** A validated request of a read route, in AWS's terms. */
export interface ReadRequest {
  accounts: string[];
  regions: string[];
  /** By parameter name: `image-id`. */
  ids: Readonly<Record<string, readonly string[]>>;
  /** AWS's own names, verbatim. Names are combined with AND, values of a name with OR. */
  filters: readonly { name: string; values: readonly string[] }[];
  pageSize: number | null;
  /** Per scope. */
  maxItems: number | null;
  startingToken: string | null;
  dryRun: boolean;
  /** Read anew, whatever is kept. */
  refresh: boolean;
  /** Rows that were read earlier may be this old; older ones are read anew. Null: as old as they are kept. */
  maxAgeSeconds: number | null;
  /** Rows as the last whole reading at or before this time had them, ISO 8601. Null: as they are now. */
  asOf: string | null;
  /** Of what happened in a period, both ends included, ISO 8601. Null: from the first reading, to the last. */
  from: string | null;
  to: string | null;
  format: "ndjson" | "json" | "csv";
  /** Whether rows are given although some scope failed. Null: as the format has it. */
  partial: "allow" | "refuse" | null;
}

/** EC2 takes at most this many values of a filter, and ids in one call (EC2 API Reference, Filter). */
export const MAX_VALUES = 200;

/** Everything that there is, in every scope, however it is kept. */
export const WHOLE_LIST: ReadRequest = {
  accounts: [],
  regions: [],
  ids: {},
  filters: [],
  pageSize: null,
  maxItems: null,
  startingToken: null,
  dryRun: false,
  refresh: false,
  maxAgeSeconds: null,
  asOf: null,
  from: null,
  to: null,
  format: "ndjson",
  partial: null,
};
