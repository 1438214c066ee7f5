import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingUnits } from '../../../src/core/analysis';
import { codeEntries, codeLayout, forward, localAffineMap, type Network, splineCode } from '../../../src/core/network';
import { partition } from '../../../src/core/partition';
import { axisSlice, pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import { EMPTY_LENS } from '../../../src/state/defaults';
import { firstSecond } from '../../../src/state/firstSecond';
import { inspectPoint } from '../../../src/state/inspect';
import { secondInput } from '../../../src/state/second';
import type { LensStore, Point2 } from '../../../src/state/types';
import { comparison, difference, hammingText } from '../../../src/views/inspector/second/comparison';
import { nextItem } from '../../../src/views/inspector/second/drawDifference';
import { arrangement, seededNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { bench } from '../state/support';

function storeOf(network: Network, slice: Slice, a: Point2, b: Point2 | null): LensStore {
  const inspection = { ...inspectPoint(network, slice, a), face: 0 };
  return {
    lens: { ...EMPTY_LENS, point: a, second: b },
    session: { network, slice, inspection, data: null },
  } as unknown as LensStore;
}

const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const point = fc.tuple(coordinate, coordinate);

describe('A and B', () => {
  const network = seededNetwork([3, 12, 9, 4], 21);
  const slice = axisSlice(3, 0, 2, Float64Array.of(0, 0.4, 0));

  it('compare as two forward passes and two maps do', () => {
    holds(
      fc.property(point, point, (a, b) => {
        const store = storeOf(network, slice, a, b);
        const [x, y] = [pointInInput(slice, a), pointInInput(slice, b)];
        const [codeA, codeB] = [x, y].map((input) => codeEntries(codeLayout(network), splineCode(network, input)));
        const differing = (codeA ?? []).map((own, l) => own.filter((piece, j) => piece !== codeB?.[l]?.[j]).length);
        const live = comparison(store);
        expect(live?.byLayer.map((row) => row.differing)).toEqual(differing);
        expect(live?.differing).toBe(differing.reduce((sum, count) => sum + count, 0));
        expect(live?.distance).toBeCloseTo(Math.hypot(...x.map((value, i) => value - (y[i] as number))), 12);
        expect(live?.outputs.map((row) => row.a)).toEqual(Array.from(forward(network, x)));
        expect(live?.outputs.map((row) => row.b)).toEqual(Array.from(forward(network, y)));
        const [mapA, mapB] = [x, y].map((input) => localAffineMap(network, splineCode(network, input)).A);
        const jump = Math.hypot(...(mapA ?? new Float64Array()).map((value, i) => value - (mapB?.[i] as number)));
        const rest = difference(store);
        expect(rest?.maps).toBeCloseTo(jump, 10);
        expect(rest?.units.map(({ name }) => name)).toEqual(
          (codeA ?? []).flatMap((own, l) =>
            own.flatMap((piece, j) => (piece === codeB?.[l]?.[j] ? [] : [`L${l + 1}·${j}`])),
          ),
        );
      }),
      5,
      40,
    );
  });

  it('are the same the other way round, with opposite differences', () => {
    const [there, back] = [
      storeOf(network, slice, [0.7, -0.2], [-0.6, 0.5]),
      storeOf(network, slice, [-0.6, 0.5], [0.7, -0.2]),
    ];
    expect(comparison(there)).toMatchObject({ ...comparison(back), outputs: expect.anything() });
    expect(difference(there)?.maps).toBeCloseTo(difference(back)?.maps ?? Number.NaN, 12);
    expect(difference(there)?.units[0]?.title).toBe(
      difference(back)?.units[0]?.title.replace(/(\w+) at A, (\w+) at B/, '$2 at A, $1 at B'),
    );
  });

  it('in one polytope do not differ, and without B there is nothing', () => {
    const same = storeOf(network, slice, [0.1, 0.1], [0.1, 0.1]);
    expect(comparison(same)).toMatchObject({ differing: 0, distance: 0 });
    expect(difference(same)).toEqual({ maps: 0, rows: [], units: [], moreUnits: 0, onBoundary: '' });
    const alone = storeOf(network, slice, [0.1, 0.1], null);
    expect([comparison(alone), difference(alone), secondInput(alone)]).toEqual([null, null, null]);
  });

  it('on a boundary are said to have the code of one side', () => {
    const cross = arrangement([
      [1, 0],
      [0, 1],
    ]);
    const text = (a: Point2, b: Point2) => difference(storeOf(cross, axisSlice(2), a, b))?.onBoundary;
    expect(text([0, 1], [1, 1])).toBe('A lies on a boundary and has the code of one side only.');
    expect(text([1, 1], [1, 0])).toBe('B lies on a boundary and has the code of one side only.');
    expect(text([0, 1], [1, 0])).toBe('A and B lie on a boundary and have the code of one side only.');
    expect(text([1, 1], [1, 2])).toBe('');
  });

  it('of many outputs list those that differ most', () => {
    const wide = seededNetwork([2, 9, 25], 3);
    const found = comparison(storeOf(wide, axisSlice(2), [0.5, 0.5], [-0.5, 0.1]));
    const all = Array.from(forward(wide, [-0.5, 0.1]), (b, i) =>
      Math.abs(b - (forward(wide, [0.5, 0.5])[i] as number)),
    );
    expect(found?.outputs.map(({ a, b }) => Math.abs(b - a))).toEqual(all.sort((p, q) => q - p).slice(0, 10));
    expect(found?.moreOutputs).toBe(15);
  });

  it('are told by the number of units in all', () => {
    const found = comparison(storeOf(network, slice, [0.7, -0.2], [-0.6, 0.5]));
    expect(found && hammingText(found)).toBe(`${found?.differing} of 21 units`);
  });
});

describe('units in which codes differ', () => {
  it('are those on the edge between neighbours, whatever their activation', () => {
    const network = seededNetwork([2, 7, 5, 2], 6, { name: 'hardTanh' });
    const complex = partition(network, axisSlice(2), square(2));
    const { codes, layout, edgeFaces, edgeUnits, edgeUnitOffsets } = complex;
    const codeAt = (face: number): Uint32Array => codes.slice(face * layout.words, (face + 1) * layout.words);
    let inner = 0;
    for (let edge = 0; edge < edgeFaces.length / 2; edge++) {
      const [left, right] = [edgeFaces[2 * edge] as number, edgeFaces[2 * edge + 1] as number];
      if (left < 0 || right < 0) continue;
      inner++;
      const want = Array.from(edgeUnits.subarray(edgeUnitOffsets[edge], edgeUnitOffsets[edge + 1])).sort(
        (a, b) => a - b,
      );
      expect(differingUnits(layout, codeAt(left), codeAt(right))).toEqual(want);
    }
    expect(inner).toBeGreaterThan(20);
  });

  it('are walked through by arrow keys', () => {
    expect(['right', 'up', 'first', 'last', 'a'].map((key) => nextItem(key, 2, 4))).toEqual([3, 1, 0, 3, null]);
  });
});

describe('the second point in the state', () => {
  it('first stands in view, away from the first one', () => {
    holds(
      fc.property(point, point, fc.double({ min: 0.5, max: 4, noNaN: true }), (at, centre, span) => {
        const second = firstSecond({ point: at, viewport: { centre, span } });
        expect(Math.hypot(second[0] - at[0], second[1] - at[1])).toBeGreaterThan(0.19 * span);
        expect(Math.abs(second[0] - centre[0])).toBeLessThanOrEqual(
          Math.max(span / 2, Math.abs(at[0] - centre[0])) + 1e-9,
        );
      }),
      2,
      100,
    );
    expect(firstSecond({ point: [3, 1], viewport: { centre: [3, 1], span: 2 } })).toEqual([3.4, 1]);
  });

  it('is set, exchanged with the first one and taken away; no number is refused by name', async () => {
    const { controller, actions, lens, notices } = bench();
    await controller.start('');
    const before = lens().point;
    actions.swapPoints();
    expect(lens().point).toEqual(before);
    actions.setSecond([0.5, -0]);
    expect(lens().second).toEqual([0.5, 0]);
    actions.swapPoints();
    expect([lens().point, lens().second]).toEqual([[0.5, 0], before]);
    actions.setSecond([Number.NaN, 1]);
    expect(notices()).toContain('The point (NaN, 1) is not finite: nothing was changed');
    actions.setSecond(null);
    expect(lens()).toMatchObject({ point: [0.5, 0], second: null });
    controller.dispose();
  });
});
