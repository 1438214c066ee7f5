import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Figure, Mark, PolygonsMark } from '../../../src/core/figure/marks';
import { figureSvg } from '../../../src/formats/figure/figureSvg';
import { figureOf } from '../../../src/views/figure';
import { figureTheme, hex } from '../../../src/views/figure/figureTheme';
import { opened } from '../state/support';

const PANE = { width: 600, height: 400 };

const flat = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap((mark) => (mark.kind === 'group' ? flat(mark.marks) : [mark]));

const area = (points: ArrayLike<number>): number => {
  let twice = 0;
  for (let i = 0; i < points.length; i += 2) {
    const j = (i + 2) % points.length;
    twice += (points[i] as number) * (points[j + 1] as number) - (points[j] as number) * (points[i + 1] as number);
  }
  return Math.abs(twice) / 2;
};

async function drawn(scene: string, act: (actions: Awaited<ReturnType<typeof opened>>) => void = () => undefined) {
  const made = await opened(scene);
  act(made);
  await made.api.idle();
  const store = made.controller.store.getState();
  const figure = figureOf(store, PANE, false) as Figure;
  return { ...made, store, figure, marks: flat(figure.marks) };
}

describe('the figure of a slice', () => {
  it('has the polygons that the pane shows: their areas are the visible domain’s', async () => {
    const { marks, store } = await drawn('moons');
    const polygons = marks.find((mark) => mark.kind === 'polygons') as PolygonsMark;
    // 2.3 slice units over the shorter side of 400 pixels; the domain [−1.1, 1.1]² is seen whole.
    const scale = 400 / 2.3;
    const sum = polygons.shapes.reduce((total, { points }) => total + area(points), 0);
    expect(sum).toBeCloseTo((2.2 * scale) ** 2, 4);
    expect(polygons.shapes).toHaveLength(store.session.result?.complex?.areas.length ?? -1);
    expect(new Set(polygons.shapes.map(({ title }) => title.split('\n')[1])).size).toBe(polygons.shapes.length);
  });

  it('is clipped to the pane when it shows a part', async () => {
    const { marks } = await drawn('moons', ({ actions }) => actions.setViewport({ centre: [1.1, 0], span: 0.5 }));
    const polygons = marks.find((mark) => mark.kind === 'polygons') as PolygonsMark;
    // The left half of the pane lies in the domain, the right half outside.
    expect(polygons.shapes.reduce((total, { points }) => total + area(points), 0)).toBeCloseTo(300 * 400, 4);
  });

  it('is of the part that was cut once more at a deep zoom, with what the domain’s cut merged', async () => {
    const page = await opened('moons');
    const lines = {
      W: [
        [1, 0],
        [1, 0],
        [0, 1],
      ],
      b: [0, 2 ** -44, 0],
    };
    const domain = [
      [-9, -9],
      [9, -9],
      [9, 9],
      [-9, 9],
    ];
    await page.api.importNetwork(JSON.stringify({ layers: [lines, { W: [[1, 1, 1]], b: [0] }], domain }));
    page.actions.setViewport({ centre: [0, 0], span: 2e-11 });
    await page.api.idle();
    const marks = flat((figureOf(page.controller.store.getState(), PANE, false) as Figure).marks);
    const polygons = marks.find((mark) => mark.kind === 'polygons') as PolygonsMark;
    // A strip 2^−44 wide between four quarters of the pane; 400 pixels are 2e−11.
    const merged = polygons.shapes.filter(({ title }) => title.startsWith('polytope merged in the domain’s cut, area'));
    const strip = ((2 ** -44 * 400) / 2e-11) * 400;
    expect(merged.reduce((total, { points }) => total + area(points), 0)).toBeCloseTo(strip, 6);
    expect(polygons.shapes.reduce((total, { points }) => total + area(points), 0)).toBeCloseTo(600 * 400, 6);
    expect(polygons.shapes).toHaveLength(6);
    const named = polygons.shapes.flatMap(({ title }) => /^polytope (\d+), area 81\b/.exec(title)?.[1] ?? []);
    expect(named.sort()).toEqual(['0', '1', '2', '3']);
  });

  it('names its layers, and writes no colour but its theme’s', async () => {
    const { figure, marks } = await drawn('moons', ({ actions }) => actions.setDecision(true));
    const titles = marks.flatMap((mark) => (mark.kind === 'lines' ? [mark.title] : []));
    expect(titles).toEqual(expect.arrayContaining(['layer 1', 'layer 2', 'decision boundary', 'border of the domain']));
    expect(figure.background).toBe(hex(figureTheme(false).paper));
    const svg = figureSvg(figure);
    for (const [, colour = ''] of svg.matchAll(/(?:fill|stroke|stop-color)="([^"]*)"/g))
      expect(colour).toMatch(/^(none|#[0-9a-f]{6}|url\(#ramp\d+\))$/);
  });

  it('shows the selected polytope, the point and the anchors', async () => {
    const { marks } = await drawn('space');
    expect(marks.filter((mark) => mark.kind === 'outline' && mark.title === 'selected polytope')).toHaveLength(2);
    const letters = marks.flatMap((mark) => (mark.kind === 'text' && mark.bold ? [mark.text] : []));
    expect(letters).toEqual(['a', 'b', 'c']);
    expect(
      marks.filter((mark) => mark.kind === 'dots' && mark.ring?.colour === hex(figureTheme(false).accent)),
    ).toHaveLength(1);
  });

  it('draws the soft graph over the exact one, and says which is which', async () => {
    const { marks } = await drawn('cosine15');
    const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(texts).toEqual(expect.arrayContaining(['hard: exact', 'soft: sampled']));
    const curves = marks.filter((mark) => mark.kind === 'outline');
    const soft = curves.find(({ title }) => title === 'soft: sampled');
    const hard = curves.find(({ title }) => title === 'output 0');
    expect(soft?.points.length).toBeGreaterThan(200);
    // Both over the whole domain: the same ends.
    expect([soft?.points[0], soft?.points[(soft?.points.length ?? 0) - 2]]).toEqual([
      hard?.points[0],
      hard?.points[(hard?.points.length ?? 0) - 2],
    ]);
  });

  it('of one input is the graph: the curve goes through the kinks', async () => {
    const { marks, store } = await drawn('tent');
    const curve = marks.find((mark) => mark.kind === 'outline');
    const dots = marks.find((mark) => mark.kind === 'dots' && mark.titles !== undefined);
    if (curve?.kind !== 'outline' || dots?.kind !== 'dots') throw new Error('no graph');
    const vertices = store.session.result?.interval?.vertices ?? [];
    expect(curve.points).toHaveLength(2 * vertices.length);
    // The ends are no kinks.
    expect(Array.from(curve.points).slice(2, -2)).toEqual(Array.from(dots.at));
  });
});

describe('the themes of figures', () => {
  it('have the colours of the page’s style sheet', () => {
    const css = readFileSync(new URL('../../../src/app/theme.css', import.meta.url), 'utf8');
    const [light = '', dark = ''] = css.split(':root[data-theme="dark"]');
    const names = {
      paper: 'paper',
      surface: 'surface',
      ink: 'ink',
      inkSoft: 'ink-soft',
      line: 'line',
      lineStrong: 'line-strong',
      accent: 'accent',
    } as const;
    for (const [isDark, text] of [
      [false, light],
      [true, dark],
    ] as const)
      for (const [key, name] of Object.entries(names)) {
        const token = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(text)?.[1];
        expect(hex(figureTheme(isDark)[key as keyof typeof names]), `${name} ${isDark}`).toBe(token);
      }
  });
});
