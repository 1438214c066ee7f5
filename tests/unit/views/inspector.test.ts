import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/core/network';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { faceOutputs, partition, partitionInterval } from '../../../src/core/partition';
import { createLocator } from '../../../src/core/partition/locate';
import { axisSlice, square } from '../../../src/core/slice/slice';
import type { PartitionResult } from '../../../src/state/types';
import { barColumns } from '../../../src/views/inspector/codeBar';
import { nextCell } from '../../../src/views/inspector/heatCanvas';
import { answerOf, sigmoid, softmax } from '../../../src/views/inspector/outputs';
import { polytopeFacts } from '../../../src/views/inspector/polytope';
import { coordinateNames, gatedIndex, layoutOf, outputNames, pieceName } from '../../../src/views/names';

const network = (widths: readonly number[]): Network =>
  initialiseNetwork({ name: 'test', widths, seed: 3, scheme: 'he', bias: 0.4, activation: { name: 'relu' } });

function resultOf(net: Network): PartitionResult {
  const slice = axisSlice(2);
  const complex = partition(net, slice, square(1));
  const outputs = faceOutputs(net, slice, complex);
  const none = { interval: null, certificate: null, statistics: null };
  return { generation: 1, network: net, slice, complex, outputs, seconds: 0, ...none };
}

describe('answers', () => {
  it('softmax sums to one and survives large values', () => {
    const shares = softmax([1000, 1000, -1000]);
    expect(shares).toEqual([0.5, 0.5, 0]);
  });

  it('sigmoid survives large values', () => {
    expect([sigmoid(-1e4), sigmoid(0), sigmoid(1e4)]).toEqual([0, 0.5, 1]);
  });

  it('one output is a class by its sign, with the confidence of the class that wins', () => {
    const data = { task: 'binary', classNames: ['no', 'yes'] } as const;
    expect(answerOf([-2], data)).toMatchObject({ className: 'no', confidenceKind: 'sigmoid' });
    expect(answerOf([-2], data).confidence).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect(answerOf([0], data).className).toBe('no');
  });

  it('a tie takes the lowest class, a regression has none', () => {
    expect(answerOf([1, 3, 3], { task: 'classes', classNames: ['a', 'b', 'c'] }).className).toBe('b');
    expect(answerOf([1], { task: 'regression', classNames: [] }).className).toBeNull();
  });
});

describe('facts of a polytope', () => {
  const result = resultOf(network([2, 6, 6, 1]));
  const complex = result.complex;
  if (!complex) throw new Error('no complex');

  it('adds up over all faces: every inner edge is two neighbours', () => {
    const faces = complex.areas.length;
    const facts = Array.from({ length: faces }, (_, face) => polytopeFacts(result, face));
    const area = facts.reduce((sum, fact) => sum + (fact?.size ?? 0), 0);
    expect(area).toBeCloseTo(4, 12);
    for (const fact of facts) expect(fact?.neighbours).toBeLessThanOrEqual(fact?.edges ?? 0);
    const border = Array.from(complex.edgeFaces).filter((face) => face < 0).length;
    const edges = facts.reduce((sum, fact) => sum + (fact?.edges ?? 0), 0);
    expect(edges).toBe(complex.edgeFaces.length - border);
  });

  it('is nothing outside the domain', () => {
    expect(polytopeFacts(result, createLocator(complex)(5, 5))).toBeNull();
    expect(polytopeFacts(null, 0)).toBeNull();
  });

  it('is a length on an interval', () => {
    const net = network([1, 8, 1]);
    const slice = { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) };
    const interval = partitionInterval(net, slice, [-1, 1]);
    const line: PartitionResult = { ...result, network: net, slice, complex: null, interval };
    const pieces = interval.vertices.length - 1;
    const lengths = Array.from({ length: pieces }, (_, piece) => polytopeFacts(line, piece)?.size ?? 0);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo(2, 12);
    expect(polytopeFacts(line, 0)?.neighbours).toBe(Math.min(1, pieces - 1));
    expect(polytopeFacts(line, pieces)).toBeNull();
  });
});

describe('names', () => {
  const net = network([2, 3, 4, 1]);

  it('number units over all gated layers', () => {
    const layout = layoutOf(net);
    expect(gatedIndex(layout, 2, 1)).toBe(4);
    expect(gatedIndex(layout, 3, 0)).toBeNull();
    expect(layoutOf(net)).toBe(layout);
  });

  it('call coordinates by their inputs, and p and q off the axes', () => {
    expect(coordinateNames({ kind: 'axes', axes: [0, 11] }, 20)).toEqual(['x₁', 'x₁₂']);
    expect(coordinateNames({ kind: 'axes', axes: [0, 1] }, 1)).toEqual(['x₁']);
    expect(outputNames(network([2, 3, 3]), null)).toEqual(['y₀', 'y₁', 'y₂']);
  });

  it('call pieces by what they mean', () => {
    const relu = layoutOf(net).gated[0];
    if (!relu) throw new Error('no layer');
    expect([pieceName(relu, 0), pieceName(relu, 1)]).toEqual(['off', 'on']);
    const three = { ...relu.activation, slopes: [0, 1, 0], thresholds: [0, 6] };
    expect(pieceName({ activation: three }, 2)).toBe('piece 2 of 0…2');
    // A piece that no threshold leads to: 0 for the next layer.
    expect(pieceName({ activation: { ...relu.activation, slopes: [0.1, 1, 0] } }, 2)).toBe('ablated');
  });
});

describe('cursors', () => {
  it('bars split wide layers evenly', () => {
    expect([1, 24, 32, 33, 64, 100].map(barColumns)).toEqual([1, 24, 32, 17, 32, 25]);
  });

  it('arrow keys stay inside a matrix', () => {
    expect(nextCell('right', 5, 2, 3)).toBe(5);
    expect(nextCell('up', 1, 2, 3)).toBe(1);
    expect(nextCell('down', 1, 2, 3)).toBe(4);
    expect(nextCell('last', 0, 2, 3)).toBe(5);
    expect(nextCell('a', 0, 2, 3)).toBeNull();
  });
});
