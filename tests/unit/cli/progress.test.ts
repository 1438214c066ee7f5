import { describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main';
import { progressOn } from '../../../src/cli/progress';
import { fixture, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const rows = Array.from({ length: 40 }, (_, i) => `${Math.sin(i)},${Math.cos(2 * i)},${i % 2 ? 'red' : 'blue'}`);
const points = folder.write('points.csv', ['x,y,label', ...rows].join('\n'));
const words = ['density', fixture('mlp2_2x16'), '--data', points, '--pairs', '60'];
const ERASE = '\r\x1b[2K';

/** Runs with a clock that goes on by so many milliseconds at each look. */
async function watched(step: number, asked: readonly string[], terminal = true) {
  const texts = { out: '', error: [] as string[] };
  let time = 0;
  const code = await main(asked, {
    out(text) {
      texts.out += text;
    },
    error: (text) => void texts.error.push(text),
    terminal,
    now() {
      time += step;
      return time;
    },
  });
  return { code, ...texts };
}

const isProgress = (text: string): boolean => text.startsWith(ERASE) && text !== ERASE;

describe('the progress of a long command', () => {
  it('is a line on the terminal that grows and is taken away; stdout is as without it', async () => {
    const { code, out, error } = await watched(25, words);
    expect(code).toBe(0);
    const lines = error.filter(isProgress);
    const done = lines.map((line) =>
      Number(/^density: (\d+) % \((\d+) of 60 pairs\)$/.exec(line.slice(ERASE.length))?.[2]),
    );
    // First after 300 ms, then every 100 ms: 12 and 4 looks at the clock, one a pair.
    expect(done[0]).toBe(12);
    expect(done.slice(1).every((pairs, i) => pairs === (done[i] as number) + 4)).toBe(true);
    expect(done.at(-1)).toBe(56);
    expect(error.at(-1)).toBe(ERASE);
    expect(out).toBe((await run(...words)).out);
  });

  it('counts both networks where there are two', async () => {
    const { error } = await watched(25, [...words, '--permuted']);
    const shares = error.filter(isProgress).map((line) => Number(/ (\d+) % \(\d+ of 120 pairs\)/.exec(line)?.[1]));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBe(10);
    expect(shares.at(-1)).toBeGreaterThanOrEqual(95);
  });

  it.each<[string, number, string[], boolean]>([
    ['before 300 ms', 1, words, true],
    ['where stderr is no terminal', 25, words, false],
    ['with --json', 25, [...words, '--json'], true],
  ])('is not shown %s', async (_, step, asked, terminal) => {
    const { code, error } = await watched(step, asked, terminal);
    expect(code).toBe(0);
    expect(error.join('')).not.toContain('\x1b');
  });

  it('of facets says what is decided', async () => {
    const asked = ['facets', fixture('mlp2_2x16'), '--at', '-0.77,0.31'];
    const { out, error } = await watched(200, asked);
    expect(error.filter(isProgress).some((line) => /\d+ of \d+ constraints decided/.test(line))).toBe(true);
    const untimed = (text: string): string => text.replace(/^seconds .*$/m, '');
    expect(untimed(out)).toBe(untimed((await run(...asked)).out));
  });

  it('leaves nothing behind a fault', () => {
    const texts: string[] = [];
    let time = 0;
    const output = { out: () => undefined, error: (text: string) => void texts.push(text), terminal: true };
    const progress = progressOn({ ...output, now: () => time }, false);
    progress.clear();
    expect(texts).toEqual([]);
    time = 300;
    progress.tell(() => 'half');
    progress.clear();
    progress.clear();
    expect(texts).toEqual([`${ERASE}half`, ERASE]);
  });
});
