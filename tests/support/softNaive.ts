/** A soft forward pass by the book, in plain loops and without the core: what soft codes are compared with. */
import { createRandom } from '../../src/core/math/random';
import type { ActivationSpec, Network } from '../../src/core/network';
import { type PiecewiseLinear, piecewiseLinear } from '../../src/core/network';
import type { LayerGate } from '../../src/core/soft';
import { denseLayersOf } from './denseLayers';

/** Φ by Simpson's rule over its density, from 0: to about 1e-13, and 0 or 1 beyond 9. */
export function naivePhi(x: number): number {
  if (Math.abs(x) > 9) return x > 0 ? 1 : 0;
  const n = 2000;
  const h = x / n;
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    const weight = i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((i * h) ** 2) / 2);
  }
  return 0.5 + (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

const sigma = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Probabilities of the pieces of one unit: of two pieces softmax(η e), or Φ(ηz) for a probit gate; of hard tanh and ReLU6 the
 * differences of two logistic gates. At η = Infinity one of them is 1.
 */
export function naiveProbabilities(spec: ActivationSpec, { kind, eta }: LayerGate, z: number): number[] {
  const f = piecewiseLinear(spec);
  if (eta === Infinity) return f.slopes.map((_, r) => Number(r === hardPiece(f, z)));
  const gateAt = (side: 1 | -1, r: number): number => {
    const u = side * eta * step * (z - (f.thresholds[r] as number));
    return kind === 'probit' ? naivePhi(u) : sigma(u);
  };
  const step =
    spec.name === 'tanh' || spec.name === 'abs' ? 2 : spec.name === 'leakyRelu' ? 1 - (spec.alpha ?? 0.01) : 1;
  const above = f.thresholds.map((_, r) => gateAt(1, r));
  // Of two pieces the unlikely one is computed by itself, so that it keeps its digits.
  const off = f.thresholds.map((_, r) => gateAt(-1, r));
  return f.slopes.map((_, r) => (r === 0 ? (off[0] as number) : (above[r - 1] as number) - (above[r] ?? 0)));
}

function hardPiece({ thresholds, atThreshold }: PiecewiseLinear, z: number): number {
  return thresholds.filter((t) => (atThreshold === 'below' ? z > t : z >= t)).length;
}

export interface NaivePass {
  /** Layers × units × pieces; empty lists for layers without gates. */
  readonly probabilities: readonly (readonly number[][])[];
  readonly output: readonly number[];
}

/** The output of the softened network at x, before a `codeOutput`. */
export function naiveSoftPass(network: Network, gates: readonly (LayerGate | null)[], x: ArrayLike<number>): NaivePass {
  let h = Array.from(x);
  const probabilities = denseLayersOf(network).map(({ weights, bias, inputSize, activation }, l) => {
    const z = Array.from(bias, (b, j) =>
      h.reduce((sum, value, k) => sum + (weights[j * inputSize + k] as number) * value, b),
    );
    const gate = gates[l];
    if (!gate) {
      h = z;
      return [];
    }
    const { slopes, offsets } = piecewiseLinear(activation);
    const units = z.map((value) => naiveProbabilities(activation, gate, value));
    h = units.map((p, j) => {
      const mean = p.reduce(
        (sum, t, r) => sum + t * ((slopes[r] as number) * (z[j] as number) + (offsets[r] as number)),
        0,
      );
      const entropy = p.reduce((sum, t) => (t > 0 ? sum - t * Math.log(t) : sum), 0);
      return gate.entropic ? mean + entropy / gate.eta : mean;
    });
    return units;
  });
  return { probabilities, output: h };
}

export interface PlainMap {
  readonly A: number[][];
  readonly c: number[];
}

/** The affine map of a network whose units are on given pieces (a list a layer; empty where there are no gates). */
export function plainMap(network: Network, pieces: readonly (readonly number[])[]): PlainMap {
  let A = Array.from({ length: network.inputSize }, (_, i) =>
    Array.from({ length: network.inputSize }, (__, k) => Number(i === k)),
  );
  let c: number[] = A.map(() => 0);
  denseLayersOf(network).forEach(({ weights, bias, inputSize, activation }, l) => {
    const { slopes, offsets } = piecewiseLinear(activation);
    const rows = Array.from(bias, (b, j) => {
      const w = Array.from({ length: inputSize }, (_, k) => weights[j * inputSize + k] as number);
      const slope = slopes[pieces[l]?.[j] ?? 0] as number;
      const offset = offsets[pieces[l]?.[j] ?? 0] as number;
      const row = Array.from({ length: network.inputSize }, (_, i) =>
        w.reduce((sum, value, k) => sum + value * (A[k]?.[i] as number), 0),
      );
      return {
        row: row.map((value) => slope * value),
        constant: slope * w.reduce((sum, value, k) => sum + value * (c[k] as number), b) + offset,
      };
    });
    A = rows.map(({ row }) => row);
    c = rows.map(({ constant }) => constant);
  });
  return { A, c };
}

/** All ways to put every gated unit on a piece, with the probability of each: 2^N for N units of two pieces. */
export function* allCodes(
  probabilities: readonly (readonly number[][])[],
): Generator<{ readonly pieces: readonly number[][]; readonly p: number }> {
  const units = probabilities.flat();
  const total = units.reduce((product, p) => product * p.length, 1);
  for (let index = 0; index < total; index++) {
    let rest = index;
    let p = 1;
    const pieces = probabilities.map((layer) =>
      layer.map((unit) => {
        const piece = rest % unit.length;
        rest = Math.floor(rest / unit.length);
        p *= unit[piece] as number;
        return piece;
      }),
    );
    yield { pieces, p };
  }
}

/** Seeded points of R^d, normal with standard deviation 1.5. */
export function somePoints(d: number, seed: number, count: number): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => Array.from({ length: d }, () => 1.5 * random.normal()));
}

/** The smooth activations, with slopes of their gates and without. */
export const SMOOTH: readonly ActivationSpec[] = [
  { name: 'gelu' },
  { name: 'swish' },
  { name: 'swish', eta: 1.702 },
  { name: 'softplus' },
  { name: 'softplus', eta: 3 },
  { name: 'sigmoid' },
  { name: 'tanh' },
];
