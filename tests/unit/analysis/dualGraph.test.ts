import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dualGraph,
  edgeLengths,
  facesAtPoint,
  facesAtVertex,
  neighboursOf,
  sliceBends,
} from '../../../src/core/analysis';
import { unitAt } from '../../../src/core/network';
import { type CellComplex, createLocator, edgeCount, partition, vertexCount } from '../../../src/core/partition';
import { axisSlice, pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import { cones, tangents } from '../../support/arrangements';
import { seededNetwork } from '../../support/build';
import { degenerateFamilies } from '../../support/families';
import { holds } from '../../support/holds';
import { cases, faces, innerEdges, near } from './support';

const plane = axisSlice(2);

const row = ({ offsets, faces: others }: ReturnType<typeof dualGraph>, f: number): number[] => [
  ...others.subarray(offsets[f], offsets[f + 1]),
];

/** Every entry has its mirror, every edge inside the domain two entries, in the order of the loops. */
function checkGraph(complex: CellComplex): void {
  const graph = dualGraph(complex);
  const { offsets, faces: others, edges } = graph;
  const inner = innerEdges(complex);
  expect(others.length).toBe(2 * inner.length);
  expect(edges.length).toBe(others.length);
  expect([offsets.length, offsets[0], offsets.at(-1)]).toEqual([complex.areas.length + 1, 0, others.length]);
  const pairs = new Set<string>();
  for (const f of faces(complex))
    for (let i = offsets[f] as number; i < (offsets[f + 1] as number); i++) pairs.add(`${f} ${others[i]} ${edges[i]}`);
  expect(pairs).toEqual(
    new Set(inner.flatMap(({ edge, left, right }) => [`${left} ${right} ${edge}`, `${right} ${left} ${edge}`])),
  );
}

/** Distance in R^d of the ends of an edge, as points of R^d. */
function lengthInInput(complex: CellComplex, slice: Slice, edge: number): number {
  const [a, b] = [0, 1].map((k) => {
    const v = complex.edgeVertices[2 * edge + k] as number;
    return pointInInput(slice, [complex.vertices[2 * v] as number, complex.vertices[2 * v + 1] as number]);
  }) as [Float64Array, Float64Array];
  return Math.hypot(...a.map((value, i) => value - (b[i] as number)));
}

describe('dualGraph', () => {
  it('of three lines: the triangle has 3 neighbours, three cells 4 sides, three corners 2 neighbours', () => {
    const complex = partition(tangents(3), plane, square(1));
    const graph = dualGraph(complex);
    const degrees = faces(complex).map((f) => row(graph, f).length);
    expect(degrees.toSorted()).toEqual([2, 2, 2, 3, 3, 3, 3]);
    // The triangle's neighbours are those that reach across one of its edges, each with the two corners beside it.
    const triangle = faces(complex).find((f) => row(graph, f).length === 3 && onlyInner(complex, f)) as number;
    for (const f of row(graph, triangle)) expect(row(graph, f).length).toBe(3);
  });

  it('of cones is a ring', () => {
    const complex = partition(cones(8), plane, square(1));
    const graph = dualGraph(complex);
    const seen = [0];
    for (let at = row(graph, 0)[0] as number, before = 0; at !== 0; ) {
      seen.push(at);
      const next = row(graph, at).find((other) => other !== before) as number;
      [before, at] = [at, next];
    }
    expect(seen.length).toBe(16);
  });

  it('holds every edge inside the domain twice', () => {
    holds(
      fc.property(cases, ({ complex }) => checkGraph(complex)),
      1,
      30,
    );
    for (const { network } of degenerateFamilies()) {
      checkGraph(partition(network, plane, square(1)));
      checkGraph(partition(network, plane, square(1), { decision: {} }));
    }
  });
});

const onlyInner = (complex: CellComplex, f: number): boolean =>
  [...complex.faceEdges.subarray(complex.faceOffsets[f], complex.faceOffsets[f + 1])].every(
    (edge) => (complex.edgeFaces[2 * edge + 1] as number) >= 0,
  );

describe('neighboursOf', () => {
  it('names edge, units, length in R^d and bend', () => {
    holds(
      fc.property(cases, ({ network, slice, complex }) => {
        const graph = dualGraph(complex);
        const bends = sliceBends(network, slice, complex);
        const lengths = edgeLengths(complex, slice);
        expect(lengths.length).toBe(edgeCount(complex));
        for (const f of faces(complex)) {
          const list = neighboursOf(complex, slice, f, bends);
          expect(list.map(({ face }) => face)).toEqual(row(graph, f));
          for (const { edge, units, length, bend } of list) {
            const [from, to] = complex.edgeUnitOffsets.subarray(edge, edge + 2);
            expect(units).toEqual([...complex.edgeUnits.subarray(from, to)].map((u) => unitAt(complex.layout, u)));
            near(`edge ${edge}`, length, lengthInInput(complex, slice, edge), 1, 1e-12);
            expect([bend, length]).toEqual([bends[edge], lengths[edge]]);
          }
          expect(neighboursOf(complex, slice, f).every(({ bend }) => bend === null)).toBe(true);
        }
      }),
      2,
      15,
    );
  });
});

describe('edgeLengths', () => {
  it('measure along nearly parallel axes, too', () => {
    const slice = { origin: new Float64Array(2), e1: Float64Array.of(1, 0), e2: Float64Array.of(1, 2 ** -20) };
    const complex = partition(cones(5), slice, square(1));
    edgeLengths(complex, slice).forEach((length, edge) => {
      const want = lengthInInput(complex, slice, edge);
      near(`edge ${edge}`, length, want, want, 1e-9);
    });
  });
});

describe('faces that meet', () => {
  it('at a vertex are those whose loop holds it; at its point the same', () => {
    const network = seededNetwork([2, 8, 5, 1], 3, { name: 'relu' });
    const complexes = [partition(network, plane, square(1)), partition(cones(6), plane, square(1))];
    for (const complex of complexes) {
      const around = Array.from({ length: vertexCount(complex) }, () => new Set<number>());
      for (const { edge, left, right } of innerEdges(complex))
        for (const k of [0, 1]) {
          const v = complex.edgeVertices[2 * edge + k] as number;
          around[v]?.add(left).add(right);
        }
      around.forEach((want, v) => {
        if (want.size === 0) return;
        const sorted = [...want].sort((a, b) => a - b);
        expect(facesAtVertex(complex, v)).toEqual(sorted);
        const point = [complex.vertices[2 * v] as number, complex.vertices[2 * v + 1] as number] as const;
        expect(facesAtPoint(complex, point)).toEqual(sorted);
      });
    }
    const middle = faces(complexes[1] as CellComplex);
    expect(facesAtPoint(complexes[1] as CellComplex, [0, 0])).toEqual(middle);
  });

  it('on an edge are its two sides, inside a face that one, outside none', () => {
    const complex = partition(seededNetwork([2, 9, 4, 1], 5, { name: 'relu' }), plane, square(1));
    const locate = createLocator(complex);
    for (const f of faces(complex)) {
      const at = [complex.centroids[2 * f] as number, complex.centroids[2 * f + 1] as number] as const;
      expect(facesAtPoint(complex, at)).toEqual([locate(...at)]);
    }
    for (const { edge, left, right } of innerEdges(complex)) {
      const [v, w] = [0, 1].map((k) => 2 * (complex.edgeVertices[2 * edge + k] as number)) as [number, number];
      const middle = (axis: number): number =>
        ((complex.vertices[v + axis] as number) + (complex.vertices[w + axis] as number)) / 2;
      expect(facesAtPoint(complex, [middle(0), middle(1)])).toEqual([left, right].sort((a, b) => a - b));
    }
    expect(facesAtPoint(complex, [1.5, 0])).toEqual([]);
    expect(facesAtPoint(complex, [1 + 1e-9, 1 + 1e-9])).toEqual([]);
    expect(facesAtPoint(complex, [1 + 1e-9, 1 + 1e-9], 1e-8)).toEqual([locate(1, 1)]);
    expect(facesAtPoint(complex, [Number.NaN, 0])).toEqual([]);
  });

  it('are not those whose tip is further away than the tolerance', () => {
    const wedge = [
      [0, 0],
      [1, -0.1],
      [1, 0.1],
    ] as const;
    const complex = partition(seededNetwork([2, 1], 1), plane, wedge);
    // Near the lines of both sides all the way, but not near the tip.
    expect([-0.02, -0.005, -0.0009].map((p) => facesAtPoint(complex, [p, 0], 1e-3))).toEqual([[], [], [0]]);
  });
});
