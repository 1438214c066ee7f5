import * as fc from 'fast-check';
import { type ActivationSpec, type DenseLayer, denseNetwork, type Network } from '../../src/core/network';
import { dense } from './build';
import { denseLayersOf } from './denseLayers';

/** All gated activations; leaky slopes are a power of two and the default 0.01, which float64 cannot hold exactly. */
export const GATED: readonly ActivationSpec[] = [
  { name: 'relu' },
  { name: 'leakyRelu', alpha: 0.25 },
  { name: 'leakyRelu', alpha: 0.01 },
  { name: 'abs' },
  { name: 'hardTanh' },
  { name: 'relu6' },
];

/** Activations under which coarse weights keep every affine function exact in float64. */
export const DYADIC: readonly ActivationSpec[] = GATED.filter((spec) => spec.alpha !== 0.01);

/** Rows of weights and a bias, before they become a layer: what the degenerate families change. */
interface Draft {
  readonly rows: number[][];
  readonly bias: number[];
}

/** One change that makes a network degenerate. Layers and units are taken modulo what the network has. */
export type Change =
  | {
      readonly kind: 'copy';
      readonly layer: number;
      readonly from: number;
      readonly to: number;
      readonly factor: number;
    }
  | { readonly kind: 'scale'; readonly layer: number; readonly unit: number; readonly factor: number }
  | { readonly kind: 'zeroRow'; readonly layer: number; readonly unit: number; readonly bias: number }
  | { readonly kind: 'dead'; readonly layer: number; readonly unit: number }
  | { readonly kind: 'noBias'; readonly layer: number }
  | {
      readonly kind: 'follow';
      readonly layer: number;
      readonly unit: number;
      readonly of: number;
      readonly factor: number;
    }
  | {
      readonly kind: 'line';
      readonly unit: number;
      readonly normal: readonly [number, number];
      readonly through: readonly [number, number];
    };

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** Applies one change to the hidden layers' drafts in place. */
function applyChange(hidden: readonly Draft[], change: Change): void {
  const draft = change.kind === 'line' ? at(hidden, 0) : at(hidden, change.layer);
  const size = draft.rows.length;
  switch (change.kind) {
    case 'copy': {
      const { from, to, factor } = change;
      draft.rows[to % size] = at(draft.rows, from).map((w) => w * factor);
      draft.bias[to % size] = at(draft.bias, from) * factor;
      return;
    }
    case 'scale':
      draft.rows[change.unit % size] = at(draft.rows, change.unit).map((w) => w * change.factor);
      draft.bias[change.unit % size] = at(draft.bias, change.unit) * change.factor;
      return;
    case 'zeroRow':
      at(draft.rows, change.unit).fill(0);
      draft.bias[change.unit % size] = change.bias;
      return;
    case 'dead':
      draft.bias[change.unit % size] = -4096;
      return;
    case 'noBias':
      draft.bias.fill(0);
      return;
    case 'follow': {
      const row = at(draft.rows, change.unit).fill(0);
      row[change.of % row.length] = change.factor;
      draft.bias[change.unit % size] = 0;
      return;
    }
    case 'line': {
      const [a, b] = change.normal;
      const row = at(draft.rows, change.unit).fill(0);
      row[0] = a;
      if (row.length > 1) row[1] = b;
      draft.bias[change.unit % size] = -(a * change.through[0] + b * change.through[1]);
    }
  }
}

/** Weights count·grid⁻¹ taken in order from `values`, the changes, then layers; the read-out is never changed. */
export function coarseNetwork(
  widths: readonly number[],
  activation: ActivationSpec,
  values: readonly number[],
  changes: readonly Change[] = [],
): Network {
  let next = 0;
  const take = (): number => values[next++] ?? 0;
  const drafts = widths.slice(1).map((outputs, i): Draft => {
    const rows = Array.from({ length: outputs }, () => Array.from({ length: widths[i] as number }, take));
    return { rows, bias: rows.map(take) };
  });
  for (const change of changes) applyChange(drafts.slice(0, -1), change);
  const layers = drafts.map(({ rows, bias }, i): DenseLayer => {
    return dense(rows, bias, i === drafts.length - 1 ? { name: 'identity' } : activation);
  });
  return denseNetwork(`coarse ${widths.join('-')} ${activation.name}`, layers);
}

const small = fc.nat({ max: 11 });
const powerOfTwo = fc
  .tuple(fc.integer({ min: -6, max: 6 }), fc.boolean())
  .map(([k, negative]) => (negative ? -1 : 1) * 2 ** k);
const compass = fc.constantFrom<readonly [number, number]>([1, 0], [0, 1], [1, 1], [1, -1], [2, -1], [-1, 3]);
const landmark = fc.constantFrom<readonly [number, number]>([0, 0], [1, 1], [-1, 1], [1, -1], [0.5, 0.5], [-0.25, 0]);

/** Any change that keeps coarse weights coarse. */
export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('copy' as const), layer: small, from: small, to: small, factor: powerOfTwo }),
  fc.record({ kind: fc.constant('zeroRow' as const), layer: small, unit: small, bias: fc.constantFrom(0, 0, 1, -1) }),
  fc.record({ kind: fc.constant('dead' as const), layer: small, unit: small }),
  fc.record({ kind: fc.constant('noBias' as const), layer: small }),
  fc.record({ kind: fc.constant('follow' as const), layer: small, unit: small, of: small, factor: powerOfTwo }),
  fc.record({ kind: fc.constant('line' as const), unit: small, normal: compass, through: landmark }),
);

/** Units scaled by powers of two that reach beyond 1e±150: the partition must not notice (ReLU, leaky ReLU, abs). */
export const hugeOrTiny: fc.Arbitrary<Change> = fc.record({
  kind: fc.constant('scale' as const),
  layer: fc.constant(0),
  unit: small,
  factor: fc.constantFrom(2 ** 500, 2 ** -500, -(2 ** 500), -(2 ** -500)),
});

export const weightCount = (widths: readonly number[]): number =>
  widths.slice(1).reduce((sum, outputs, i) => sum + outputs * ((widths[i] as number) + 1), 0);

export interface CoarseOptions {
  readonly shapes: readonly (readonly number[])[];
  readonly activations?: readonly ActivationSpec[];
  /** Weights are multiples of 1/grid … */
  readonly grid?: number;
  /** … up to reach/grid. */
  readonly reach?: number;
  readonly change?: fc.Arbitrary<Change>;
  readonly maxChanges?: number;
}

/** Networks of coarse weights, changed or not. Float64 holds their affine functions exactly (`DYADIC` activations). */
export function coarseNetworks(options: CoarseOptions): fc.Arbitrary<Network> {
  const { shapes, activations = DYADIC, grid = 8, reach = 16, change = anyChange, maxChanges = 0 } = options;
  return fc.constantFrom(...shapes).chain((widths) => {
    const count = weightCount(widths);
    const weights = fc.array(fc.integer({ min: -reach, max: reach }), { minLength: count, maxLength: count });
    const changes = fc.array(change, { maxLength: maxChanges });
    return fc.tuple(fc.constantFrom(...activations), weights, changes).map(([activation, values, list]) =>
      coarseNetwork(
        widths,
        activation,
        values.map((value) => value / grid),
        list,
      ),
    );
  });
}

/** Plain JSON of a network, for messages: what a failing case needs to be run again. */
export const describeNetwork = (network: Network): string =>
  JSON.stringify(
    denseLayersOf(network).map(({ weights, bias, activation, inputSize }) => ({
      W: Array.from(bias, (_, row) => [...weights.subarray(row * inputSize, (row + 1) * inputSize)]),
      b: [...bias],
      activation,
    })),
  );
