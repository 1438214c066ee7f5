import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import { codeLayout, forward } from '../../../src/core/network';
import { hasContests } from '../../../src/core/network/contest';
import { atOnce } from '../../../src/core/partition/steps';
import { codeAt, extendPath, type PathEnd, walkPath, walkRay } from '../../../src/core/path';
import { farEnd } from '../../../src/core/path/farEnd';
import { allFound, type Finding, type Found } from '../../../src/core/path/finding';
import { extendLongPath, type LongEnd, type LongExtension } from '../../../src/core/path/longExtension';
import { arrangement, seededNetwork } from '../../support/build';
import { graphCase, normals, steadyCode } from '../../support/graphNetworks';
import { holds } from '../../support/holds';
import { coarseNetworks, describeNetwork, GATED } from '../../support/networks';

const seeds = fc.integer({ min: 1, max: 100_000 });
const coordinate = fc.integer({ min: -16, max: 16 }).map((k) => k / 8);

const close = (a: number, b: number, tolerance = 1e-8): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(b)));

const ends = (walk: ReturnType<typeof walkPath>) => ({
  ends: [codeAt(walk, 0), codeAt(walk, walk.knots.length - 2)] as const,
  reached: walk.legLengths.length,
});

function stepsOf<T>(finding: Finding<T>): Found<T>[] {
  const steps = [...finding];
  const shares = steps.map(({ share }) => share);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
  return steps;
}

function expectSame(long: LongEnd, end: PathEnd, mayBeNearer: boolean): void {
  const count = end.crossings.t.length;
  expect(long.crossings).toBe(count);
  expect(long.counted).toBe(true);
  // With no crossing at all, as with contests, what changes last may be no boundary; the walk to there tells.
  if (!mayBeNearer || count > 0) close(long.last, end.last);
  expect(long.limit.certain).toBe(end.limit.certain);
  expect(long.limit.classes).toEqual(end.limit.classes);
  expect(long.limit.winner).toBe(end.limit.winner);
  close(long.limit.confidence, end.limit.confidence);
}

describe('the end of a ray without the way there', () => {
  it('is the last piece of the walk: its code, where it begins, f on it, through random graphs', () => {
    let later = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const direction = normals(random, x.length);
        const ray = walkRay(network, x, direction);
        const far = atOnce(farEnd(network, x, direction));
        const pieces = ray.knots.length;
        expect(far.code).toEqual(codeAt(ray, pieces - 1));
        const start = ray.knots[pieces - 1] as number;
        if (hasContests(codeLayout(network))) expect(far.last).toBeGreaterThanOrEqual(start * (1 - 1e-9));
        else close(far.last, start);
        far.slope.forEach((slope, k) => {
          close(slope, ray.slope[k] as number);
        });
        const there = forward(
          network,
          x.map((value, k) => value + far.last * (direction[k] as number)),
        );
        const scale = Math.max(1, ...there.map(Math.abs));
        there.forEach((value, k) => {
          close((far.values[k] as number) / scale, value / scale);
        });
        later += Number(far.last > 1);
      }),
      12,
      16,
    );
    expect(later).toBeGreaterThan(8);
  });

  it('through degenerate networks is the forward pass’s code far out', () => {
    const networks = coarseNetworks({
      shapes: [
        [2, 8, 8, 1],
        [2, 5, 5, 5, 3],
      ],
      activations: GATED,
      maxChanges: 4,
    });
    const point = fc.tuple(coordinate, coordinate);
    holds(
      fc.property(networks, point, point, (network, origin, direction) => {
        const far = atOnce(farEnd(network, origin, direction));
        const x = Float64Array.from(origin, (value, k) => value + (2 * far.last + 1024) * (direction[k] as number));
        expect(far.code, describeNetwork(network)).toEqual(steadyCode(network, x));
      }),
      32,
      150,
    );
  });
});

describe('what lies beyond the ends of a long path', () => {
  it('is what the walks outwards find, through random graphs', () => {
    let crossings = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const vertices = [x, normals(random, x.length), normals(random, x.length)];
        const walk = walkPath(network, vertices);
        const whole = extendPath(network, vertices, walk);
        const long = allFound(extendLongPath(network, vertices, ends(walk), Infinity));
        const contests = hasContests(codeLayout(network));
        expectSame(long.before, whole.before, contests);
        expectSame(long.after, whole.after, contests);
        crossings += whole.before.crossings.t.length + whole.after.crossings.t.length;
      }),
      13,
      12,
    );
    expect(crossings).toBeGreaterThan(150);
  });

  it('where more are in sight than are counted says how many there are at least, and yet where they end', () => {
    const network = seededNetwork([3, 40, 40, 3], 5);
    const random = createRandom(5);
    const vertices = [normals(random, 3), normals(random, 3)];
    const walk = walkPath(network, vertices);
    const whole = extendPath(network, vertices, walk);
    const at = (most: number): LongExtension => allFound(extendLongPath(network, vertices, ends(walk), most));
    const few = at(5);
    for (const side of ['before', 'after'] as const) {
      const count = whole[side].crossings.t.length;
      expect(few[side].counted).toBe(false);
      expect(few[side].crossings).toBeGreaterThan(5);
      expect(few[side].crossings).toBeLessThanOrEqual(count);
      close(few[side].last, whole[side].last);
      expect(few[side].limit.winner).toBe(whole[side].limit.winner);
    }
  });

  it('is told first without the count, then with it, and how much is done', () => {
    const network = seededNetwork([3, 40, 40, 3], 5);
    const vertices = [Float64Array.of(1, 0, 0), Float64Array.of(0, 1, -0.5)];
    const walk = walkPath(network, vertices);
    const steps = stepsOf(extendLongPath(network, vertices, ends(walk)));
    const found = steps.flatMap((step) => step.found ?? []);
    expect(found.map(({ before, after }) => [before.counted, after.counted])).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(steps.length).toBeGreaterThan(6);
  });

  it('of a walk that did not come to the end begins with the code there', () => {
    const network = seededNetwork([3, 30, 2], 8);
    const vertices = [Float64Array.of(1, 0, 0), Float64Array.of(-1, 1, 2)];
    const walk = walkPath(network, vertices);
    const { after } = extendPath(network, vertices, walk);
    const part = { ends: [codeAt(walk, 0), codeAt(walk, 1)] as const, reached: walk.knots[2] as number };
    expectSame(allFound(extendLongPath(network, vertices, part)).after, after, false);
  });

  it('has what changes at the end itself: a boundary that the path comes up to', () => {
    // |x| of one input, from 1 to 0: beyond the end the other unit is on.
    const network = arrangement([[1], [-1]]);
    const vertices = [Float64Array.of(1), Float64Array.of(0)];
    const walk = walkPath(network, vertices);
    const whole = extendPath(network, vertices, walk);
    const long = allFound(extendLongPath(network, vertices, ends(walk)));
    expect(whole.after.crossings.t.length).toBe(2);
    expectSame(long.after, whole.after, false);
    expect(long.before.crossings).toBe(0);
  });

  it('of a leg without length is nothing', () => {
    const network = seededNetwork([2, 6, 2], 3);
    const x = Float64Array.of(0.4, -0.3);
    const walk = walkPath(network, [x, x]);
    const { before } = allFound(extendLongPath(network, [x, x], ends(walk)));
    expect(before).toEqual({
      crossings: 0,
      counted: true,
      last: 0,
      limit: extendPath(network, [x, x], walk).before.limit,
    });
  });
});
