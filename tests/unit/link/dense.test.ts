/** Points of many inputs in few characters: exact for every list of numbers, named faults for every other text. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputOf } from '../../../src/core/data/dataSet';
import { decodeLink, encodeLink } from '../../../src/state/link';
import { inputText, readDense } from '../../../src/state/link/dense/inputText';
import { integerBytes, integersFrom } from '../../../src/state/link/dense/integers';
import { LinkFault, listText } from '../../../src/state/link/text';
import { loadScene } from '../../../src/state/scenes';
import { writtenOut } from '../../../src/state/slices/points';
import type { AnchorSpec, LensState } from '../../../src/state/types';
import { holds } from '../../support/holds';
import { finite, float32, longInput } from './points';

const fromPublic = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(await readFile(new URL(`../../../public/${path}`, import.meta.url)));

const { initial, data } = await loadScene('digits', fromPublic);
if (!data) throw new Error('the digits have no data');
const pixels = (index: number): number[] => Array.from(inputOf(data, index));
const figures = (values: readonly number[], count = 3): readonly number[] =>
  writtenOut(Float64Array.from(values), count).values;

/** Reads either form; −0 is told from 0. */
const reads = (text: string, before: readonly number[] | null = null): readonly number[] =>
  text.startsWith('in:') ? text.slice(3).split(',').map(Number) : readDense(text, before);

describe('whole numbers in bytes', () => {
  const int = fc.integer({ min: -(2 ** 31 - 1), max: 2 ** 31 - 1 });
  const mostlyNothing = fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: int });

  it('come back, whatever they are', () => {
    const list = fc.oneof(fc.array(int), fc.array(fc.integer({ min: -3, max: 3 })), fc.array(mostlyNothing));
    holds(
      fc.property(list, (numbers) => {
        const values = Int32Array.from(numbers);
        expect(integersFrom(integerBytes(values), values.length)).toEqual(values);
      }),
      437,
      500,
    );
  });

  it('take little where all are the same, and as many bits as chance has where they are coins', () => {
    expect(integerBytes(new Int32Array(10_000)).length).toBeLessThan(10);
    expect(integerBytes(new Int32Array(10_000).fill(-77)).length).toBeLessThan(200);
    let seed = 1;
    const coins = Int32Array.from({ length: 8000 }, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed >>> 31;
    });
    const bytes = integerBytes(coins).length;
    expect(bytes).toBeGreaterThan(980);
    expect(bytes).toBeLessThan(1100);
  });

  it('are some numbers for any bytes', () => {
    holds(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(500), (bytes, count) => {
        expect(integersFrom(bytes, count)).toHaveLength(count);
      }),
      438,
      100,
    );
  });
});

describe('a point of many inputs', () => {
  it('comes back to the last bit, alone or beside another, and is never longer than written out', () => {
    holds(
      fc.property(longInput, fc.option(longInput), ({ values }, other) => {
        const before = other?.values ?? null;
        const text = inputText(values, before);
        expect(text.length).toBeLessThanOrEqual(3 + listText(values).length);
        expect(reads(text, before)).toEqual(values);
      }),
      439,
      400,
    );
  });

  it.each([
    ['zeros', new Array<number>(784).fill(0), 20],
    ['one value', new Array<number>(784).fill(0.125), 45],
    ['grey values as float32', pixels(0), 215],
    ['as painted', figures(pixels(0)), 255],
    ['a blend to three figures', figures(pixels(0).map((x, k) => 0.4 * x + 0.6 * (pixels(1)[k] as number))), 465],
    ['an exact blend, most of it 0', pixels(0).map((x, k) => 0.4 * x + 0.6 * (pixels(1)[k] as number)), 2700],
    [
      'subnormal, largest and huge values',
      [5e-324, 1.7976931348623157e308, -1e21, ...new Array<number>(60).fill(0)],
      60,
    ],
  ])('%s', (_, values, most) => {
    const text = inputText(values);
    expect(text.length).toBeLessThan(most);
    expect(reads(text)).toEqual(values);
  });

  it('of few inputs is written as a person reads it, and of very many, too', () => {
    expect(inputText([0, 0, 0.5])).toBe('in:0,0,0.5');
    expect(inputText(new Array<number>(32).fill(0))).toMatch(/^in:0,0,/);
    expect(inputText(new Array<number>(33).fill(0))).toMatch(/^z:33,d0,0,/);
    expect(inputText(new Array<number>(16_385).fill(0))).toMatch(/^in:0,0,/);
  });

  it('a walk of eight steps between polytopes of the digits fits a link, with the plane through its end', () => {
    // Steps of a twentieth along directions in which every pixel has a part, as across facets.
    let at = pixels(0);
    const points: AnchorSpec[] = [{ kind: 'mix', terms: [[0, 1]] }];
    for (let step = 1; step <= 8; step++) {
      at = at.map((x, k) => x + 0.003 * Math.sin(k * step + step));
      points.push({ kind: 'input', values: figures(at) });
    }
    const end = points.at(-1) as AnchorSpec;
    const slice = initial.slice as Extract<LensState['slice'], { kind: 'anchors' }>;
    const [, b, c] = slice.anchors;
    const state: LensState = {
      ...initial,
      slice: { ...slice, anchors: [end, b, c] },
      path: { vertices: points, layer: 0 },
    };
    const link = encodeLink(state, initial);
    expect(link.ok && link.link.length).toBeLessThan(5000);
    expect(link.ok && decodeLink(link.link, () => initial)).toEqual({ ok: true, state, warnings: [] });
  });
});

describe('a point that is damaged', () => {
  const good = inputText(figures(pixels(5)));
  const body = good.split(',')[3] ?? '';

  it.each([
    ['a count that is too large', `z:99999999,d3,0,${body}`, /99999999 values: from 1 to 16384/],
    ['a count that is none', `z:many,d3,0,${body}`, /"many" is not a finite number/],
    ['half a value', `z:7.5,d3,0,${body}`, /a point of 7.5 values/],
    ['a unit that is none', `z:784,q3,0,${body}`, /"q3" is no unit of values/],
    ['too many decimals', `z:784,d16,0,${body}`, /"d16" is no unit of values/],
    ['a way that is none', `z:784,d3,x,${body}`, /"x" is no way to write a point in d3/],
    ['floats beside another', 'z:784,f4,p,AA.AA', /"p" is no way to write a point in f4/],
    ['no point before it', `z:784,d3,p,${body}`, /no point before it/],
    ['three parts', `z:784,d3,${body}`, /not a point in four parts/],
    ['a part too many', `${good},0`, /not a point in four parts/],
    ['more than it needs', `${good}AAAA`, /characters are not those of 784 values/],
    ['another count', good.replace('784', '785'), /not those of 785 values/],
    ['a unit spelt otherwise', good.replace('d3', 'd03'), /not those of 784 values/],
    ['no base64url', 'z:784,d3,0,$$$$', /"\$" at 0 is no base64url/],
    [
      'fewer floats than are there',
      `z:40,f8,0,${inputText(new Array(40).fill(Math.PI)).split(',')[3]?.slice(0, 40)}`,
      /./,
    ],
  ])('%s', (_, text, message) => {
    expect(() => readDense(text)).toThrow(LinkFault);
    expect(() => readDense(text)).toThrow(message);
  });

  it('a point before it of another length is named', () => {
    const [one, other] = [figures(pixels(5)), figures(pixels(5).map((x) => x + 0.001))];
    const beside = inputText(other, one);
    expect(beside).toMatch(/^z:784,d\d,p,/);
    expect(readDense(beside, one)).toEqual(other);
    expect(() => readDense(beside, one.slice(1))).toThrow(/has not 784 values/);
  });

  it('has a named fault or is some finite values, whatever characters are changed', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 33, max: 126 })), { minLength: 1, maxLength: 4 });
    const texts = fc.tuple(longInput, fc.option(longInput)).map(([{ values }, other]) => {
      const before = other?.values ?? null;
      return { text: inputText(values, before), before };
    });
    holds(
      fc.property(texts, edits, fc.nat(), ({ text, before }, changes, cut) => {
        const characters = [...text.slice(0, cut % 3 === 0 ? 2 + (cut % text.length) : text.length)];
        for (const [at, code] of changes) characters[2 + (at % characters.length)] = String.fromCharCode(code);
        try {
          const values = readDense(characters.join(''), before);
          expect(values.length).toBeLessThanOrEqual(16_384);
          expect(values.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(LinkFault);
        }
      }),
      440,
      500,
    );
  });

  it('a path of more points than there can be is told before any is read', () => {
    const link = `#v=1&scene=digits&path=${new Array(17).fill('z:16384,d0,0,').join(';')}`;
    expect(decodeLink(link, () => initial)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/path: 17 points, more than a path has here \(16\)/),
    });
  });

  it('numbers of every kind have one reading', () => {
    holds(
      fc.property(fc.array(fc.oneof(finite, float32), { minLength: 33, maxLength: 80 }), (values) => {
        expect(reads(inputText(values))).toEqual(values);
      }),
      441,
      100,
    );
  });
});
