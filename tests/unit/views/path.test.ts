import { describe, expect, it } from 'vitest';
import { forward, localAffineMap, splineCode } from '../../../src/core/network';
import { hiddenActivation } from '../../../src/core/network/activations';
import { pathPoint } from '../../../src/core/path';
import { axisSlice } from '../../../src/core/slice/slice';
import { walkedPath } from '../../../src/state/flows/pathFlow';
import type { PathSpec, Point2, WalkedPath } from '../../../src/state/types';
import { nearestOn, placeOnSlice, shareAt, timeAt } from '../../../src/views/path/pathPlaces';
import {
  angleLines,
  confidenceLine,
  confidenceOf,
  crossingShares,
  drawnOutputs,
  knotShares,
  normLines,
  outputLine,
  runningCounts,
} from '../../../src/views/path/pathSeries';
import { beyondWords, crossingRows, layerRows, pathGist } from '../../../src/views/path/pathText';
import { seededNetwork } from '../../support/build';
import { opened } from '../state/support';

const network = seededNetwork([2, 8, 8, 3], 7);

const along = (...points: readonly Point2[]): WalkedPath => {
  const spec: PathSpec = { vertices: points.map((at) => ({ kind: 'slice', at })), layer: 0 };
  const path = walkedPath(spec, { network, slice: axisSlice(2), data: null });
  if (!('walk' in path)) throw new Error(path.fault);
  return path;
};

const path = along([-2, -1], [1, 1.5], [1.5, -2]);
const shares = knotShares(path);

/** x at a share of the length, by the lengths of the legs. */
function pointAtShare(share: number): Float64Array {
  const [a, b, c] = path.inputs as [Float64Array, Float64Array, Float64Array];
  const first = Math.hypot((b[0] as number) - (a[0] as number), (b[1] as number) - (a[1] as number));
  const second = Math.hypot((c[0] as number) - (b[0] as number), (c[1] as number) - (b[1] as number));
  const along = share * (first + second);
  const [from, to, part] = along <= first ? [a, b, along / first] : [b, c, (along - first) / second];
  return from.map((value, k) => value + part * ((to[k] as number) - value));
}

describe('places along a path', () => {
  it('go from parameter to share of the length and back', () => {
    for (const t of [0, 0.3, 1, 1.25, 2]) expect(timeAt(path, shareAt(path, t))).toBeCloseTo(t, 12);
    expect(shareAt(path, 0)).toBe(0);
    expect(shareAt(path, 2)).toBeCloseTo(1, 14);
    for (const share of [0.1, 0.5, 0.9]) {
      const x = pathPoint(path.inputs, timeAt(path, share));
      for (const [k, value] of pointAtShare(share).entries()) expect(x[k]).toBeCloseTo(value, 12);
    }
  });

  it('of a path without length are shares of the parameter', () => {
    const still = along([1, 1], [1, 1]);
    expect(shareAt(still, 0.5)).toBe(0.5);
    expect(timeAt(still, 0.5)).toBe(0.5);
  });

  it('are found under the pointer', () => {
    const line: readonly Point2[] = [
      [0, 0],
      [2, 0],
      [2, 2],
    ];
    expect(nearestOn(line, [0.5, 0.25])).toEqual({ t: 0.25, distance: 0.25 });
    expect(nearestOn(line, [3, 1])).toEqual({ t: 1.5, distance: 1 });
    expect(
      nearestOn(
        [
          [1, 1],
          [1, 1],
        ],
        [1, 2],
      ),
    ).toEqual({ t: 0, distance: 1 });
  });

  it('say whether they lie in the plane', () => {
    const slice = axisSlice(3);
    expect(placeOnSlice(slice, Float64Array.of(1, 2, 0))).toEqual({ at: [1, 2], inPlane: true });
    const line = { origin: Float64Array.of(0), e1: Float64Array.of(1), e2: Float64Array.of(0) };
    expect(placeOnSlice(line, Float64Array.of(0.25))).toEqual({ at: [0.25, 0], inPlane: true });
    expect(placeOnSlice(slice, Float64Array.of(1, 2, 1e-3))).toEqual({ at: [1, 2], inPlane: false });
  });
});

describe('the figures of a path', () => {
  it('draw outputs that are those of the network wherever one looks', () => {
    for (const k of [0, 1, 2]) {
      const line = outputLine(path, shares, k);
      for (let i = 0; i + 2 < line.length; i += 2) {
        const middle = ((line[i] as number) + (line[i + 2] as number)) / 2;
        const drawn = ((line[i + 1] as number) + (line[i + 3] as number)) / 2;
        expect(forward(network, pointAtShare(middle))[k]).toBeCloseTo(drawn, 9);
      }
    }
    expect(drawnOutputs(path)).toEqual([0, 1, 2]);
  });

  it('draw the softmax of the winner', () => {
    const line = confidenceLine(path, shares);
    for (let i = 0; i < line.length; i += 14) {
      const z = Array.from(forward(network, pointAtShare(line[i] as number)));
      const odds = z.map(Math.exp);
      expect(line[i + 1]).toBeCloseTo(Math.max(...odds) / odds.reduce((sum, value) => sum + value, 0), 9);
    }
    expect(confidenceOf(Float64Array.of(-2))).toBeCloseTo(1 / (1 + Math.exp(-2)), 14);
    expect(confidenceOf(Float64Array.of(800, 0))).toBe(1);
  });

  it('count crossings and units that differ as the codes do', () => {
    const { crossings, hamming } = runningCounts(path);
    const start = splineCode(network, pointAtShare(0));
    const bits = (word: number): number => word.toString(2).replaceAll('0', '').length;
    hamming.forEach((count, piece) => {
      const middle = ((shares[piece] as number) + (shares[piece + 1] as number)) / 2;
      const code = splineCode(network, pointAtShare(middle));
      expect(count).toBe(code.reduce((sum, word, w) => sum + bits((word ^ (start[w] as number)) >>> 0), 0));
      expect(crossings[piece]).toBeGreaterThanOrEqual(count);
    });
    expect(crossings.at(-1)).toBe(crossingShares(path).reduce((sum, row) => sum + row.length, 0));
  });

  it('draw the largest singular value of each piece’s map, and the angle of the last hidden layer', () => {
    const norms = normLines(path, shares)[0]?.points;
    const piece = 3;
    const middle = ((shares[piece] as number) + (shares[piece + 1] as number)) / 2;
    const { A } = localAffineMap(network, splineCode(network, pointAtShare(middle)));
    // The largest eigenvalue of the 2 × 2 matrix AᵀA.
    const [a, b, d] = [0, 1, 2].reduce(
      ([p, q, r], row) => {
        const [x, y] = [A[2 * row] as number, A[2 * row + 1] as number];
        return [p + x * x, q + x * y, r + y * y];
      },
      [0, 0, 0] as [number, number, number],
    );
    const largest = Math.sqrt((a + d) / 2 + Math.sqrt(((a - d) / 2) ** 2 + b * b));
    expect(norms?.[4 * piece + 1]).toBeCloseTo(largest, 9);
    const angles = angleLines(path)[1] as Float64Array;
    const [u, v] = [hiddenActivation(network, pointAtShare(0), 2), hiddenActivation(network, pointAtShare(1), 2)];
    const dot = u.reduce((sum, value, k) => sum + value * (v[k] as number), 0);
    const cosine = dot / Math.hypot(...u) / Math.hypot(...v);
    expect(angles.at(-1)).toBeCloseTo((Math.acos(cosine) / Math.PI) * 180, 6);
  });
});

describe('the words of a path', () => {
  it('say counts, and the rows sum to them', async () => {
    const { crossings } = path.walk;
    expect(pathGist(path)).toContain(`${crossings.t.length} crossings`);
    const counts = layerRows(path).map(({ cells }) => Number(cells[2]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(crossings.t.length);
    expect(crossingRows(path)).toHaveLength(crossings.t.length);
    expect(crossingRows(path)[0]?.cells[4]).toMatch(/^(on → off|off → on)$/);
    const session = (await opened('moons')).session();
    if (!path.extension) throw new Error('what lies beyond the ends is missing');
    expect(beyondWords(path, path.extension.after, 'after', session)).toMatch(/the confidence tends to /);
  });
});
