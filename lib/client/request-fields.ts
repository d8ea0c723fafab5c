import type { Parameter, Resource } from "@/lib/resources/resource";

/** The form field of a tag filter, where the key is typed too: `Family=golden-win2022`. */
const TAG_FIELD = "filter.tag:<key>";

const TAG: Parameter = {
  label: "Tag",
  expected: "key=value; * and ? are wildcards in the value",
  pattern: /^[^=]+=[\s\S]*$/,
  example: "Family=golden-win2022",
};

/** The fields of the filter form, by parameter name. */
export function fieldsOf<Row>(resource: Resource<Row>): [string, Parameter][] {
  const filters = Object.entries(resource.filters).map(([name, parameter]): [string, Parameter] => [
    `filter.${name}`,
    name === "tag:<key>" ? TAG : parameter,
  ]);
  return [...Object.entries(resource.ids), ...filters];
}

/** Text of a field: values separated by spaces, in quotes where a value holds a space. */
export function fieldValues(params: URLSearchParams, name: string): string {
  const tags = () => tagParameters(params).map(([key, value]) => `${key.slice("filter.tag:".length)}=${value}`);
  return (name === TAG_FIELD ? tags() : params.getAll(name)).map(quotedWord).join(" ");
}

/** The query with the form's fields in place of those it had. The open row goes: it may not be read any more. */
export function withFieldValues<Row>(resource: Resource<Row>, params: URLSearchParams, form: FormData): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name] of tagParameters(params)) next.delete(name);
  next.delete("row");
  for (const [name] of fieldsOf(resource)) {
    next.delete(name);
    for (const value of words(form.get(name))) appendField(next, name, value);
  }
  return next;
}

function appendField(params: URLSearchParams, name: string, value: string): void {
  if (name !== TAG_FIELD) {
    params.append(name, value);
    return;
  }
  const separator = value.indexOf("=");
  const [key, text] = separator < 0 ? [value, "*"] : [value.slice(0, separator), value.slice(separator + 1)];
  params.append(`filter.tag:${key}`, text);
}

const tagParameters = (params: URLSearchParams): [string, string][] => [...params].filter(([name]) => name.startsWith("filter.tag:"));

const quotedWord = (word: string): string => (/[\s,"]/.test(word) ? `"${word.replaceAll('"', '""')}"` : word);

/** The words of a text. One in quotes may hold spaces and commas, and a quote as two. */
function words(text: FormDataEntryValue | null): string[] {
  if (typeof text !== "string") return [];
  return Array.from(text.matchAll(/"((?:[^"]|"")+)"(?![^\s,])|[^\s,]+/g), ([word, quoted]) => quoted?.replaceAll('""', '"') ?? word);
}
