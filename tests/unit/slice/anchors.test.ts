import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import { type Anchors, anchorSlice, type Gauge, gaugeAbout, gaugeOf } from '../../../src/core/slice/anchors';
import { metric, pointInInput, projectOnSlice, type Slice } from '../../../src/core/slice/slice';

const randomAnchors = (d: number, seed: number): Anchors => {
  const { normal } = createRandom(seed);
  const point = (): Float64Array => Float64Array.from({ length: d }, normal);
  return [point(), point(), point()];
};

const gauge: Gauge = { at: [0.7, -1.2], angle: 2.1, handed: -1 };

const planeOf = (anchors: Anchors, { at, angle, handed }: Gauge): Slice => {
  const plane = anchorSlice(...anchors, at, angle, handed);
  if (!plane.ok) throw new Error(plane.message);
  return plane.slice;
};

const expectSameSlice = (a: Slice, b: Slice): void => {
  for (const key of ['origin', 'e1', 'e2'] as const)
    for (const [i, value] of a[key].entries()) expect(value).toBeCloseTo(b[key][i] as number, 9);
};

describe('planes through three anchors', () => {
  it.each([2, 3, 784])('hold their anchors, with orthonormal axes, in %i dimensions', (d) => {
    for (const handed of [1, -1] as const) {
      const anchors = randomAnchors(d, d);
      const slice = planeOf(anchors, { ...gauge, handed });
      const { g11, g12, g22 } = metric(slice);
      expect(Math.max(Math.abs(g11 - 1), Math.abs(g12), Math.abs(g22 - 1))).toBeLessThan(1e-12);
      for (const anchor of anchors) {
        const back = pointInInput(slice, projectOnSlice(slice, anchor));
        for (const [i, value] of back.entries()) expect(value).toBeCloseTo(anchor[i] as number, 9);
      }
      const [a, b, c] = anchors.map((anchor) => projectOnSlice(slice, anchor)) as [number, number][] as never as [
        [number, number],
        [number, number],
        [number, number],
      ];
      expect(a[0]).toBeCloseTo(0.7, 9);
      expect(a[1]).toBeCloseTo(-1.2, 9);
      expect(Math.atan2(b[1] - a[1], b[0] - a[0])).toBeCloseTo(2.1, 9);
      expect(Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))).toBe(handed);
    }
  });

  it('refuse equal, collinear, unequally long and infinite anchors by name', () => {
    const [a, b, c] = randomAnchors(5, 1);
    const message = (...anchors: Anchors): string => {
      const plane = anchorSlice(...anchors, [0, 0], 0, 1);
      return plane.ok ? 'fine' : plane.message;
    };
    expect(message(a, a.slice(), c)).toBe('anchors A and B are equal: three different points are needed');
    expect(message(a, b, b.slice())).toContain('B and C are equal');
    const middle = a.map((value, i) => (value + (b[i] as number)) / 2);
    expect(message(a, b, middle)).toContain('on one line');
    expect(message(a, b, c.subarray(1))).toContain('anchor C has 4 values');
    expect(message(a, Float64Array.of(1, 2, Number.NaN, 0, 0), c)).toContain('anchor B has no number as input 2');
    expect(message(a, b, c)).toBe('fine');
  });
});

describe('gauges', () => {
  it('give back the slice that they were read from', () => {
    const anchors = randomAnchors(6, 2);
    const slice = planeOf(anchors, gauge);
    const read = gaugeOf(slice, ...anchors);
    expect(read.handed).toBe(-1);
    expectSameSlice(planeOf(anchors, read), slice);
  });

  it('keep the picture when an anchor moves inside the plane, also across the line of the others', () => {
    const anchors = randomAnchors(6, 3);
    const slice = planeOf(anchors, gauge);
    const moved: Anchors = [pointInInput(slice, [3, 4]), anchors[1], anchors[2]];
    const other: Anchors = [pointInInput(slice, [-5, -4]), anchors[1], anchors[2]];
    for (const next of [moved, other]) expectSameSlice(planeOf(next, gaugeOf(slice, ...next)), slice);
    expect(gaugeOf(slice, ...moved).handed).not.toBe(gaugeOf(slice, ...other).handed);
  });

  it.each([0, 1, 2] as const)('turn the plane about the others when anchor %i is exchanged', (exchanged) => {
    const anchors = randomAnchors(6, 4);
    const slice = planeOf(anchors, gauge);
    const fresh = randomAnchors(6, 5)[0];
    const next = anchors.map((anchor, i) => (i === exchanged ? fresh : anchor)) as unknown as Anchors;
    const turned = planeOf(next, gaugeAbout(slice, next, exchanged, gauge.handed));
    anchors.forEach((anchor, i) => {
      if (i === exchanged) return;
      const before = projectOnSlice(slice, anchor);
      const after = projectOnSlice(turned, anchor);
      expect(after[0]).toBeCloseTo(before[0], 9);
      expect(after[1]).toBeCloseTo(before[1], 9);
    });
    const back = pointInInput(turned, projectOnSlice(turned, fresh));
    for (const [i, value] of back.entries()) expect(value).toBeCloseTo(fresh[i] as number, 9);
  });
});
