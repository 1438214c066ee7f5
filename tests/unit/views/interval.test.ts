import { describe, expect, it } from 'vitest';
import { denseNetwork, forward } from '../../../src/core/network';
import { partitionInterval } from '../../../src/core/partition';
import {
  pieceAt,
  pieceRow,
  unitsAtKink,
  valueAt,
  visiblePiece,
  visibleRange,
} from '../../../src/views/interval/intervalGraph';

/** relu(x) and relu(x − ½): a kink each, values 0 up to 0, slope 1, then slope 1 − 3 = −2. */
const layer = (
  inputSize: number,
  outputSize: number,
  weights: number[],
  bias: number[],
  name: 'relu' | 'identity',
) => ({
  kind: 'dense' as const,
  inputSize,
  outputSize,
  weights: Float64Array.from(weights),
  bias: Float64Array.from(bias),
  activation: { name },
});
const network = denseNetwork('hat', [layer(1, 2, [1, 1], [0, -0.5], 'relu'), layer(2, 1, [1, -3], [0], 'identity')]);
const line = { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) };
const complex = partitionInterval(network, line, [-1, 1]);

describe('the graph of a network with one input', () => {
  it('has rows of a table: ends, slope and middle value of each piece', () => {
    const rows = [0, 1, 2].map((piece) => pieceRow(complex, 0, piece));
    expect(rows).toEqual([
      { from: -1, to: 0, slope: 0, value: 0 },
      { from: 0, to: 0.5, slope: 1, value: 0.25 },
      { from: 0.5, to: 1, slope: -2, value: 0 },
    ]);
    for (const { from, to, value } of rows)
      expect(value).toBeCloseTo(forward(network, Float64Array.of((from + to) / 2))[0] as number, 12);
  });

  it('finds pieces: a kink belongs to the one on its right, the end to the last', () => {
    expect(Array.from(complex.vertices)).toEqual([-1, 0, 0.5, 1]);
    expect([-1, -0.2, 0, 0.49, 0.5, 1].map((x) => pieceAt(complex.vertices, x))).toEqual([0, 0, 1, 1, 2, 2]);
    expect([-1.01, 1.01, Number.NaN].map((x) => pieceAt(complex.vertices, x))).toEqual([-1, -1, -1]);
  });

  it('is the network itself, on and between the kinks', () => {
    for (let x = -1; x <= 1; x += 0.03125)
      expect(valueAt(complex, 0, x)).toBeCloseTo(forward(network, [x])[0] as number, 14);
    expect(valueAt(complex, 0, 2)).toBeNaN();
  });

  it('names the unit of each kink', () => {
    expect([0, 1, 2, 3].map((kink) => unitsAtKink(complex, kink))).toEqual([[], [0], [1], []]);
  });

  it('knows the range of what is visible, kinks included', () => {
    expect(visibleRange(complex, -1, 1)).toEqual([-0.5, 0.5]);
    const [least, most] = visibleRange(complex, 0.25, 0.75);
    expect([least, most]).toEqual([0, 0.5]);
    expect(visibleRange(complex, 5, 6)).toEqual([-1, 1]);
  });

  it('cuts pieces to what is visible', () => {
    expect(visiblePiece(complex.vertices, 1, 0.25, 2)).toEqual([0.25, 0.5]);
    expect(visiblePiece(complex.vertices, 0, 0.25, 2)).toBeNull();
  });
});
