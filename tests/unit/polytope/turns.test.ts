import { expect, it, vi } from 'vitest';
import type { Network } from '../../../src/core/network';
import { DenseOp } from '../../../src/core/network/denseOp';
import { SparseGradients } from '../../../src/core/network/sparseGradients';
import { type Facet, facetsOf, startFacets } from '../../../src/core/polytope';
import { stepAcross } from '../../../src/core/polytope/stepAcross';
import { seededNetwork } from '../../support/build';
import { cube, solver } from './support';

const PRODUCTS = ['apply', 'applyRows', 'applyTransposed', 'applyErrors', 'applyMagnitudes', 'applyAbsolute'] as const;

interface Taken {
  /** The most products of layers in one step of a search, and of all steps. */
  readonly most: number;
  readonly all: number;
  /** Passes that the search says it took. */
  readonly passes: number;
  readonly facets: number;
}

function takenBy(network: Network, box: ReturnType<typeof cube> | null, x: Float64Array, passes = 400): Taken {
  const spies = PRODUCTS.map((name) => vi.spyOn(DenseOp.prototype, name));
  const count = (): number => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  const run = startFacets(network, x, solver, { way: 'passes', passes, box });
  let most = 0;
  let before = count();
  for (let done = false; !done; before = count()) {
    done = run.advance(1);
    most = Math.max(most, count() - before);
  }
  const all = count();
  vi.restoreAllMocks();
  const found = run.finish();
  return { most, all, passes: found.passes?.passes ?? 0, facets: found.facets.length };
}

it('takes no more than two passes through the network from one look at the messages to the next', () => {
  const [network, layers] = [seededNetwork([6, 20, 16, 12, 3], 7), 4];
  for (const box of [null, cube(6)])
    for (const place of [0.2, 0]) {
      const { most, all, facets } = takenBy(network, box, new Float64Array(6).fill(place));
      expect(facets).toBeGreaterThan(5);
      expect(all).toBeGreaterThan(400);
      expect(most).toBeLessThanOrEqual(2 * layers);
    }
});

it('counts every pass that it takes', () => {
  const [network, layers] = [seededNetwork([6, 20, 16, 12, 3], 7), 4];
  const { all, passes } = takenBy(network, cube(6), new Float64Array(6).fill(0.2));
  expect(all).toBeLessThanOrEqual(layers * passes);
  expect(passes).toBeLessThan(440);
});

it('steps across a facet a pass at a time, however often the step is halved', () => {
  const [network, layers] = [seededNetwork([6, 20, 16, 12, 3], 7), 4];
  const { facets, region } = facetsOf(network, new Float64Array(6).fill(0.2), solver, { way: 'passes', passes: 200 });
  const facet = facets[0] as Facet;
  const spies = PRODUCTS.map((name) => vi.spyOn(DenseOp.prototype, name));
  const products = (): number => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  const count = { taken: 0 };
  // So far that nearly all units change at first.
  const steps = stepAcross({ network, code: region.halfSpaces.code }, { ...facet, margin: 1000 }, count);
  let [most, before] = [0, 0];
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    most = Math.max(most, products() - before);
    before = products();
  }
  vi.restoreAllMocks();
  expect(step.value?.units.map(({ layer, unit }) => [layer, unit])).toEqual(
    facet.units.map(({ layer, unit }) => [layer, unit]),
  );
  expect(count.taken).toBeGreaterThan(10);
  // The first time the sums of all weights are taken as well.
  expect(most).toBeLessThanOrEqual(2 * layers);
  expect(before).toBeLessThanOrEqual(layers * (count.taken + 1));
});

it('looks for the ball with no more than half of its passes', () => {
  const network = seededNetwork([12, 60, 60, 60, 3], 3);
  const norms = vi.spyOn(SparseGradients.prototype, 'norm');
  const run = startFacets(network, new Float64Array(12).fill(0.2), solver, { way: 'passes', passes: 60 });
  while (run.progress.phase === 'ball') run.advance(1);
  expect(norms.mock.calls.length).toBeGreaterThan(0);
  expect(run.progress.passes?.done).toBeLessThan(60);
  vi.restoreAllMocks();
});
