import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PartitionReport } from '../../../src/core';
import { graphOutput } from '../../../src/core/graph';
import { parseNetworkJson } from '../../../src/formats';
import { formatErrorText } from '../../../src/formats/checks';
import { readGraphFile } from '../../../src/formats/graphFile';
import { writeGraphJson } from '../../../src/formats/graphJson';
import type { ReadGraph } from '../../../src/formats/graphResult';
import { everyOp, graph, numbers, residual } from '../formats/graphs';
import { fixture, json, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const small = fixture('mlp2_2x16');
const ENDINGS = ['json', 'safetensors', 'npz', 'onnx'];

async function read(file: string): Promise<ReadGraph> {
  const result = await readGraphFile(new Map([['x', new Uint8Array(readFileSync(file))]]), 'x');
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result;
}

describe('convert', () => {
  it.each(ENDINGS)('a graph to .%s and back is the same, in float32 through ONNX', async (ending) => {
    const from = folder.write('residual.json', writeGraphJson(residual()));
    const to = folder.path(`residual.${ending}`);
    expect(await json('convert', from, to)).toEqual({ file: to, format: ending, nodes: 9, parameters: 91 });
    const back = folder.path(`back-from-${ending}.json`);
    expect((await run('convert', to, back)).code).toBe(0);
    if (ending !== 'onnx') expect(readFileSync(back, 'utf8')).toBe(writeGraphJson(residual()));
    const [x, { graph: result }] = [numbers(16, 5), await read(back)];
    const expected = graphOutput(residual(), x);
    for (const [i, value] of graphOutput(result, x).entries())
      expect(Math.abs(value - (expected[i] as number))).toBeLessThan(1e-5);
  });

  it('a chain of dense layers stays one, with its slice and domain', async () => {
    const original = parseNetworkJson(readFileSync(small, 'utf8'), 'x');
    const through = folder.path('small.safetensors');
    await run('convert', small, through);
    const back = folder.path('small.json');
    const { code, error } = await run('convert', through, back);
    expect([code, error]).toEqual([0, '']);
    expect(parseNetworkJson(readFileSync(back, 'utf8'), 'x')).toEqual(original);
  });

  it('says what ONNX does not hold', async () => {
    const to = folder.path('small.onnx');
    const { code, out, error } = await run('convert', small, to);
    expect([code, out]).toEqual([0, `${to}: 6 nodes, 337 parameters\n`]);
    expect(error).toContain(`${to}: ONNX has no place for slice and domain: they are left out.`);
  });

  it('a network that came from a real file of Keras', async () => {
    const to = folder.path('cnn.npz');
    await run('convert', 'tests/fixtures/keras/cnn.keras', to);
    const [before, after] = [await read('tests/fixtures/keras/cnn.keras'), await read(to)];
    expect(after.graph).toEqual(before.graph);
  });

  it('faults of the call and of the files', async () => {
    const error = async (...words: string[]): Promise<string> => {
      const ran = await run('convert', ...words);
      expect([ran.code, ran.out]).toEqual([2, '']);
      return ran.error;
    };
    expect(await error(small)).toBe('polytope-lens: convert what? IN and OUT are needed\n');
    expect(await error(small, 'a.json', 'b')).toContain('found another operand: b');
    expect(await error(small, 'a.pt')).toContain('a.pt: OUT must end in .json, .safetensors, .npz, .onnx');
    expect(await error(folder.path('none.h5'), 'a.json')).toContain('there is no such file');
    expect(await error(small, folder.path('none/a.json'))).toContain('there is no such file');
    const unknown = everyOp().find(({ name }) => name === 'attention');
    const from = folder.write('unknown.json', writeGraphJson(unknown ?? residual()));
    expect(await error(from, folder.path('unknown.onnx'))).toMatch(/unknown.onnx: .*attention/);
    const pickle = folder.write('model.pt', Uint8Array.of(0x80, 2, 0x8a, 10, 0));
    expect(await error(pickle, folder.path('a.json'))).toContain(`${pickle}: a pickle, as torch.save`);
  });
});

describe('commands take every format', () => {
  const strip = ({ seconds: _, ...report }: Record<string, unknown>) => report;

  it.each(ENDINGS)('the dense network as .%s has the same polytopes', async (ending) => {
    const to = folder.path(`same.${ending}`);
    await run('convert', small, to);
    const [expected, found] = [strip(await json('partition', small)), strip(await json('partition', to))];
    // ONNX has neither slice nor domain, and float32.
    if (ending === 'onnx') expect(found.faces).toBeGreaterThan(10);
    else expect(found).toEqual(expected);
    const at = ['--at', '0.3,0.4'];
    if (ending !== 'onnx') expect(await json('inspect', to, ...at)).toEqual(await json('inspect', small, ...at));
  });

  it('a residual network is cut with a clean certificate, and inspected', async () => {
    const file = folder.write('cut.json', writeGraphJson(residual()));
    const report = await json<PartitionReport>('partition', file);
    expect(report.faces).toBeGreaterThan(5);
    expect(report.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0, undecided: 0 });
    expect(report.certificate?.residual).toBeLessThan(1e-9);
    const x = Array.from(numbers(16, 9));
    const { output } = await json<{ output: number[] }>('inspect', file, '--input', x.join(','));
    const expected = graphOutput(residual(), x);
    for (const [i, value] of output.entries()) expect(Math.abs(value - (expected[i] as number))).toBeLessThan(1e-12);
  });

  it('where the exact part ends earlier, stderr says so', async () => {
    const soft = graph('ends in softmax', ...residual().nodes, {
      name: 'chances',
      op: 'softmax',
      inputs: ['out'],
      axis: 0,
    });
    const file = folder.write('soft.json', writeGraphJson(soft));
    const { code, error } = await run('partition', file, '--json');
    expect(code).toBe(0);
    expect(error).toContain(`${file}: Node "chances" (softmax) is read off the values before it`);
    const norm = {
      name: 'norm',
      op: 'layerNorm',
      inputs: ['out'],
      axis: 0,
      gamma: numbers(3, 1),
      beta: numbers(3, 2),
      epsilon: 1e-5,
    } as const;
    const normed = folder.write('normed.json', writeGraphJson(graph('normed', ...residual().nodes, norm)));
    expect((await run('partition', normed)).error).toMatch(/"norm".*the lens stops before it and reads out "out"/);
    const first = folder.write('first.json', writeGraphJson(everyOp().find(({ name }) => name === 'mish') ?? soft));
    expect((await run('partition', first)).code).toBe(2);
  });

  it('a tfjs model takes its shards from beside it', async () => {
    const config = {
      layers: [
        { class_name: 'Dense', config: { name: 'd', units: 2, activation: 'relu', batch_input_shape: [null, 2] } },
      ],
    };
    const weights = [
      { name: 'd/kernel', shape: [2, 2], dtype: 'float32' },
      { name: 'd/bias', shape: [2], dtype: 'float32' },
    ];
    folder.write('shard1of1.bin', new Uint8Array(Float32Array.of(1, 0, 0, 1, 0, 0).buffer));
    const model = (path: string) => ({
      modelTopology: { model_config: { class_name: 'Sequential', config } },
      weightsManifest: [{ paths: [path], weights }],
    });
    const file = folder.write('model.json', model('shard1of1.bin'));
    // Two lines through the middle of a square.
    expect((await json('partition', file)).faces).toBe(4);
    const lost = folder.write('lost.json', model('../shard1of1.bin'));
    expect((await run('partition', lost)).error).toContain('shard1of1.bin');
  });
});
