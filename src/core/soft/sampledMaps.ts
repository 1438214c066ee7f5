/** Hard codes drawn at a point, and how the mean of their maps comes near the soft map. */
import { createRandom } from '../math/random';
import { f64 } from '../math/typed';
import { type AffineMap, localAffineMap } from '../network/localMap';
import type { Network } from '../network/network';
import { drawCode } from './likelyCodes';
import { softMap } from './map';
import type { SoftPass } from './pass';

export interface SampledMaps {
  /** After how many drawn codes: 1, 2, 4, … and the last. */
  readonly counts: readonly number[];
  /** ‖mean of the A_s so far − A(x)‖_F. */
  readonly errors: readonly number[];
  /** √(mean ‖A_s − A(x)‖²_F / n) at those counts: what the error is on average. */
  readonly expected: readonly number[];
  /** How many different codes were drawn. */
  readonly different: number;
  /** ‖A(x)‖_F. */
  readonly norm: number;
}

/** Draws `count` codes with a seed. Cost: outputs × weights a different code. */
export function sampledMaps(network: Network, pass: SoftPass, count: number, seed: number): SampledMaps {
  // The soft map of what the codes decide: a code that is read out has no hard map beside it.
  const { codeOutput: _, ...plain } = network;
  const { A } = softMap(plain, pass);
  const random = createRandom(seed);
  const known = new Map<string, AffineMap>();
  const sum = new Float64Array(A.length);
  const counts: number[] = [];
  const errors: number[] = [];
  let spread = 0;
  for (let n = 1; n <= count; n++) {
    const code = drawCode(network, pass, random);
    const key = code.join();
    const map = known.get(key) ?? localAffineMap(plain, code);
    known.set(key, map);
    spread += squaredDistance(map.A, A, 1);
    for (let i = 0; i < sum.length; i++) sum[i] = f64(sum, i) + f64(map.A, i);
    if ((n & (n - 1)) !== 0 && n !== count) continue;
    counts.push(n);
    errors.push(Math.sqrt(squaredDistance(sum, A, n)));
  }
  const expected = counts.map((n) => Math.sqrt(spread / count / n));
  return { counts, errors, expected, different: known.size, norm: Math.sqrt(squaredDistance(A, A, Infinity)) };
}

/** ‖sum/n − A‖²; n = Infinity: ‖A‖². */
function squaredDistance(sum: Float64Array, A: Float64Array, n: number): number {
  let squares = 0;
  for (let i = 0; i < A.length; i++) squares += (f64(sum, i) / n - f64(A, i)) ** 2;
  return squares;
}
