import { expect, it, vi } from 'vitest';
import { SparseGradients } from '../../../src/core/network/sparseGradients';
import { startFacets } from '../../../src/core/polytope';
import { seededNetwork } from '../../support/build';
import { solver } from './support';

// As if passes were long, with a network of which they are short.
vi.mock('../../../src/core/network/forwardCost', async (original) => ({
  ...(await original<typeof import('../../../src/core/network/forwardCost')>()),
  LONG_PASS: 1000,
}));

/** How many lengths the search for the nearest boundary to the end takes before rays start. */
function lengthsOf(sizes: readonly number[]): number {
  const norms = vi.spyOn(SparseGradients.prototype, 'norm');
  const x = new Float64Array(sizes[0] as number).fill(0.2);
  const run = startFacets(seededNetwork([...sizes], 3), x, solver, { way: 'passes', passes: 150 });
  while (run.progress.phase === 'ball') run.advance(1);
  expect(run.progress.phase).toBe('facets');
  const { length } = norms.mock.calls;
  vi.restoreAllMocks();
  return length;
}

it('does not search for the nearest boundary to the end where passes are long: not of chains of dense layers either', () => {
  expect(lengthsOf([4, 9, 7, 2])).toBeGreaterThan(0);
  expect(lengthsOf([12, 60, 60, 3])).toBe(0);
});
