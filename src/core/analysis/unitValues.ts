import { f64 } from '../math/typed';
import type { PiecewiseLinear } from '../network/activation';
import { affineOp } from '../network/affine';
import type { UnitRef } from '../network/boundaryGradient';
import { unitEntry } from '../network/entries';
import { ForwardMany, pointsSideBySide } from '../network/forwardMany';
import { layerPieces } from '../network/held';
import { codeLayout, type GatedLayer, headNetwork, type Layer, type Network } from '../network/network';
import type { CellComplex } from '../partition/complex';
import { CodeColumns, type Columns } from '../partition/outputs';
import type { Slice } from '../slice/slice';
import { type Coded, cellCount } from './cells';

/**
 * The pre-activation z of one unit of any layer (the read-out's z, too) at each face's centroid, under the face's own
 * code. Where that does not say it (the complex was cut by too few layers, or a contest is not decided yet), a forward pass a face. Cost: one dot product a face, and
 * the columns of the layers before whenever their code changes. Throws a RangeError where the network lacks the unit.
 */
export function unitValues(
  network: Network,
  slice: Slice,
  cells: Coded & Pick<CellComplex, 'centroids'>,
  { layer, unit }: UnitRef,
): Float64Array {
  const size = network.layers[layer - 1]?.outputSize ?? 0;
  if (!(Number.isInteger(unit) && unit >= 0 && unit < size))
    throw new RangeError(`invalid unit: the network has no unit ${unit} of layer ${layer}`);
  const { codes, layout, centroids } = cells;
  const head = headNetwork(network, layer);
  if (codeLayout(network, layer - 1).units > layout.units || isUndecided(network, layer))
    return valuesOfPasses(head, slice, cells, unit);
  const own = new OwnUnit(head, slice, unit);
  return Float64Array.from({ length: cellCount(cells) }, (_, f) =>
    own.at(codes, f * layout.words, f64(centroids, 2 * f), f64(centroids, 2 * f + 1)),
  );
}

/**
 * Whether a contest of the layers before goes on in this one or later: who has won so far is in no code where the winner loses
 * later, so that its value does not follow from the code.
 */
const isUndecided = ({ layers }: Network, layer: number): boolean =>
  layers.slice(0, layer - 1).some(({ contest }, l) => contest?.next.some((on) => on > 0 && l + 1 + on >= layer));

/** Forward passes that are taken together. */
const TOGETHER = 8;

/** The same by forward passes, which need no code. */
function valuesOfPasses(
  head: Network,
  slice: Slice,
  cells: Coded & Pick<CellComplex, 'centroids'>,
  unit: number,
): Float64Array {
  const values = new Float64Array(cellCount(cells));
  const passes = new ForwardMany(head, TOGETHER);
  for (let first = 0; first < values.length; first += TOGETHER) {
    const count = Math.min(TOGETHER, values.length - first);
    const x = pointsSideBySide(slice, cells.centroids, first, count);
    const z = passes.run(x, count)[head.layers.length - 1] as Float64Array;
    values.set(z.subarray(unit * count, (unit + 1) * count), first);
  }
  return values;
}

/** One unit of a network's last layer under given codes: columns up to the layer before, from there the point alone. */
class OwnUnit {
  private readonly columns: CodeColumns;
  private readonly hidden: number;
  private readonly row: Float64Array;
  private readonly bias: number;
  private readonly activation: PiecewiseLinear;
  private readonly gate: GatedLayer | null;

  constructor(
    head: Network,
    slice: Slice,
    private readonly unit: number,
  ) {
    const last = head.layers[head.layers.length - 1] as Layer;
    this.hidden = head.layers.length - 1;
    this.columns = new CodeColumns(head, slice, Math.max(1, this.hidden));
    const chosen = new Float64Array(last.outputSize);
    chosen[unit] = 1;
    this.row = new Float64Array(last.inputSize);
    affineOp(last).applyTransposed(chosen, this.row);
    this.bias = f64(last.bias, unit);
    this.activation = layerPieces(head.layers[this.hidden - 1] ?? { activation: { name: 'identity' } });
    this.gate = codeLayout(head).gated.find((entry) => entry.layer === this.hidden) ?? null;
  }

  at(words: Uint32Array, start: number, p: number, q: number): number {
    const columns = this.columns.under(words, start)[Math.max(0, this.hidden - 1)] as Columns;
    if (this.hidden === 0) return zOf(columns, this.unit, p, q);
    const { slopes, offsets } = this.activation;
    let sum = 0;
    for (let k = 0; k < this.row.length; k++) {
      const weight = f64(this.row, k);
      if (weight === 0) continue;
      const piece = this.gate ? unitEntry(this.gate, words, start, k) : 0;
      const slope = slopes[piece] as number;
      const offset = offsets[piece] as number;
      sum += weight * (slope === 0 ? offset : slope * zOf(columns, k, p, q) + offset);
    }
    return sum + this.bias;
  }
}

function zOf(columns: Columns, unit: number, p: number, q: number): number {
  const n = columns.length / 3;
  return f64(columns, unit) * p + f64(columns, n + unit) * q + f64(columns, 2 * n + unit);
}
