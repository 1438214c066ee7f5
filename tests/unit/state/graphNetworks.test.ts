import { describe, expect, it } from 'vitest';
import { checkGraph, exactNetwork, type Graph } from '../../../src/core/graph';
import { forward } from '../../../src/core/network';
import { buildGraph, builtOf, graphNetworkOf } from '../../../src/state/graphs/build';
import { ensureGraph, isGraphReady } from '../../../src/state/graphs/built';
import { builtGraph } from '../../../src/state/graphs/kept';
import { hasFixedWeights } from '../../../src/state/graphs/words';
import { smallCnn } from '../../support/smallCnn';

const whole = checkGraph(smallCnn());

function kept() {
  const made = builtOf(whole);
  if (!made.ok) throw new Error(made.message);
  return graphNetworkOf(made.built);
}

describe('networks of graphs in the state', () => {
  it('are read from their text as they were, with what is read off the end', async () => {
    const network = { ...kept(), name: 'another' };
    expect(isGraphReady(network)).toBe(false);
    expect(await ensureGraph(network)).toBeNull();
    const built = builtGraph(network);
    expect(built?.network.codeOutput).toBe('softmax');
    expect(built?.notes.join()).toContain('classes');
    const x = Float64Array.from({ length: 64 }, (_, i) => Math.cos(3 * i));
    expect(built && forward(built.network, x)).toEqual(forward(exactNetwork(whole).network, x));
    // The same text in another object is not read again.
    expect(builtGraph({ ...network })).toBe(built);
  });

  it('whose text is damaged say so, with the place', async () => {
    const network = kept();
    const message = await ensureGraph({ ...network, graph: network.graph.replace('"conv1"', '"conv9"') });
    expect(message).toMatch(/^network\.graph: .*conv1/);
    expect(buildGraph({ ...network, graph: '{}' })).toMatchObject({ ok: false });
  });

  it('that are chains of dense layers are ordinary ones', () => {
    const chain: Graph = {
      name: 'chain',
      output: 'b',
      nodes: [
        { op: 'input', name: 'x', inputs: [], shape: [2] },
        { op: 'dense', name: 'a', inputs: ['x'], units: 2, weights: Float64Array.of(1, 2, 3, 4) },
        { op: 'activation', name: 'r', inputs: ['a'], activation: { name: 'relu' } },
        { op: 'dense', name: 'b', inputs: ['r'], units: 1, weights: Float64Array.of(1, -1) },
      ],
    };
    const made = builtOf(checkGraph(chain));
    if (!made.ok) throw new Error(made.message);
    expect(hasFixedWeights(made.built.network)).toBe(false);
    expect(made.built.network.graph).toBeUndefined();
    expect(forward(made.built.network, Float64Array.of(1, 0))[0]).toBe(-2);
    expect(hasFixedWeights(exactNetwork(whole).network)).toBe(true);
  });
});
