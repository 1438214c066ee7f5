import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Runs of a property, and values of an arbitrary, that fast-check would draw anew each time. */
const UNSEEDED = /\bfc\.(?:assert|check)\(|\bfc\.(?:sample|statistics)\((?![^;]*\bseed\b)|\bMath\.random\(/;

describe('tests', () => {
  const files = readdirSync('tests', { recursive: true, encoding: 'utf8' })
    .map((path) => join('tests', path))
    .filter(
      (path) => path.endsWith('.ts') && !path.endsWith(join('support', 'holds.ts')) && !path.endsWith('seeds.test.ts'),
    );

  it('ask the same of every change: what is random has a seed', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter((path) => UNSEEDED.test(readFileSync(path, 'utf8')))).toEqual([]);
  });

  it('would be found if one drew anew', () => {
    for (const source of ['fc.assert(fc.property(…));', 'fc.sample(any, 3)', 'const at = Math.random() * 3;'])
      expect(UNSEEDED.test(source)).toBe(true);
    expect(UNSEEDED.test('fc.sample(any, { seed: 3, numRuns: 2 }); holds(property, 4, 100);')).toBe(false);
  });
});
