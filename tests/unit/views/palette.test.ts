import { differenceEuclidean, filterDeficiencyDeuter, filterDeficiencyProt } from 'culori';
import { describe, expect, it } from 'vitest';
import { codeHash, codeHashes } from '../../../src/core/network/codeHash';
import { CLASS_COLOURS, palette, type Rgb } from '../../../src/views/palette';

const distance = differenceEuclidean('oklab');
const colour = ([r, g, b]: Rgb) => ({ mode: 'rgb' as const, r: r / 255, g: g / 255, b: b / 255 });

describe('colours of spline codes', () => {
  it('are the same on every machine: hashes of stated codes', () => {
    expect(codeHash(Uint32Array.of(0))).toBe(3267130453);
    expect(codeHash(Uint32Array.of(1))).toBe(466500484);
    expect(codeHash(Uint32Array.of(0xdeadbeef, 42))).toBe(431808415);
  });

  it('read a code where it lies among others', () => {
    const words = Uint32Array.of(7, 8, 9, 10);
    expect(codeHash(words, 2, 2)).toBe(codeHash(Uint32Array.of(9, 10)));
    expect(codeHash(words, 0, 2)).not.toBe(codeHash(words, 1, 2));
    expect([...codeHashes(words, 2)]).toEqual([codeHash(words, 0, 2), codeHash(words, 2, 2)]);
  });

  it('differ between neighbours, whose codes differ in one bit, but for a few', () => {
    const { code } = palette({ dark: false });
    let same = 0;
    for (let word = 0; word < 500; word++)
      for (let bit = 0; bit < 32; bit++) {
        const a = code(codeHash(Uint32Array.of(word, 5)));
        const b = code(codeHash(Uint32Array.of((word ^ (1 << bit)) >>> 0, 5)));
        if (a === b) same++;
      }
    expect(same / (500 * 32)).toBeLessThan(0.02);
  });

  it('spread evenly over the palette', () => {
    const { code } = palette({ dark: true });
    const counts = new Map<Rgb, number>();
    for (let word = 0; word < 9600; word++) {
      const rgb = code(codeHash(Uint32Array.of(word)));
      counts.set(rgb, (counts.get(rgb) ?? 0) + 1);
    }
    expect(counts.size).toBe(96);
    expect(Math.max(...counts.values())).toBeLessThan(150);
  });
});

describe('colours of classes', () => {
  it.each([false, true])('stay apart for normal and colour-blind eyes (dark: %s)', (dark) => {
    const fills = Array.from({ length: CLASS_COLOURS }, (_, i) => colour(palette({ dark }).classFill(i)));
    for (const see of [(c: (typeof fills)[number]) => c, filterDeficiencyDeuter(1), filterDeficiencyProt(1)]) {
      const seen = fills.map((fill) => see(fill));
      for (let i = 0; i < seen.length; i++)
        for (let j = 0; j < i; j++)
          expect(distance(seen[i] ?? '', seen[j] ?? ''), `${i} and ${j}`).toBeGreaterThan(0.035);
    }
  });

  it('have blue for the first of two and orange for the second', () => {
    const { classFill } = palette({ dark: false });
    expect(classFill(0)[2]).toBeGreaterThan(classFill(0)[0]);
    expect(classFill(1)[0]).toBeGreaterThan(classFill(1)[2]);
  });
});

describe('the diverging scale', () => {
  it.each([false, true])('is blue below zero, grey at it and orange above (dark: %s)', (dark) => {
    const { diverging } = palette({ dark });
    const zero = diverging(0);
    expect(Math.max(...zero) - Math.min(...zero)).toBeLessThan(16);
    expect(diverging(-1)[2] - diverging(-1)[0]).toBeGreaterThan(80);
    expect(diverging(1)[0] - diverging(1)[2]).toBeGreaterThan(80);
  });

  it('clamps, and takes NaN for zero', () => {
    const { diverging } = palette({ dark: false });
    expect(diverging(7)).toEqual(diverging(1));
    expect(diverging(-Infinity)).toEqual(diverging(-1));
    expect(diverging(Number.NaN)).toEqual(diverging(0));
  });
});
