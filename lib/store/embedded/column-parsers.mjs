/** How both engines hand over what is not text: by PostgreSQL's number of the type. */
const BYTES = 17;
const BIG_INTEGER = 20;
const DATE = 1082;
const TIME = 1184;

function toNumber(text) {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is more than a number can hold exactly.`);
  return number;
}

/** @type {Record<number, (text: string) => unknown>} */
export const columnParsers = {
  [BYTES]: (text) => Buffer.from(text.slice(2), "hex"),
  [BIG_INTEGER]: toNumber,
  [DATE]: (text) => text,
  [TIME]: (text) => (text.endsWith("infinity") ? text : new Date(text).toISOString()),
};
