import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseNetworkJson, writeNetworkSafetensors } from '../../../src/formats';
import { type NamedTensor, writeSafetensors } from '../../../src/formats/safetensors';
import { fixture, json, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const small = fixture('mlp2_2x16');

/** A fixture as safetensors, with its slice and domain. */
function converted(): string {
  const parsed = parseNetworkJson(readFileSync(small, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return folder.write('small.safetensors', writeNetworkSafetensors(parsed.network, parsed));
}

const tensor = (name: string, shape: readonly number[], values: readonly number[]): NamedTensor => ({
  name,
  type: 'F32',
  shape,
  data: Float32Array.from(values),
});

it('a network as safetensors is cut and inspected like its JSON', async () => {
  const file = converted();
  const strip = ({ seconds: _, ...report }: Record<string, unknown>) => report;
  expect(strip(await json('partition', file))).toEqual(strip(await json('partition', small)));
  expect(await json('inspect', file, '--at', '-0.77,0.31')).toEqual(await json('inspect', small, '--at', '-0.77,0.31'));
  expect((await run('inspect', file, '--at', '0,0')).error).toBe('');
});

it('what had to be assumed is noted on stderr, and stdout holds the report alone', async () => {
  const layers = [tensor('0.weight', [3, 2], [1, 0, 0, 1, 1, 1]), tensor('0.bias', [3], [0, 0, -0.5])];
  const last = [tensor('2.weight', [1, 3], [1, 2, -4]), tensor('2.bias', [1], [0])];
  const file = folder.write('plain.safetensors', writeSafetensors([...layers, ...last]));
  const { code, out, error } = await run('partition', file, '--json');
  expect([code, (JSON.parse(out) as { faces: number }).faces]).toEqual([0, 7]);
  const assumed = 'The file names no activations: ReLU is taken between the layers, and none after the last.';
  expect(error).toBe(`polytope-lens: note: ${file}: ${assumed}\n`);
});

it('faults name the file and the tensor', async () => {
  const whole: NamedTensor = { name: '0.weight', type: 'I32', shape: [1, 1], data: Int32Array.of(1) };
  const file = folder.write('whole.safetensors', writeSafetensors([whole, tensor('0.bias', [1], [0])]));
  const { code, out, error } = await run('partition', file);
  expect([code, out]).toEqual([2, '']);
  expect(error).toContain(`${file}: tensor "0.weight": dtype I32 is not supported for a layer`);
});
