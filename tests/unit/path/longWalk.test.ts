import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src/core/partition/errors';
import {
  codeAt,
  type LongWalk,
  type LongWalkRun,
  type PathWalk,
  pathDensity,
  pathPoint,
  pathProfile,
  startLongWalk,
  walkPath,
} from '../../../src/core/path';
import { mostPiecesOf } from '../../../src/core/path/longWalk';
import { seededNetwork } from '../../support/build';
import { graphCase, normals, steadyCode, withSteps } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const seeds = fc.integer({ min: 1, max: 100_000 });

const wholeOf = (run: LongWalkRun): LongWalk => {
  expect(run.advance(() => false)).toBe(true);
  return run.part() as LongWalk;
};

const closeTo = (a: Float64Array, b: Float64Array, tolerance: number): void => {
  expect(a.length).toBe(b.length);
  const scale = Math.max(1, ...b.map(Math.abs));
  a.forEach((value, i) => {
    expect(Math.abs(value - (b[i] as number))).toBeLessThanOrEqual(tolerance * scale);
  });
};

/** Running Hamming distances of all layers together. */
function distancesOf(walk: PathWalk): Int32Array {
  const { layers, pieces, hamming } = pathProfile(walk);
  return Int32Array.from({ length: pieces }, (_, p) =>
    layers.reduce((sum, _layer, row) => sum + (hamming[row * pieces + p] as number), 0),
  );
}

/** What a part has is what the whole has there. */
function expectBeginning(part: LongWalk, whole: PathWalk): void {
  const pieces = part.knots.length - 1;
  expect(part.knots[pieces]).toBe(part.reached);
  closeTo(part.knots.slice(0, pieces), whole.knots.slice(0, pieces), 1e-10);
  const crossings = part.crossings.t.length;
  for (const name of ['layer', 'unit', 'before', 'after'] as const)
    expect(part.crossings[name]).toEqual(whole.crossings[name].slice(0, crossings));
  expect(part.crossingOffsets).toEqual(whole.crossingOffsets.slice(0, pieces + 1));
  expect(part.legs).toEqual(whole.legs.slice(0, pieces));
  expect(part.distances).toEqual(distancesOf(whole).slice(0, pieces));
  expect(part.ends[0]).toEqual(codeAt(whole, 0));
  expect(part.ends[1]).toEqual(codeAt(whole, pieces - 1));
  const size = part.outputSize;
  closeTo(part.values.slice(0, pieces * size), whole.values.slice(0, pieces * size), 1e-9);
  closeTo(part.slopes, whole.slopes.slice(0, pieces * size), 1e-8);
}

describe('a long walk', () => {
  it('ends with what the walk at once has, through random graphs', () => {
    let crossings = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const vertices = [x, normals(random, x.length), normals(random, x.length), x];
        const whole = walkPath(network, vertices);
        const long = wholeOf(startLongWalk(network, vertices));
        expect(long.reached).toBe(3);
        expect(long.knots.length).toBe(whole.knots.length);
        expectBeginning(long, whole);
        closeTo(long.values, whole.values, 1e-9);
        expect(pathDensity(long)).toEqual(pathDensity(whole));
        crossings += whole.crossings.t.length;
      }),
      11,
      60,
    );
    expect(crossings).toBeGreaterThan(1000);
  });

  it('has the beginning of the walk at any time, and says how far it reaches', () => {
    const network = seededNetwork([4, 60, 60, 60, 3], 3);
    const vertices = [
      [-2, -1, 1, 2],
      [2, 1.5, -1, 0.5],
      [0, 3, 0, -3],
      [-3, 0, 1, 3],
      [1, 1, 3, -2],
      [-2, -1, 1, 2],
    ];
    const whole = walkPath(network, vertices);
    const run = startLongWalk(network, vertices);
    expect(run.part()).toBeNull();
    const reached: number[] = [];
    while (!run.advance(() => true)) {
      const part = run.part();
      if (part && part.reached !== reached[reached.length - 1]) {
        reached.push(part.reached);
        expectBeginning(part, whole);
      }
    }
    expect(reached.length).toBeGreaterThan(3);
    expect(reached).toEqual([...reached].sort((a, b) => a - b));
    expect(reached[0]).toBeLessThan(1);
  });

  it('has the code of forward passes beside its end wherever it is left', () => {
    const network = seededNetwork([4, 60, 60, 60, 3], 3);
    const vertices = [Float64Array.of(-2, -1, 1, 2), Float64Array.of(2, 1.5, -1, 0.5)];
    const long = wholeOf(startLongWalk(network, vertices, { mostPieces: 20 }));
    const pieces = long.knots.length - 1;
    expect(long.reached).toBeLessThan(1);
    expect(pieces).toBeGreaterThan(20);
    expect(pieces).toBeLessThan(60);
    const middle = ((long.knots[pieces - 1] as number) + long.reached) / 2;
    expect(long.ends[1]).toEqual(steadyCode(network, pathPoint(vertices, middle)));
    expect(pathDensity(long).length).toBeCloseTo(long.reached * (long.legLengths[0] as number), 12);
  });

  it('is refused where a network jumps, and for vertices that do not fit', () => {
    const { network, x } = graphCase(7);
    expect(() => startLongWalk(withSteps(network, 1), [x, x])).toThrow(EngineError);
    expect(() => startLongWalk(network, [x])).toThrow('two vertices');
    expect(() => startLongWalk(network, [x, [...x, 1]])).toThrow('entries');
  });

  it('of many outputs ends, unless told otherwise, where their values have filled some hundred megabytes', () => {
    expect([1, 300, 60_000, 96e6].map((outputSize) => mostPiecesOf({ outputSize }))).toEqual([20_000, 20_000, 100, 1]);
    const network = seededNetwork([2, 30, 60_000], 4);
    const vertices = [
      [-3, -2],
      [3, 2],
      [-3, 1],
      [2, -3],
      [1, 3],
      [-2, -3],
      [3, 0],
      [-3, -1],
    ];
    // The same places of a network whose outputs are few: its walk goes to the end.
    const narrow = seededNetwork([2, 30, 1], 4);
    const whole = wholeOf(startLongWalk(narrow, vertices));
    expect(whole.reached).toBe(7);
    const most = mostPiecesOf(network);
    expect(whole.knots.length - 1).toBeGreaterThan(1.1 * most);
    const part = wholeOf(startLongWalk(network, vertices));
    const pieces = part.knots.length - 1;
    expect(part.reached).toBeLessThan(7);
    expect(pieces).toBeGreaterThanOrEqual(most);
    expect(part.values.byteLength + part.slopes.byteLength).toBeLessThan(2 * 96e6);
    closeTo(part.knots.slice(0, pieces), whole.knots.slice(0, pieces), 1e-10);
  });
});
