import { expect, it, vi } from 'vitest';
import type { Network } from '../../../src/core/network';
import { forwardCost, LONG_PASS } from '../../../src/core/network/forwardCost';
import { SparseGradients } from '../../../src/core/network/sparseGradients';
import { startFacets } from '../../../src/core/polytope';
import { halfSpacesAt } from '../../../src/core/polytope/halfSpaces';
import { PassBody } from '../../../src/core/polytope/passes/body';
import { seededNetwork } from '../../support/build';
import { solver, unitKey } from './support';

/** A network whose first weights say that they are so many that a pass is long: the size alone decides what is done. */
function asIfLong(network: Network): Network {
  const [first] = network.layers;
  if (first?.kind !== 'dense') throw new Error('not dense');
  Object.defineProperty(first.weights, 'length', { value: 2 * LONG_PASS });
  return network;
}

/** How many lengths the search for the nearest boundary to the end takes before rays start. */
function lengthsOf(network: Network): number {
  const norms = vi.spyOn(SparseGradients.prototype, 'norm');
  const x = new Float64Array(network.inputSize).fill(0.2);
  const run = startFacets(network, x, solver, { way: 'passes', passes: 150 });
  while (run.progress.phase === 'ball') run.advance(1);
  expect(run.progress.phase).toBe('facets');
  const { length } = norms.mock.calls;
  vi.restoreAllMocks();
  return length;
}

it('does not search for the nearest boundary to the end where passes are long: not of chains of dense layers either', () => {
  const network = seededNetwork([12, 60, 60, 3], 3);
  expect(lengthsOf(network)).toBeGreaterThan(0);
  const long = asIfLong(network);
  expect(forwardCost(long)).toBeGreaterThan(LONG_PASS);
  expect(lengthsOf(long)).toBe(0);
});

it('asks the network once for a gradient that is wanted again: at the aim, in the proof, and for the way inside', () => {
  const network = seededNetwork([4, 9, 7, 2], 8);
  const x = Float64Array.of(0.3, -0.1, 0.2, 0.5);
  const steps = PassBody.of(network, x, null);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { lengths, list, count } = step.value;
  const { normals, bounds } = halfSpacesAt(network, x);
  const before = count.taken;
  for (let again = 0; again < 2; again++)
    bounds.forEach((bound, row) => {
      const i = Array.from({ length: list.count }, (_, k) => k).find(
        (k) => unitKey([list.bound(k)]) === unitKey([bound]),
      );
      const { gradient, length } = lengths.gradient(i as number) ?? { gradient: x, length: 0 };
      gradient.forEach((value, k) => {
        expect(value / length).toBeCloseTo(normals[4 * row + k] as number, 12);
      });
    });
  expect(count.taken - before).toBe(bounds.length);
});
