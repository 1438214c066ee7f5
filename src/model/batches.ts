import { createRandom, shuffle } from '../core/math/random';

/** A stream of batches of data indices. */
export interface Batches {
  /** Indices of the next batch; null means all data. A round visits every point once, the last batch may be smaller. */
  readonly next: () => Int32Array | null;
}

/** Seeded: the same batches in the same order for the same seed. A new shuffle each round. */
export function createBatches(count: number, batchSize: number, seed: number): Batches {
  if (batchSize >= count) return { next: () => null };
  const random = createRandom(seed);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  let at = count;
  return {
    next: () => {
      if (at >= count) {
        shuffle(order, random);
        at = 0;
      }
      const batch = Int32Array.from(order.subarray(at, at + batchSize));
      at += batch.length;
      return batch;
    },
  };
}
