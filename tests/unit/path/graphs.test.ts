import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import { codesEqual, forward, type Network } from '../../../src/core/network';
import { certifyInterval } from '../../../src/core/partition/certifyInterval';
import { partitionInterval } from '../../../src/core/partition/interval';
import { valueOn } from '../../../src/core/partition/intervalComplex';
import { codeAt, outputsAt, pathPoint, pieceAt } from '../../../src/core/path/read';
import { walkPath, walkRay } from '../../../src/core/path/walk';
import { pointInInput } from '../../../src/core/slice/slice';
import { graphCase, normals, steadyCode, withSteps } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const seeds = fc.integer({ min: 1, max: 100_000 });
const SAMPLES = 200;

const near = (a: Float64Array, b: Float64Array, tolerance: number): void => {
  const scale = Math.max(1, ...a.map(Math.abs), ...b.map(Math.abs));
  const differences = a.map((value, i) => Math.abs(value - (b[i] as number)) / scale);
  expect(Math.max(0, ...differences)).toBeLessThan(tolerance);
};

/** Whether t is so near to a knot that a forward pass may be on either side. */
const beside = (knots: ArrayLike<number>, t: number): boolean =>
  Array.from(knots).some((knot) => Math.abs(knot - t) < 1e-9);

function expectWalk(network: Network, vertices: readonly Float64Array[], continuous: boolean): number {
  const walk = walkPath(network, vertices);
  const random = createRandom(5);
  const { knots, crossings } = walk;
  for (let i = 0; i < SAMPLES; i++) {
    const t = random.uniform() * (vertices.length - 1);
    if (beside(knots, t)) continue;
    const x = pathPoint(vertices, t);
    expect(codesEqual(codeAt(walk, pieceAt(walk, t)), steadyCode(network, x))).toBe(true);
    if (continuous) near(outputsAt(walk, t), forward(network, x), 1e-9);
  }
  // Neighbouring pieces differ, but where a leg ends.
  for (let p = 1; p + 1 < knots.length; p++)
    if (!Number.isInteger(knots[p])) expect(codesEqual(codeAt(walk, p - 1), codeAt(walk, p))).toBe(false);
  return crossings.t.length;
}

describe('paths through networks of graphs', () => {
  it('have the code and the output of a forward pass at every place', () => {
    let crossings = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const vertices = [x, normals(random, x.length), normals(random, x.length)];
        crossings += expectWalk(network, vertices, true);
      }),
      21,
      120,
    );
    expect(crossings).toBeGreaterThan(1000);
  });

  it('have the codes of forward passes behind steps, where values are passed on beside them', () => {
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        expectWalk(withSteps(network, seed), [x, normals(random, x.length)], false);
      }),
      22,
      80,
    );
  });

  it('go on as rays do', () => {
    holds(
      fc.property(seeds, fc.boolean(), (seed, steps) => {
        const { network: plain, x, random } = graphCase(seed);
        const network = steps ? withSteps(plain, seed) : plain;
        const direction = normals(random, x.length);
        const ray = walkRay(network, x, direction);
        const last = ray.knots[ray.knots.length - 1] as number;
        for (let i = 0; i < SAMPLES; i++) {
          const t = 1.3 * (last + 1) * random.uniform();
          if (beside(ray.knots, t)) continue;
          const piece = ray.knots.findLastIndex((knot) => knot <= t);
          const at = x.map((value, k) => value + t * (direction[k] as number));
          expect(codesEqual(codeAt(ray, piece), steadyCode(network, at))).toBe(true);
          if (piece !== ray.knots.length - 1) continue;
          const size = network.outputSize;
          const values = ray.values.slice(piece * size, (piece + 1) * size);
          near(
            values.map((value, k) => value + (t - last) * (ray.slope[k] as number)),
            forward(network, at),
            1e-8,
          );
        }
      }),
      23,
      80,
    );
  });
});

describe('intervals of networks of graphs', () => {
  it('have the code and the output of a forward pass at every place', () => {
    holds(
      fc.property(seeds, fc.boolean(), (seed, steps) => {
        const { network: plain, x, random } = graphCase(seed);
        const network = steps ? withSteps(plain, seed) : plain;
        const line = { origin: x, e1: normals(random, x.length), e2: new Float64Array(x.length) };
        const interval = partitionInterval(network, line, [-2, 3], { decision: {} });
        const { vertices, codes, layout } = interval;
        for (let i = 0; i < SAMPLES; i++) {
          const t = -2 + 5 * random.uniform();
          if (beside(vertices, t)) continue;
          const piece = vertices.findLastIndex((vertex) => vertex <= t);
          const at = pointInInput(line, [t, 0]);
          const code = codes.slice(piece * layout.words, (piece + 1) * layout.words);
          expect(codesEqual(code, steadyCode(network, at))).toBe(true);
          const f = forward(network, at);
          near(
            f.map((_, k) => valueOn(interval, k, piece, t)),
            f,
            1e-9,
          );
          const best = Math.max(...f);
          expect(f[interval.classes?.[piece] ?? -1]).toBeCloseTo(best, 8);
        }
        const certificate = certifyInterval(network, line, [-2, 3], interval);
        expect(certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
        expect(certificate.continuity).toBeLessThan(1e-9);
        expect(certificate.residual).toBeLessThan(1e-9);
      }),
      24,
      120,
    );
  });
});
