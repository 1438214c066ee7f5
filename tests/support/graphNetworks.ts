/** Networks of random graphs, and what is asked of them again and again. */
import { lowerGraph } from '../../src/core/graph';
import { createRandom, type Random } from '../../src/core/math/random';
import { codeLayout, type Network, preActivations } from '../../src/core/network';
import type { ActivationSpec } from '../../src/core/network/activation';
import { codeOf } from '../../src/core/network/code';
import { FREE, identityPiece } from '../../src/core/network/held';
import { randomGraph } from './graphs';

export const normals = (random: Random, size: number): Float64Array =>
  Float64Array.from({ length: size }, () => random.normal());

/** The network of the graph of a seed, an input, and what further choices are drawn from. */
export function graphCase(seed: number): { network: Network; x: Float64Array; random: Random } {
  const network = lowerGraph(randomGraph(seed));
  const random = createRandom(seed + 1);
  return { network, x: normals(random, network.inputSize), random };
}

const STEPS: readonly ActivationSpec[] = [
  { name: 'sigmoid' },
  { name: 'table', table: { label: 'threshold', slopes: [0, 1], offsets: [0.3, 0], thresholds: [0.2] } },
];

/** The same with steps in place of the first activation that is in no contest, values that are passed on beside them. */
export function withSteps(network: Network, seed: number): Network {
  const activation = STEPS[seed % STEPS.length] as ActivationSpec;
  const at = network.layers.findIndex(({ contest, source }) => source && !contest);
  const layers = network.layers.map((layer, i) => {
    if (i !== at) return layer;
    const { held, ...rest } = layer;
    const passing = held?.map((piece) => (piece === FREE ? FREE : identityPiece(activation)));
    return { ...rest, activation, ...(passing ? { held: passing } : {}) };
  });
  return { ...network, layers };
}

/** The code of x, with what is on a threshold to rounding exactly there: a constant has one code. */
export function steadyCode(network: Network, x: Float64Array): Uint32Array {
  const layout = codeLayout(network);
  const z = preActivations(network, x);
  for (const { layer, activation } of layout.gated)
    z[layer - 1] = (z[layer - 1] as Float64Array).map(
      (value) => activation.thresholds.find((t) => Math.abs(value - t) < 1e-12) ?? value,
    );
  return codeOf(layout, z);
}
