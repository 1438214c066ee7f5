import { describe, expect, it } from 'vitest';
import { denseNetwork } from '../../../src/core/network';
import { edgeCount, faceCount, partition, vertexCount } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { arrangement, dense, sumReadout } from '../../support/build';
import { expectSound } from '../../support/expectGood';
import { exactFaces } from '../../support/rationalPartition';

const plane = axisSlice(2);

describe('thin faces', () => {
  it('are found down to 1e-12 of the domain', () => {
    for (const k of [20, 30, 35, 38]) {
      const strip = arrangement(
        [
          [1, 2],
          [1, 2],
        ],
        [0.25, 0.25 + 2 ** -k],
      );
      const complex = expectSound(strip, plane, square());
      expect([faceCount(complex), complex.merged]).toEqual([3, 0]);
    }
  });

  it('are found in deep layers', () => {
    for (const k of [20, 30, 36]) {
      const bent = denseNetwork('bent strip', [
        dense(
          [
            [1, 0],
            [0, 1],
          ],
          [0, 0.5],
        ),
        dense(
          [
            [1, 1],
            [1, 1],
          ],
          [-0.5, -0.5 + 2 ** -k],
        ),
        sumReadout(2),
      ]);
      const faces = exactFaces(bent, plane, square());
      const complex = expectSound(bent, plane, square());
      expect([faceCount(complex), complex.merged]).toEqual([faces.length, 0]);
    }
  });

  it('are merged and counted when they are thinner than any promise', () => {
    const strip = arrangement(
      [
        [1, 2],
        [1, 2],
      ],
      [0.25, 0.25 + 2 ** -45],
    );
    const complex = expectSound(strip, plane, square());
    expect(exactFaces(strip, plane, square())).toHaveLength(3);
    expect([faceCount(complex), complex.merged]).toEqual([2, 1]);
  });

  it('are merged in silence where float64 cannot tell them from its own rounding', () => {
    const strip = arrangement(
      [
        [1, 2],
        [1, 2],
      ],
      [0.25, 0.25 + 2 ** -52],
    );
    expect(exactFaces(strip, plane, square())).toHaveLength(3);
    expect(faceCount(expectSound(strip, plane, square()))).toBe(2);
  });

  it('may be wedges', () => {
    const wedge = arrangement(
      [
        [1, 2],
        [1, 2 + 2 ** -36],
        [1, 2 - 2 ** -36],
      ],
      [0, 0, 0],
    );
    const complex = expectSound(wedge, plane, square());
    expect([faceCount(complex), vertexCount(complex), edgeCount(complex)]).toEqual([6, 11, 16]);
  });

  it('vanish where many lines meet in a point that float64 does not hold', () => {
    for (const n of [3, 6, 16, 31]) {
      const rows = Array.from({ length: n }, (_, i) => [Math.cos((Math.PI * i) / n), Math.sin((Math.PI * i) / n)]);
      const star = arrangement(
        rows,
        rows.map(([a = 0, b = 0]) => -(a / 3 + b / 7)),
      );
      const complex = expectSound(star, plane, square());
      expect([faceCount(complex), vertexCount(complex)]).toEqual([2 * n, 2 * n + 5]);
      expect(exactFaces(star, plane, square()).length).toBeGreaterThanOrEqual(2 * n);
    }
  });

  it('vanish between copies that were scaled by 0.1 or 3', () => {
    const rows = [
      [0.3, 0.7],
      [0.9, -0.2],
      [-0.4, 0.5],
    ];
    const bias = [0.1, -0.25, 0.3];
    const copies = arrangement(
      [1, 0.1, 3, -0.7].flatMap((k) => rows.map((row) => row.map((w) => k * w))),
      [1, 0.1, 3, -0.7].flatMap((k) => bias.map((b) => k * b)),
    );
    const complex = expectSound(copies, plane, square());
    expect(faceCount(complex)).toBe(faceCount(partition(arrangement(rows, bias), plane, square())));
  });
});
