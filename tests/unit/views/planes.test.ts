import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisSlice } from '../../../src/core/slice/slice';
import { EMPTY_LENS, emptySession } from '../../../src/state/defaults';
import { partOf } from '../../../src/state/space';
import type { DataSet, LensState, LensStore } from '../../../src/state/types';
import { coordinateNames, gatedUnitName, inputName, layerNumber, unitOf } from '../../../src/views/names';
import { dab, stroke } from '../../../src/views/planes/brush';
import { withOffset } from '../../../src/views/planes/DirectionPlane';
import { searchInputs } from '../../../src/views/planes/InputValues';
import { isProjected, nearness, nearPoints } from '../../../src/views/slice/nearData';
import { outOfRange } from '../../../src/views/slice/ReachKey';
import { reachOf } from '../../../src/views/slice/reach';
import { seededNetwork } from '../../support/build';
import { holds } from '../../support/holds';

const image = { width: 6, height: 4 };

describe('the brush', () => {
  it('paints its middle full, less beside it and nothing far away; erasing takes that back', () => {
    const values = new Float64Array(24);
    dab(values, image, [2.5, 1.5], { tool: 'paint', radius: 1 });
    expect(values[1 * 6 + 2]).toBe(1);
    expect(values[1 * 6 + 3]).toBeCloseTo(0.5, 12);
    expect(values[0 * 6 + 1]).toBeCloseTo(1.5 - Math.SQRT2, 12);
    expect(values[3 * 6 + 2]).toBe(0);
    dab(values, image, [2.5, 1.5], { tool: 'erase', radius: 1 });
    expect(values[1 * 6 + 2]).toBe(0);
    expect(values[1 * 6 + 3]).toBeCloseTo(0.5, 12);
  });

  it('never lowers what it paints, never raises what it erases, keeps the rest, and stays on the image', () => {
    const place = fc.tuple(fc.double({ min: -3, max: 9, noNaN: true }), fc.double({ min: -3, max: 7, noNaN: true }));
    const cells = fc.array(fc.double({ min: -0.5, max: 1.5, noNaN: true }), { minLength: 24, maxLength: 24 });
    holds(
      fc.property(cells, place, place, fc.constantFrom(0.5, 1, 1.7), (start, from, to, radius) => {
        const painted = Float64Array.from(start);
        stroke(painted, image, from, to, { tool: 'paint', radius });
        const erased = Float64Array.from(start);
        stroke(erased, image, from, to, { tool: 'erase', radius });
        expect(painted).toHaveLength(24);
        start.forEach((before, i) => {
          expect(painted[i]).toBeGreaterThanOrEqual(before);
          expect(painted[i]).toBeLessThanOrEqual(Math.max(before, 1));
          expect(erased[i]).toBeLessThanOrEqual(before);
          expect(erased[i]).toBeGreaterThanOrEqual(Math.min(before, 0));
        });
      }),
      417,
      100,
    );
  });

  it('leaves no gap along a line', () => {
    const values = new Float64Array(24);
    stroke(values, image, [0.5, 0.5], [5.5, 0.5], { tool: 'paint', radius: 0.5 });
    expect(Array.from(values.subarray(1, 6)).every((value) => value > 0.9)).toBe(true);
    expect(Math.max(...values.subarray(6))).toBe(0);
  });
});

describe('inputs by number', () => {
  it('are found by how they are written: from 1, units from 0, pixels by row and column', () => {
    expect(searchInputs('12', 784, 0, null)).toEqual([11, 119, 120, 121, 122, 123, 124, 125]);
    expect(searchInputs('0', 64, 1, null)).toEqual([0]);
    expect(searchInputs('0', 64, 0, null)).toEqual([]);
    expect(searchInputs('3, 2', 784, 0, { width: 28, height: 28 })).toEqual([86]);
    for (const text of ['28,0', '0,28', '-1,2', 'x', '3,', ',', '3,x'])
      expect(searchInputs(text, 784, 0, { width: 28, height: 28 })).toEqual([]);
  });
});

describe('names', () => {
  it('of coordinates and units are the whole network’s', () => {
    expect(coordinateNames({ kind: 'axes', axes: [0, 11] }, 24, 0)).toEqual(['x₁', 'x₁₂']);
    expect(coordinateNames({ kind: 'axes', axes: [0, 11] }, 24, 2)).toEqual(['L2·0', 'L2·11']);
    expect(coordinateNames({ kind: 'principal', components: [0, 2], offsets: [] }, 24)).toEqual(['PC1', 'PC3']);
    expect(coordinateNames({ kind: 'random', seed: 1, offsets: [] }, 24)).toEqual(['p', 'q']);
    expect(inputName(3, 1)).toBe('L1·3');
    const tail = { layersBefore: 2 };
    expect(layerNumber(tail, 1)).toBe(3);
    expect(unitOf(tail, { layer: 1, unit: 5 })).toBe('L3·5');
    expect(unitOf({}, { layer: 1, unit: 5 })).toBe('L1·5');
    const activation = { slopes: [0, 1], offsets: [0, 0], thresholds: [0], atThreshold: 'below' as const };
    const gated = [{ layer: 1, size: 4, width: 4, activation, firstUnit: 0, bits: 1, firstBit: 0 }];
    expect(gatedUnitName({ gated, units: 4, words: 1, layersBefore: 2 }, 3)).toBe('L3·3');
  });

  it('offsets are kept in order, and none at 0', () => {
    expect(withOffset([[4, 1]], 2, 0.5)).toEqual([
      [2, 0.5],
      [4, 1],
    ]);
    expect(withOffset([[4, 1]], 4, 0)).toEqual([]);
    expect(withOffset([[4, 1]], 4, -2)).toEqual([[4, -2]]);
  });
});

const points = (inputSize: number, rows: readonly (readonly number[])[]): DataSet => ({
  name: 'points',
  inputSize,
  count: rows.length,
  inputs: Float32Array.from(rows.flat()),
  task: 'regression',
  targets: new Float32Array(rows.length),
  classNames: [],
  image: null,
});

describe('data near a plane', () => {
  const data = points(3, [
    [5, 5, 0],
    [1, 2, 2],
    [0, 0, -3],
    [1, 1, 1],
  ]);
  const slice = axisSlice(3);

  it('are those within the reach, the farthest first, paler by steps from the nearest on', () => {
    expect(nearness(data, slice, 2)).toEqual({ count: 3, farthest: 3 });
    expect(nearPoints(data, slice, 2)).toEqual([
      [1, 4],
      [3, 2],
      [0, 0],
    ]);
    expect(nearPoints(data, slice, 0)).toEqual([[0, 0]]);
    expect(nearPoints(data, axisSlice(3, 0, 1, Float64Array.of(0, 0, 9)), 2)).toEqual([]);
  });

  it('are projections only where there are more inputs than two', () => {
    expect(isProjected(data, slice)).toBe(true);
    expect(isProjected(points(2, [[0, 0]]), axisSlice(2))).toBe(false);
    expect(isProjected(null, slice)).toBe(false);
    expect(isProjected(data, axisSlice(4))).toBe(false);
  });
});

describe('the part that inputs reach', () => {
  const stateOf = (space: number, domain: LensState['domain']): LensStore => {
    const whole = { network: seededNetwork([2, 3, 3, 1], 4), data: null };
    const part = partOf(whole, space);
    const slice = axisSlice(part.network.inputSize);
    const session = { ...emptySession(), whole, ...part, slice };
    return { lens: { ...EMPTY_LENS, space, domain }, session, actions: {} as LensStore['actions'] };
  };

  it('is everything for the inputs, and the quadrant of two activations of ReLU', () => {
    const square: LensState['domain'] = [
      [-1, -1],
      [3, -1],
      [3, 3],
      [-1, 3],
    ];
    expect(reachOf(stateOf(0, square))).toBeNull();
    const reach = reachOf(stateOf(1, square));
    expect(reach?.share).toBeCloseTo(9 / 16, 12);
    expect(reach?.range).toEqual([0, Number.POSITIVE_INFINITY]);
    const none: LensState['domain'] = [
      [-3, -3],
      [-1, -3],
      [-1, -1],
    ];
    expect(reachOf(stateOf(1, none))).toMatchObject({ share: 0, part: [] });
  });

  it('is said in words', () => {
    expect(outOfRange([0, Number.POSITIVE_INFINITY])).toBe('an activation would be negative');
    expect(outOfRange([-1, 1])).toBe('an activation would lie outside [-1, 1]');
  });
});
