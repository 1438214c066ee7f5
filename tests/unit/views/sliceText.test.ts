import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../src/core/partition/certificate';
import { palette } from '../../../src/views/palette';
import { axisTitle, ticksFor } from '../../../src/views/slice/axes';
import { checkTexts } from '../../../src/views/slice/checkTexts';
import { classAt, confidenceAt, faceColours, niceCeiling, outputScale } from '../../../src/views/slice/colours';
import { checksOf, failures, summaryLine } from '../../../src/views/slice/verdict';

const room = { pixels: 800, spacing: 80, characters: 6 };

describe('ticks', () => {
  it('are plain where labels are short', () => {
    const ticks = ticksFor({ centre: 0, length: 2 }, room);
    expect(ticks.reference).toBe(0);
    expect(ticks.values.map(ticks.label)).toContain('−0.8');
    expect(axisTitle('x₁', ticks)).toBe('x₁');
  });

  it('are relative to a reference in a deep zoom, and still lie where they say', () => {
    const centre = 0.31;
    const ticks = ticksFor({ centre, length: 1e-9 }, room);
    expect(ticks.reference).toBeCloseTo(centre, 8);
    expect(ticks.values.map(ticks.label)).toContain('−2e−10');
    expect(ticks.to - ticks.from).toBeCloseTo(1e-9, 20);
    expect((ticks.from + ticks.to) / 2).toBeCloseTo(centre - ticks.reference, 20);
    expect(axisTitle('x₁', ticks)).toBe('x₁ − 0.31');
  });

  it('count in a power of ten where their labels would be too long, and still lie where they say', () => {
    const narrow = { pixels: 400, spacing: 64, characters: 4 };
    const ticks = ticksFor({ centre: 0.2, length: 8e-7 }, narrow);
    expect(ticks.unit).toBe(1e-7);
    expect(ticks.values.map(ticks.label)).toEqual(
      ticks.values.map((v) => String(Math.round(v / 1e-7)).replace('-', '−')),
    );
    expect(ticks.values.every((v) => ticks.label(v).length <= 4)).toBe(true);
    expect(axisTitle('x₂', ticks)).toBe('(x₂ − 0.2) / 1e−7');
    expect(axisTitle('x₂', ticksFor({ centre: 0, length: 8e-9 }, narrow))).toBe('x₂ / 1e−9');
  });

  it('have a reference with all its figures', () => {
    const ticks = ticksFor({ centre: 0.123456789012345, length: 1e-11 }, room);
    const [, written = ''] = /− ([\d.]+)$/.exec(axisTitle('x₁', ticks)) ?? [];
    expect(Math.abs(Number(written) - ticks.reference)).toBeLessThan(1e-15);
  });

  it('need no reference about zero', () => {
    expect(axisTitle('x₂', ticksFor({ centre: 0, length: 1e-9 }, room))).toBe('x₂');
  });
});

const good: Certificate = {
  euler: 1,
  areaError: 3e-16,
  codesChecked: 500,
  codeMismatches: 0,
  signViolations: 0,
  cellsChecked: 5,
  undecided: 0,
  merged: 0,
  continuity: 4e-15,
  residual: 2e-16,
  residualsChecked: 7,
};

describe('the certificate in words', () => {
  it('is one line when all checks hold', () => {
    expect(summaryLine(good, 'plane')).toBe('exact · area 100.000000 % · χ 1 · codes 0 wrong');
    expect(summaryLine(good, 'interval')).toMatch(/length 100/);
    expect(summaryLine({ ...good, undecided: 2, merged: 1 }, 'plane')).toMatch(/2 undecided · 1 merged$/);
  });

  it('says of every check how its figure was got', () => {
    for (const kind of ['plane', 'interval'] as const) {
      const texts = checkTexts(good, kind);
      expect([...texts.keys()]).toEqual(checksOf(good, kind).map(({ name }) => name));
    }
  });

  it.each([
    [{ euler: 2 }, 'Euler number χ'],
    [{ areaError: 1e-6 }, 'area covered'],
    [{ codeMismatches: 1 }, 'codes wrong'],
    [{ signViolations: 3 }, 'missing cuts'],
    [{ continuity: 0.01 }, 'continuity'],
    [{ residual: Number.NaN }, 'residual'],
  ])('names what fails: %o', (fault, name) => {
    expect(failures(checksOf({ ...good, ...fault }, 'plane'))).toEqual([name]);
    expect(summaryLine({ ...good, ...fault }, 'plane')).toBe(`check failed: ${name}`);
  });
});

describe('colours of faces', () => {
  it('take the winner: sign for one output, the lowest index of equal ones for several', () => {
    expect([classAt([-1, 0, 2], 0, 1), classAt([-1, 0, 2], 1, 1), classAt([-1, 0, 2], 2, 1)]).toEqual([0, 0, 1]);
    expect(classAt([0, 0, 0, 1, 5, 5], 1, 3)).toBe(1);
  });

  it('are sure where one logit stands out, whatever its size', () => {
    expect(confidenceAt([2, 2, 2], 0, 3)).toBeCloseTo(0, 12);
    expect(confidenceAt([900, -900], 0, 2)).toBeCloseTo(1, 12);
  });

  it('end their scale at a round number below which most of the area lies', () => {
    expect([niceCeiling(0.013), niceCeiling(4), niceCeiling(0), niceCeiling(Number.NaN)]).toEqual([0.015, 4, 1, 1]);
    expect(outputScale(Float64Array.of(1, -2, 1000), [5, 5, 0.1])).toBe(2);
  });

  it('come face by face in each mode', () => {
    const layout = { gated: [], units: 0, words: 1 };
    const complex = { codes: Uint32Array.of(1, 2), layout, areas: Float64Array.of(1, 1), classes: null };
    const colours = palette({ dark: false });
    const outputs = Float64Array.of(-3, 3);
    const output = faceColours(complex, outputs, 'output', colours);
    expect(output.scale).toEqual({ kind: 'output', limit: 3, beyond: [false, false] });
    const ended = faceColours(complex, outputs, 'output', colours, 2.5).scale;
    expect(ended).toEqual({ kind: 'output', limit: 2.5, beyond: [true, true] });
    expect(Array.from(output.rgba)).toEqual([...colours.diverging(-1), 255, ...colours.diverging(1), 255]);
    const winners = faceColours({ ...complex, classes: Int32Array.of(4, 1) }, outputs, 'class', colours);
    expect(winners.scale).toEqual({ kind: 'class', classes: [1, 4], exact: true, shaded: false });
    expect(Array.from(winners.rgba.subarray(0, 3))).toEqual([...colours.classFill(4)]);
    const codes = faceColours(complex, outputs, 'code', colours);
    expect(codes.rgba.subarray(0, 3)).not.toEqual(codes.rgba.subarray(4, 7));
  });
});
