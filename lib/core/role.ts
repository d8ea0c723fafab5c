/** Viewers read. Operators may also write. */
export type Role = "viewer" | "operator";
