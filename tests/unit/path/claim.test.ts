import { describe, expect, it } from 'vitest';
import { CLAIM, type ClaimRecipe, claimFor, ratioOf } from '../../../scripts/training/claim';

/** The claim's recipe, shortened: a quarter of the points, 300 steps at a higher rate, fewer pairs. */
const SHORT: ClaimRecipe = {
  ...CLAIM,
  count: 100,
  batchSize: 20,
  epochs: 60,
  learningRate: 0.05,
  pairs: 200,
};
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('training thickens boundaries between classes', () => {
  it.each(['blobs', 'moons'] as const)('%s: in at least nine of ten seeds, by both measures', (set) => {
    const results = SEEDS.map((seed) => claimFor(set, seed, SHORT, [0]));
    // Trained indeed: nothing is left to learn.
    for (const { accuracy, steps } of results) expect([accuracy, steps]).toEqual([1, 300]);
    for (const measure of ['crossings', 'hamming'] as const) {
      const raised = results.filter(
        ({ trained, untrained }) => ratioOf(trained[0], measure) > ratioOf(untrained[0], measure),
      );
      expect(raised.length, measure).toBeGreaterThanOrEqual(9);
    }
  });

  it('is measured of the network that was trained: without training the two are the same', () => {
    const still = claimFor('moons', 3, { ...SHORT, learningRate: 0, finalRate: 0, epochs: 1 }, [0]);
    expect(still.trained).toEqual(still.untrained);
    expect(still.accuracy).toBeLessThan(1);
  });
});
