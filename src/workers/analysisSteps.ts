/** Fields and statistics of a finished partition in short steps, each of which gives the share that is done. */
import {
  activeUnits,
  type Cells,
  complexStatistics,
  haveMaps,
  intervalCells,
  logHistogram,
  occurrences,
  regionsByLayer,
  summarise,
  unitValues,
} from '../core/analysis';
import { BendMeter } from '../core/analysis/bends';
import { type FirstGradients, gradientsAlong, gradientsInInput, orthonormalAxes } from '../core/analysis/coordinates';
import { MapSweep } from '../core/analysis/mapSweep';
import { spectralNormOf } from '../core/analysis/norms';
import { affinePieces } from '../core/analysis/pieces';
import { hasInputNorms, inputNormByRows } from '../core/analysis/rowNorms';
import { type DensityAt, type DensityMap, densityAt } from '../core/density';
import type { Network, UnitRef } from '../core/network';
import { hasAllGradients } from '../core/network/allGradients';
import { forwardCost } from '../core/network/forwardCost';
import type { CellComplex } from '../core/partition/complex';
import { gatesOf, softQuantity } from '../core/soft';
import type { AnalysisSubject, Steps } from './analysisTypes';
import type { FieldSpec, PartitionStatistics } from './protocol';

/** Faces or edges a step: some tenths of a millisecond, on wide networks some milliseconds. */
const A_STEP = 32;
/** Fewer where their passes would cost more multiplications than this. */
const STEP_COST = 3e6;
/** Bends that would cost more than this, about ten minutes, are no part of the statistics. */
const MOST_BENDS_COST = 1e11;

const stepOf = (network: Network): number =>
  Math.max(1, Math.min(A_STEP, Math.floor(STEP_COST / Math.max(1, forwardCost(network)))));

type PlacedCells = Cells & Pick<CellComplex, 'areas' | 'centroids'>;

const cellsOf = ({ complex, interval, slice }: AnalysisSubject): PlacedCells => {
  const cells = complex ?? (interval && intervalCells(interval, slice));
  if (!cells) throw new Error('there is no partition to analyse');
  return cells;
};

const NO_MAPS = 'the polytopes are cut by the first layers only, so f is not affine on them: cut by all layers';

/** The values of a field. Throws an Error where the cells have none. */
export function fieldSteps(subject: AnalysisSubject, spec: FieldSpec): Steps<Float64Array> {
  const { network, slice } = subject;
  if (spec.kind === 'preActivation') return unitSteps(subject, spec.unit);
  if (spec.kind === 'density') return placeSteps(subject, densityPlaces(subject, spec.map));
  if (spec.kind === 'soft') return placeSteps(subject, softPlaces(subject, spec));
  if (!haveMaps(network, cellsOf(subject))) throw new Error(NO_MAPS);
  if (spec.kind === 'bend') return bendSteps(subject);
  if (spec.kind === 'sliceNorm') return normSteps(subject, gradientsAlong(network, orthonormalAxes(slice)));
  return hasAllGradients(network) || !hasInputNorms(network)
    ? normSteps(subject, gradientsInInput(network))
    : rowNormSteps(subject);
}

/** Spectral norm of each face's A in R^d, a row a step. */
function* rowNormSteps(subject: AnalysisSubject): Steps<Float64Array> {
  const { network } = subject;
  const { codes, layout, areas } = cellsOf(subject);
  const values = new Float64Array(areas.length);
  const normUnder = inputNormByRows(network);
  for (let face = 0; face < values.length; face++) {
    const rows = normUnder(codes.slice(face * layout.words, (face + 1) * layout.words));
    let [row, next] = [0, rows.next()];
    for (; !next.done; next = rows.next()) yield (face + ++row / network.outputSize) / values.length;
    values[face] = next.value;
  }
  return values;
}

/** `unitValues` some faces at a time. */
function* unitSteps(subject: AnalysisSubject, unit: UnitRef): Steps<Float64Array> {
  const { codes, layout, centroids, areas } = cellsOf(subject);
  const values = new Float64Array(areas.length);
  const chunk = 8 * stepOf(subject.network);
  for (let from = 0; from < values.length; from += chunk) {
    const to = Math.min(values.length, from + chunk);
    const part = {
      layout,
      codes: codes.subarray(from * layout.words, to * layout.words),
      centroids: centroids.subarray(2 * from, 2 * to),
    };
    values.set(unitValues(subject.network, subject.slice, part, unit), from);
    yield to / values.length;
  }
  return values;
}

function densityPlaces({ network, slice, complex }: AnalysisSubject, map: DensityMap): DensityAt {
  if (!complex) throw new Error('density maps are of planes');
  return densityAt({ network, slice, edges: complex }, map);
}

const softPlaces = (
  { network, slice }: AnalysisSubject,
  { quantity, betas }: Extract<FieldSpec, { kind: 'soft' }>,
): DensityAt => softQuantity(network, gatesOf(network, betas), slice, quantity);

/** What varies inside the cells, at their centroids. */
function* placeSteps(subject: AnalysisSubject, at: DensityAt): Steps<Float64Array> {
  const { centroids, areas } = cellsOf(subject);
  const values = new Float64Array(areas.length);
  const each = stepOf(subject.network);
  for (let face = 0; face < values.length; face++) {
    values[face] = at(centroids[2 * face] as number, centroids[2 * face + 1] as number);
    if (face % each === each - 1) yield face / values.length;
  }
  return values;
}

/** Spectral norm of each face's A in the coordinates of the first layer's gradients. */
function* normSteps(subject: AnalysisSubject, first: FirstGradients): Steps<Float64Array> {
  const { codes, layout, areas } = cellsOf(subject);
  const sweep = new MapSweep(subject.network, first);
  const each = stepOf(subject.network);
  const norm = spectralNormOf(subject.network.outputSize, first.columns);
  const values = new Float64Array(areas.length);
  for (let face = 0; face < values.length; face++) {
    values[face] = norm(sweep.under(codes, face * layout.words));
    if (face % each === each - 1) yield face / values.length;
  }
  return values;
}

/** Bends are asked for by colours and by statistics: made once. */
const knownBends = new WeakMap<AnalysisSubject, Float64Array>();

/** Bend of each edge along the slice. */
function* bendSteps(subject: AnalysisSubject): Steps<Float64Array> {
  const known = knownBends.get(subject);
  if (known) return known;
  const cells = cellsOf(subject);
  const { network, slice } = subject;
  const meter = new BendMeter(network, gradientsAlong(network, orthonormalAxes(slice)), cells);
  const values = new Float64Array(cells.edgeFaces.length / 2);
  const each = stepOf(network);
  for (let edge = 0; edge < values.length; edge++) {
    values[edge] = meter.at(edge);
    if (edge % each === each - 1) yield edge / values.length;
  }
  knownBends.set(subject, values);
  return values;
}

/** The whole in numbers. The last step takes the longest: some milliseconds for a thousand faces. */
export function* statisticsSteps(subject: AnalysisSubject): Steps<PartitionStatistics> {
  const { network, slice, complex } = subject;
  const cells = cellsOf(subject);
  const dear = complex !== null && (complex.edgeFaces.length / 2) * forwardCost(network) > MOST_BENDS_COST;
  const bends = haveMaps(network, cells) && !dear ? yield* bendSteps(subject) : null;
  const bendHistogram = bends && logHistogram(bends.filter(Number.isFinite));
  if (complex) return { ...complexStatistics(network, slice, complex, bends), bendHistogram };
  const active = activeUnits(cells);
  return {
    faces: cells.areas.length,
    regionsByLayer: regionsByLayer(cells),
    pieces: bends && affinePieces(network, slice, cells, bends).count,
    areas: summarise(cells.areas),
    areaHistogram: logHistogram(cells.areas),
    edges: null,
    edgeCounts: null,
    activeUnits: summarise(active),
    activeCounts: occurrences(active),
    bends: bends && summarise(bends),
    bendHistogram,
  };
}
