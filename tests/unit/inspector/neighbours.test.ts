import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Network, splineCode } from '../../../src/core/network';
import { locateFace, partition, partitionInterval } from '../../../src/core/partition';
import { axisSlice, pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import type { PartitionResult } from '../../../src/state/types';
import { neighbourRow, unitNames } from '../../../src/views/inspector/neighbours/drawNeighbours';
import { meetingFaces, neighbours } from '../../../src/views/inspector/neighbours/neighbours';
import { nextRow } from '../../../src/views/inspector/neighbours/stepList';
import { arrangement, seededNetwork, tentNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { cases, codeOf, differenceOf, entriesOf, faces, frobenius, mapOf, near } from '../analysis/support';

const base = { generation: 1, outputs: new Float64Array(), seconds: 0, certificate: null, statistics: null };

const planeOf = (network: Network, slice: Slice, complex: PartitionResult['complex']): PartitionResult => ({
  ...base,
  network,
  slice,
  complex,
  interval: null,
});

const lineSlice: Slice = { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) };
const lineOf = (network: Network, from: number, to: number): PartitionResult => ({
  ...base,
  network,
  slice: lineSlice,
  complex: null,
  interval: partitionInterval(network, lineSlice, [from, to]),
});

describe('neighbours', () => {
  it('differ from the face in the units that are named, and bend by the difference of the maps', () => {
    holds(
      fc.property(cases, fc.nat(), ({ network, slice, complex }, pick) => {
        const face = pick % complex.areas.length;
        const found = neighbours(planeOf(network, slice, complex), face);
        const own = entriesOf(complex, face);
        for (const { face: other, units, bend, inside } of found) {
          const theirs = entriesOf(complex, other);
          expect(units).toEqual(own.flatMap((piece, unit) => (piece === theirs[unit] ? [] : [unit])));
          const jump = frobenius(differenceOf(mapOf(network, complex, face), mapOf(network, complex, other)));
          near('bend', bend ?? Number.NaN, jump, 1 + frobenius(mapOf(network, complex, face)));
          expect(splineCode(network, pointInInput(slice, inside))).toEqual(codeOf(complex, other));
        }
        expect(found.map(({ bend }) => bend)).toEqual(found.map(({ bend }) => bend ?? 0).sort((a, b) => b - a));
      }),
      1,
      25,
    );
  });

  it('lead back: whoever is a neighbour has the face as its own, at the same bend and length', () => {
    const network = seededNetwork([2, 8, 6, 2], 11);
    const slice = axisSlice(2);
    const complex = partition(network, slice, square(2));
    const result = planeOf(network, slice, complex);
    const all = faces(complex).map((face) => neighbours(result, face));
    all.forEach((list, face) => {
      for (const { face: other, bend, length, units } of list)
        expect(all[other]?.find((back) => back.face === face)).toMatchObject({ bend, length, units });
    });
  });

  it('of a face that was cut by the first layers only have no bend', () => {
    const network = seededNetwork([2, 6, 6, 1], 4);
    const slice = axisSlice(2);
    const complex = partition(network, slice, square(2), { upToLayer: 1 });
    const found = neighbours(planeOf(network, slice, complex), 0);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ bend }) => bend))).toEqual(new Set([null]));
    const lengths = found.map(({ length }) => length ?? 0);
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  });

  it('of a piece of the tent map are left and right, where the slope changes by 2 · 2^L', () => {
    const result = lineOf(tentNetwork(3), 0, 1);
    expect(neighbours(result, 0).map(({ face }) => face)).toEqual([1]);
    const found = neighbours(result, 3);
    expect(found.map(({ face }) => face).sort()).toEqual([2, 4]);
    for (const { bend, length } of found) expect([bend, length]).toEqual([16, null]);
    expect(neighbours(result, 8)).toEqual([]);
    expect(neighbours(result, -1)).toEqual([]);
  });
});

describe('faces that meet at a point', () => {
  const network = arrangement([
    [1, 0],
    [0, 1],
  ]);
  const slice = axisSlice(2);
  const complex = partition(network, slice, square(1));
  const result = planeOf(network, slice, complex);
  const cross = [
    { layer: 1, unit: 0 },
    { layer: 1, unit: 1 },
  ];

  it('are all four at a crossing, each with its own pieces of the two units', () => {
    const found = meetingFaces(result, [0, 0], cross);
    expect(found.map(({ pieces }) => pieces).sort()).toEqual([
      'L1·0 off, L1·1 off',
      'L1·0 off, L1·1 on',
      'L1·0 on, L1·1 off',
      'L1·0 on, L1·1 on',
    ]);
    for (const { face, inside, size } of found) {
      expect(locateFace(complex, ...inside)).toBe(face);
      expect(size).toBeCloseTo(1, 12);
    }
  });

  it('are two on an edge and none inside', () => {
    expect(
      meetingFaces(result, [0, 0.4], cross.slice(0, 1))
        .map(({ pieces }) => pieces)
        .sort(),
    ).toEqual(['L1·0 off', 'L1·0 on']);
    expect(meetingFaces(result, [0.3, 0.4], [])).toEqual([]);
    expect(meetingFaces(result, [0.3, 0.4], cross)).toEqual([]);
  });

  it('are the two pieces at a kink', () => {
    const found = meetingFaces(lineOf(tentNetwork(2), 0, 1), [0.25, 0], [{ layer: 2, unit: 1 }]);
    expect(found.map(({ face }) => face).sort()).toEqual([0, 1]);
    expect(found.map(({ pieces }) => pieces).sort()).toEqual(['L2·1 off', 'L2·1 on']);
  });
});

describe('rows', () => {
  const network = seededNetwork([2, 8, 6, 2], 11);
  const { layout } = partition(network, axisSlice(2), square(2));

  it('name two units and count the rest', () => {
    expect(unitNames(layout, [3])).toBe('L1·3');
    expect(unitNames(layout, [3, 9, 12])).toBe('L1·3 L2·1 +1');
    expect(unitNames(layout, [])).toBe('decision');
  });

  it('say what stepping does, with the bend as a share of the largest', () => {
    const row = neighbourRow(layout, { face: 1234, units: [3, 9], bend: 5, length: 0.0312, inside: [0, 0] }, 20);
    expect(row).toMatchObject({ bar: 0.25, value: '5.000', extra: '0.0312' });
    expect(row.title).toBe('Step into polytope 1,234 across L1·3, L2·1: bend 5.000, edge length 0.0312');
  });

  it('are reached by arrow keys, Home and End', () => {
    expect(['down', 'up', 'first', 'last', 'Enter'].map((key) => nextRow(key, 1, 3))).toEqual([2, 0, 0, 2, null]);
    expect([nextRow('up', 0, 3), nextRow('down', 2, 3)]).toEqual([0, 2]);
  });
});
