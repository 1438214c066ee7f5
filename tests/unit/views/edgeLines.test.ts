import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellComplex, partition } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { BORDER, edgeLines, edgeStyles } from '../../../src/views/slice/edgeLines';
import { lattice } from '../../support/arrangements';
import { holds } from '../../support/holds';
import { coarseNetworks, describeNetwork } from '../../support/networks';

const at = ({ vertices }: CellComplex, v: number) =>
  [vertices[2 * v] as number, vertices[2 * v + 1] as number] as const;

/** Total length of each style's edges or lines. */
function lengths(complex: CellComplex, ends: Int32Array, styles: Uint8Array): number[] {
  const sums = Array.from({ length: 16 }, () => 0);
  styles.forEach((style, i) => {
    const [ap, aq] = at(complex, ends[2 * i] as number);
    const [bp, bq] = at(complex, ends[2 * i + 1] as number);
    sums[style] = (sums[style] as number) + Math.hypot(bp - ap, bq - aq);
  });
  return sums;
}

/** Whether an edge lies on a line: both its ends do, between the line's. */
function lies(complex: CellComplex, edge: readonly number[], line: readonly number[]): boolean {
  const [ap, aq] = at(complex, line[0] as number);
  const [bp, bq] = at(complex, line[1] as number);
  const length = Math.hypot(bp - ap, bq - aq);
  return edge.every((v) => {
    const [p, q] = at(complex, v);
    const along = ((p - ap) * (bp - ap) + (q - aq) * (bq - aq)) / length;
    const off = Math.abs((p - ap) * (bq - aq) - (q - aq) * (bp - ap)) / length;
    return off < 1e-13 && along > -1e-13 && along < length + 1e-13;
  });
}

describe('lines', () => {
  it('cover every edge once, in its own style', () => {
    const networks = coarseNetworks({
      shapes: [
        [2, 6, 1],
        [2, 5, 4, 1],
        [2, 3, 3, 3, 1],
      ],
      maxChanges: 2,
    });
    const property = fc.property(networks, (network) => {
      const complex = partition(network, axisSlice(2), square());
      const { ends, styles } = edgeLines(complex);
      const byEdge = edgeStyles(complex);
      const pairs = Array.from(styles, (_, i) => [ends[2 * i] as number, ends[2 * i + 1] as number]);
      for (let edge = 0; edge < byEdge.length; edge++) {
        const two = [...complex.edgeVertices.subarray(2 * edge, 2 * edge + 2)];
        const found = pairs.filter((pair, i) => styles[i] === byEdge[edge] && lies(complex, two, pair));
        expect(found.length, describeNetwork(network)).toBe(1);
      }
      const wanted = lengths(complex, complex.edgeVertices, byEdge);
      lengths(complex, ends, styles).forEach((length, style) => {
        expect(length).toBeCloseTo(wanted[style] as number, 9);
      });
      for (let i = 1; i < styles.length; i++) expect(styles[i]).toBeLessThanOrEqual(styles[i - 1] as number);
    });
    holds(property, 41, 150);
  });

  it('are as few as the straight lines of a lattice', () => {
    const complex = partition(lattice(4), axisSlice(2), square());
    const { styles } = edgeLines(complex);
    const border = styles.filter((style) => style === BORDER).length;
    expect(border).toBe(4);
    expect(styles.length - border).toBe(lattice(4).layers[0]?.outputSize);
  });
});
