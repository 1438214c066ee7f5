import { expect, it, vi } from 'vitest';
import { DenseOp } from '../../../src/core/network/denseOp';
import { startFacets } from '../../../src/core/polytope';
import { seededNetwork } from '../../support/build';
import { cube, solver } from './support';

const PRODUCTS = ['apply', 'applyRows', 'applyTransposed', 'applyErrors', 'applyMagnitudes', 'applyAbsolute'] as const;

/** The most products of layers in one step of a search, and of all steps. */
function productsOfSteps(box: ReturnType<typeof cube> | null, x: Float64Array): { most: number; all: number } {
  const network = seededNetwork([6, 20, 16, 12, 3], 7);
  const spies = PRODUCTS.map((name) => vi.spyOn(DenseOp.prototype, name));
  const count = (): number => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  const run = startFacets(network, x, solver, { way: 'passes', passes: 400, box });
  let most = 0;
  let before = count();
  for (let done = false; !done; before = count()) {
    done = run.advance(1);
    most = Math.max(most, count() - before);
  }
  const all = count();
  vi.restoreAllMocks();
  expect(run.finish().facets.length).toBeGreaterThan(5);
  return { most, all };
}

it('takes no more than two passes through the network from one look at the messages to the next', () => {
  const layers = 4;
  for (const box of [null, cube(6)])
    for (const place of [0.2, 0]) {
      const { most, all } = productsOfSteps(box, new Float64Array(6).fill(place));
      expect(all).toBeGreaterThan(400);
      expect(most).toBeLessThanOrEqual(2 * layers);
    }
});
