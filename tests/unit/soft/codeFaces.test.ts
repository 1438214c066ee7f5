/** Codes are realised, not in the slice, or empty: the cut and one linear program against each other and all 2^N codes. */
import { describe, expect, it } from 'vitest';
import { codesEqual, splineCode } from '../../../src/core/network';
import { writeEntry } from '../../../src/core/network/entries';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { codeLayout } from '../../../src/core/network/network';
import { partition } from '../../../src/core/partition';
import { codeStatus } from '../../../src/core/polytope';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { facesOfCodes, likelyCodes, softness, softPass } from '../../../src/core/soft';
import { loadSolver } from '../../../src/solver/loadNode';
import { seeded } from '../../support/build';

const solver = await loadSolver();

const network = initialiseNetwork({
  name: 'small',
  widths: [2, 3, 3, 2],
  activation: { name: 'relu' },
  seed: 12,
  scheme: 'he',
  bias: 0.5,
});
const slice = axisSlice(2);
const units = codeLayout(network).units;
const allCodes = Array.from({ length: 2 ** units }, (_, bits) => {
  const code = new Uint32Array(1);
  for (let j = 0; j < units; j++) writeEntry(code, 0, j, 1, (bits >> j) & 1);
  return code;
});

describe('faces of codes', () => {
  const complex = partition(network, slice, square(2));
  const faces = facesOfCodes(complex, allCodes);

  it('finds every face by its code, and each once', () => {
    const found = Array.from(faces).filter((face) => face >= 0);
    expect(found.toSorted((a, b) => a - b)).toEqual(Array.from(complex.areas.keys()));
    allCodes.forEach((code, i) => {
      const face = faces[i] as number;
      if (face < 0) return;
      const inside = complex.centroids.subarray(2 * face, 2 * face + 2);
      expect(splineCode(network, inside)).toEqual(code);
    });
  });

  it('agrees with a linear program a code: faces are realised, empty codes have none, and no random point has one', () => {
    const kinds = allCodes.map((code) => codeStatus(network, code, solver).kind);
    expect(new Set(kinds)).toEqual(new Set(['realised', 'empty']));
    faces.forEach((face, i) => {
      if (face >= 0) expect(kinds[i]).toBe('realised');
    });
    const random = seeded(3);
    const seen = new Set<number>();
    for (let k = 0; k < 4000; k++) {
      const scale = 40 ** random();
      const code = splineCode(network, [scale * (2 * random() - 1), scale * (2 * random() - 1)]);
      seen.add(allCodes.findIndex((one) => codesEqual(one, code)));
    }
    for (const i of seen) expect(kinds[i]).toBe('realised');
    // What a face or a point has is all that there is.
    expect(kinds.filter((kind) => kind === 'realised').length).toBe(
      new Set([...seen, ...[...faces.keys()].filter((i) => (faces[i] as number) >= 0)]).size,
    );
  });

  it('lists the likeliest codes in the order of all 2^N of them', () => {
    const pass = softPass(network, softness(network, { beta: 0.5 }), [0.3, -0.4]);
    const likely = likelyCodes(network, pass, 16);
    const probability = (code: Uint32Array): number => {
      let product = 1;
      let j = 0;
      for (const { size, probabilities } of pass.codes)
        for (let unit = 0; unit < size; unit++, j++)
          product *= probabilities[2 * unit + (((code[0] as number) >> j) & 1)] as number;
      return product;
    };
    const sorted = allCodes.map(probability).sort((a, b) => b - a);
    likely.forEach(({ code, logProbability }, k) => {
      expect(Math.exp(logProbability)).toBeCloseTo(sorted[k] as number, 12);
      expect(probability(code)).toBeCloseTo(sorted[k] as number, 12);
    });
  });

  it('of a cut by class is the largest that has the code', () => {
    const byClass = partition(network, slice, square(2), { decision: {} });
    expect(byClass.areas.length).toBeGreaterThan(complex.areas.length);
    const cells = facesOfCodes(byClass, allCodes);
    allCodes.forEach((code, i) => {
      const own = Array.from(byClass.areas.keys()).filter((face) => byClass.codes[face] === code[0]);
      const largest = own.reduce((most, face) => Math.max(most, byClass.areas[face] as number), 0);
      expect(own.length > 0 ? byClass.areas[cells[i] as number] : 0).toBe(largest);
    });
  });

  it('of long codes that share most of their words are those of a comparison of all words', () => {
    const [words, count] = [9, 40];
    const random = seeded(11);
    const codes = new Uint32Array(words * count);
    // Words 2 and 7 differ among faces; of several faces with one code the largest counts.
    for (let face = 0; face < count; face++)
      for (let w = 0; w < words; w++)
        codes[face * words + w] = w === 2 || w === 7 ? Math.floor(4 * random()) : 0x80000000 + w;
    const areas = Float64Array.from({ length: count }, random);
    const own = Array.from(areas, (_, face) => codes.slice(face * words, (face + 1) * words));
    // Another one in a word that all share, in one that differs, and in the last one.
    const others = own.flatMap((code) =>
      [0, 2, 7, 8].map((at) => code.map((word, w) => (w === at ? (word ^ 16) >>> 0 : word))),
    );
    const wanted = [...own, ...others];
    const found = facesOfCodes({ codes, areas, layout: { ...complex.layout, words } }, wanted);
    wanted.forEach((code, i) => {
      const same = own.flatMap((one, face) => (codesEqual(one, code) ? [face] : []));
      const largest = same.toSorted((a, b) => (areas[b] as number) - (areas[a] as number))[0] ?? -1;
      expect(found[i]).toBe(largest);
    });
    expect(found.subarray(0, count).every((face) => face >= 0)).toBe(true);
    expect(found.subarray(count).every((face) => face < 0)).toBe(true);
  });

  it('refuses codes of other layers', () => {
    expect(() => facesOfCodes(complex, [new Uint32Array(2)])).toThrow(/2 words/);
  });
});
