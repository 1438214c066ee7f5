import * as fc from 'fast-check';
import type { onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { formatErrorText } from '../../../../src/formats/checks';
import type { GraphResult } from '../../../../src/formats/graphResult';
import { readOnnx } from '../../../../src/formats/onnx';
import { encodeModel } from '../../../../src/formats/onnx/proto';
import { holds } from '../../../support/holds';
import { modelBytes, modelProto, tensorOf, wholes } from '../../../support/onnxFiles';
import { FURTHER, SOUND } from './soundModel';

const said = (result: GraphResult): string => (result.ok ? 'read' : formatErrorText(result.error));

const bytes = modelBytes(SOUND);

/** The same model with its messages changed. */
function changed(change: (model: ReturnType<typeof modelProto>) => void): GraphResult {
  const model = modelProto(SOUND);
  change(model);
  return readOnnx(encodeModel(model));
}

const nodeNamed = (model: ReturnType<typeof modelProto>, name: string): onnx.INodeProto =>
  model.graph.node?.find((node) => node.name === name) as onnx.INodeProto;

describe('damaged models are refused by name', () => {
  it('but a sound one is read', () => {
    expect(said(readOnnx(bytes))).toBe('read');
  });

  it('that are cut off, empty or something else', () => {
    for (const length of [0, 1, 7, 40, 300, bytes.length - 1])
      expect(said(readOnnx(bytes.subarray(0, length)))).not.toBe('read');
    expect(said(readOnnx(new TextEncoder().encode('{"layers": []}')))).toMatch(/^not an ONNX (file|model)/);
    expect(said(readOnnx(Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a)))).toMatch(/^not an ONNX (file|model)/);
  });

  it('whose graph has a cycle', () => {
    const result = changed((model) => {
      nodeNamed(model, 'conv2').input = ['a', 'w2'];
    });
    expect(said(result)).toMatch(/node '(skip|conv2)' \((Add|Conv)\): takes '(c2|a)', which depends on it: a cycle/);
  });

  it('that lack a tensor', () => {
    const result = changed((model) => {
      model.graph.initializer = (model.graph.initializer ?? []).filter(({ name }) => name !== 'w2');
    });
    expect(said(result)).toBe("node 'conv2' (Conv): takes 'w2', which nothing in the file gives");
    const without = changed((model) => {
      nodeNamed(model, 'conv2').input = ['r'];
    });
    expect(said(without)).toContain("node 'conv2' (Conv): its weight");
  });

  it('whose shapes do not fit', () => {
    const result = changed((model) => {
      const fc = model.graph.initializer?.find(({ name }) => name === 'fc');
      if (fc) fc.dims = [4, 27];
    });
    expect(said(result)).toContain('node "head": weights have 108 values, 4 units of 36 inputs need 144');
    const skip = changed((model) => {
      nodeNamed(model, 'skip').input = ['c2', 'x'];
    });
    expect(said(skip)).toContain('node "skip": shapes [4, 6, 6] and [2, 6, 6] do not broadcast');
  });

  it('whose weights are in another file', () => {
    const result = changed((model) => {
      const w1 = model.graph.initializer?.find(({ name }) => name === 'w1');
      if (w1)
        Object.assign(w1, {
          rawData: undefined,
          dataLocation: 1,
          externalData: [{ key: 'location', value: 'model.onnx.data' }],
        });
    });
    expect(said(result)).toBe(
      "tensor 'w1' of node 'conv1' (Conv): external data missing: its values are in another file, 'model.onnx.data'; open it together with the model",
    );
  });

  it('whose header asks for two gigabytes', () => {
    const result = changed((model) => {
      const w1 = model.graph.initializer?.find(({ name }) => name === 'w1');
      if (w1) w1.dims = [2 ** 31, 2, 3, 3];
    });
    expect(said(result)).toContain("tensor 'w1' of node 'conv1' (Conv): 38654705664 values; at most");
    // A graph of 2 GiB by its length, in a file of a few bytes.
    expect(said(readOnnx(Uint8Array.of(0x08, 0x08, 0x3a, 0xff, 0xff, 0xff, 0xff, 0x07, 0x0a)))).toContain(
      'not an ONNX file',
    );
  });

  it('that ask for more in what they compute', () => {
    const filled = modelBytes({
      inputs: { x: [1, 2] },
      outputs: ['y'],
      tensors: { sizes: wholes(4096, 4096), more: wholes(2 ** 20, 2 ** 20) },
      nodes: [
        { op: 'ConstantOfShape', name: 'big', inputs: ['more'], outputs: ['b'] },
        { op: 'MatMul', name: 'fc', inputs: ['x', 'b'], outputs: ['y'] },
      ],
    });
    expect(said(readOnnx(filled))).toContain("node 'big' (ConstantOfShape): 1099511627776 values");
    const twice = modelBytes({
      inputs: { x: [1, 2] },
      outputs: ['y'],
      tensors: { sizes: wholes(4096, 4096) },
      nodes: [
        { op: 'ConstantOfShape', name: 'a', inputs: ['sizes'], outputs: ['a'] },
        { op: 'Neg', name: 'b', inputs: ['a'], outputs: ['b'] },
        { op: 'Add', name: 'c', inputs: ['a', 'b'], outputs: ['c'] },
        { op: 'Mul', name: 'y', inputs: ['x', 'c'], outputs: ['y'] },
      ],
    });
    expect(said(readOnnx(twice))).toContain('values in all are computed up to here');
  });

  it('with two nodes that give one value, two inputs, or no way from input to output', () => {
    const twice = changed((model) => {
      nodeNamed(model, 'conv2').output = ['c1'];
    });
    expect(said(twice)).toBe("node 'conv2' (Conv): gives 'c1', and so does node 'conv1' (Conv)");
    const two = modelBytes({
      inputs: { a: [1, 2], b: [1, 2] },
      outputs: ['y'],
      nodes: [{ op: 'Add', name: 'sum', inputs: ['a', 'b'], outputs: ['y'] }],
    });
    expect(said(readOnnx(two))).toContain("takes 2 inputs ('a', 'b')");
    const none = modelBytes({
      inputs: { x: [1, 2] },
      outputs: ['y'],
      tensors: { w: tensorOf([1, 2], 1) },
      nodes: [{ op: 'Relu', name: 'act', inputs: ['w'], outputs: ['y'] }],
    });
    expect(said(readOnnx(none))).toContain('does not depend on an input');
  });
});

describe('mutated models', () => {
  const mutation = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) });

  it('never throw, hang or ask for much: bytes changed', () => {
    let read = 0;
    let refused = 0;
    holds(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        const damaged = bytes.slice();
        for (const { at, value } of mutations) damaged[at] = value;
        if (readOnnx(damaged).ok) read++;
        else refused++;
      }),
      63,
      3000,
    );
    expect(read).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });

  it('never throw, hang or ask for much: bytes of the further ops changed', () => {
    const further = modelBytes(FURTHER);
    const sound = readOnnx(further);
    expect(sound.ok && sound.graph.nodes.every(({ op }) => op !== 'unknown')).toBe(true);
    const seen = { read: 0, refused: 0 };
    const place = fc.record({ at: fc.nat(further.length - 1), value: fc.nat(255) });
    holds(
      fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), (mutations) => {
        const damaged = further.slice();
        for (const { at, value } of mutations) damaged[at] = value;
        seen[readOnnx(damaged).ok ? 'read' : 'refused']++;
      }),
      66,
      1500,
    );
    expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(100);
  });

  it('never throw, hang or ask for much: bytes cut out or put in', () => {
    holds(
      fc.property(fc.nat(bytes.length - 1), fc.nat(20), fc.uint8Array({ maxLength: 20 }), (at, gone, put) => {
        const damaged = Uint8Array.of(...bytes.subarray(0, at), ...put, ...bytes.subarray(at + gone));
        expect(typeof readOnnx(damaged).ok).toBe('boolean');
      }),
      64,
      1000,
    );
  });

  it('never throw where a number or a name in a message is changed', () => {
    const odd = [-(2 ** 31), -7, -1, 0, 1, 2, 3, 1000, 2 ** 20, 2 ** 31];
    holds(
      fc.property(fc.nat(1000), fc.nat(1000), fc.constantFrom(...odd), fc.nat(1000), (at, which, value, input) => {
        const result = changed((model) => {
          const nodes = model.graph.node ?? [];
          const node = nodes[at % nodes.length] as onnx.INodeProto;
          const { attribute = [] } = node;
          const attributes = attribute ?? [];
          const chosen = attributes[which % Math.max(1, attributes.length)];
          if (chosen?.ints?.length) chosen.ints[which % chosen.ints.length] = value;
          else if (chosen) chosen.i = value;
          const tensors = model.graph.initializer ?? [];
          const tensor = tensors[which % tensors.length];
          if (tensor?.dataType === 7 && tensor.rawData)
            new DataView(tensor.rawData.buffer).setBigInt64(0, BigInt(value), true);
          const names = [...nodes.flatMap(({ output }) => output ?? []), 'x', '', 'w1', 'minus'];
          if (input % 2 && node.input) node.input[which % node.input.length] = names[input % names.length] as string;
        });
        expect(typeof result.ok).toBe('boolean');
      }),
      65,
      3000,
    );
  });
});
