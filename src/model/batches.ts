import { createRandom, shuffle } from '../core/math/random';

/** A stream of batches of data indices. */
export interface Batches {
  /** Indices of the next batch, always `batchSize` of them; null means all data. */
  readonly next: () => Int32Array | null;
}

/**
 * Seeded: the same batches in the same order for the same seed. No point comes twice in a round; a round ends when fewer
 * than a batch are left, so that all batches have one size (another size means other shaders on the GPU).
 */
export function createBatches(count: number, batchSize: number, seed: number): Batches {
  if (batchSize >= count) return { next: () => null };
  const random = createRandom(seed);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  let at = count;
  return {
    next: () => {
      if (at + batchSize > count) {
        shuffle(order, random);
        at = 0;
      }
      const batch = Int32Array.from(order.subarray(at, at + batchSize));
      at += batchSize;
      return batch;
    },
  };
}
