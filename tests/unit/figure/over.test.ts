import { describe, expect, it } from 'vitest';
import { densityAt, densitySteps } from '../../../src/core/density';
import type { Figure, Mark, PictureMark, TextMark } from '../../../src/core/figure/marks';
import { densityMapOf } from '../../../src/state/density';
import { gridFor } from '../../../src/state/flows/viewGrid';
import type { DensityState, LensStore } from '../../../src/state/types';
import { formatNumber } from '../../../src/ui/format';
import { figureOf } from '../../../src/views/figure';
import { wrapped } from '../../../src/views/figure/pinMarks';
import { palette } from '../../../src/views/palette';
import { sequential } from '../../../src/views/sequential';
import { type Bench, opened } from '../state/support';

const PANE = { width: 600, height: 400 };

const flat = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap((mark) => (mark.kind === 'group' ? flat(mark.marks) : [mark]));

const marksOf = (store: LensStore, pane = PANE): Mark[] => flat((figureOf(store, pane, false) as Figure).marks);

const texts = (marks: readonly Mark[]): readonly TextMark[] => marks.filter((mark) => mark.kind === 'text');

const words = (marks: readonly Mark[]): string =>
  texts(marks)
    .map(({ text }) => text)
    .join('\n');

const picture = (marks: readonly Mark[]): PictureMark | undefined => marks.find((mark) => mark.kind === 'picture');

/** From a pixel of an image in the figure to the slice. */
function pixelPlace({ x, y, width, height, pixelWidth, pixelHeight }: PictureMark, row: number, column: number) {
  // The pane begins at 58, 12; its 400 pixels show the span of 2.3 about 0.
  const [left, top] = [x + (width * (column + 0.5)) / pixelWidth - 58, y + (height * (row + 0.5)) / pixelHeight - 12];
  return [((left - 300) * 2.3) / 400, ((200 - top) * 2.3) / 400] as const;
}

/** The state with the field of its density map, as the worker makes it. */
function withDensity({ controller }: Bench): { store: LensStore; at: (p: number, q: number) => number } {
  const store = controller.store.getState();
  const { lens, session } = store;
  const { result } = session;
  const [map, grid] = [densityMapOf(lens), gridFor(lens, 24)];
  if (!result?.complex || !map || !grid) throw new Error('no map');
  const { network, slice, generation } = result;
  const at = densityAt({ network, slice, edges: result.complex }, map);
  const steps = densitySteps(at, grid);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const density: DensityState = {
    ...{ generation, map, field: step.value, progress: null, stopped: false, problem: null },
    at: ([p, q]) => ({ value: at(p, q), inInput: null }),
  };
  return { store: { ...store, session: { ...session, density } }, at };
}

describe('a field in a figure', () => {
  it('of a density map has the colour of the map’s own value at every pixel', async () => {
    const bench = await opened('moons');
    bench.actions.setColour('distance');
    await bench.api.idle();
    const { store, at } = withDensity(bench);
    const marks = marksOf(store);
    const image = picture(marks) as PictureMark;
    expect([image.pixelWidth, image.pixelHeight]).toEqual([24, 24]);
    const values = Array.from({ length: 24 * 24 }, (_, i) => at(...pixelPlace(image, Math.floor(i / 24), i % 24)));
    const largest = Math.max(...values);
    const colour = sequential(false);
    values.forEach((value, i) => {
      const wanted = colour(value / largest);
      for (let c = 0; c < 3; c++)
        expect(Math.abs((image.rgba[4 * i + c] as number) - (wanted[c] as number))).toBeLessThan(2);
      expect(image.rgba[4 * i + 3]).toBe(255);
    });
    expect(new Set(values.map((value) => Math.round((100 * value) / largest))).size).toBeGreaterThan(20);
    expect(words(marks)).toContain('distance to a boundary · in the slice · exact at 24 × 24 places');
    // Over the polygons, under the edges, cut off at the domain's border.
    const kinds = marks.map(({ kind }) => kind);
    expect(kinds.indexOf('picture')).toBe(kinds.indexOf('polygons') + 1);
    const clip = Array.from(image.clip ?? []);
    for (const [axis, middle] of [358, 212].entries()) {
      const along = clip.filter((_, i) => i % 2 === axis);
      expect(Math.min(...along)).toBeCloseTo(middle - (1.1 * 400) / 2.3, 6);
      expect(Math.max(...along)).toBeCloseTo(middle + (1.1 * 400) / 2.3, 6);
    }
  });

  it('is none while the map is another result’s, or has no values yet', async () => {
    const bench = await opened('moons');
    bench.actions.setColour('crossings');
    await bench.api.idle();
    const { store } = withDensity(bench);
    const { session } = store;
    const density = session.density as DensityState;
    expect(picture(marksOf(store))).toBeDefined();
    for (const other of [null, { ...density, field: null }, { ...density, generation: density.generation + 1 }])
      expect(picture(marksOf({ ...store, session: { ...session, density: other } }))).toBeUndefined();
  });

  it('of the output goes by the scale of the faces, whose ends say what lies beyond', async () => {
    const { controller } = await opened('moons');
    const opening = controller.store.getState();
    const store = { ...opening, lens: { ...opening.lens, showField: true } };
    const plain = marksOf(store);
    expect(picture(plain)).toBeUndefined();
    expect(words(plain)).toMatch(/output at the centroid\n(≤ )?−?-?[\d.]+\n/);
    const values = Float32Array.of(-1e6, 0, 1e6);
    const generation = store.session.result?.generation ?? 0;
    const field = { width: 3, height: 1, from: [-1.1, -1.1], to: [1.1, 1.1], generation, values } as const;
    const marks = marksOf({ ...store, session: { ...store.session, field } });
    const { diverging } = palette({ dark: false });
    const wanted = [-1, 0, 1].flatMap((t) => [...diverging(t), 255]);
    expect(Array.from(picture(marks)?.rgba ?? [])).toEqual(wanted);
    expect(texts(marks).map(({ text }) => text)).toContain('output');
    const outputs = Array.from(store.session.result?.outputs ?? []);
    const limit = Number(/([\d.]+)$/.exec(words(marks))?.[1]);
    expect(words(marks)).toMatch(new RegExp(`${outputs.some((f) => f > limit) ? '\n≥ ' : '\n'}[\\d.]+$`));
    expect(words(marks).includes('≤ ')).toBe(outputs.some((f) => f < -limit));
    expect(outputs.some((f) => Math.abs(f) > limit)).toBe(true);
  });
});

describe('pins in a figure', () => {
  it('stand at their places in order, with what a forward pass gives there', async () => {
    const { actions, api, controller } = await opened('moons');
    const pins = [
      [0.2, 0.3],
      [-0.6, -0.5],
    ] as const;
    for (const pin of pins) actions.addPin(pin);
    await api.idle();
    const marks = marksOf(controller.store.getState());
    pins.forEach(([p, q], i) => {
      const number = texts(marks).find(({ text, bold }) => bold && text === String(i + 1)) as TextMark;
      expect([number.x, number.y - 3.6]).toEqual([
        expect.closeTo(358 + (p * 400) / 2.3, 6),
        expect.closeTo(212 - (q * 400) / 2.3, 6),
      ]);
      const { output } = api.inspect([p, q]);
      expect(words(marks)).toContain(
        `x₁ ${formatNumber(p)}, x₂ ${formatNumber(q)}\nf = ${formatNumber(output[0] as number)} · `,
      );
      const card = marks[marks.indexOf(number) + 1];
      if (card?.kind !== 'box') throw new Error('no card');
      // Below a place in the upper half, above one in the lower.
      if (q > 0) expect(card.y).toBeGreaterThan(number.y);
      else expect(card.y + card.height).toBeLessThan(number.y);
      const lines = marks
        .slice(marks.indexOf(card) + 1)
        .findIndex((mark) => mark.kind !== 'text' || mark.size !== 11.5);
      for (const line of texts(marks.slice(marks.indexOf(card) + 1, marks.indexOf(card) + 1 + lines))) {
        expect(line.x).toBeGreaterThan(card.x);
        expect(line.x + 0.6 * line.size * line.text.length).toBeLessThan(card.x + card.width);
        expect(line.y).toBeLessThan(card.y + card.height);
      }
      expect(lines).toBeGreaterThanOrEqual(5);
    });
  });

  it('keep their cards in the pane; one out of sight is left out; narrow panes have three lines', async () => {
    const { actions, api, controller } = await opened('moons');
    actions.addPin([1.7, 0.1]);
    actions.addPin([3, 0]);
    await api.idle();
    const store = controller.store.getState();
    const cards = marksOf(store).filter((mark) => mark.kind === 'box' && mark.radius === 8);
    expect(cards).toHaveLength(1);
    const [card] = cards;
    if (card?.kind !== 'box') throw new Error('no card');
    expect(card.x + card.width).toBeCloseTo(58 + 600 - 4, 6);
    expect(words(marksOf(store))).toContain('outside the domain');
    actions.removePin(1);
    actions.removePin(0);
    actions.addPin([0.1, 0.1]);
    await api.idle();
    const said = (width: number): number =>
      texts(marksOf(controller.store.getState(), { width, height: 400 })).filter(({ size }) => size === 11.5).length;
    expect(said(500)).toBe(3);
    expect(said(600)).toBeGreaterThan(3);
  });

  it('stand on the graph of a network with one input', async () => {
    const { actions, api, controller } = await opened('tent');
    actions.addPin([0.2, 0]);
    await api.idle();
    const marks = marksOf(controller.store.getState());
    const [number] = texts(marks).filter(({ bold, text }) => bold && text === '1');
    const curve = marks.find((mark) => mark.kind === 'outline');
    if (!number || curve?.kind !== 'outline') throw new Error('no pin');
    // 32 pieces of slope ± 32: 0.2 lies 0.4 of the way up the seventh, which goes up.
    const { points } = curve;
    expect(number.x).toBeCloseTo(0.6 * (points[12] as number) + 0.4 * (points[14] as number), 6);
    expect(number.y - 3.6).toBeCloseTo(0.6 * (points[13] as number) + 0.4 * (points[15] as number), 6);
    expect(words(marks)).toContain('f(0.2000) = 0.4000 · slope 32.00');
  });

  it('break their lines at spaces', () => {
    expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapped('unbreakable one', 5)).toEqual(['unbreakable', 'one']);
    expect(wrapped('', 5)).toEqual(['']);
  });
});
