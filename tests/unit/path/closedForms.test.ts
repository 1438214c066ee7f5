import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import { denseNetwork } from '../../../src/core/network';
import { EngineError } from '../../../src/core/partition';
import { walkPath } from '../../../src/core/path';
import { arrangement, dense, seededNetwork, tentNetwork } from '../../support/build';
import { listed, pieceCount } from '../../support/paths';

describe('closed forms', () => {
  it.each([1, 2, 3, 6, 10])('the tent map of depth %i has 2^depth pieces with slopes ±2^depth', (depth) => {
    const walk = walkPath(tentNetwork(depth), [[0], [1]]);
    const n = 2 ** depth;
    expect([...walk.knots]).toEqual(Array.from({ length: n + 1 }, (_, k) => k / n));
    expect([...walk.slopes]).toEqual(Array.from({ length: n }, (_, k) => (k % 2 === 0 ? n : -n)));
    expect([...walk.values]).toEqual(Array.from({ length: n + 1 }, (_, k) => k % 2));
  });

  it('a ray from 0 without biases has no crossing', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const network = seededNetwork([4, 12, 12, 12, 2], seed, { name: 'leakyRelu', alpha: 0.25 }, 0);
      const random = createRandom(seed);
      const x = Array.from({ length: 4 }, random.normal);
      expect(listed(walkPath(network, [[0, 0, 0, 0], x]))).toEqual([]);
      // Straight through 0 every unit that is not constant changes there, and nowhere else.
      const through = walkPath(network, [x.map((v) => -v), x]);
      expect([...through.knots]).toEqual([0, 0.5, 1]);
    }
  });

  it('m units at one parameter are m crossings, by layer and unit', () => {
    const copies = arrangement(
      [
        [1, 0],
        [-3, 0],
        [7, 0],
        [0, 1],
      ],
      [-0.3, 0.9, -2.1, 5],
    );
    expect(
      listed(
        walkPath(copies, [
          [0, 0],
          [1, 0.25],
        ]),
      ),
    ).toEqual([
      { t: 0.3, layer: 1, unit: 0, before: 0, after: 1 },
      { t: 0.3, layer: 1, unit: 1, before: 1, after: 0 },
      { t: 0.3, layer: 1, unit: 2, before: 0, after: 1 },
    ]);
  });

  it('a touch without a change is no crossing', () => {
    // z = |x| touches 0 at 0: the second layer's unit never changes its piece along the path.
    const network = denseNetwork('touch', [
      dense([[1], [-1]]),
      dense([[1, 1]]),
      dense([[1]], [0], { name: 'identity' }),
    ]);
    expect(listed(walkPath(network, [[-1], [1]])).map(({ layer }) => layer)).toEqual([1, 1]);
    const polyline = walkPath(arrangement([[1, 0]]), [
      [1, 0],
      [0, 1],
      [1, 2],
    ]);
    expect(listed(polyline)).toEqual([]);
    expect([...polyline.knots]).toEqual([0, 1, 2]);
  });

  it.each([1e-3, 1e-6, 1e-9, 1e-11])('a double flip within %f is two crossings', (width) => {
    // z = |x| − w/2 in layer 2 is below 0 for |x| < w/2 alone.
    const network = denseNetwork('dip', [
      dense([[1], [-1]]),
      dense([[1, 1]], [-width / 2]),
      dense([[1]], [0], { name: 'identity' }),
    ]);
    const crossings = listed(walkPath(network, [[-0.4], [0.6]])).filter(({ layer }) => layer === 2);
    expect(crossings.map(({ after }) => after)).toEqual([0, 1]);
    const [out, back] = crossings.map(({ t }) => t) as [number, number];
    expect(Math.abs(back - out - width)).toBeLessThan(1e-15 + 1e-4 * width);
  });

  it('a crossing at a vertex between two legs is listed there once', () => {
    const walk = walkPath(arrangement([[1, 1]]), [
      [-1, 0],
      [0, 0],
      [3, 0],
    ]);
    expect(listed(walk)).toEqual([{ t: 1, layer: 1, unit: 0, before: 0, after: 1 }]);
    expect([...walk.legs]).toEqual([0, 1]);
    expect([...walk.legLengths]).toEqual([1, 3]);
  });
});

describe('faults', () => {
  const network = seededNetwork([2, 4, 1], 1);
  it('names what is wrong', () => {
    expect(() => walkPath(network, [[0, 0]])).toThrow(EngineError);
    expect(() => walkPath(network, [[0, 0], [1]])).toThrow('vertex 1 has 1 entries, the network takes 2 inputs');
    expect(() =>
      walkPath(network, [
        [0, Number.NaN],
        [1, 1],
      ]),
    ).toThrow('vertex 0: entry 1 is not finite (NaN)');
    const huge = arrangement([
      [1, 1],
      [2 ** 1000, 0],
    ]);
    expect(() =>
      walkPath(huge, [
        [0, 0],
        [1e60, 1],
      ]),
    ).toThrow('layer 1, unit 1');
  });

  it('takes a leg of length 0', () => {
    const walk = walkPath(network, [
      [0, 0],
      [0, 0],
    ]);
    expect([pieceCount(walk), walk.crossings.t.length, walk.legLengths[0]]).toEqual([1, 0, 0]);
  });
});
