/** The polytope in R^d as the page knows it, and the actions on it: part of the shape of the store (`types.ts`). */
import type { Network, UnitRef } from '../core/network';
import type { Box, FacetProgress, PolytopeFacets } from '../core/polytope';
import type { AnchorSpec } from './sliceTypes';

/** Within what the polytope is looked at. */
export type FacetBox =
  | { readonly kind: 'none' }
  /** The least and the largest value of each input among the data. */
  | { readonly kind: 'data' }
  /** One range for all inputs. */
  | { readonly kind: 'range'; readonly lower: number; readonly upper: number };

export interface FacetsRequest {
  readonly box: FacetBox;
  /** Also the volume; it needs a box and few inputs. */
  readonly volume: boolean;
}

export interface FoundFacets {
  readonly request: FacetsRequest;
  readonly network: Network;
  readonly box: Box | null;
  readonly facets: PolytopeFacets;
  readonly seconds: number;
}

/** A point of the trail, and how a state says it. */
export interface TrailPoint {
  readonly x: Float64Array;
  readonly input: AnchorSpec;
}

/** A step across a facet. */
export interface TrailStep {
  readonly network: Network;
  /** Units that changed. */
  readonly units: readonly UnitRef[];
  readonly from: TrailPoint;
  readonly to: TrailPoint;
  /** Codes before and after. */
  readonly codes: readonly [before: Uint32Array, after: Uint32Array];
  /** ‖to − from‖. */
  readonly length: number;
}

export interface FacetsState {
  /** While a search runs; `progress` is null for the first 300 ms. */
  readonly running: { readonly progress: FacetProgress | null } | null;
  /** What was found last. It may be of another polytope or network: see `standingOf`. */
  readonly found: FoundFacets | null;
  /** Why the last search failed. */
  readonly fault: string | null;
  readonly trail: readonly TrailStep[];
}

export interface FacetActions {
  /** Within what the next search looks, and whether for the volume. What was found otherwise is then old. */
  setFacets(request: FacetsRequest): void;
  /** Finds the facets of the selected input's polytope as the state asks, in a worker; a search that runs is dropped. */
  findFacets(): Promise<void>;
  /** Stops the search that runs. */
  cancelFacets(): Promise<void>;
  /** Ends a search by passes that runs with the facets that it has found. */
  keepFacets(): Promise<void>;
  /**
   * Moves the selected input across a facet (by its constraint) of the polytope it is in, notes the step in the trail, and finds the
   * facets there. Nothing where the facets in force are not those of the point.
   */
  stepAcross(constraint: number): Promise<void>;
  /** Moves the selected input back to where the trail's last step began. */
  stepBack(): Promise<void>;
  clearTrail(): Promise<void>;
  /** The trail as the path in force; it grows with further steps for as long as nobody changes it. */
  showTrail(): Promise<void>;
}
