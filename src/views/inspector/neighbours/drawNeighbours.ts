/** The neighbours of the selected polytope, and on a boundary the polytopes that meet there, as lists to step into. */

import type { CodeLayout } from '../../../core/network';
import { selectedCell } from '../../../state/detail';
import type { LensStore, PartitionResult, Point2 } from '../../../state/types';
import { element, setText } from '../../../ui/dom';
import { formatCount, formatFull, formatNumber } from '../../../ui/format';
import type { Drawing, LensStoreApi } from '../../live';
import { gatedUnitName } from '../../names';
import { uncutText } from '../uncutText';
import { type MeetingFace, meetingFaces, type Neighbour, neighbours } from './neighbours';
import { makeStepList, type StepList, type StepRow } from './stepList';

const MOST_NAMES = 2;

/** “L1·3 L2·0 +2”; a boundary without units is the decision's. */
export function unitNames(layout: CodeLayout, units: readonly number[]): string {
  if (units.length === 0) return 'decision';
  const names = units.slice(0, MOST_NAMES).map((unit) => gatedUnitName(layout, unit));
  return units.length > MOST_NAMES ? `${names.join(' ')} +${units.length - MOST_NAMES}` : names.join(' ');
}

const layoutOf = (result: PartitionResult): CodeLayout => (result.complex ?? result.interval)?.layout ?? EMPTY;
const EMPTY: CodeLayout = { gated: [], units: 0, words: 1 };

/** A polytope by its number in the domain; one that the domain's cut merged has none. */
const numbered = (face: number): string => (face < 0 ? 'the merged polytope' : `polytope ${formatCount(face)}`);

/** One neighbour as a row; `top` is the largest bend of all. */
export function neighbourRow(layout: CodeLayout, { face, units, bend, length }: Neighbour, top: number): StepRow {
  const bendText = bend === null ? '–' : formatNumber(bend);
  const lengthText = length === null ? '' : formatNumber(length, 3);
  const across = units.length === 0 ? 'the decision boundary' : units.map((u) => gatedUnitName(layout, u)).join(', ');
  const edge = length === null ? '' : `, edge length ${lengthText}`;
  return {
    name: unitNames(layout, units),
    title: `Step into ${numbered(face)} across ${across}: bend ${bendText}${edge}`,
    bar: bend === null ? null : top > 0 ? bend / top : 0,
    value: bendText,
    fullValue: bend === null ? 'The partition ends before the last layer: faces have no map' : formatFull(bend),
    extra: lengthText,
    fullExtra: length === null ? '' : formatFull(length),
  };
}

function meetingRow({ face, size, pieces }: MeetingFace, top: number): StepRow {
  return {
    name: pieces || `polytope ${formatCount(face)}`,
    title: `Step into polytope ${formatCount(face)}, where ${pieces || 'the answer differs'}: size ${formatNumber(size)}`,
    bar: top > 0 ? size / top : null,
    value: formatNumber(size, 3),
    fullValue: formatFull(size),
    extra: '',
    fullExtra: '',
  };
}

interface Target {
  readonly face: number;
  /** Whether the face is the detail's. */
  readonly ofDetail: boolean;
  readonly unit: number | null;
  readonly inside: Point2;
}

/** A list with what its rows lead to. */
class Targets {
  readonly list: StepList;
  private targets: readonly Target[] = [];

  constructor(label: string, store: LensStoreApi, stepped: (list: StepList) => void) {
    this.list = makeStepList({
      label,
      onPoint: (row) => {
        const { session, actions } = store.getState();
        const target = row === null ? undefined : this.targets[row];
        actions.hover(target?.face ?? -1, target?.ofDetail);
        const unit = target?.unit ?? null;
        if (session.litUnit !== unit) actions.lightUnit(unit);
      },
      onStep: (row) => {
        const target = this.targets[row];
        if (!target) return;
        store.getState().actions.setPoint(target.inside);
        stepped(this.list);
      },
    });
  }

  show(targets: readonly Target[], rows: readonly StepRow[]): void {
    this.targets = targets;
    this.list.node.hidden = rows.length === 0;
    this.list.update(rows);
  }
}

function emptyText({ session }: LensStore): string {
  const { inspection, result } = session;
  if (!result) return uncutText(session);
  if (!inspection) return 'Computing …';
  return inspection.face < 0
    ? 'The point lies outside the domain: no polytope was cut here.'
    : 'This polytope has no neighbours in the domain.';
}

/** `stepped` is called when a step was taken: what follows it should be shown at once. */
export function drawNeighbours(host: HTMLElement, store: LensStoreApi, stepped: () => void): Drawing {
  const afterStep = (list: StepList): void => {
    stepped();
    list.focusFirst();
  };
  const meeting = new Targets('Polytopes that meet at the point', store, afterStep);
  const beside = new Targets('Neighbours of the polytope', store, afterStep);
  const meetingTitle = element('h3', 'step-title', 'Meet at this point');
  const besideTitle = element('p', 'step-head soft');
  const bend = element('span', '', 'bend ‖ΔA‖');
  bend.append(element('sub', '', 'F'));
  const besideLength = element('span', '', 'edge');
  besideTitle.append(element('span', '', 'across'), bend, besideLength);
  const empty = element('p', 'soft small');
  host.append(meetingTitle, meeting.list.node, besideTitle, beside.list.node, empty);
  return {
    update(state: LensStore): void {
      const { lens, session } = state;
      const { inspection, result } = session;
      const meet = inspection ? meetingFaces(result, lens.point, inspection.onBoundary) : [];
      meetingTitle.hidden = meet.length === 0;
      const largest = meet[0]?.size ?? 0;
      meeting.show(
        meet.map((target) => ({ ...target, ofDetail: false })),
        meet.map((face) => meetingRow(face, largest)),
      );
      const cell = selectedCell(state);
      const near = neighbours(cell.result, cell.face);
      const inDomain = (face: number): number => cell.detail?.domainFaces[face] ?? face;
      const top = near[0]?.bend ?? 0;
      besideTitle.hidden = near.length === 0;
      setText(besideLength, result?.interval ? '' : 'edge');
      beside.show(
        near.map(({ face, units, inside }) => ({
          face,
          ofDetail: cell.detail !== null,
          unit: units[0] ?? null,
          inside,
        })),
        near.map((one) => neighbourRow(result ? layoutOf(result) : EMPTY, { ...one, face: inDomain(one.face) }, top)),
      );
      setText(empty, near.length + meet.length > 0 ? '' : emptyText(state));
    },
  };
}
