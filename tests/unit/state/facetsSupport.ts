/** A page whose facets are found by the real solver in this process. */
import { expect } from 'vitest';
import { codeLayout, entryOf, splineCode, unitAt } from '../../../src/core/network';
import { pointInInput } from '../../../src/core/slice/slice';
import { loadSolver } from '../../../src/solver/loadNode';
import type { FacetsRequest, FoundFacets } from '../../../src/state/types';
import { FacetsClient } from '../../../src/workers/facetsClient';
import { FacetsService } from '../../../src/workers/facetsService';
import { type Bench, bench, inProcessPort } from './support';

const solver = await loadSolver();
export const PLAIN: FacetsRequest = { box: { kind: 'none' }, volume: false };

export async function open(scene: string): Promise<Bench> {
  const page = bench(inProcessPort, {
    createFacetsClient: (events) =>
      new FacetsClient(events, ({ message }) => {
        const service = new FacetsService({
          now: () => performance.now(),
          yieldTurn: (callback) => void setTimeout(callback, 0),
          loadSolver: async () => solver,
          send: (answer) => message(structuredClone(answer)),
        });
        return {
          post: (posted) => void setTimeout(() => service.receive(structuredClone(posted)), 0),
          terminate: () => undefined,
        };
      }),
  });
  await page.actions.openScene(scene);
  await page.api.idle();
  return page;
}

export async function found(page: Bench, request: FacetsRequest = PLAIN): Promise<FoundFacets> {
  page.actions.setFacets(request);
  await page.actions.findFacets();
  await page.api.idle();
  return foundOf(page);
}

export function foundOf({ session }: Bench): FoundFacets {
  const result = session().facets?.found;
  if (!result) throw new Error(`nothing found: ${session().facets?.fault}`);
  return result;
}

export const here = ({ session, lens }: Bench) => pointInInput(session().slice, lens().point);
export const codeHere = (page: Bench) => splineCode(page.session().network, here(page));

export const unitKeys = (units: readonly { readonly layer: number; readonly unit: number }[]) =>
  units.map(({ layer, unit }) => `${layer}/${unit}`).sort();

/** Units in which two codes differ. */
function changed(page: Bench, a: Uint32Array, b: Uint32Array): string[] {
  const layout = codeLayout(page.session().network);
  const all = Array.from({ length: layout.units }, (_, i) => i);
  return unitKeys(all.filter((i) => entryOf(layout, a, i) !== entryOf(layout, b, i)).map((i) => unitAt(layout, i)));
}

/** Steps across a facet; exactly its units must change. */
export async function step(page: Bench, which: number): Promise<void> {
  const facet = foundOf(page).facets.facets[which];
  const before = codeHere(page);
  await page.actions.stepAcross(facet?.constraint as number);
  await page.api.idle();
  expect(changed(page, before, codeHere(page))).toEqual(unitKeys(facet?.units ?? []));
}
