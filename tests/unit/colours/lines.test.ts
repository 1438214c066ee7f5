import { describe, expect, it } from 'vitest';
import { BORDER, DECISION, edgeStyles, FIRST_LAYER, MAX_STYLES } from '../../../src/views/slice/edgeLines';
import { linesFor, UNDRAWN, visibleStyles } from '../../../src/views/slice/lines';
import { lineStyles } from '../../../src/views/slice/painter';
import { planar } from './support';

const { complex } = planar([2, 6, 5, 4, 2], 9, { decision: {} });
const { layout } = complex;
const plain = { crowd: 30, bordersOnly: false, edges: null, layout, hiddenLayers: [], faint: false } as const;
const opacity = (styles: Float32Array, style: number): number => styles[2 * style + 1] as number;

describe('layers that are not drawn', () => {
  it('leave all other lines as they are', () => {
    const all = linesFor(plain).styles;
    const some = linesFor({ ...plain, hiddenLayers: [2] }).styles;
    expect(all.subarray(0, 2 * (FIRST_LAYER + 3))).toEqual(lineStyles(30, false).subarray(0, 2 * (FIRST_LAYER + 3)));
    expect(opacity(some, FIRST_LAYER + 1)).toBe(0);
    for (const style of [BORDER, DECISION, FIRST_LAYER, FIRST_LAYER + 2])
      expect(opacity(some, style)).toBe(opacity(all, style));
  });

  it('share a style with the deepest ones, which is drawn as long as one of them is', () => {
    const { layout: deep } = planar([2, ...Array.from({ length: 16 }, () => 1), 1], 2).complex;
    const hiding = (hiddenLayers: number[]) => linesFor({ ...plain, layout: deep, hiddenLayers }).styles;
    expect(opacity(hiding([14, 15]), MAX_STYLES - 1)).toBeGreaterThan(0);
    expect(opacity(hiding([14, 15, 16]), MAX_STYLES - 1)).toBe(0);
  });

  it('are not drawn in colours by value either', () => {
    const byValue = new Uint8Array(complex.edgeFaces.length / 2).fill(FIRST_LAYER + 4);
    const shown = visibleStyles(complex, byValue, [1, 3]);
    edgeStyles(complex).forEach((style, edge) => {
      const hidden = style === FIRST_LAYER || style === FIRST_LAYER + 2;
      expect(shown[edge]).toBe(hidden ? UNDRAWN : FIRST_LAYER + 4);
    });
    const edges = { styles: byValue, inks: [], lines: new Float32Array(2 * MAX_STYLES).fill(1) };
    const { styles } = linesFor({ ...plain, edges });
    expect(opacity(styles, UNDRAWN)).toBe(0);
    expect(opacity(styles, FIRST_LAYER + 4)).toBe(1);
    expect(opacity(styles, BORDER)).toBe(opacity(lineStyles(30, false), BORDER));
  });
});

describe('lines under something else', () => {
  it('step back by half; the border and the decision stay', () => {
    const [own, faint] = [linesFor(plain).styles, linesFor({ ...plain, faint: true }).styles];
    expect(opacity(faint, FIRST_LAYER)).toBeCloseTo(opacity(own, FIRST_LAYER) / 2, 6);
    expect([opacity(faint, BORDER), opacity(faint, DECISION)]).toEqual([opacity(own, BORDER), opacity(own, DECISION)]);
  });
});
