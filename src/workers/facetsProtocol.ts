/** Messages between the page and the facets worker: types only. Everything is structured-cloneable. */
import type { Network } from '../core/network';
import type { Box, FacetProgress, PolytopeFacets, Region } from '../core/polytope';
import type { Posted } from './networkOnce';

/** Which facets to find: those of the polytope of an input, or of its part in a box. */
export interface FacetsJob {
  readonly network: Network;
  readonly input: Float64Array;
  readonly box: Box | null;
  /** Also the volume, where there is a box and inputs are few. */
  readonly volume: boolean;
}

export type ToFacetsWorker =
  /** Drops what is under way. */
  | { readonly kind: 'find'; readonly generation: number; readonly job: Posted<FacetsJob> }
  /** Ends a search by passes with what it has found. */
  | { readonly kind: 'enough'; readonly generation: number }
  /** Stops everything of this generation and before. */
  | { readonly kind: 'cancel'; readonly generation: number };

/** Facets on their way: without the network, which the page has. */
export type PostedFacets = Omit<PolytopeFacets, 'region'> & {
  readonly region: Omit<Region, 'halfSpaces'> & { readonly halfSpaces: Omit<Region['halfSpaces'], 'network'> };
};

export type FromFacetsWorker =
  /** First sent when a search has taken 300 ms. */
  | { readonly kind: 'progress'; readonly generation: number; readonly progress: FacetProgress }
  | {
      readonly kind: 'found';
      readonly generation: number;
      readonly facets: PostedFacets;
      /** Seconds of work, without the loading of the solver. */
      readonly seconds: number;
    }
  /** Nothing up to this generation is under way. */
  | { readonly kind: 'cancelled'; readonly generation: number }
  /** The search could not be made: why. The worker goes on. */
  | { readonly kind: 'error'; readonly generation: number; readonly message: string };

/** Leaves the network out. */
export function postedFacets({ region, ...rest }: PolytopeFacets): PostedFacets {
  const { network: _network, ...halfSpaces } = region.halfSpaces;
  return { ...rest, region: { ...region, halfSpaces } };
}

/** Puts it back. */
export const withNetwork = ({ region, ...rest }: PostedFacets, network: Network): PolytopeFacets => ({
  ...rest,
  region: { ...region, halfSpaces: { ...region.halfSpaces, network } },
});
