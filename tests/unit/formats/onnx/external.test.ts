import * as fc from 'fast-check';
import type { onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { graphOutput } from '../../../../src/core/graph/evaluate';
import { pathsBeside } from '../../../../src/formats/beside';
import { formatErrorText } from '../../../../src/formats/checks';
import type { GraphResult } from '../../../../src/formats/graphResult';
import { readModelFile } from '../../../../src/formats/modelFile';
import { readOnnx } from '../../../../src/formats/onnx';
import { encodeModel } from '../../../../src/formats/onnx/proto';
import { holds } from '../../../support/holds';
import { modelBytes, modelProto, numbers } from '../../../support/onnxFiles';
import { SOUND } from './soundModel';

const DATA = 'weights.data';

interface Split {
  readonly model: ReturnType<typeof modelProto>;
  readonly data: Uint8Array;
}

/** The sound model with all its tensors in one file beside it, each begun at a multiple of 64 bytes. */
function split(): Split {
  const model = modelProto(SOUND);
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const tensor of model.graph.initializer ?? []) {
    const raw = tensor.rawData as Uint8Array;
    const fields = { location: DATA, offset: String(end), length: String(raw.length) };
    Object.assign(tensor, { rawData: undefined, dataLocation: 1, externalData: entries(fields) });
    const padded = new Uint8Array(Math.ceil(raw.length / 64) * 64);
    padded.set(raw);
    parts.push(padded);
    end += padded.length;
  }
  return { model, data: Uint8Array.from(parts.flatMap((part) => [...part])) };
}

const entries = (fields: Readonly<Record<string, string>>): onnx.IStringStringEntryProto[] =>
  Object.entries(fields).map(([key, value]) => ({ key, value }));

const said = (result: GraphResult): string => (result.ok ? 'read' : formatErrorText(result.error));

/** What is said of the model when the first weight's entry is this. */
function withEntry(fields: Readonly<Record<string, string>>, files = new Map([[DATA, split().data]])): string {
  const { model } = split();
  const w1 = model.graph.initializer?.find(({ name }) => name === 'w1');
  if (w1) w1.externalData = entries(fields);
  return said(readOnnx(encodeModel(model), {}, files));
}

const w1 = "tensor 'w1' of node 'conv1' (Conv): ";

describe('values in a file beside the model', () => {
  const { model, data } = split();
  const bytes = encodeModel(model);

  it('are those of the same model in one file', async () => {
    const x = Float64Array.from(numbers(72, 5));
    const whole = readOnnx(modelBytes(SOUND));
    for (const name of [DATA, `folder/${DATA}`]) {
      const files = new Map([
        ['model.onnx', bytes],
        [name, data],
      ]);
      const read = await readModelFile(files, 'model.onnx');
      if (!read.ok || read.network || !whole.ok) throw new Error('not read');
      expect(graphOutput(read.graph.graph, x)).toEqual(graphOutput(whole.graph, x));
    }
    expect(await pathsBeside(bytes, 'model.onnx')).toEqual([DATA]);
  });

  it('without offset and length are the whole file', () => {
    const all = new Map([
      [DATA, data],
      ['w1.bin', data.subarray(0, 4 * 2 * 9 * 4)],
    ]);
    expect(withEntry({ location: 'w1.bin' }, all)).toBe('read');
  });

  it('that are missing, elsewhere, or beyond the file are refused by node and file', () => {
    expect(withEntry({ location: DATA }, new Map())).toBe(
      `${w1}external data missing: its values are in another file, 'weights.data'; open it together with the model`,
    );
    expect(withEntry({ offset: '0' })).toBe(`${w1}its values are in another file, which is not named`);
    for (const location of ['../x', '/etc/passwd', 'a/../../x', '..\\x', 'C:\\x', 'https://example.org/x', 'a\0b'])
      expect(withEntry({ location }, new Map([[location, data]])), location).toContain('not beside the model');
    expect(withEntry({ location: DATA, offset: '0', length: '99999999' })).toBe(
      `${w1}external data: bytes 0 to 99999999 of "weights.data", which has ${data.length}`,
    );
    expect(withEntry({ location: DATA, offset: '99999999' })).toContain('external data: bytes 99999999');
    expect(withEntry({ location: DATA, offset: '-4' })).toContain('its offset is "-4"');
    expect(withEntry({ location: DATA, length: '1e3' })).toContain('its length is "1e3"');
    expect(withEntry({ location: DATA, offset: '0', length: '4' })).toContain('4 bytes, expected 288');
  });

  it('that many tensors name again and again are limited in all', () => {
    const big = 2 ** 24;
    const names = ['a', 'b', 'c'];
    const many = modelProto({
      inputs: { x: [1, big] },
      outputs: ['c'],
      nodes: names.map((name, i) => ({ op: 'Add', name, inputs: [names[i - 1] ?? 'x', `w${name}`], outputs: [name] })),
    });
    many.graph.initializer = names.map((name) => ({
      name: `w${name}`,
      dims: [1, big],
      dataType: 2,
      dataLocation: 1,
      externalData: entries({ location: 'big' }),
    }));
    const result = readOnnx(encodeModel(many), {}, new Map([['big', new Uint8Array(big)]]));
    expect(said(result)).toMatch(/tensor 'wc' of node 'c' \(Add\): with it there are more than 33554432 values/);
  });

  it('of mutated files never make the reader throw', () => {
    const mutation = fc.record({ at: fc.nat(), value: fc.nat(255) });
    let read = 0;
    holds(
      fc.property(
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.nat(),
        (mutations, both, cut) => {
          const [damaged, beside] = [bytes.slice(), both ? data.subarray(0, cut % data.length) : data];
          for (const { at, value } of mutations) damaged[at % damaged.length] = value;
          if (readOnnx(damaged, {}, new Map([[DATA, beside]])).ok) read++;
        },
      ),
      71,
      2000,
    );
    expect(read).toBeGreaterThan(50);
  });
});
