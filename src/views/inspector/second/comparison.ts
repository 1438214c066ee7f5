/** The selected input A and the second one B side by side, as numbers and words. */

import { codeDistance, differingUnits, inputDistance, mapDistance } from '../../../core/analysis';
import { entryOf } from '../../../core/network/code';
import { isLarge } from '../../../state/large';
import { hasClasses } from '../../../state/outputs';
import { type SecondInput, secondBoundary, secondInput } from '../../../state/second';
import { rowDistance } from '../../../state/secondRows';
import type { Inspection, LensStore, SessionState } from '../../../state/types';
import { formatCount } from '../../../ui/format';
import { gatedUnitName, layoutOf, outputNames, pieceName } from '../../names';
import { answerOf } from '../outputs';

export interface LayerRow {
  readonly layer: number;
  readonly differing: number;
  readonly units: number;
}

export interface OutputRow {
  readonly name: string;
  readonly a: number;
  readonly b: number;
}

/** What follows every step of a drag: a forward pass, and a comparison of two codes. */
export interface Comparison {
  /** Hamming distance of the codes, and of how many units. */
  readonly differing: number;
  readonly units: number;
  readonly byLayer: readonly LayerRow[];
  /** ‖x − x′‖₂ in R^d. */
  readonly distance: number;
  /** The outputs, those that differ most where they are many. */
  readonly outputs: readonly OutputRow[];
  /** Outputs that are not listed. */
  readonly moreOutputs: number;
  /** What the network answers at A and at B; null for a regression. */
  readonly answers: readonly [string, string] | null;
}

const MOST_OUTPUTS = 10;

function outputRows({ output }: Inspection, second: SecondInput, names: readonly string[]): OutputRow[] {
  const rows = Array.from(output, (a, i): OutputRow => {
    return { name: names[i] ?? '', a, b: second.output[i] as number };
  });
  if (rows.length <= MOST_OUTPUTS) return rows;
  return rows.sort((p, q) => Math.abs(q.b - q.a) - Math.abs(p.b - p.a)).slice(0, MOST_OUTPUTS);
}

/** Null where there is no second input, or none is inspected yet. */
export function comparison(state: LensStore): Comparison | null {
  const { inspection, network, data } = state.session;
  const second = secondInput(state);
  if (!inspection || !second || inspection.code.length !== second.code.length) return null;
  const layout = layoutOf(network);
  const codes = codeDistance(layout, inspection.code, second.code);
  const classes = hasClasses(state.session);
  const named = (output: Float64Array): string | null => (classes ? answerOf(output, data).className : null);
  const names = [named(inspection.output), named(second.output)] as const;
  return {
    differing: codes.total,
    units: layout.units,
    byLayer: codes.byLayer,
    distance: inputDistance(inspection.x, second.x),
    outputs: outputRows(inspection, second, outputNames(network, data)),
    moreOutputs: Math.max(0, inspection.output.length - MOST_OUTPUTS),
    answers: names[0] !== null && names[1] !== null ? [names[0], names[1]] : null,
  };
}

export interface DifferingUnit {
  /** Index among all gated units. */
  readonly unit: number;
  readonly name: string;
  /** “off at A, on at B” */
  readonly title: string;
}

/** What waits until a drag rests. */
export interface Difference {
  /** ‖A − A′‖_F of the local affine maps in R^d; 0 in one polytope. Of a large network of some of their rows, null until these are there. */
  readonly maps: number | null;
  /** The outputs whose rows these are; empty: all of them. */
  readonly rows: readonly string[];
  /** The units in which the codes differ: the first ones. */
  readonly units: readonly DifferingUnit[];
  readonly moreUnits: number;
  /** Which of the two lies on a boundary, and so has the code of one side only; empty for neither. */
  readonly onBoundary: string;
}

const MOST_UNITS = 120;

/** Cost: two local affine maps where the codes differ and the network is not large. */
export function difference(state: LensStore): Difference | null {
  const { inspection, network } = state.session;
  const second = secondInput(state);
  if (!inspection || !second || inspection.code.length !== second.code.length) return null;
  const indices = differingUnits(layoutOf(network), inspection.code, second.code);
  const large = indices.length > 0 && isLarge(network);
  const names = outputNames(network, state.session.data);
  const maps = (): number | null =>
    large ? rowDistance(inspection, second) : mapDistance(network, inspection.code, second.code);
  return {
    maps: indices.length === 0 ? 0 : maps(),
    rows: large ? (inspection.mapOutputs ?? []).map((output) => names[output] ?? '') : [],
    units: indices.slice(0, MOST_UNITS).map((unit) => differingUnit(state.session, inspection, second, unit)),
    moreUnits: Math.max(0, indices.length - MOST_UNITS),
    onBoundary: boundaryText(inspection.onBoundary.length, secondBoundary(network, second).length),
  };
}

function differingUnit({ network }: SessionState, a: Inspection, b: SecondInput, unit: number): DifferingUnit {
  const layout = layoutOf(network);
  const gated = layout.gated.find(({ firstUnit, size }) => unit < firstUnit + size);
  if (!gated) throw new RangeError(`invalid unit: ${unit} of ${layout.units}`);
  const [at, there] = [a.code, b.code].map((code) => pieceName(gated, entryOf(layout, code, unit)));
  return { unit, name: gatedUnitName(layout, unit), title: `${at} at A, ${there} at B` };
}

function boundaryText(a: number, b: number): string {
  const who = a > 0 && b > 0 ? 'A and B lie' : a > 0 ? 'A lies' : 'B lies';
  return a + b > 0 ? `${who} on a boundary and ${a > 0 && b > 0 ? 'have' : 'has'} the code of one side only.` : '';
}

/** “12 of 72 units”. */
export const hammingText = ({ differing, units }: Comparison): string =>
  `${formatCount(differing)} of ${formatCount(units)} units`;
