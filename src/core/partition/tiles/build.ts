import { SparseVector } from '../../linear/sparseVector';
import { f64, i32 } from '../../math/typed';
import { affineOp } from '../../network/affine';
import { writeEntry } from '../../network/entries';
import { isHeld, layerPieces } from '../../network/held';
import type { CodeLayout, GatedLayer, Layer, Network } from '../../network/network';
import type { OpenUnit, Reduced } from './reduced';
import { OPEN, type Settled } from './settle';

/** What a reduction is made of. */
export interface Whole {
  readonly network: Network;
  readonly layout: CodeLayout;
  /** Columns of the first layer's pre-activations about the domain's centre, 3 × size. */
  readonly first: Float64Array;
  readonly noise: readonly Float64Array[];
  /** Whether the outputs are asked for. */
  readonly readOut: boolean;
}

/** Slopes and offsets of a layer's units: settled ones in their pieces, open ones in piece 0. */
interface BaseGates {
  readonly slopes: Float64Array;
  readonly offsets: Float64Array;
}

/**
 * Folds the settled units of a network away. Cost: a pass of three columns, and for each open unit a pass of what its value
 * touches in the layers after it.
 */
export function reduceNetwork(whole: Whole, settled: Settled): Reduced {
  const { network, layout, noise, readOut } = whole;
  const units = openUnits(network, layout, settled);
  const layers = network.layers.slice(
    0,
    readOut ? network.layers.length : layout.gated[layout.gated.length - 1]?.layer,
  );
  const gates = layers.map((layer, l) => baseGates(layer, settled.pieces[l]));
  const outputs = readOut ? network.outputSize : 0;
  const rows = units.length + outputs;
  const columns = baseColumns(whole, layers, gates, units, outputs);
  const matrix = new Float64Array(rows * units.length);
  const firstOf = layers.map((_, l) => units.findIndex(({ layer }) => layer >= l));
  const vectors = layers.map((layer) => new SparseVector(layer.outputSize));
  units.forEach((_, v) => {
    pushUnit(layers, gates, units, firstOf, vectors, v, matrix, outputs);
  });
  const own = Float64Array.from({ length: rows }, (_, u) => rowNoise(units, noise, network, u));
  return { units, outputs, columns, matrix, noise: own, code: settledCode(layout, settled) };
}

function openUnits(network: Network, layout: CodeLayout, { pieces }: Settled): OpenUnit[] {
  return layout.gated.flatMap((gated) => {
    const own = pieces[gated.layer - 1] as Int8Array;
    const activation = layerPieces(network.layers[gated.layer - 1] as Layer);
    return Array.from(own.keys())
      .filter((unit) => own[unit] === OPEN)
      .map((unit): OpenUnit => {
        const { bits, firstBit, firstUnit } = gated;
        return {
          layer: gated.layer - 1,
          unit,
          index: firstUnit + unit,
          bits,
          firstBit: firstBit + unit * bits,
          activation,
        };
      });
  });
}

function baseGates(layer: Layer, pieces: Int8Array | undefined): BaseGates {
  const f = layerPieces(layer);
  const n = layer.outputSize;
  const slopes = new Float64Array(n);
  const offsets = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const own =
      pieces && j < pieces.length ? (pieces[j] as number) : isHeld(layer.held, j) ? (layer.held?.[j] as number) : 0;
    const piece = own === OPEN ? 0 : own;
    slopes[j] = f.slopes[piece] as number;
    offsets[j] = f.offsets[piece] as number;
  }
  return { slopes, offsets };
}

/** Rows of the open units, and of the outputs behind the last activation, with all δ at 0. */
function baseColumns(
  { first }: Whole,
  layers: readonly Layer[],
  gates: readonly BaseGates[],
  units: readonly OpenUnit[],
  outputs: number,
): Float64Array {
  const columns = new Float64Array(3 * (units.length + outputs));
  const put = (row: number, values: Float64Array, unit: number): void => {
    const n = values.length / 3;
    for (let c = 0; c < 3; c++) columns[3 * row + c] = f64(values, c * n + unit);
  };
  let at = 0;
  let h = first;
  layers.forEach((layer, l) => {
    const z = l === 0 ? first : new Float64Array(3 * layer.outputSize);
    if (l > 0) affineOp(layer).apply(h, z, 3);
    for (; at < units.length && (units[at] as OpenUnit).layer === l; at++) put(at, z, (units[at] as OpenUnit).unit);
    h = activatedColumns(z, gates[l] as BaseGates);
  });
  for (let k = 0; k < outputs; k++) put(units.length + k, h, k);
  return columns;
}

function activatedColumns(z: Float64Array, { slopes, offsets }: BaseGates): Float64Array {
  const n = slopes.length;
  const h = new Float64Array(3 * n);
  for (let j = 0; j < n; j++) {
    const slope = f64(slopes, j);
    for (let c = 0; c < 3; c++) h[c * n + j] = slope === 0 ? 0 : slope * f64(z, c * n + j);
    h[2 * n + j] = f64(h, 2 * n + j) + f64(offsets, j);
  }
  return h;
}

/** Brings δ_v = 1 to all rows behind. */
function pushUnit(
  layers: readonly Layer[],
  gates: readonly BaseGates[],
  units: readonly OpenUnit[],
  firstOf: readonly number[],
  vectors: readonly SparseVector[],
  v: number,
  matrix: Float64Array,
  outputs: number,
): void {
  const { layer, unit } = units[v] as OpenUnit;
  (vectors[layer] as SparseVector).add(unit, 1);
  for (let l = layer + 1; l < layers.length; l++) {
    const z = vectors[l] as SparseVector;
    affineOp(layers[l] as Layer).push(vectors[l - 1] as SparseVector, z);
    const from = firstOf[l] as number;
    for (let u = from < 0 ? units.length : from; u < units.length && (units[u] as OpenUnit).layer === l; u++)
      matrix[u * units.length + v] = f64(z.values, (units[u] as OpenUnit).unit);
    const { slopes } = gates[l] as BaseGates;
    for (let t = 0; t < z.count; t++) {
      const at = i32(z.touched, t);
      z.values[at] = f64(z.values, at) * f64(slopes, at);
    }
  }
  const last = vectors[layers.length - 1] as SparseVector;
  for (let k = 0; k < outputs; k++) matrix[(units.length + k) * units.length + v] = f64(last.values, k);
  for (let l = layer; l < layers.length; l++) (vectors[l] as SparseVector).clear();
}

function rowNoise(
  units: readonly OpenUnit[],
  noise: readonly Float64Array[],
  { layers }: Network,
  row: number,
): number {
  const open = units[row];
  if (open) return f64(noise[open.layer] as Float64Array, open.unit);
  const last = layers[layers.length - 1] as Layer;
  const steepest = Math.max(...layerPieces(last).slopes.map(Math.abs));
  return steepest * f64(noise[layers.length - 1] as Float64Array, row - units.length);
}

function settledCode({ gated, words }: CodeLayout, { pieces }: Settled): Uint32Array {
  const code = new Uint32Array(words);
  for (const { layer, bits, firstBit } of gated as readonly GatedLayer[]) {
    const own = pieces[layer - 1] as Int8Array;
    for (let unit = 0; unit < own.length; unit++)
      if ((own[unit] as number) > 0) writeEntry(code, 0, firstBit + unit * bits, bits, own[unit] as number);
  }
  return code;
}
