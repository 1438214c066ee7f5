import { describe, expect, it } from 'vitest';
import { fixture, json, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const net = fixture('mlp2_2x16');
const few = [
  [-0.9, 0.8],
  [-0.8, 0.65],
  [0.3, -0.2],
];
const file = folder.write('few.csv', `${[...few, [2, 2]].map(String).join('\n')}\n`);

type Line = Record<string, unknown> & { index: number; run: string; error?: string };
const linesOf = (text: string): Line[] =>
  text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('--batch', () => {
  it('attack and facets: lines that say what their --json says, the same in shards as in one run', async () => {
    for (const options of [
      ['attack', '--epsilon', '0.2', '--seed', '3'],
      ['facets', '--box', '-1,1', '--vectors'],
    ]) {
      const [name = '', ...rest] = options;
      const { code, out } = await run(name, net, '--batch', file, ...rest);
      const lines = linesOf(out);
      expect(lines).toHaveLength(4);
      for (const [i, point] of few.entries()) {
        const { index, run: _, ...report } = lines[i] ?? { index: -1, run: '' };
        const { seconds: __, ...alone } = await json(name, net, '--input', point.join(), ...rest);
        expect([index, report]).toEqual([i, alone]);
      }
      // The last point is not in the box: its line says so.
      if (name === 'facets') expect(lines[3]?.error).toBe("the point's input 0, 2, is not in [-1, 1]");
      expect(code).toBe(name === 'facets' ? 1 : 0);
      const shards = await Promise.all(
        ['0/2', '1/2'].map((shard) => run(name, net, '--batch', file, ...rest, '--shard', shard)),
      );
      expect(shards.map((shard) => shard.out).join('')).toBe(out);
    }
  });
});
