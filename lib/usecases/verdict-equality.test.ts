import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as findingsRoute } from "@/app/api/findings/route";
import { GET as verdictsRoute } from "@/app/api/image-verdicts/route";
import type { Scoped } from "@/lib/core/scope";
import { finishInSlices } from "@/lib/core/slices";
import { csvHeader, csvLines } from "@/lib/dataset/csv";
import { foundImages } from "@/lib/domain/findings/found-images";
import { fleetEvidence } from "@/lib/domain/images/evidence";
import { usageMatrix } from "@/lib/domain/images/usage-matrix";
import type { Finding } from "@/lib/resources/findings";
import type { ImageVerdict } from "@/lib/resources/image-verdicts";
import { images } from "@/lib/resources/images";
import { readFindingLists } from "@/lib/server/derived/finding-lists";
import { parseReadRequest } from "@/lib/server/http/read-request";
import { ACCOUNT, request, startWorld } from "@/lib/server/http/test-support";
import { findingRows } from "./findings";
import { foundImageRows } from "./found-images";
import { TrueRegion } from "./verdict-truth.test-support";
import { dice, regionBy, TYPES, USERS } from "./verdict-world.test-support";

const NOW = Date.now();
const stay = new AbortController().signal;
const region = (seed: number, isNasty: boolean) => regionBy(dice(seed), { owner: ACCOUNT, images: 40, now: NOW, isNasty });
const REGIONS = { "us-east-1": region(1, true), "eu-west-3": region(2, true), "us-west-2": region(3, false) };
const aws = await startWorld({ account: ACCOUNT, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/session`, regions: REGIONS });

describe.each([
  ["a nasty world", "us-east-1"],
  ["another", "eu-west-3"],
  ["a clean one", "us-west-2"],
] as const)("the images of %s", (_, name) => {
  const truth = new TrueRegion(REGIONS[name], NOW);
  let all: Awaited<ReturnType<typeof everything>>;
  beforeAll(async () => {
    all = await everything(name);
  }, 60_000);

  it("have the verdict and the numbers that the raw data has, by the route", () => {
    const rows = all.route.map(({ imageId, verdict, accounts, instances, launchTemplates, ownReferences }) => [
      imageId,
      { verdict, accounts, instances, launchTemplates, ownReferences },
    ]);
    const listed = new Set(REGIONS[name].images.map(({ ImageId }) => ImageId));
    const expected = truth.imageIds.map((imageId) => {
      const of = truth.of(imageId);
      // Nobody asks for the references of an image that is not owned.
      return [imageId, listed.has(imageId) ? of : { ...of, ownReferences: null }];
    });

    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected));
  });

  it("have the same on the page, in its file and in the route's", () => {
    const byRoute = all.route.map(cellsOf);

    expect(all.page.map(cellsOf)).toEqual(byRoute);
    expect(all.routeFile.map((line) => line.imageId)).toEqual(byRoute.map(([imageId]) => imageId));
    for (const [at, line] of all.routeFile.entries()) {
      const row = all.route[at];
      expect([line.verdict, line.instances, line.launchTemplates]).toEqual([
        row?.verdict,
        textOf(row?.instances),
        textOf(row?.launchTemplates),
      ]);
      const onPage = all.pageFile[at] ?? {};
      expect([onPage.imageId, onPage.verdict]).toEqual([row?.imageId, row?.verdict]);
      if (row?.instances !== null) expect(onPage.instances?.replace("at least ", "")).toBe(textOf(row?.instances));
    }
  });

  it("have the cells of the raw data in the matrix", () => {
    const { matrix } = all;
    for (const [row, { imageId }] of matrix.images.entries()) {
      for (const [column, user] of matrix.accounts.entries()) {
        for (const type of TYPES) {
          const cell = matrix.cell(row, column, type);
          // Where a number is not known, the cell says why.
          expect(cell.state === "known" ? cell.value : null, `${user} ${type} of ${imageId}`).toBe(
            truth.cell(imageId, user ?? "", type) ?? null,
          );
        }
      }
    }
  });

  it("have the same findings by the route as on the overview", () => expect(all.findings).toEqual(all.overview));
});

const cellsOf = ({
  imageId,
  verdict,
  instances,
  launchTemplates,
  ownReferences,
}: Pick<ImageVerdict, "imageId" | "verdict" | "instances" | "launchTemplates" | "ownReferences">) => [
  imageId,
  verdict,
  instances,
  launchTemplates,
  ownReferences,
];
const textOf = (number: number | null | undefined): string => (number === null || number === undefined ? "" : String(number));
const parsed = (csv: string): Record<string, string>[] => Papa.parse<Record<string, string>>(csv.trim(), { header: true }).data;

/** The same images, by every way that somebody can look at them. */
async function everything(name: string) {
  aws.reset();
  const query = `region=${name}`;
  const route: { rows: Scoped<ImageVerdict>[] } = await (await verdictsRoute(request(`${query}&format=json`))).json();
  const routeFile = parsed(await (await verdictsRoute(request(`${query}&format=csv`))).text());
  const found: { rows: Scoped<Finding>[] } = await (await findingsRoute(request(`${query}&format=json`))).json();

  const asked = parseReadRequest(images, new URLSearchParams(query));
  const lists = readFindingLists([{ scope: { account: ACCOUNT, region: name }, request: asked, refusal: null }], asked, stay);
  const [imageRows, entries, references, launchPermissions] = await Promise.all([
    lists.images,
    lists.entries,
    lists.references,
    lists.launchPermissions,
  ]);
  const [organization, licenses, imports, fastLaunch] = await Promise.all([
    lists.organization,
    lists.licenses,
    lists.imports,
    lists.fastLaunch,
  ]);
  const evidences = await finishInSlices(fleetEvidence({ images: imageRows, entries, references, launchPermissions, reports: null }));
  const moment = { now: Date.now(), maxReadingMs: 86_400_000 };
  const page = (await finishInSlices(foundImageRows(evidences, moment, organization))).map(({ scope, row }) => ({ ...row, scope }));
  const fleet = { images: imageRows, evidences, moment, organization };
  const overview = await finishInSlices(
    findingRows({ fleet, licenses, imports, fastLaunch: { fastLaunch, images: imageRows } }, `?${query}`),
  );
  return {
    route: route.rows,
    routeFile,
    page,
    pageFile: parsed(csvHeader(foundImages.columns) + csvLines(foundImages.columns, page)),
    matrix: await finishInSlices(usageMatrix(evidences, moment.now, USERS)),
    findings: found.rows.map(withoutScope),
    overview: overview.map(withoutScope),
  };
}

const withoutScope = ({ scope: _, ...finding }: Finding) => finding;
