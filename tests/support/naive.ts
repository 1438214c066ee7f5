import { type Network, pieceOf, piecewiseLinear } from '../../src/core/network';
import { denseLayersOf } from './denseLayers';

/** Plain loops over plain arrays: what the engine's forward pass and codes are compared with. */
export function naivePreActivations(network: Network, x: ArrayLike<number>): number[][] {
  let h = Array.from(x);
  return denseLayersOf(network).map(({ inputSize, weights, bias, activation }) => {
    const z = Array.from(bias, (b, row) =>
      h.reduce((sum, value, column) => sum + value * (weights[row * inputSize + column] as number), b),
    );
    const f = piecewiseLinear(activation);
    h = z.map((value) => {
      const r = pieceOf(f, value);
      return (f.slopes[r] as number) * value + (f.offsets[r] as number);
    });
    return z;
  });
}

/** Piece indices, one list a gated layer. */
export function naiveEntries(network: Network, x: ArrayLike<number>): number[][] {
  const z = naivePreActivations(network, x);
  return network.layers.flatMap(({ activation }, i) => {
    const f = piecewiseLinear(activation);
    return f.thresholds.length > 0 ? [(z[i] as number[]).map((value) => pieceOf(f, value))] : [];
  });
}

/** f(x): the last layer's pre-activations through its activation (the identity as a rule). */
export function naiveOutputs(network: Network, x: ArrayLike<number>): number[] {
  const last = network.layers.at(-1) as Network['layers'][number];
  const f = piecewiseLinear(last.activation);
  return (naivePreActivations(network, x).at(-1) as number[]).map((z) => {
    const r = pieceOf(f, z);
    return (f.slopes[r] as number) * z + (f.offsets[r] as number);
  });
}

export interface NaiveUnit {
  readonly layer: number;
  readonly unit: number;
  readonly threshold: number;
  /** z − threshold at x. */
  readonly gap: number;
  /** ∇z by central differences; exact to rounding while no unit changes its piece within `step`. */
  readonly gradient: number[];
}

/** Every threshold of every gated unit at x, with numerical gradients along the given directions (axes by default). */
export function naiveUnits(network: Network, x: ArrayLike<number>, step = 1e-6, directions?: number[][]): NaiveUnit[] {
  const axes = directions ?? Array.from(x, (_, i) => Array.from(x, (__, j) => (i === j ? 1 : 0)));
  const shifted = (axis: number[], by: number) =>
    naivePreActivations(
      network,
      Array.from(x, (value, i) => value + by * (axis[i] as number)),
    );
  const here = naivePreActivations(network, x);
  const pairs = axes.map((axis) => [shifted(axis, step), shifted(axis, -step)] as const);
  return network.layers.flatMap(({ activation }, l) =>
    (here[l] as number[]).flatMap((z, unit) => {
      const gradient = pairs.map(([up, down]) => {
        return ((up[l]?.[unit] as number) - (down[l]?.[unit] as number)) / (2 * step);
      });
      return piecewiseLinear(activation).thresholds.map((threshold) => {
        return { layer: l + 1, unit, threshold, gap: z - threshold, gradient };
      });
    }),
  );
}

/** Index of the largest output, ties to the lowest; 1 or 0 for a single output above the threshold or not. */
export function naiveWinner(outputs: readonly number[], threshold = 0): number {
  if (outputs.length === 1) return (outputs[0] as number) > threshold ? 1 : 0;
  return outputs.reduce((best, value, i) => (value > (outputs[best] as number) ? i : best), 0);
}
