import { describe, expect, it } from 'vitest';
import {
  activeUnits,
  confidences,
  edgeLengths,
  lastCutLayers,
  sliceBends,
  unitPieces,
} from '../../../src/core/analysis';
import { palette } from '../../../src/views/palette';
import { sequential } from '../../../src/views/sequential';
import { BORDER, FIRST_LAYER, MAX_STYLES } from '../../../src/views/slice/edgeLines';
import { fieldColours, quietColours } from '../../../src/views/slice/fieldColours';
import type { FieldScale } from '../../../src/views/slice/fieldScale';
import { colouringOf, planar, sourceFor } from './support';

const light = palette({ dark: false });
const made = planar([2, 12, 12, 3]);
const { complex, result } = made;

const texts = (scale: unknown): string[] => (scale as FieldScale).ticks.map(({ text }) => text);
const fillOf = (rgba: Uint8Array, face: number): number[] => Array.from(rgba.subarray(4 * face, 4 * face + 4));

describe('colours by values', () => {
  it('give each face the colour of its value’s place', () => {
    const values = activeUnits(complex);
    const { rgba, scale } = fieldColours(colouringOf(values), sourceFor(made, { colour: 'active' }), light);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    expect(scale).toMatchObject({ title: 'active units of 24', note: 'exact', look: 'sequential', state: 'ready' });
    expect([texts(scale)[0], texts(scale).at(-1)]).toEqual([String(least), String(most)]);
    values.forEach((value, face) => {
      const colour = sequential(false)((value - least) / (most - least));
      expect(fillOf(rgba, face)).toEqual([...colour, 255]);
    });
  });

  it('say that probabilities and outputs hold at the centroid, and run from an even draw to certainty', () => {
    const values = confidences(result.outputs, 3);
    const { scale } = fieldColours(colouringOf(values), sourceFor(made, { colour: 'confidence' }), light);
    expect(scale).toMatchObject({ title: 'confidence', note: 'at the centroid' });
    expect(texts(scale)).toEqual(['33%', '67%', '100%']);
  });

  it('diverge about zero for an output or a pre-activation', () => {
    const values = Float64Array.from(complex.areas, (_, face) => result.outputs[3 * face + 1] as number);
    const lens = { colour: 'logit', colourOutput: 1 } as const;
    const { rgba, scale } = fieldColours(colouringOf(values), sourceFor(made, lens), light);
    expect(scale).toMatchObject({ title: 'output y₁', look: 'diverging' });
    const limit = Number(texts(scale)[2]);
    values.forEach((value, face) => {
      expect(fillOf(rgba, face).slice(0, 3)).toEqual([...light.diverging(value / limit)]);
    });
  });

  it('show few whole numbers as blocks, and a unit’s pieces by name', () => {
    const cut = fieldColours(colouringOf(lastCutLayers(complex)), sourceFor(made, { colour: 'lastCut' }), light);
    expect(cut.scale).toMatchObject({ blocks: 2, title: 'layer of the last cut' });
    expect(texts(cut.scale)).toEqual(['1', '2']);
    const unit = { layer: 2, unit: 4 };
    const state = fieldColours(
      colouringOf(unitPieces(complex, unit)),
      sourceFor(made, { colour: 'unitState', colourUnit: unit }),
      light,
    );
    expect(state.scale).toMatchObject({ blocks: 2, title: 'state of L2·4' });
    expect(texts(state.scale)).toEqual(['off', 'on']);
  });

  it('take areas by their logarithm: nearly all of the plane lies on the scale', () => {
    const { scale, rgba } = fieldColours(colouringOf(complex.areas), sourceFor(made, { colour: 'area' }), light);
    expect(scale).toMatchObject({ note: 'exact · log scale' });
    const lowest = sequential(false)(0).join();
    const highest = sequential(false)(1).join();
    let ends = 0;
    complex.areas.forEach((area, face) => {
      const colour = fillOf(rgba, face).slice(0, 3).join();
      if (colour === lowest || colour === highest) ends += area;
    });
    expect(ends / 4).toBeLessThan(0.1);
  });

  it('of a density map offer a stop only once a coarse field is there to stay', () => {
    const field = { width: 1, height: 1, from: [0, 0], to: [1, 1], values: Float64Array.of(1) } as const;
    const scaleOf = (over: typeof field | null) => {
      const density = { generation: result.generation, field: over, progress: 0.3 };
      const source = { ...sourceFor(made, { colour: 'distance' }), density };
      return fieldColours(colouringOf(complex.areas), source, light).scale;
    };
    expect(scaleOf(null)).toMatchObject({ state: 'ready', progress: null });
    expect(scaleOf(field)).toMatchObject({ state: 'ready', progress: 0.3 });
  });

  it('are quiet while values are missing, and say why', () => {
    const source = sourceFor(made, { colour: 'inputNorm' });
    const waiting = fieldColours(null, source, light);
    expect(waiting.rgba).toEqual(quietColours(complex.areas.length, light));
    expect(waiting.scale).toMatchObject({ state: 'computing', progress: null, title: '‖A‖₂ in R²' });
    const half = fieldColours(colouringOf(null, { progress: 0.5 }), source, light);
    expect(half.scale).toMatchObject({ state: 'computing', progress: 0.5 });
    const failed = fieldColours(colouringOf(null, { problem: 'no such unit' }), source, light);
    expect(failed.scale).toMatchObject({ state: 'failed', problem: 'no such unit' });
  });
});

describe('colours of edges', () => {
  const bends = sliceBends(result.network, result.slice, complex);
  const { rgba, scale, edges } = fieldColours(colouringOf(bends), sourceFor(made, { colour: 'bend' }), light);
  const styles = edges?.styles ?? new Uint8Array();

  it('leave the faces quiet', () => {
    expect(rgba).toEqual(quietColours(complex.areas.length, light));
    expect(scale).toMatchObject({ title: 'bend ‖ΔA‖ along the slice', look: 'edges', note: 'exact · log scale' });
  });

  it('order the styles by the bend, the strongest first, and keep the border and the last style apart', () => {
    const inside = Array.from(bends.keys()).filter((edge) => !Number.isNaN(bends[edge]));
    expect(inside.length).toBeGreaterThan(100);
    for (const edge of bends.keys()) if (Number.isNaN(bends[edge])) expect(styles[edge]).toBe(BORDER);
    inside.sort((a, b) => (bends[b] as number) - (bends[a] as number));
    const order = inside.map((edge) => styles[edge] as number);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeLessThan(FIRST_LAYER + 3);
    expect(order.at(-1)).toBeGreaterThan(MAX_STYLES - 5);
    expect(order).not.toContain(MAX_STYLES - 1);
  });

  it('draw stronger bends wider, and each style in a colour of its own', () => {
    const { lines = new Float32Array(), inks = [] } = edges ?? {};
    const drawn = Array.from({ length: MAX_STYLES - FIRST_LAYER - 1 }, (_, i) => FIRST_LAYER + i);
    const widths = drawn.map((style) => lines[2 * style] as number);
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(new Set(drawn.map((style) => String(inks[style]))).size).toBe(drawn.length);
    expect(inks[BORDER]).toBeNull();
  });

  it('spread over the scale by length: most of it is not at the ends', () => {
    const lengths = edgeLengths(complex, result.slice);
    let [ends, all] = [0, 0];
    bends.forEach((bend, edge) => {
      if (Number.isNaN(bend)) return;
      all += lengths[edge] as number;
      if (styles[edge] === FIRST_LAYER || styles[edge] === MAX_STYLES - 2) ends += lengths[edge] as number;
    });
    expect(ends / all).toBeLessThan(0.25);
  });
});
