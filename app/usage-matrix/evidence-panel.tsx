import { cellKey, type Line } from "@/components/matrix/lines";
import { imageKey } from "@/lib/domain/images/image-evidence";
import { CellEvidence } from "./cell-evidence";
import { GroupEvidence, type GroupPart } from "./group-evidence";
import { SidePanel } from "./side-panel";
import type { ShownMatrix } from "./use-matrix";

interface EvidencePanelProps {
  shown: ShownMatrix;
  /** Places among the lines. */
  open: { image: number; account: number };
  onOpen: (key: string) => void;
  onClose: () => void;
}

/** What stands behind the open cell. */
export function EvidencePanel({ shown, open, onOpen, onClose }: EvidencePanelProps) {
  const { matrix, lines, grid, transposed } = shown;
  const image = lines.images[open.image];
  const account = lines.accounts[open.account];
  const [imageHeading, accountHeading] = transposed
    ? [grid.columns[open.image], grid.rows[open.account]]
    : [grid.rows[open.image], grid.columns[open.account]];
  if (!image || !account || !imageHeading || !accountHeading) return null;
  const words = transposed ? grid.wordsOf(open.account, open.image) : grid.wordsOf(open.image, open.account);
  const [imagePlace, accountPlace] = [image.places[0], account.places[0]];
  const isGroup = image.isGroup || account.isGroup;
  return (
    <SidePanel
      title={imageHeading.name}
      subtitle={
        accountHeading.note === "" || accountHeading.isGroup ? accountHeading.name : `${accountHeading.name} (${accountHeading.note})`
      }
      onClose={onClose}
    >
      <p>{words}</p>
      {isGroup ? (
        <GroupEvidence parts={partsOf(shown, image, account)} onOpen={onOpen} />
      ) : (
        imagePlace !== undefined &&
        accountPlace !== undefined && (
          <CellEvidence
            matrix={matrix}
            image={imagePlace}
            account={accountPlace}
            evidence={evidenceOf(shown, imagePlace)}
            moment={shown.moment}
          />
        )
      )}
    </SidePanel>
  );
}

function evidenceOf({ matrix, evidences }: ShownMatrix, place: number) {
  const image = matrix.images[place];
  return image === undefined ? null : (evidences.get(imageKey(image)) ?? null);
}

/** The single cells within a group's: a group is of one direction, the other line is what it is. */
function partsOf({ lines, grid, transposed }: ShownMatrix, image: Line, account: Line): GroupPart[] {
  const within = (all: readonly Line[], line: Line): [Line, number][] => {
    const places = new Set(line.places);
    return [...all.entries()].flatMap(([place, each]) => (!each.isGroup && places.has(each.places[0] ?? -1) ? [[each, place]] : []));
  };
  return within(lines.images, image).flatMap(([imageLine, imageAt]) =>
    within(lines.accounts, account).flatMap(([accountLine, accountAt]): GroupPart[] => {
      const [row, column] = transposed ? [accountAt, imageAt] : [imageAt, accountAt];
      const heading = image.isGroup === transposed ? grid.columns[column] : grid.rows[row];
      return heading ? [{ key: cellKey(imageLine, accountLine), name: heading.name, cell: grid.cellAt(row, column) }] : [];
    }),
  );
}
