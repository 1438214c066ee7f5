import { SparseVector } from '../../linear/sparseVector';
import { f64, i32 } from '../../math/typed';
import { affineOp } from '../../network/affine';
import { writeEntry } from '../../network/entries';
import { forwardCost } from '../../network/forwardCost';
import { isHeld, layerPieces } from '../../network/held';
import { type CodeLayout, type GatedLayer, gatedCount, type Layer, type Network } from '../../network/network';
import type { Steps } from '../steps';
import { type Chord, chordOf, pieceWithin } from './chord';
import type { Box, OpenUnit, Reduced } from './reduced';
import { type Entries, passedOn } from './scattered';
import { withoutChords } from './withoutChords';

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

/** An open unit on the way: its chord, and what it leaves beyond that as a vector over the values of the layer at hand. */
interface Generator {
  readonly unit: OpenUnit;
  readonly chord: Chord;
  readonly row: GrowingRow;
  vector: Entries;
}

/** A unit that is found open. */
interface Opened {
  readonly unit: number;
  readonly chord: Chord;
}

/** A row of the reduction: its columns, and factors of the generators before it. */
export interface GrowingRow {
  readonly columns: readonly [number, number, number];
  readonly generators: number[];
  readonly factors: number[];
  readonly noise: number;
}

/** How many open units a fold is expected to end with: what they cost beside the columns is up to that. */
const EXPECTED_OPEN = 64;

/**
 * Folds the units of a network that keep one piece on a box away, layer by layer. An open unit is a chord of its activation and what it
 * leaves, δ with a bound of its own: all values are affine in (p, q) and in the δ so far, whose bounds tell which units of
 * the next layer are open. Null once more than `most` are. Cost: a pass of three columns, and for each open unit a pass of what its δ
 * touches. Steps are of a layer and of a pass through it; together they cost `foldCost`.
 */
export function* foldSteps(whole: Whole, box: Box, most: number): Steps<Reduced | null> {
  const { first, readOut } = whole;
  const count = foldedLayers(whole);
  const fold = new Fold(whole, box, most);
  // A copy: columns are taken through the layers in place.
  let z: Float64Array = first.slice();
  for (let l = 0; l < count; l++) {
    if (l > 0) z = yield* fold.pass(l);
    if (!fold.gate(l, z)) return null;
    yield gateCost(whole, l);
  }
  return withoutChords(fold.generators, readOut ? fold.outputs(count - 1) : [], fold.code);
}

/** What the steps of a fold cost, in multiplications, where it has about as many open units as are expected. */
export function foldCost(whole: Whole): number {
  let cost = 0;
  for (let l = 0; l < foldedLayers(whole); l++) {
    if (l > 0) cost += columnsCost(whole, l) + generatorsCost(whole, l);
    cost += gateCost(whole, l);
  }
  return cost;
}

const foldedLayers = ({ network, layout, readOut }: Whole): number =>
  readOut ? network.layers.length : (layout.gated[layout.gated.length - 1]?.layer ?? 0);

const passCost = ({ network }: Whole, l: number): number => forwardCost({ layers: [network.layers[l] as Layer] });
const columnsCost = (whole: Whole, l: number): number => 3 * passCost(whole, l);
/** Open units are found all along, and what they leave touches more from layer to layer. */
const generatorsCost = (whole: Whole, l: number): number =>
  EXPECTED_OPEN * passCost(whole, l) * (l / whole.network.layers.length) ** 2;
/** To ask a unit for its piece and to take it through costs as much as so many multiplications. */
const gateCost = ({ network }: Whole, l: number): number => 30 * (network.layers[l] as Layer).outputSize;

class Fold {
  readonly generators: Generator[] = [];
  readonly code: Uint32Array;
  private columns: Float64Array = new Float64Array(0);
  private readonly gated;

  constructor(
    private readonly whole: Whole,
    private readonly box: Box,
    private readonly most: number,
  ) {
    this.code = new Uint32Array(whole.layout.words);
    this.gated = new Map(whole.layout.gated.map((entry) => [entry.layer, entry]));
  }

  /** From the values of layer l − 1 to the pre-activations of layer l; returns the columns. */
  *pass(l: number): Steps<Float64Array> {
    const layer = this.whole.network.layers[l] as Layer;
    const op = affineOp(layer);
    const z = new Float64Array(3 * layer.outputSize);
    op.apply(this.columns, z, 3);
    yield columnsCost(this.whole, l);
    const scratch = [new SparseVector(op.inputSize), new SparseVector(op.outputSize)] as const;
    const all = generatorsCost(this.whole, l);
    if (this.generators.length === 0) yield all;
    for (const generator of this.generators) {
      generator.vector = passedOn(op, generator.vector, ...scratch);
      yield all / this.generators.length;
    }
    return z;
  }

  /** Settles the units of a layer or opens them, and takes columns and generators through it. False where too many are open. */
  gate(l: number, z: Float64Array): boolean {
    const layer = this.whole.network.layers[l] as Layer;
    const n = layer.outputSize;
    const noise = this.whole.noise[l] as Float64Array;
    const slopes = new Float64Array(n);
    const offsets = new Float64Array(n);
    const opened = this.settle(l, z, slopes, offsets);
    if (!opened) return false;
    const rows = this.rows(
      z,
      n,
      opened.map(({ unit }) => unit),
      (unit) => f64(noise, unit),
    );
    this.through(z, n, slopes, offsets);
    const activation = layerPieces(layer);
    opened.forEach(({ unit, chord }, i) => {
      const { firstBit, firstUnit, bits } = this.gated.get(l + 1) as GatedLayer;
      const vector = { places: Int32Array.of(unit), values: Float64Array.of(1) };
      const open = { layer: l, unit, index: firstUnit + unit, bits, firstBit: firstBit + unit * bits, activation };
      this.generators.push({ unit: open, chord, row: rows[i] as GrowingRow, vector });
    });
    return true;
  }

  /** Writes the line that each unit of a layer follows, and the pieces of the settled ones. Returns the open ones, null where too many. */
  private settle(l: number, z: Float64Array, slopes: Float64Array, offsets: Float64Array): Opened[] | null {
    const layer = this.whole.network.layers[l] as Layer;
    const n = layer.outputSize;
    const f = layerPieces(layer);
    const entry = this.gated.get(l + 1);
    const own = entry ? gatedCount(layer) : 0;
    const noise = this.whole.noise[l] as Float64Array;
    const radius = this.radius(n);
    const { x, y, halfX, halfY } = this.box;
    const opened: Opened[] = [];
    for (let j = 0; j < n; j++) {
      const held = isHeld(layer.held, j);
      let piece = held ? (layer.held?.[j] as number) : 0;
      if (j < own && !held) {
        const a = f64(z, j);
        const b = f64(z, n + j);
        const middle = a * x + b * y + f64(z, 2 * n + j);
        const half = Math.abs(a) * halfX + Math.abs(b) * halfY + f64(radius, j);
        piece = pieceWithin(f, middle, half, f64(noise, j));
        if (piece < 0) {
          const reach = half + f64(noise, j);
          const chord = chordOf(f, middle - reach, middle + reach);
          if (opened.push({ unit: j, chord }) + this.generators.length > this.most) return null;
          slopes[j] = chord.slope;
          offsets[j] = chord.offset;
          continue;
        }
      }
      if (j < own && piece > 0 && entry) writeEntry(this.code, 0, entry.firstBit + j * entry.bits, entry.bits, piece);
      slopes[j] = f.slopes[piece] as number;
      offsets[j] = f.offsets[piece] as number;
    }
    return opened;
  }

  /** What the δ so far can add up to, a bound a value of the layer at hand. */
  private radius(n: number): Float64Array {
    const radius = new Float64Array(n);
    for (const { chord, vector } of this.generators)
      for (let e = 0; e < vector.places.length; e++) {
        const at = i32(vector.places, e);
        radius[at] = f64(radius, at) + Math.abs(f64(vector.values, e)) * chord.radius;
      }
    return radius;
  }

  /** Rows of some values of the layer at hand. */
  private rows(z: Float64Array, n: number, units: readonly number[], noise: (unit: number) => number): GrowingRow[] {
    const rows = units.map((unit): GrowingRow => {
      const columns = [f64(z, unit), f64(z, n + unit), f64(z, 2 * n + unit)] as const;
      return { columns, generators: [], factors: [], noise: noise(unit) };
    });
    const rowOf = new Int32Array(n).fill(-1);
    units.forEach((unit, i) => {
      rowOf[unit] = i;
    });
    this.generators.forEach(({ vector: { places, values } }, generator) => {
      for (let e = 0; e < places.length; e++) {
        const row = i32(rowOf, i32(places, e));
        const factor = f64(values, e);
        if (row < 0 || factor === 0) continue;
        (rows[row] as GrowingRow).generators.push(generator);
        (rows[row] as GrowingRow).factors.push(factor);
      }
    });
    return rows;
  }

  private through(z: Float64Array, n: number, slopes: Float64Array, offsets: Float64Array): void {
    for (let j = 0; j < n; j++) {
      const slope = f64(slopes, j);
      for (let c = 0; c < 3; c++) z[c * n + j] = slope === 0 ? 0 : slope * f64(z, c * n + j);
      z[2 * n + j] = f64(z, 2 * n + j) + f64(offsets, j);
    }
    this.columns = z;
    for (const { vector } of this.generators)
      for (let e = 0; e < vector.places.length; e++)
        vector.values[e] = f64(vector.values, e) * f64(slopes, i32(vector.places, e));
  }

  /** Rows of the network's outputs, behind the last activation. */
  outputs(l: number): GrowingRow[] {
    const { network, noise } = this.whole;
    const last = network.layers[l] as Layer;
    const steepest = Math.max(...layerPieces(last).slopes.map(Math.abs));
    return this.rows(
      this.columns,
      last.outputSize,
      Array.from({ length: last.outputSize }, (_, k) => k),
      (k) => steepest * f64(noise[l] as Float64Array, k),
    );
  }
}
