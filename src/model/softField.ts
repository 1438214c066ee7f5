/** Numbers of the softened network over a batch of places of a slice, by one forward pass in tfjs. */
import {
  add,
  gather,
  matMul,
  maximum,
  mul,
  reshape,
  sigmoid,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tanh,
  tensor2d,
  slice as tensorSlice,
} from '@tensorflow/tfjs';
import { metric, type Slice } from '../core/slice/slice';
import type { SoftQuantity } from '../core/soft';
import type { SoftScalar } from '../core/training/model';
import { type AppliedLayer, preActivations } from './appliedLayer';
import type { ContestPlans } from './contestPlan';
import { SoftContests } from './softContest';
import { type GatedBatch, gatedBatch, HARD_GATE } from './softGates';

/** Pre-activations of the first layer at places (p, q, 1) of the slice, places × units. */
export function firstPreActivations(first: AppliedLayer, slice: Slice, grid: Tensor2D): Tensor2D {
  return add(matMul(grid, frameProducts(first, slice)), first.bias) as Tensor2D;
}

/** e1, e2 and the origin as rows, 3 × inputs. */
export const frameOf = ({ e1, e2, origin }: Slice): Tensor2D =>
  tensor2d(Float32Array.from([...e1, ...e2, ...origin]), [3, origin.length]);

/** The first layer's products with e1, e2 and the origin, 3 × units: all that it sees of the slice. */
const frameProducts = (first: AppliedLayer, slice: Slice): Tensor2D => first.product(frameOf(slice));

/** The layers of a network, with what is known of their contests. */
export interface SoftLayers {
  readonly layers: readonly AppliedLayer[];
  readonly plans: ContestPlans | null;
}

/** The number of each place, in one row. Cost: a forward pass; of the distance six products a layer. */
export function softValues(soft: SoftLayers, slice: Slice, grid: Tensor2D, scalar: SoftScalar): Tensor1D {
  const { quantity } = scalar;
  if (quantity.kind === 'distance') return distances(soft, slice, grid, scalar);
  if (quantity.kind === 'output') return outputs(soft, slice, grid, scalar, quantity.index);
  return sums(soft, slice, grid, scalar, quantity);
}

/** A layer's gates and what they are made of. */
interface Passed {
  readonly batch: GatedBatch;
  readonly z: Tensor2D;
}

/** Each layer's gates in turn, as long as they are asked for. */
function* passes({ layers, plans }: SoftLayers, slice: Slice, grid: Tensor2D, scalar: SoftScalar): Generator<Passed> {
  const contests = plans && new SoftContests(plans);
  let batch: GatedBatch | null = null;
  for (const [l, layer] of layers.entries()) {
    const z: Tensor2D = batch ? preActivations(layer, batch.value()) : firstPreActivations(layer, slice, grid);
    batch = softened(layer, l, scalar, contests, z);
    yield { batch, z };
  }
}

function softened(
  layer: AppliedLayer,
  l: number,
  { gates, held }: SoftScalar,
  contests: SoftContests | null,
  z: Tensor2D,
): GatedBatch {
  const gate = gates[l] ?? null;
  return gatedBatch(layer, gate, held[l] ?? null, z, contests?.gates(l, layer.gated, gate, z) ?? null);
}

/** What is added up (of probabilities: multiplied) over the units of the layers with gates. Layers after the last of them are not computed. */
function sums(
  soft: SoftLayers,
  slice: Slice,
  grid: Tensor2D,
  scalar: SoftScalar,
  quantity: Exclude<SoftQuantity, { kind: 'output' }>,
): Tensor1D {
  const asked = quantity.kind === 'entropy' ? quantity : { layer: null, unit: null };
  const counts = scalar.gates.map((gate, l) => gate !== null && (asked.layer === null || asked.layer === l + 1));
  const last = counts.lastIndexOf(true);
  let total: Tensor | null = null;
  let l = 0;
  for (const passed of last < 0 ? [] : passes(soft, slice, grid, scalar)) {
    if (counts[l]) {
      const part =
        asked.unit === null
          ? partOf(passed.batch, quantity.kind, (soft.layers[l] as AppliedLayer).gated)
          : unitEntropy(passed, soft, l, asked.unit, scalar);
      total = total ? (quantity.kind === 'likeliest' ? mul : add)(total, part) : part;
    }
    if (l++ === last) break;
  }
  const none = quantity.kind === 'likeliest' ? 1 : 0;
  return (total ?? add(mul(sum(grid, 1), 0), none)) as Tensor1D;
}

/** One layer's part, one number a place. */
function partOf(batch: GatedBatch, kind: SoftQuantity['kind'], gated: number): Tensor {
  // Units that pass their values on are on for ever, and none of the code's.
  if (kind === 'active') return sum(tensorSlice(batch.active(), [0, 0], [-1, gated]), 1);
  return kind === 'likeliest' ? batch.likeliest() : batch.entropySum();
}

/** The entropy of one unit: of its gate alone, where it has one of its own. */
function unitEntropy(
  { batch, z }: Passed,
  { layers, plans }: SoftLayers,
  l: number,
  unit: number,
  { gates, held }: SoftScalar,
): Tensor {
  const column = (of: Tensor2D): Tensor2D => tensorSlice(of, [0, unit], [-1, 1]);
  if ((plans?.firstUnit[l] ?? -1) >= 0) return reshape(column(batch.entropy()), [-1]);
  const own = held[l]?.subarray(unit, unit + 1) ?? null;
  return reshape(gatedBatch(layers[l] as AppliedLayer, gates[l] ?? null, own, column(z)).entropy(), [-1]);
}

function outputs(soft: SoftLayers, slice: Slice, grid: Tensor2D, scalar: SoftScalar, index: number): Tensor1D {
  let last: GatedBatch | null = null;
  for (const { batch } of passes(soft, slice, grid, scalar)) last = batch;
  if (!last) throw new Error('the model has no layers');
  const values = readOut((last as GatedBatch).value(), scalar.codeOutput);
  return reshape(gather(values, [index], 1), [-1]) as Tensor1D;
}

function readOut(values: Tensor2D, kind: SoftScalar['codeOutput']): Tensor2D {
  if (kind === 'softmax') return softmax(values);
  if (kind === 'sigmoid') return sigmoid(values);
  return kind === 'tanh' ? tanh(values) : values;
}

/** The value of a network's layer and its derivatives along e1 and e2 under frozen gates. */
interface Columns {
  readonly h: Tensor2D;
  readonly p: Tensor2D;
  readonly q: Tensor2D;
}

function through(
  layer: AppliedLayer,
  before: Columns | null,
  first: Columns,
  gates: (z: Tensor2D) => GatedBatch,
): Columns {
  const z = before ? preActivations(layer, before.h) : first.h;
  const batch = gates(z);
  const slope = batch.slope();
  return {
    h: batch.value(),
    p: mul(before ? layer.product(before.p) : first.p, slope) as Tensor2D,
    q: mul(before ? layer.product(before.q) : first.q, slope) as Tensor2D,
  };
}

/** ‖(A_soft − A_hard) E‖_F with E an orthonormal basis of the slice's plane: forwards, three columns for each of the two networks. */
function distances({ layers, plans }: SoftLayers, slice: Slice, grid: Tensor2D, scalar: SoftScalar): Tensor1D {
  const { gates, held } = scalar;
  const contests = plans && new SoftContests(plans);
  const { g11, g12, g22, areaScale } = metric(slice);
  const products = frameProducts(layers[0] as AppliedLayer, slice);
  const ones = reshape(gather(grid, [2], 1), [-1, 1]);
  const column = (k: number): Tensor2D => matMul(ones, gather(products, [k])) as Tensor2D;
  const first = { h: firstPreActivations(layers[0] as AppliedLayer, slice, grid), p: column(0), q: column(1) };
  let soft: Columns | null = null;
  let hard: Columns | null = null;
  for (const [l, layer] of layers.entries()) {
    const hold = held[l] ?? null;
    soft = through(layer, soft, first, (z) => softened(layer, l, scalar, contests, z));
    hard = through(layer, hard, first, (z) => gatedBatch(layer, gates[l] ? HARD_GATE : null, hold, z));
  }
  if (!soft || !hard) throw new Error('the model has no layers');
  const dp = sub(soft.p, hard.p);
  const dq = sub(soft.q, hard.q);
  const squares = add(sub(mul(square(dp), g22), mul(mul(dp, dq), 2 * g12)), mul(square(dq), g11));
  return mul(sqrt(maximum(sum(squares, 1), 0)), 1 / areaScale) as Tensor1D;
}
