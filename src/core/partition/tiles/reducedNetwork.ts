import type { SparseMap } from '../../linear/types';
import { f64, i32 } from '../../math/typed';
import type { PieceTable } from '../../network/activation';
import { FREE, identityPiece } from '../../network/held';
import type { CodeLayout, Contest, Layer, Network } from '../../network/network';
import { Fates } from './lost';
import type { OpenUnit, Reduced } from './reduced';
import { rowFrom, rowTo } from './sparseRows';

/** A reduction as a network of the two slice coordinates, and the rounding noise of its layers. */
export interface ReducedNetwork {
  readonly network: Network;
  readonly noise: readonly Float64Array[];
  /** Columns of its first layer's pre-activations about the domain's centre, 3 × size. */
  readonly first: Float64Array;
}

/** The open units of one layer: [start, end) of all, and the layer's index in the whole network. */
interface Stage {
  readonly start: number;
  readonly end: number;
  readonly layer: number;
}

/**
 * Layer i takes δ of the units of stage i − 1 and all rows that are still to come, and gives these rows with the δ added: the
 * first of them are the units of stage i, the others are passed on. The last layer gives the outputs.
 */
export function reducedNetwork(reduced: Reduced, whole: Network, layout: CodeLayout): ReducedNetwork {
  const { units, outputs, columns } = reduced;
  const rows = units.length + outputs;
  const stages = stagesOf(units);
  const first = new Float64Array(3 * rows);
  for (let u = 0; u < rows; u++) for (let c = 0; c < 3; c++) first[c * rows + u] = f64(columns, 3 * u + c);
  const layers = stages.map((stage, i) => stageLayer(reduced, stages, i, stage, contestOf(stages, i, reduced, layout)));
  if (outputs > 0) layers.push(readOutLayer(reduced, stages));
  const noise = [...stages.map(({ start }) => start), ...(outputs > 0 ? [units.length] : [])].map((start) =>
    reduced.noise.slice(start),
  );
  const name = `${whole.name}, reduced`;
  return { network: { name, inputSize: 2, outputSize: outputs || rows, layers }, noise, first };
}

function stagesOf(units: readonly OpenUnit[]): Stage[] {
  const stages: Stage[] = [];
  units.forEach(({ layer }, u) => {
    if (units[u - 1]?.layer === layer) return;
    const next = units.findIndex((unit, w) => w > u && unit.layer !== layer);
    stages.push({ start: u, end: next < 0 ? units.length : next, layer });
  });
  return stages;
}

function stageLayer(
  reduced: Reduced,
  stages: readonly Stage[],
  i: number,
  stage: Stage,
  contest: Contest | null,
): Layer {
  const { units, outputs } = reduced;
  const size = units.length + outputs - stage.start;
  const gated = stage.end - stage.start;
  const activation = { name: 'table' as const, table: beyondTable(units[stage.start] as OpenUnit) };
  const held = new Int8Array(size).fill(identityPiece(activation)).fill(FREE, 0, gated);
  return {
    ...affinePart(reduced, stages[i - 1] ?? null, stage.start),
    activation,
    gated,
    held,
    ...(contest ? { contest } : {}),
  };
}

function readOutLayer(reduced: Reduced, stages: readonly Stage[]): Layer {
  const before = stages[stages.length - 1] ?? null;
  return { ...affinePart(reduced, before, reduced.units.length), activation: { name: 'identity' } };
}

/** Rows from `start` on, of what the stage before gives: its δ, and the rows behind it. The first stage takes (p, q). */
function affinePart(reduced: Reduced, before: Stage | null, start: number) {
  const { units, outputs, columns } = reduced;
  const n = units.length;
  const outputSize = n + outputs - start;
  if (!before) {
    const weights = new Float64Array(2 * outputSize);
    const bias = new Float64Array(outputSize);
    for (let u = 0; u < outputSize; u++) {
      weights.set(columns.subarray(3 * (start + u), 3 * (start + u) + 2), 2 * u);
      bias[u] = f64(columns, 3 * (start + u) + 2);
    }
    return { kind: 'dense' as const, inputSize: 2, outputSize, weights, bias };
  }
  const inputSize = n + outputs - before.start;
  const map = stageMap(reduced, before, start);
  const program = { sizes: [inputSize, outputSize], steps: [{ from: 0, fromStart: 0, to: 1, toStart: 0, map }] };
  return { kind: 'program' as const, inputSize, outputSize, program, bias: new Float64Array(outputSize) };
}

/** Each row passed on, and the δ of the stage before added to it. */
function stageMap({ units, outputs, matrix }: Reduced, before: Stage, start: number): SparseMap {
  const n = units.length;
  const outputSize = n + outputs - start;
  const most = outputSize + rowTo(matrix, n + outputs - 1) - rowFrom(matrix, start);
  const rows = new Int32Array(outputSize + 1);
  const columns = new Int32Array(most);
  const weights = new Float64Array(most);
  let at = 0;
  for (let u = start; u < n + outputs; u++) {
    for (let e = rowFrom(matrix, u); e < rowTo(matrix, u); e++) {
      const v = i32(matrix.columns, e);
      if (v < before.start || v >= before.end) continue;
      columns[at] = v - before.start;
      weights[at++] = f64(matrix.weights, e);
    }
    columns[at] = u - before.start;
    weights[at++] = 1;
    rows[u - start + 1] = at;
  }
  const own = { rows, columns: columns.slice(0, at), weights: weights.slice(0, at) };
  return { kind: 'sparse', inputs: n + outputs - before.start, outputs: outputSize, ...own };
}

const beyondTable = ({ activation: { slopes, offsets, thresholds, atThreshold } }: OpenUnit): PieceTable => {
  // Pieces beyond the last threshold are for units that are held, and an open unit is not.
  const own = thresholds.length + 1;
  return {
    label: 'beyond',
    slopes: slopes.slice(0, own).map((slope) => slope - (slopes[0] as number)),
    offsets: offsets.slice(0, own).map((offset) => offset - (offsets[0] as number)),
    thresholds,
    atThreshold,
  };
};

/** Links between open matches; settled ones in between are passed. */
function contestOf(stages: readonly Stage[], i: number, reduced: Reduced, layout: CodeLayout): Contest | null {
  const { start, end, layer } = stages[i] as Stage;
  if (!layout.gated.find((gated) => gated.layer === layer + 1)?.contest) return null;
  const fates = new Fates(reduced, layout);
  const size = end - start;
  const contest = { next: new Int8Array(size), nextUnit: new Int32Array(size), side: new Uint8Array(size) };
  for (let u = start; u < end; u++) {
    const fate = fates.of(layer, (reduced.units[u] as OpenUnit).unit);
    if (fate.kind !== 'open') continue;
    const to = stages.findIndex((stage) => fate.open >= stage.start && fate.open < stage.end);
    contest.next[u - start] = to - i;
    contest.nextUnit[u - start] = fate.open - (stages[to] as Stage).start;
    contest.side[u - start] = fate.side;
  }
  return contest;
}
