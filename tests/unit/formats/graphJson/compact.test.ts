import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGraph, evaluateGraph, type Graph } from '../../../../src/core/graph';
import { compactGraph, readCompactGraph } from '../../../../src/formats/graphJson/compact';
import { randomGraph } from '../../../support/graphs';
import { holds } from '../../../support/holds';
import { smallCnn } from '../../../support/smallCnn';

const back = (graph: Graph) => {
  const { precision, text } = compactGraph(graph);
  return readCompactGraph(text, precision, graph.name);
};

describe('compact graphs', () => {
  it('come back with the same nodes, bit for bit', () => {
    const whole = checkGraph(smallCnn());
    const read = back(whole);
    expect(read.ok && read.graph.nodes).toEqual(whole.nodes);
    expect(compactGraph(whole).precision).toBe('float32');
  });

  it('give the same values, whatever their ops', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
        const graph = randomGraph(seed);
        const read = back(graph);
        if (!read.ok) throw new Error(`${read.error.where}: ${read.error.message}`);
        const x = Float64Array.from({ length: graph.input.shape.reduce((a, b) => a * b, 1) }, (_, i) =>
          Math.sin(i + seed),
        );
        expect(evaluateGraph(read.graph, x).get(graph.output)).toEqual(evaluateGraph(graph, x).get(graph.output));
      }),
      3,
      60,
    );
  });

  it('that are damaged give a fault and never an exception', () => {
    const { precision, text } = compactGraph(checkGraph(smallCnn()));
    holds(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (at, put) => {
        const read = readCompactGraph(text.slice(0, at) + put + text.slice(at + put.length), precision, 'x');
        if (!read.ok) expect(read.error.message.length).toBeGreaterThan(3);
      }),
      5,
      300,
    );
    expect(readCompactGraph(text.slice(0, -20), precision, 'x').ok).toBe(false);
    expect(readCompactGraph(text, 'float64', 'x')).toMatchObject({ ok: false, error: { where: 'tensors[0][1]' } });
  });
});
