/** Anything that is drawn: neither a space nor a control or format character. */
const VISIBLE = /[^\p{Z}\p{C}]/u;

/** A name as it may stand on a page: null where there is none, or nothing of it could be seen. */
export const visibleName = (name: string | null | undefined): string | null => (name && VISIBLE.test(name) ? name : null);
