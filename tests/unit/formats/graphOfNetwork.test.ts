import { expect, it } from 'vitest';
import { forward } from '../../../src/core';
import { checkGraph, exactNetwork, graphOutput } from '../../../src/core/graph';
import { denseNetwork, type Network } from '../../../src/core/network';
import { graphOfNetwork } from '../../../src/formats/graphOfNetwork';
import { dense, seededNetwork } from '../../support/build';
import { numbers, residual } from './graphs';

const network = seededNetwork([3, 5, 4, 2], 7, { name: 'leakyRelu', alpha: 0.2 });

it('gives what the network gives, and lowers to it again', () => {
  const graph = checkGraph(graphOfNetwork(network));
  const again = exactNetwork(graph).network;
  for (let seed = 1; seed < 20; seed++) {
    const x = numbers(3, seed);
    expect([...graphOutput(graph, x)]).toEqual([...forward(network, x)]);
    expect([...forward(again, x)]).toEqual([...forward(network, x)]);
  }
});

it('has the code that is read off as a node, which becomes the code again', () => {
  for (const codeOutput of ['softmax', 'sigmoid', 'tanh'] as const) {
    const graph = checkGraph(graphOfNetwork({ ...network, codeOutput }));
    expect(graph.output).toBe(codeOutput);
    expect(exactNetwork(graph).network.codeOutput).toBe(codeOutput);
    const z = forward(network, numbers(3, 4));
    const total = z.reduce((sum, value) => sum + Math.exp(value), 0);
    const expected = {
      softmax: (value: number) => Math.exp(value) / total,
      sigmoid: (value: number) => 1 / (1 + Math.exp(-value)),
      tanh: Math.tanh,
    }[codeOutput];
    for (const [i, y] of graphOutput(graph, numbers(3, 4)).entries())
      expect(Math.abs(y - expected(z[i] as number))).toBeLessThan(1e-14);
  }
});

it('is the graph that a network was made of', () => {
  const { network: made } = exactNetwork(residual());
  const { name, nodes, output } = residual();
  expect(graphOfNetwork(made)).toEqual({ name, nodes, output });
  const { graph: _, ...without } = made;
  expect(() => graphOfNetwork(without as Network)).toThrow(RangeError);
});

it('leaves identities out, and avoids names that are taken', () => {
  const plain = denseNetwork('plain', [dense([[1, 2]], [0], { name: 'identity' })]);
  expect(graphOfNetwork(plain).nodes.map(({ name }) => name)).toEqual(['input', 'layer1']);
  const graph = { name: 'x', nodes: [...graphOfNetwork(plain).nodes], output: 'layer1' };
  const renamed = {
    ...graph,
    nodes: graph.nodes.map((node) => (node.name === 'layer1' ? { ...node, name: 'softmax' } : node)),
    output: 'softmax',
  };
  expect(graphOfNetwork({ ...plain, graph: renamed, codeOutput: 'softmax' }).output).toBe('softmax out');
});
