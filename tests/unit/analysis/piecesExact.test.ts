import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affinePieces } from '../../../src/core/analysis';
import { type Network, piecewiseLinear } from '../../../src/core/network';
import { type CellComplex, partition } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { denseLayersOf } from '../../support/denseLayers';
import { degenerateFamilies } from '../../support/families';
import { float64Families } from '../../support/float64Families';
import { holds } from '../../support/holds';
import { anyChange, coarseNetworks, describeNetwork, GATED, hugeOrTiny } from '../../support/networks';
import { commonBits, scaled } from '../../support/rational';
import { entriesOf, faces, innerEdges } from './support';

const plane = axisSlice(2);

/** The linear part of a face's map in exact arithmetic, up to a power of two that all faces share; as text. */
function exactMap(network: Network, complex: CellComplex, face: number): string {
  const entries = entriesOf(complex, face);
  let rows = [
    [1n, 0n],
    [0n, 1n],
  ];
  let unit = 0;
  for (const { weights, inputSize, outputSize, activation } of denseLayersOf(network)) {
    const { slopes } = piecewiseLinear(activation);
    const [weightBits, slopeBits] = [commonBits(weights), commonBits(slopes)];
    rows = Array.from({ length: outputSize }, (_, j) => {
      const slope = scaled(slopes[slopes.length > 1 ? (entries[unit++] as number) : 0] as number, slopeBits);
      return [0, 1].map((axis) => {
        let sum = 0n;
        rows.forEach((row, k) => {
          sum += scaled(weights[j * inputSize + k] as number, weightBits) * (row[axis] as bigint);
        });
        return slope * sum;
      });
    });
  }
  return rows.flat().join();
}

/** Pieces by a walk over neighbours whose exact maps are the same. */
function walkedPieces(network: Network, complex: CellComplex): number[] {
  const maps = faces(complex).map((f) => exactMap(network, complex, f));
  const neighbours = maps.map((): number[] => []);
  for (const { left, right } of innerEdges(complex))
    if (maps[left] === maps[right]) {
      neighbours[left]?.push(right);
      neighbours[right]?.push(left);
    }
  const piece = maps.map(() => -1);
  let count = 0;
  for (const f of piece.keys()) {
    if (piece[f] !== -1) continue;
    const queue = [f];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      piece[at] = count;
      queue.push(...(neighbours[at] as number[]).filter((other) => piece[other] === -1));
    }
    count++;
  }
  return piece;
}

function check(network: Network): number {
  const complex = partition(network, plane, square(1));
  // Where float64 cannot tell a unit's side, a face's code is a guess, and its map no part of f.
  if (complex.undecided > 0) return 0;
  const { groupOf, count } = affinePieces(network, plane, complex);
  const want = walkedPieces(network, complex);
  if (want.join() !== [...groupOf].join())
    throw new Error(`pieces ${groupOf}, not ${want}: ${describeNetwork(network)}`);
  expect(count).toBe(new Set(want).size);
  return complex.areas.length - count;
}

describe('affinePieces in exact arithmetic', () => {
  it('are the faces joined where exact maps agree: coarse networks, many of them degenerate', () => {
    let joined = 0;
    const networks = coarseNetworks({
      shapes: [
        [2, 5, 1],
        [2, 6, 2],
        [2, 4, 4, 1],
        [2, 3, 3, 3, 2],
      ],
      activations: GATED,
      grid: 2,
      reach: 3,
      change: anyChange,
      maxChanges: 4,
    });
    holds(
      fc.property(networks, (network) => {
        joined += check(network);
      }),
      1,
      150,
    );
    // Otherwise the networks would not test the joining.
    expect(joined).toBeGreaterThan(120);
  });

  it('with units that are 2^±500 times as large as others', () => {
    const shapes = [
      [2, 5, 1],
      [2, 7, 2],
    ];
    const networks = coarseNetworks({
      shapes,
      activations: GATED,
      grid: 2,
      reach: 3,
      change: hugeOrTiny,
      // A unit scaled up three times would overflow.
      maxChanges: 2,
    });
    let joined = 0;
    holds(
      fc.property(networks, (network) => {
        joined += check(network);
      }),
      2,
      150,
    );
    expect(joined).toBeGreaterThan(100);
  });

  it('for the degenerate families and for full float64 weights', () => {
    for (const { network } of [...degenerateFamilies(), ...float64Families()])
      if (network.inputSize === 2) check(network);
  });
});
