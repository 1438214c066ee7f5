import { log } from './elementary';

/** A seeded stream of pseudo-random numbers: the same bits on every machine. */
export interface Random {
  /** Next 32 bits, 0 … 2³² − 1. */
  readonly bits: () => number;
  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  readonly uniform: () => number;
  /** Uniform in [lo, hi). */
  readonly between: (lo: number, hi: number) => number;
  /** A whole number in 0 … n − 1, without bias. */
  readonly below: (n: number) => number;
  /** Standard normal. */
  readonly normal: () => number;
}

/** Spreads a seed over the words of a state (a counter through a 32-bit mixer). */
function seedWords(seed: number, count: number): Uint32Array {
  let counter = seed >>> 0;
  return new Uint32Array(count).map(() => {
    counter = (counter + 0x9e3779b9) >>> 0;
    let z = counter;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  });
}

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** xoshiro128** (Blackman & Vigna, "Scrambled linear pseudorandom number generators"). `seed` is taken modulo 2³². */
function xoshiro(seed: number): () => number {
  let [a, b, c, d] = Array.from(seedWords(seed, 4)) as [number, number, number, number];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
}

/** Normal numbers by Marsaglia's polar method, from √ and our own logarithm. */
function polar(uniform: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    let u = 0;
    let v = 0;
    let s = 0;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * log(s)) / s);
    spare = v * scale;
    return u * scale;
  };
}

/** A stream of random numbers that depends on the seed alone (a whole number, taken modulo 2³²). */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed)) throw new RangeError(`invalid seed: ${seed}`);
  const bits = xoshiro(seed);
  const uniform = (): number => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992;
  const below = (n: number): number => {
    if (!(Number.isInteger(n) && n > 0 && n <= 4294967296)) throw new RangeError(`invalid bound: ${n}`);
    // Values above the last full multiple of n would favour small results: draw again.
    const limit = 4294967296 - (4294967296 % n);
    let value = bits();
    while (value >= limit) value = bits();
    return value % n;
  };
  return { bits, uniform, between: (lo, hi) => lo + (hi - lo) * uniform(), below, normal: polar(uniform) };
}

/** Shuffles in place (Fisher & Yates); every order is equally likely. */
export function shuffle(values: Uint32Array, random: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = values[i] as number;
    values[i] = values[j] as number;
    values[j] = kept;
  }
}
