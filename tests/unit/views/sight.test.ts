import { describe, expect, it } from 'vitest';
import { faceCount } from '../../../src/core/partition';
import { detailInForce } from '../../../src/state/detail';
import type { ColourMode, LensStore } from '../../../src/state/types';
import { palette } from '../../../src/views/palette';
import { Colourer } from '../../../src/views/slice/colourer';
import type { FaceColours } from '../../../src/views/slice/colours';
import { createFaceFinder, readoutLines } from '../../../src/views/slice/hover';
import { domainLimits, fitSelectedFace } from '../../../src/views/slice/moves';
import { Sight } from '../../../src/views/slice/sight';
import { detailOf, zoomed } from '../state/detailSupport';
import { STRIP, stripJson, triangleJson } from '../state/linesSupport';
import { type Bench, opened } from '../state/support';

const pane = { width: 800, height: 600 };
const light = palette({ dark: false });

/** The domain's colours in the mode in force. */
async function domainColours({ controller, api }: Bench): Promise<FaceColours> {
  await api.idle();
  const state = controller.store.getState();
  const { result } = state.session;
  if (!result?.complex) throw new Error('no complex');
  const { complex } = result;
  return new Promise((resolve) => {
    const colourer = new Colourer(() => resolve(colourer.colours(state, result, complex, light)));
    const now = colourer.colours(state, result, complex, light);
    if (now.scale.kind !== 'waiting') resolve(now);
  });
}

const colourAt = ({ rgba }: FaceColours, face: number): number[] => [...rgba.subarray(4 * face, 4 * face + 4)];

const partOf = (state: LensStore) => {
  const seen = new Sight().see(state, pane);
  if (!seen.part) throw new Error('the domain is drawn');
  return { ...seen, part: seen.part };
};

const MODES: readonly ColourMode[] = ['code', 'output', 'class', 'active', 'area', 'hamming', 'sliceNorm', 'lastCut'];

describe('a deep zoom is drawn', () => {
  it('from the part that was cut, in the colours and on the scale of the domain’s picture', async () => {
    const page = await zoomed(1e-4, 40);
    for (const mode of MODES) {
      page.actions.setColour(mode);
      const domain = await domainColours(page);
      const { part } = partOf(page.controller.store.getState());
      const colours = part.colours(domain, light);
      const { domainFaces } = detailOf(page);
      expect(part.complex).toBe(detailOf(page).result.complex);
      expect(colours.scale).toBe(domain.scale);
      expect(colours.rgba).toHaveLength(4 * faceCount(part.complex));
      for (const [own, face] of domainFaces.entries()) expect(colourAt(colours, own)).toEqual(colourAt(domain, face));
    }
  });

  it('with the bends of its own edges, on the domain’s scale', async () => {
    const page = await zoomed(1e-4, 40);
    page.actions.setColour('bend');
    const domain = await domainColours(page);
    const { part } = partOf(page.controller.store.getState());
    const { edges, scale } = part.colours(domain, light);
    expect(scale).toBe(domain.scale);
    const { edgeUnits, edgeUnitOffsets, edgeFaces } = part.complex;
    const whole = page.session().result?.complex;
    if (!whole || !edges || !domain.edges) throw new Error('no edges');
    const { domainFaces } = detailOf(page);
    let compared = 0;
    edges.styles.forEach((style, edge) => {
      const [left, right] = [edgeFaces[2 * edge] as number, edgeFaces[2 * edge + 1] as number];
      if (left < 0 || right < 0 || edgeUnitOffsets[edge + 1] === edgeUnitOffsets[edge]) return;
      const pair = [domainFaces[left], domainFaces[right]];
      const same = domain.edges?.styles.findIndex((_, other) => {
        const faces = [whole.edgeFaces[2 * other], whole.edgeFaces[2 * other + 1]];
        return faces.includes(pair[0]) && faces.includes(pair[1]);
      });
      compared++;
      expect(style).toBe(domain.edges?.styles[same ?? -1]);
    });
    expect(compared).toBeGreaterThan(2);
    expect(edgeUnits.length).toBeGreaterThan(0);
  });

  it('from the domain’s own complex where the part does not cover the pane, or there is none', async () => {
    const page = await zoomed(1e-6, 40);
    const state = page.controller.store.getState();
    const sight = new Sight();
    expect(sight.see(state, pane).part).not.toBeNull();
    expect(sight.see(state, { width: 4000, height: 400 })).toEqual({ state, part: null });
    page.actions.setViewport({ ...page.lens().viewport, span: 1 });
    const out = page.controller.store.getState();
    expect(sight.see(out, pane)).toEqual({ state: out, part: null });
  });

  it('with a colour of its own for a polytope that the domain’s cut merged', async () => {
    const page = await opened('moons');
    await page.api.importNetwork(stripJson());
    page.actions.setColour('code');
    page.actions.setPoint([-STRIP / 2, 1e-11]);
    page.actions.setViewport({ centre: [0, 0], span: 2e-11 });
    const domain = await domainColours(page);
    const { part, state } = partOf(page.controller.store.getState());
    const face = detailOf(page).domainFaces.indexOf(-1);
    expect(colourAt(part.colours(domain, light), face)[3]).toBe(255);
    expect(part.lines(face, [-STRIP / 2, 1e-12], 1e13)[0]).toMatch(/^polytope merged in the domain’s cut · area/);
    expect(detailOf(page).domainFaces[state.session.inspection?.face ?? -1]).toBe(-1);
  });
});

describe('the pointer reads', () => {
  it('what the domain knows of a polytope that the window cuts off, by the same number', async () => {
    const page = await zoomed(1e-6, 40);
    const state = page.controller.store.getState();
    const { part } = partOf(state);
    const { domainFaces, whole } = detailOf(page);
    const find = createFaceFinder();
    const { centre } = page.lens().viewport;
    const at = [centre[0] + 2e-7, centre[1] + 1e-7] as const;
    const face = find(part.complex, at);
    const inDomain = find(page.session().result?.complex, at);
    expect(domainFaces[face]).toBe(inDomain);
    expect(whole[face]).toBe(0);
    expect(part.lines(face, at, 1e9)).toEqual(readoutLines(state, inDomain, at, 1e9));
    expect(find(part.complex, null)).toBe(-1);
  });
});

describe('zooming', () => {
  it('ends where float64 cannot tell pixels apart, also in a small domain far from 0', async () => {
    const page = await opened('moons');
    const limits = () => domainLimits(page.controller.store.getState())[0];
    const [p0, p1] = page.lens().domain.map(([p]) => p) as [number, number];
    expect(limits()).toBeCloseTo(1e-12 * Math.abs(p1 - p0), 12);
    page.actions.setDomain([
      [1, 1],
      [1.0001, 1],
      [1.0001, 1.0001],
      [1, 1.0001],
    ]);
    const least = limits();
    expect(least).toBeCloseTo(1.0001e-12, 20);
    // Some thousand numbers lie between the sides of the smallest view.
    expect(least / Number.EPSILON).toBeGreaterThan(4000);
  });

  it('fits a small polytope by the part’s own cut', async () => {
    const page = await opened('moons');
    const size = 2 ** -30;
    await page.api.importNetwork(triangleJson(size));
    page.actions.setPoint([0.3 + size / 3, 0.2 + size / 3]);
    page.actions.setViewport({ centre: page.lens().point, span: 20 * size });
    await page.api.idle();
    expect(detailInForce(page.session())).not.toBeNull();
    const fitted = fitSelectedFace(page.controller.store.getState(), pane);
    expect((fitted?.span ?? 0) / size).toBeGreaterThan(1);
    expect((fitted?.span ?? 0) / size).toBeLessThan(3);
  });
});
