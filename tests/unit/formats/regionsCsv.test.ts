import { describe, expect, it } from 'vitest';
import {
  axisSlice,
  edgeCount,
  faceCount,
  faceOutputs,
  forward,
  partition,
  splineCode,
  square,
} from '../../../src/core';
import { codeText } from '../../../src/core/network/codeText';
import { partitionInterval } from '../../../src/core/partition/interval';
import { complexJson } from '../../../src/formats/complexJson';
import { edgesCsv, facesCsv, piecesCsv } from '../../../src/formats/regionsCsv';
import { seededNetwork, tentNetwork } from '../../support/build';

/** A table as rows of cells, by RFC 4180. */
function parse(csv: string): string[][] {
  return csv
    .split('\r\n')
    .slice(0, -1)
    .map((row) => [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell = '']) => cell))
    .map((row) => row.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)));
}

const network = seededNetwork([2, 6, 5, 3], 5);
const slice = axisSlice(2);
const complex = partition(network, slice, square(1));
const outputs = faceOutputs(network, slice, complex);

describe('tables of a partition', () => {
  it('have a row a polytope: its code, area and outputs are those of its centroid', () => {
    const [head = [], ...rows] = parse(facesCsv(complex, outputs, ['a', 'b', 'c'], (face) => `c${face % 3}`));
    expect(head).toEqual(
      'face,area,centroid_p,centroid_q,corners,code_layer_1,code_layer_2,output_a,output_b,output_c,class'.split(','),
    );
    expect(rows).toHaveLength(faceCount(complex));
    expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBeCloseTo(4, 10);
    for (const [face, row] of rows.entries()) {
      const centroid = [Number(row[2]), Number(row[3])];
      const code = codeText(complex.layout, splineCode(network, centroid), 0);
      expect(row.slice(5, 7)).toEqual(code.map((text, depth) => `L${depth + 1}:${text}`));
      forward(network, centroid).forEach((value, k) => {
        expect(Number(row[7 + k])).toBeCloseTo(value, 10);
      });
      expect(row[10]).toBe(`c${face % 3}`);
      expect(Number(row[4])).toBeGreaterThanOrEqual(3);
    }
  });

  it('have a row an edge: the units that change are those in which its polytopes differ', () => {
    const faces = parse(facesCsv(complex, outputs, ['a', 'b', 'c'], () => '')).slice(1);
    const [, ...rows] = parse(edgesCsv(complex));
    expect(rows).toHaveLength(edgeCount(complex));
    for (const row of rows) {
      const [left, right] = [faces[Number(row[5])], faces[Number(row[6])]];
      if (!left || !right) continue;
      const changed = [1, 2].flatMap((layer) =>
        [...(left[4 + layer] ?? '')].flatMap((digit, i) =>
          digit === right[4 + layer]?.[i] ? [] : [`L${layer}.${i - 3}`],
        ),
      );
      expect(row[7]?.split(' ').sort()).toEqual(changed.sort());
    }
  });

  it('have a row a piece, with f at both ends', () => {
    const interval = partitionInterval(tentNetwork(2), axisSlice(1), [0, 1]);
    const [head = [], ...rows] = parse(piecesCsv(interval, ['f']));
    expect(head.slice(0, 3)).toEqual(['piece', 'from', 'to']);
    expect(rows.map((row) => [row[1], row[2], ...row.slice(-2)].map(Number))).toEqual([
      [0, 0.25, 0, 1],
      [0.25, 0.5, 1, 0],
      [0.5, 0.75, 0, 1],
      [0.75, 1, 1, 0],
    ]);
  });

  it('take names of any kind: quoted where they must be, and never a formula', () => {
    const csv = facesCsv(complex, outputs, ['a,b', 'say "c"', 'd'], () => '=HYPERLINK("http://x")');
    const [head = [], first = []] = parse(csv);
    expect(head.slice(7, 10)).toEqual(['output_a,b', 'output_say "c"', 'output_d']);
    expect(first.at(-1)).toBe(`'=HYPERLINK("http://x")`);
  });

  it('are as JSON what the command line writes, with the outputs where they are given', () => {
    const source = { network, slice, domain: square(1) };
    const plain = JSON.parse(complexJson(source, complex)) as { faces: object[]; edges: object[] };
    const full = JSON.parse(complexJson(source, complex, outputs)) as { faces: { output: number[] }[] };
    expect(plain.faces).toHaveLength(faceCount(complex));
    expect(plain.edges).toHaveLength(edgeCount(complex));
    expect(full.faces.map(({ output, ...rest }) => rest)).toEqual(plain.faces);
    expect(full.faces.flatMap(({ output }) => output)).toEqual(Array.from(outputs));
  });
});
