import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeEntries, forward, type Network } from '../../../src/core/network';
import { certifyInterval, partitionInterval } from '../../../src/core/partition';
import type { PartitionOptions } from '../../../src/core/partition/complex';
import type { IntervalComplex } from '../../../src/core/partition/intervalComplex';
import type { Slice } from '../../../src/core/slice/slice';
import { arrangement, seededNetwork, tentNetwork } from '../../support/build';
import { THIN } from '../../support/checkExact';
import { holds } from '../../support/holds';
import { exactPieces, lineSlice } from '../../support/line';
import { coarseNetworks, describeNetwork, GATED } from '../../support/networks';

const axis = lineSlice([0], [1]);
type Range = readonly [number, number];

const pieceCount = (interval: IntervalComplex): number => interval.vertices.length - 1;

function entriesOf({ codes, layout }: IntervalComplex, piece: number): number[][] {
  return codeEntries(layout, codes.slice(piece * layout.words, (piece + 1) * layout.words));
}

/** Cuts, and compares pieces, codes, classes and values with exact arithmetic and forward passes. */
function expectExactLine(
  network: Network,
  slice: Slice,
  range: Range,
  options: PartitionOptions = {},
): IntervalComplex {
  const interval = partitionInterval(network, slice, range, options);
  const { vertices, pieces } = exactPieces(network, slice, range, options);
  const message = describeNetwork(network);
  if (vertices.some((v, i) => i > 0 && v - (vertices[i - 1] as number) < THIN * (range[1] - range[0]))) return interval;
  expect(interval.vertices.length, message).toBe(vertices.length);
  vertices.forEach((v, i) => {
    expect(Math.abs((interval.vertices[i] as number) - v), message).toBeLessThan(1e-11 * (range[1] - range[0]));
  });
  pieces.forEach((piece, i) => {
    expect(entriesOf(interval, i), message).toEqual(piece.entries);
    if (interval.classes) expect(interval.classes[i], message).toBe(piece.winner);
  });
  interval.vertices.forEach((p, i) => {
    const x = slice.origin.map((o, k) => o + p * (slice.e1[k] as number));
    forward(network, x).forEach((value, output) => {
      const got = interval.values[output * interval.vertices.length + i] as number;
      expect(Math.abs(got - value), message).toBeLessThan(1e-9 * (1 + Math.abs(value)));
    });
  });
  const certificate = certifyInterval(network, slice, range, interval);
  expect(certificate, message).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
  expect(Math.max(certificate.areaError, certificate.continuity, certificate.residual), message).toBeLessThan(1e-9);
  return interval;
}

describe('tent maps', () => {
  it.each([1, 2, 3, 6, 10])('of depth %i have kinks at k/2^depth', (depth) => {
    const interval = partitionInterval(tentNetwork(depth), axis, [0, 1]);
    const n = 2 ** depth;
    expect([...interval.vertices]).toEqual(Array.from({ length: n + 1 }, (_, k) => k / n));
    expect([...interval.values]).toEqual(Array.from({ length: n + 1 }, (_, k) => k % 2));
    expect([interval.merged, interval.undecided]).toEqual([0, 0]);
  });

  it('agree with exact arithmetic on wider intervals too', () => {
    expectExactLine(tentNetwork(6), axis, [-0.5, 1.25]);
    expectExactLine(tentNetwork(5), axis, [0, 1], { decision: { threshold: 0.5 } });
  });
});

describe('networks on a line', () => {
  it('agree with exact arithmetic', () => {
    const networks = coarseNetworks({
      shapes: [
        [1, 8, 8, 1],
        [1, 5, 5, 5, 3],
      ],
      activations: GATED,
      maxChanges: 4,
    });
    const decision = fc.constantFrom<PartitionOptions>(
      {},
      { decision: {} },
      { decision: { threshold: 0.25 } },
      { upToLayer: 1 },
    );
    holds(
      fc.property(networks, decision, (network, options) => {
        expectExactLine(network, axis, [-2, 3], options);
      }),
      40,
      150,
    );
  });

  it('through R^d agree with exact arithmetic', () => {
    const network = seededNetwork([6, 24, 24, 4], 2);
    const line = lineSlice([0.1, 0.2, 0, -0.3, 0.4, 0], [1, -0.5, 0.25, 2, 0, 1]);
    const interval = expectExactLine(network, line, [-3, 3], { decision: {} });
    expect(pieceCount(interval)).toBeGreaterThan(40);
  });

  it('have one piece where nothing cuts', () => {
    const interval = expectExactLine(arrangement([[1], [0], [-1]], [4, 1, 4]), axis, [-1, 2]);
    expect([...interval.vertices]).toEqual([-1, 2]);
  });

  it('take cuts at the ends for none', () => {
    expect(pieceCount(expectExactLine(arrangement([[1], [2]], [1, -4]), axis, [-1, 2]))).toBe(1);
  });

  it('cut once where several units bend', () => {
    const network = arrangement([[1], [-2], [4]], [-0.5, 1, -2]);
    const interval = expectExactLine(network, axis, [0, 1]);
    expect([...interval.vertices]).toEqual([0, 0.5, 1]);
  });
});

describe('a certificate of a line', () => {
  const network = seededNetwork([1, 12, 12, 2], 1);
  const range: Range = [-2, 2];
  const interval = partitionInterval(network, axis, range);

  it('notices a cut taken away', () => {
    const { words } = interval.layout;
    const at = Math.floor(pieceCount(interval) / 2);
    const columns = interval.vertices.length;
    const damaged: IntervalComplex = {
      ...interval,
      vertices: interval.vertices.filter((_, i) => i !== at),
      codes: interval.codes.filter((_, i) => Math.floor(i / words) !== at),
      values: interval.values.filter((_, i) => i % columns !== at),
    };
    expect(certifyInterval(network, axis, range, damaged).signViolations).toBeGreaterThan(0);
  });

  it('notices a flipped bit and a short end', () => {
    const codes = interval.codes.slice();
    codes[0] = (codes[0] as number) ^ 4;
    expect(certifyInterval(network, axis, range, { ...interval, codes }).codeMismatches).toBe(1);
    const vertices = interval.vertices.slice();
    vertices[vertices.length - 1] = 1.9999;
    expect(certifyInterval(network, axis, range, { ...interval, vertices }).areaError).toBeGreaterThan(1e-6);
  });
});
