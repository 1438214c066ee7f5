/** A small network for the soft commands, and what they should say of it, by the book. */
import { expect } from 'vitest';

export const W1 = [
  [1, -0.5, 0.25],
  [0.5, 2, -1],
  [-1.5, 0.75, 0.5],
  [0.3, 0.3, 1],
];
const W2 = [
  [1, -1, 0.5, 0.25],
  [0.75, 0.5, -1, 1],
];
export const [b1, b2] = [
  [0.1, -0.2, 0.3, 0],
  [0.5, -0.25],
];
/** A file of one hidden layer, 3-4-2, with a slice. */
export const network = (activation: string, last?: string) => ({
  name: 'soft',
  layers: [
    { W: W1, b: b1, activation },
    { W: W2, b: b2, ...(last ? { activation: last } : {}) },
  ],
  slice: { origin: [0.5, 0, -0.5], u: [2, 0, 0], v: [1, 1, 1] },
});
export const x = [0.4, -0.3, 0.7];

const sigma = (u: number): number => 1 / (1 + Math.exp(-u));
export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, w, k) => sum + w * (b[k] as number), 0);
const entropy = (t: number): number => -t * Math.log(t) - (1 - t) * Math.log(1 - t);

/** One hidden layer by the book: gate t(z), activation slope α + (1 − α) t with α the slope of the first piece. */
export function plain(eta: number, alpha: number, point: readonly number[]) {
  const scale = 1 - alpha;
  const z = W1.map((row, j) => dot(row, point) + (b1[j] as number));
  const t = z.map((value) => sigma(eta * scale * value));
  const slope = t.map((value) => alpha + scale * value);
  const derivative = t.map(
    (value, j) => (slope[j] as number) + scale * scale * eta * value * (1 - value) * (z[j] as number),
  );
  const through = (d: number[]) =>
    W2.map((row) =>
      point.map((_, i) => row.reduce((sum, w, j) => sum + w * (d[j] as number) * (W1[j]?.[i] as number), 0)),
    );
  return {
    t,
    A: through(slope),
    c: W2.map((row, k) =>
      row.reduce((sum, w, j) => sum + w * (slope[j] as number) * (b1[j] as number), b2[k] as number),
    ),
    jacobian: through(derivative),
    output: W2.map((row, k) =>
      row.reduce((sum, w, j) => sum + w * (slope[j] as number) * (z[j] as number), b2[k] as number),
    ),
    entropy: t.reduce((sum, value) => sum + entropy(value), 0),
    expectedActive: t.reduce((sum, value) => sum + value, 0),
  };
}

/** Equal to rounding, number by number. */
export const near = (got: unknown, want: unknown): void => {
  const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);
  const [a, b] = [flat(got), flat(want)];
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => {
    expect(Math.abs(value - (b[i] as number))).toBeLessThan(1e-12);
  });
};
