/** Facets in the store, found by the real solver in this process: asked for, stepped across, walked back, shared. */
import { describe, expect, it } from 'vitest';
import { neighboursOf } from '../../../src/core/analysis';
import { codesEqual, splineCode } from '../../../src/core/network';
import { dataBox } from '../../../src/core/polytope';
import { boxOf } from '../../../src/state/facets/box';
import { placeOfPoint, standingOf } from '../../../src/state/facets/standing';
import type { FacetsRequest, TrailStep } from '../../../src/state/types';
import { codeHere, found, foundOf, here, open, PLAIN, step, unitKeys } from './facetsSupport';
import type { Bench } from './support';

/** The path in force crosses the trail's units in their order, and no others. */
function expectTrailWalked(page: Bench): void {
  const { path, facets } = page.session();
  if (!path || !('walk' in path)) throw new Error(`not walked: ${JSON.stringify(path)}`);
  const { layer, unit } = path.walk.crossings;
  const crossed = Array.from(unit, (one, i) => `${layer[i]}/${one}`);
  expect(crossed).toEqual(facets?.trail.flatMap(({ units }) => unitKeys(units)));
}

describe('facets', () => {
  it('of a plane are the edges of the polytope in the partition, nothing before somebody asks', async () => {
    const page = await open('moons');
    expect(page.session().facets).toBeNull();
    const { facets } = await found(page);
    const { result, inspection } = page.session();
    const complex = result?.complex;
    if (!complex || !inspection) throw new Error('not cut');
    const edges = neighboursOf(complex, result.slice, inspection.face).flatMap(({ units }) => unitKeys(units));
    expect(facets.facets.flatMap(({ units }) => unitKeys(units)).sort()).toEqual(edges.sort());
    expect(facets.undecided).toEqual([]);
    const within = await found(page, { box: { kind: 'range', lower: -2, upper: 2 }, volume: true });
    expect(within.facets.volume?.value).toBeCloseTo(complex.areas[inspection.face] as number, 12);
  });

  it.each(['moons', 'space', 'crowd'])(
    'are stepped across, %s: a trail, which is a path, and the way back',
    async (scene) => {
      const page = await open(scene);
      const first = here(page);
      await found(page);
      await step(page, 0);
      await page.actions.showTrail();
      await page.api.idle();
      expectTrailWalked(page);
      // The path grows with the trail.
      const [back] = page.session().facets?.trail ?? [];
      const next = foundOf(page).facets.facets.findIndex(
        ({ units }) => String(unitKeys(units)) !== String(unitKeys(back?.units ?? [])),
      );
      await step(page, next);
      expect(page.session().facets?.trail).toHaveLength(2);
      expect(page.lens().path?.vertices).toHaveLength(3);
      expectTrailWalked(page);
      const walked = page.lens().path;
      await page.api.load(page.api.link());
      expect(page.lens().path).toEqual(walked);
      await page.actions.stepBack();
      await page.actions.stepBack();
      await page.api.idle();
      expect(page.session().facets?.trail).toEqual([]);
      expect(codesEqual(codeHere(page), splineCode(page.session().network, first))).toBe(true);
      expect(page.told()).toEqual([]);
    },
  );

  it('belong to their polytope and network', async () => {
    const page = await open('moons');
    const result = await found(page);
    expect(standingOf(result, page.controller.store.getState())).toBe('here');
    const { centre } = result.facets;
    page.actions.setPoint([centre?.[0] as number, centre?.[1] as number]);
    await page.api.idle();
    expect(standingOf(result, page.controller.store.getState())).toBe('here');
    const { neighbour } = result.facets.facets[0] ?? {};
    page.actions.setPoint([neighbour?.point[0] as number, neighbour?.point[1] as number]);
    await page.api.idle();
    expect(standingOf(result, page.controller.store.getState())).toBe('left');
    // Nothing is stepped across from elsewhere.
    const { point } = page.lens();
    await page.actions.stepAcross(result.facets.facets[0]?.constraint as number);
    expect(page.lens().point).toBe(point);
    page.actions.setUnitWeights({ layer: 1, unit: 0 }, [0.5, -1.25], 0.125);
    expect(standingOf(result, page.controller.store.getState())).toBe('changed');
    await page.actions.openScene('space');
    expect(page.session().facets).toBeNull();
  });

  it('are told from those of elsewhere once the code at the point is known, not before', async () => {
    const page = await open('moons');
    const result = await found(page);
    const { lens, session } = page.controller.store.getState();
    const under = { ...session, inspection: null, inspecting: true };
    expect(standingOf(result, { lens, session: under })).toBe('waiting');
    expect(standingOf(result, { lens, session: { ...under, inspecting: false } })).toBe('left');
    const trail = [{ codes: [result.facets.region.halfSpaces.code, new Uint32Array(1)] }] as unknown as TrailStep[];
    expect(placeOfPoint(trail, session)).toBe(0);
    expect(placeOfPoint(trail, under)).toBeNull();
    expect(placeOfPoint(trail, { inspection: null, inspecting: false })).toBe(-1);
  });

  it('are old when another box is asked for, by undo and by a link, too', async () => {
    const page = await open('moons');
    const asked: FacetsRequest = { box: { kind: 'range', lower: -1, upper: 1.5 }, volume: true };
    const result = await found(page, asked);
    const standing = () => standingOf(result, page.controller.store.getState());
    expect([result.request, standing()]).toEqual([asked, 'here']);
    const link = page.api.link();
    expect(link).toContain('&box=-1:1.5&volume=1');
    expect(page.session().history.undo).toBe('changed the box of the facets');
    page.actions.setFacets({ ...asked, volume: false });
    expect([standing(), page.session().history.undo]).toEqual(['otherwise', 'facets without the volume']);
    // Nothing is stepped across from there: the next facets would be of another box.
    const { point } = page.lens();
    await page.actions.stepAcross(result.facets.facets[0]?.constraint as number);
    expect(page.lens().point).toBe(point);
    page.actions.undo();
    expect([page.lens().facets, standing()]).toEqual([asked, 'here']);
    page.actions.setFacets(PLAIN);
    await page.api.idle();
    expect(standing()).toBe('otherwise');
    await page.api.load(link);
    await page.api.idle();
    expect([page.lens().facets, standing()]).toEqual([asked, 'here']);
    // Without a box there is no volume to be asked for.
    const plain = await found(page, PLAIN);
    page.actions.setFacets({ ...PLAIN, volume: true });
    expect(standingOf(plain, page.controller.store.getState())).toBe('here');
  });

  it('say what is wrong with a box, and stop when told to', async () => {
    const page = await open('moons');
    page.actions.setFacets({ box: { kind: 'range', lower: 1, upper: 1 }, volume: false });
    expect(page.told().join()).toMatch(/facets.box is no range from a lower to a higher value.*: nothing was changed/);
    expect(page.lens().facets).toEqual(PLAIN);
    expect(boxOf({ kind: 'range', lower: 1, upper: 1 }, 2, null)).toMatch('lower bound 1 is not below its upper one');
    expect(boxOf({ kind: 'data' }, 2, null)).toBe('there are no data to take a range from');
    await page.actions.findFacets();
    expect(page.session().facets?.running).toEqual({ progress: null });
    await page.actions.cancelFacets();
    expect(page.session().facets?.running).toBeNull();
    await page.api.idle();
    expect(page.session().facets?.found).toBeNull();
  });

  it('take the data’s range as a box, with room for inputs that are all the same', () => {
    const data = { name: '', inputSize: 3, count: 2, inputs: Float32Array.of(0, 5, -1, 2, 5, 3) };
    const rest = { task: 'regression', targets: new Float32Array(2), classNames: [], image: null } as const;
    const { lower, upper } = dataBox({ ...data, ...rest });
    expect([[...lower], [...upper]]).toEqual([
      [0, 3.5, -1],
      [2, 6.5, 3],
    ]);
  });
});
