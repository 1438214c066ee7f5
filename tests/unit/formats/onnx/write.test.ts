import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGraph } from '../../../../src/core/graph/check';
import { graphOutput } from '../../../../src/core/graph/evaluate';
import type { CheckedGraph, Graph, GraphNode } from '../../../../src/core/graph/types';
import { readOnnx, writeOnnx } from '../../../../src/formats/onnx';
import { holds, holdsAsync } from '../../../support/holds';
import { relativeDifference, runtimeValues } from '../../../support/onnxRuntime';
import { randomGraphs } from '../../../support/randomGraphs';

function readBack(graph: Graph): CheckedGraph {
  const result = readOnnx(writeOnnx(graph));
  if (!result.ok) throw new Error(`${result.error.where}: ${result.error.message}`);
  return result.graph;
}

const input = (shape: readonly number[]): GraphNode => ({ name: 'x', op: 'input', inputs: [], shape });

describe('graphs written as ONNX and read again', () => {
  it('have the same values, whatever the ops', () => {
    const seen = new Set<string>();
    holds(
      fc.property(randomGraphs(10), ({ graph, x }) => {
        const checked = checkGraph(graph);
        for (const { op } of checked.nodes) seen.add(op);
        const back = readBack(graph);
        expect(back.shapes.get(back.output)).toEqual(checked.shapes.get(graph.output));
        expect(relativeDifference(graphOutput(back, x), graphOutput(checked, x))).toBeLessThan(1e-5);
      }),
      61,
      800,
    );
    // All 32 ops but the unknown one and the arg-max, which has a test of its own.
    expect(seen.size).toBe(30);
  });

  it('keep names, values and the exact float32 of weights', () => {
    const weights = Float64Array.of(0.1, -2, 3.5, 4, 5, 6.25).map(Math.fround);
    const graph: Graph = {
      name: 'small',
      output: 'out',
      nodes: [
        input([3]),
        { name: 'fc1', op: 'dense', inputs: ['x'], units: 2, weights, bias: Float64Array.of(1, 2) },
        { name: 'out', op: 'activation', inputs: ['fc1'], activation: { name: 'relu' } },
      ],
    };
    const back = readBack(graph);
    expect(back.nodes).toEqual(graph.nodes);
    expect([back.name, back.output]).toEqual(['small', 'out']);
  });

  it('keep arg-max', () => {
    const graph: Graph = {
      name: 'classes',
      output: 'class',
      nodes: [input([2, 4]), { name: 'class', op: 'argMax', inputs: ['x'], axis: 1, keep: false }],
    };
    expect([...graphOutput(readBack(graph), [0, 3, 1, 3, 5, 1, 1, 1])]).toEqual([1, 0]);
  });

  it('keep the steps of sign and of a threshold, at 0 and just beyond', () => {
    const at = [-1, -1e-30, 0, 1e-30, 0.5, 1, 2];
    const table = (name: string, slopes: number[], offsets: number[], thresholds: number[]): Graph => ({
      name,
      output: 'y',
      nodes: [
        input([at.length]),
        {
          name: 'y',
          op: 'activation',
          inputs: ['x'],
          activation: { name: 'table', table: { label: name, slopes, offsets, thresholds } },
        },
      ],
    });
    const sign = table('sign', [0, 0, 0], [-1, 0, 1], [0, Number.MIN_VALUE]);
    expect([...graphOutput(readBack(sign), at)]).toEqual([-1, -1, 0, 1, 1, 1, 1]);
    const threshold = table('threshold', [0, 1], [0, 0], [0.75]);
    expect([...graphOutput(readBack(threshold), at)].map((value) => value + 0)).toEqual([0, 0, 0, 0, 0, 1, 2]);
  });

  it('keep functions with steps as one node, at their thresholds and between', async () => {
    const numbers = fc.integer({ min: -128, max: 128 }).map((value) => value / 64);
    const pieces = fc.array(fc.tuple(fc.constantFrom(0, 1, -0.5), numbers), { minLength: 2, maxLength: 5 });
    const tables = fc.record({
      pieces,
      at: fc.uniqueArray(numbers, { minLength: 4, maxLength: 4 }),
      atThreshold: fc.constantFrom('below' as const, 'above' as const),
    });
    const graphOf = ({
      pieces: lines,
      at,
      atThreshold,
    }: typeof tables extends fc.Arbitrary<infer T> ? T : never): Graph => {
      const thresholds = at.slice(0, lines.length - 1).sort((a, b) => a - b);
      const [slopes, offsets] = [lines.map(([slope]) => slope), lines.map(([, offset]) => offset)];
      const table = { label: 'steps', slopes, offsets, thresholds, atThreshold };
      const node = { name: 'y', op: 'activation', inputs: ['x'], activation: { name: 'table', table } } as const;
      return { name: '', output: 'y', nodes: [input([17]), node] };
    };
    const property = fc.asyncProperty(tables, async (given) => {
      const graph = graphOf(given);
      const x = [
        ...given.at,
        ...given.at.map((value) => value - 0.125),
        ...given.at.map((value) => value + 0.125),
        3,
        -3,
        0,
        1e-3,
        -1e-3,
      ].map(Math.fround);
      const expected = graphOutput(checkGraph(graph), x);
      const back = readBack(graph);
      expect(relativeDifference(graphOutput(back, x), expected)).toBeLessThan(1e-12);
      expect(back.nodes.filter(({ op }) => op === 'multiply')).toEqual([]);
      const theirs = (await runtimeValues(writeOnnx(graph), [1, 17], x, ['y'])).get('y') as Float64Array;
      expect(relativeDifference(theirs, expected)).toBeLessThan(1e-6);
    });
    await holdsAsync(property, 67, 60);
  });

  it('are refused where a node has no form, with its name', () => {
    const unknown: Graph = {
      name: '',
      output: 'odd',
      nodes: [input([2]), { name: 'odd', op: 'unknown', type: 'LSTM', inputs: ['x'] }],
    };
    expect(() => writeOnnx(unknown)).toThrow('an op that is not known here cannot be written');
    const huge: Graph = {
      name: '',
      output: 'big',
      nodes: [
        input([1]),
        {
          name: 'big',
          op: 'scale',
          inputs: ['x'],
          shape: [],
          factors: Float64Array.of(1e300),
          offsets: Float64Array.of(0),
        },
      ],
    };
    expect(() => writeOnnx(huge)).toThrow('does not fit into float32');
  });
});
