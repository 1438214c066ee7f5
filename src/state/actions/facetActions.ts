import type { Context } from '../context';
import type { FacetsControl } from '../facets/control';
import type { FacetActions } from '../facetTypes';
import { setChecked } from './checked';

/** Facets of the polytope in R^d. What does it is loaded with the first of these actions. */
export function facetActions(context: Context): FacetActions {
  let loading: Promise<FacetsControl> | null = null;
  const act = async (run: (control: FacetsControl) => Promise<void> | void): Promise<void> => {
    loading ??= import('../facets/control').then((module) => new module.FacetsControl(context));
    const control = await loading.catch((error: unknown) => {
      loading = null;
      context.notify('error', `A part of the page could not be loaded: ${String(error)}`);
    });
    if (control) await run(control);
  };
  return {
    setFacets: (facets) => setChecked(context, { facets }),
    findFacets: () => act((control) => control.find()),
    cancelFacets: () => act((control) => control.cancel()),
    keepFacets: () => act((control) => control.enough()),
    stepAcross: (constraint) => act((control) => control.stepAcross(constraint)),
    stepBack: () => act((control) => control.stepBack()),
    clearTrail: () => act((control) => control.clearTrail()),
    showTrail: () => act((control) => control.showTrail()),
  };
}
