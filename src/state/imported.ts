/** An imported network as a state: its slice and domain in the terms of the store. */

import type { Network } from '../core/network';
import { defaultPairs } from '../core/path/defaultPairs';
import { anchorSlice } from '../core/slice/anchors';
import { pointInInput, projectOnSlice, type Slice } from '../core/slice/slice';
import type { ParsedNetwork } from '../formats/parsedNetwork';
import { viewOf } from './actions/viewActions';
import { EMPTY_LENS } from './defaults';
import type { ExperimentSettings } from './experimentTypes';
import { networkToCustom } from './network';
import type { StateResult } from './schema';
import type { AnchorSpec, LensState, LensStore, OwnNetwork, Point2, SliceSpec } from './types';

const unitAxis = (axis: Float64Array): number => {
  const at = axis.indexOf(1);
  return axis.every((value, i) => value === (i === at ? 1 : 0)) ? at : -1;
};

/** Two input axes through 0, when the slice is that. */
function asAxes({ origin, e1, e2 }: Slice): SliceSpec | null {
  if (origin.length === 1) return { kind: 'axes', axes: [0, 1] };
  const [i, j] = [unitAxis(e1), unitAxis(e2)];
  return i >= 0 && j >= 0 && i !== j && origin.every((value) => value === 0) ? { kind: 'axes', axes: [i, j] } : null;
}

const plain = (x: Float64Array): number[] => Array.from(x, (value) => value + 0);

/** Any other plane as anchors at its origin and the tips of its axes; the domain moves into the orthonormal axes. */
function asAnchors(slice: Slice, domain: readonly Point2[]): Pick<LensState, 'slice' | 'domain'> | null {
  const points = [pointInInput(slice, [0, 0]), pointInInput(slice, [1, 0]), pointInInput(slice, [0, 1])] as const;
  const plane = anchorSlice(...points, [0, 0], 0, 1);
  if (!plane.ok) return null;
  const [a, b, c] = points.map((point): AnchorSpec => ({ kind: 'input', values: plain(point) })) as [
    AnchorSpec,
    AnchorSpec,
    AnchorSpec,
  ];
  const moved = domain.map((corner): Point2 => {
    const [p, q] = projectOnSlice(plane.slice, pointInInput(slice, corner));
    return [p + 0, q + 0];
  });
  return { slice: { kind: 'anchors', anchors: [a, b, c], at: [0, 0], angle: 0, handed: 1 }, domain: moved };
}

/** Where an imported network is looked at: slice and domain in the terms of the state. */
export type ImportedView = Pick<LensState, 'slice' | 'domain'> & Partial<Pick<LensState, 'point' | 'experiments'>>;

/** A plane and a domain as the state says them. */
export function viewOfPlane(slice: Slice, domain: readonly Point2[]): ImportedView {
  const axes = asAxes(slice);
  return axes
    ? { slice: axes, domain }
    : (asAnchors(slice, domain) ?? { slice: { kind: 'axes', axes: [0, 1] }, domain });
}

/** What the experiments are asked of another network: as many pairs as suit its size, where nobody chose their number. */
export function experimentsOf(
  { lens: { experiments }, session }: Pick<LensStore, 'lens' | 'session'>,
  network: Network,
): ExperimentSettings {
  const chosen = experiments.pairs !== defaultPairs(session.whole.network);
  return chosen ? experiments : { ...experiments, pairs: defaultPairs(network) };
}

/** The state that a network from a file opens with; what is not about the network stays as in `lens`. */
export function importedState(network: OwnNetwork, view: ImportedView, lens: LensState): LensState {
  const viewport = viewOf(view.domain);
  return {
    ...lens,
    network,
    seeded: null,
    weights: null,
    step: 0,
    compare: null,
    surface: null,
    space: 0,
    clamps: [],
    second: null,
    path: null,
    attack: null,
    pins: [],
    point: viewport.centre,
    ...view,
    viewport,
    upToLayer: null,
    decision: false,
    colourUnit: EMPTY_LENS.colourUnit,
    colourOutput: EMPTY_LENS.colourOutput,
    hiddenLayers: EMPTY_LENS.hiddenLayers,
  };
}

/** The state that a chain of dense layers opens with, on the slice of its file. */
export function parsedState(
  { network, precision, slice, domain }: ParsedNetwork,
  now: Pick<LensStore, 'lens' | 'session'>,
): LensState {
  const view = { ...viewOfPlane(slice, domain), experiments: experimentsOf(now, network) };
  return importedState(networkToCustom(network, precision), view, now.lens);
}

/** A state that was read, with what the reader of its file assumed among its warnings. */
export const withNotes = (result: StateResult, notes: readonly string[], fileName: string): StateResult =>
  result.ok ? { ...result, warnings: [...notes.map((note) => `${fileName}: ${note}`), ...result.warnings] } : result;
