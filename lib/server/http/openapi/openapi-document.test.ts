import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { sampleWorld } from "@/lib/dev/aws-emulator/company/sample-world";
import { ALL_RESOURCES } from "@/lib/resources/all-resources";
import { parseReadRequest } from "@/lib/server/http/read-request";
import { linesOf, request, startWorld } from "@/lib/server/http/test-support";
import { OPENAPI_DOCUMENT } from "./openapi-document";

type Json = null | string | number | boolean | Json[] | { [member: string]: Json };
type Handler = (http: Request) => Promise<Response>;

const { regions, ...company } = sampleWorld(new Date());
const { "eu-west-1": ireland } = regions;
if (ireland === undefined) throw new Error("The sample company is not in Ireland.");
await startWorld({ ...company, members: {}, regions: { "eu-west-1": ireland } });

/** As a program gets it. */
const document: Json = JSON.parse(JSON.stringify(OPENAPI_DOCUMENT));
const paths = Object.keys(OPENAPI_DOCUMENT.paths);

const API = join(process.cwd(), "app/api");
const files = readdirSync(API, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts") && !file.includes("[..."));
const routes = new Map(
  await Promise.all(files.map(async (file): Promise<[string, Record<string, Handler>]> => [pathOf(file), await import(join(API, file))])),
);

describe("the document", () => {
  it("has every path that there is, and no other", () => {
    expect(paths.toSorted()).toEqual([...routes.keys()].toSorted());
  });

  it.each(paths)("has the methods that are answered at %s", async (path) => {
    const answer = await handlerOf(path, "OPTIONS")(new Request(`http://ledger.test${path}`, { method: "OPTIONS" }));

    const allowed = answer.headers.get("allow")?.split(", ") ?? [];
    expect(methodsAt(path)).toEqual(allowed.filter((method) => method !== "HEAD" && method !== "OPTIONS"));
  });

  it("is what its route answers", async () => {
    const answer = await handlerOf("/api/openapi.json", "GET")(request());

    expect(await answer.json()).toEqual(document);
  });
});

describe("a read route", () => {
  it.each(ALL_RESOURCES.map((resource) => [resource.path, resource] as const))(
    "takes the parameters of the document, and no other: %s",
    (path, resource) => {
      const names = parametersAt(`/api${path}`);

      expect(namesInRefusal(() => parseReadRequest(resource, new URLSearchParams("colour=red")))).toEqual(names.toSorted());
    },
  );

  const ofNow = ALL_RESOURCES.filter(({ isHistory }) => !isHistory);
  it.each(ofNow.map(({ path }) => `/api${path}`))("answers as the document says: %s", async (path) => {
    const GET = handlerOf(path, "GET");

    const all = await (await GET(request("format=json"))).json();
    const lines = linesOf(await (await GET(request())).text());

    expect(all.rows).not.toEqual([]);
    expect(schemaOf(path, "application/json").safeParse(all).error).toBeUndefined();
    const line = schemaOf(path, "application/vnd.ami-ledger.rows+json");
    expect(lines.flatMap((one) => line.safeParse(one).error ?? [])).toEqual([]);
  });
});

/** `/api/report-requests/{id}` of `report-requests/[id]/route.ts`. */
function pathOf(file: string): string {
  return `/api/${file
    .split(sep)
    .slice(0, -1)
    .join("/")
    .replaceAll(/\[(\w+)\]/g, "{$1}")}`;
}

function handlerOf(path: string, method: string): Handler {
  const handler = routes.get(path)?.[method];
  if (handler === undefined) throw new Error(`Nothing answers ${method} ${path}.`);
  return handler;
}

/** What stands at a place of the document, with everything that it refers to in its stead. */
function at(...place: string[]): Json {
  let found = document;
  for (const name of place)
    found = resolved(typeof found === "object" && found !== null && !Array.isArray(found) ? found[name] : undefined);
  return inlined(found);
}

function resolved(node: Json | undefined): Json {
  if (node === undefined) throw new Error("The document has no such place.");
  const ref = typeof node === "object" && node !== null && !Array.isArray(node) ? node.$ref : undefined;
  return typeof ref === "string" ? at(...ref.slice("#/".length).split("/")) : node;
}

function inlined(node: Json): Json {
  const here = resolved(node);
  if (Array.isArray(here)) return here.map(inlined);
  if (typeof here !== "object" || here === null) return here;
  return Object.fromEntries(Object.entries(here).map(([name, value]) => [name, inlined(value)]));
}

const methodsAt = (path: string): string[] =>
  Object.keys(z.record(z.string(), z.unknown()).parse(at("paths", path)))
    .filter((name) => name !== "parameters")
    .map((method) => method.toUpperCase());

const parametersAt = (path: string): string[] =>
  z
    .array(z.object({ name: z.string() }))
    .parse(at("paths", path, "get", "parameters"))
    .map(({ name }) => name);

const schemaOf = (path: string, type: string): z.ZodType =>
  z.fromJSONSchema(z.record(z.string(), z.json()).parse(at("paths", path, "get", "responses", "200", "content", type, "schema")));

function namesInRefusal(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    return /expected one of: (.*)\.$/.exec(`${error}`)?.[1]?.split(", ").toSorted() ?? [];
  }
  throw new Error("Nothing was refused.");
}
