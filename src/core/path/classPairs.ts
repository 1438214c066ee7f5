import { createRandom, type Random } from '../math/random';
import { i32 } from '../math/typed';

/** Points with a class each. */
export interface LabelledPoints {
  /** count × inputSize. */
  readonly inputs: Float32Array | Float64Array;
  readonly inputSize: number;
  readonly count: number;
  /** A class index a point. */
  readonly labels: ArrayLike<number>;
}

/** An endless stream of pairs of points, one within a class and one between two in turns. */
export interface PairStream {
  next(): { readonly a: number; readonly b: number; readonly within: boolean };
}

/** Whether pairs of both kinds can be drawn, or why not. */
export function pairsFault({ count, labels }: Pick<LabelledPoints, 'count' | 'labels'>): string | null {
  const sizes = new Map<number, number>();
  for (let i = 0; i < count; i++) sizes.set(labels[i] as number, (sizes.get(labels[i] as number) ?? 0) + 1);
  if (sizes.size < 2) return `pairs between classes need two classes, found ${sizes.size}`;
  return Math.max(...sizes.values()) < 2 ? 'pairs within a class need a class of two points' : null;
}

/**
 * Pairs drawn with replacement, by seed. Within: a point of any class that has two, then another one of its class. Between: any
 * point, then one of another class. Every point is as likely as any other to come first. Throws a RangeError as `pairsFault`
 * says.
 */
export function classPairs({ count, labels }: Pick<LabelledPoints, 'count' | 'labels'>, seed: number): PairStream {
  const fault = pairsFault({ count, labels });
  if (fault) throw new RangeError(fault);
  const random = createRandom(seed);
  // Points by class; each class is a run of `order`.
  const order = Int32Array.from({ length: count }, (_, i) => i).sort(
    (i, j) => (labels[i] as number) - (labels[j] as number) || i - j,
  );
  const starts: number[] = [];
  order.forEach((point, k) => {
    if (k === 0 || labels[point] !== labels[i32(order, k - 1)]) starts.push(k);
  });
  const runs = starts.map((from, c) => ({ from, to: starts[c + 1] ?? count }));
  const runOf = new Int32Array(count);
  for (const [c, { from, to }] of runs.entries()) runOf.fill(c, from, to);
  const paired = Int32Array.from(order.keys()).filter((k) => lengthOf(runs[i32(runOf, k)]) > 1);
  let turn = 0;
  return {
    next: () => {
      const within = turn++ % 2 === 0;
      const first = within ? i32(paired, random.below(paired.length)) : random.below(count);
      const { from, to } = runs[i32(runOf, first)] as { from: number; to: number };
      const second = within ? other(from, to, first, random) : outside(from, to, count, random);
      return { a: i32(order, first), b: i32(order, second), within };
    },
  };
}

const lengthOf = (run: { readonly from: number; readonly to: number } | undefined): number =>
  run ? run.to - run.from : 0;

/** A place of [from, to) other than `taken`. */
function other(from: number, to: number, taken: number, random: Random): number {
  const place = from + random.below(to - from - 1);
  return place < taken ? place : place + 1;
}

/** A place of [0, count) outside [from, to). */
function outside(from: number, to: number, count: number, random: Random): number {
  const place = random.below(count - (to - from));
  return place < from ? place : place + (to - from);
}
