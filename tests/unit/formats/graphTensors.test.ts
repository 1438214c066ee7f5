import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGraph } from '../../../src/core/graph';
import type { Graph } from '../../../src/core/graph/types';
import { formatErrorText } from '../../../src/formats/checks';
import type { GraphResult } from '../../../src/formats/graphResult';
import { graphOfTensors, writeGraphNpz, writeGraphSafetensors } from '../../../src/formats/graphTensors';
import { readNpz } from '../../../src/formats/npz';
import { type NamedTensor, readSafetensors, writeSafetensors } from '../../../src/formats/safetensors';
import type { Tensor } from '../../../src/formats/tensors';
import { GRAPH_KEY } from '../../../src/formats/weightFile';
import { holds } from '../../support/holds';
import { everyOp, residual } from './graphs';
import { damaged, damages } from './tensors';

/** The JSON and the tensors of a file. */
function taken(bytes: Uint8Array): { text: string; tensors: Map<string, Tensor>; list: readonly NamedTensor[] } {
  const result = readSafetensors(bytes);
  if (!result.ok) throw new Error(result.error.message);
  const tensors = new Map(result.tensors.map(({ name, ...tensor }): [string, Tensor] => [name, tensor]));
  return { text: result.metadata.get(GRAPH_KEY) ?? '', tensors, list: result.tensors };
}

const fromSafetensors = (bytes: Uint8Array): GraphResult => {
  const { text, tensors } = taken(bytes);
  return graphOfTensors(text, tensors);
};

const fromNpz = (bytes: Uint8Array): GraphResult => {
  const result = readNpz(bytes);
  if (!result.ok) return result;
  return graphOfTensors(result.texts.get(GRAPH_KEY) ?? '', result.arrays);
};

const textOf = (result: GraphResult): string => (result.ok ? 'accepted' : formatErrorText(result.error));

describe('graphs in tensor files', () => {
  it.each(everyOp().map((graph): [string, Graph] => [graph.name, graph]))('%s comes back bit for bit', (_, graph) => {
    const checked = checkGraph(graph);
    expect(fromSafetensors(writeGraphSafetensors(checked))).toEqual({ ok: true, graph: checked, notes: [] });
    expect(fromNpz(writeGraphNpz(checked))).toEqual({ ok: true, graph: checked, notes: [] });
  });

  it('names and lays out tensors as PyTorch does', () => {
    const { list } = taken(writeGraphSafetensors(residual()));
    expect(list.map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual([
      'conv1.weight 2×1×3×3',
      'conv1.bias 2',
      'bn1.weight 2',
      'bn1.bias 2',
      'bn1.running_mean 2',
      'bn1.running_var 2',
      'conv2.weight 2×2×3×3',
      'out.weight 3×8',
      'out.bias 3',
    ]);
    expect(list.find(({ name }) => name === 'bn1.running_var')?.type).toBe('F32');
    expect(list.find(({ name }) => name === 'conv2.weight')?.type).toBe('F64');
  });

  it('what is missing or does not fit is named', () => {
    const { text, tensors } = taken(writeGraphSafetensors(residual()));
    const without = new Map(tensors);
    without.delete('bn1.running_var');
    expect(textOf(graphOfTensors(text, without))).toBe('nodes[2] "bn1", variance: tensor "bn1.running_var" is missing');
    const other = new Map(tensors).set('out.weight', { type: 'F32', shape: [24], data: new Float32Array(24) });
    expect(textOf(graphOfTensors(text, other))).toBe('nodes[8] "out", weights: its shape is (24), expected (3 × 8)');
    const infinite = new Map(tensors).set('out.bias', { type: 'F32', shape: [3], data: Float32Array.of(1, 1 / 0, 0) });
    expect(textOf(graphOfTensors(text, infinite))).toBe(
      'nodes[8] "out", bias: entry 1 of tensor "out.bias" is not a finite number (Infinity)',
    );
    const more = graphOfTensors(
      text,
      new Map(tensors).set('adam.step', { type: 'U8', shape: [], data: Uint8Array.of(1) }),
    );
    expect(more.ok && more.notes).toEqual(['Tensors that no node takes are left out: adam.step.']);
    expect(textOf(graphOfTensors('{', tensors))).toMatch(/^graph: not valid JSON/);
  });

  it('damaged files never throw', () => {
    const npz = writeGraphNpz(residual());
    const safe = taken(writeGraphSafetensors(residual()));
    let refused = 0;
    holds(
      fc.property(damages, fc.nat(safe.text.length), fc.constantFrom('"', '0', ']', '-9', 'x'), (damage, at, put) => {
        if (!fromNpz(damaged(npz, damage)).ok) refused++;
        const text = safe.text.slice(0, at) + put + safe.text.slice(at + 1);
        const bytes = writeSafetensors(safe.list, new Map([[GRAPH_KEY, text]]));
        if (!fromSafetensors(bytes).ok) refused++;
      }),
      41,
      1500,
    );
    expect(refused).toBeGreaterThan(1000);
  });
});
