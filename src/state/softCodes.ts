/** The likeliest codes at the selected input and how each stands to the slice; codes drawn; the cut across a boundary. */
import { differingUnits, inputDistance, intervalCells } from '../core/analysis';
import { type AffineMap, codeLayout, localAffineMap, type Network } from '../core/network';
import { metric } from '../core/slice/slice';
import { type BoundaryCut, boundaryCut, facesOfCodes, likelyCodes, type SoftPass } from '../core/soft';
import { SoftCodesClient, type SpawnSoftCodes } from '../workers/softCodesClient';
import type { SoftCodesAnswer } from '../workers/softCodesProtocol';
import type { LargeCode } from './inspecting/softLarge';
import type { SoftPoint } from './softInspection';
import type { LensState, LensStore, Point2, SessionState } from './types';

export type { SampledMaps } from '../core/soft';
export type { KnownStatus, SoftCodesAnswer, SoftCodesJob } from '../workers/softCodesProtocol';

/** How a code stands to the partition that is shown: `unknown` while there is none of the same layers. */
export type CodePlace =
  | { readonly kind: 'face'; readonly face: number; readonly inside: Point2 }
  | { readonly kind: 'absent' | 'unknown' };

export interface ListedCode {
  /** Packed. */
  readonly code: Uint32Array;
  readonly logProbability: number;
  readonly probability: number;
  /** Of this code and all before it. */
  readonly cumulated: number;
  /** Units on another piece than in the first code, by index among all gated units. */
  readonly units: readonly number[];
  /** A_s and c_s on R^d, whether any input has the code or not; null of large networks. */
  readonly map: AffineMap | null;
  /** ‖A_s − A of the first code‖_F; of large networks along the slice. */
  readonly mapDistance: number;
  readonly place: CodePlace;
}

type Listed = Omit<ListedCode, 'place'>;

/** A soft forward pass at some place, and the network that it went through. */
export type PassAt = Pick<SoftPoint, 'network' | 'pass'>;

const lists = new WeakMap<SoftPass, { readonly count: number; readonly codes: readonly Listed[] }>();

function listedCodes({ network, pass }: PassAt, count: number): readonly Listed[] {
  const known = lists.get(pass);
  if (known?.count === count) return known.codes;
  const layout = codeLayout(network);
  let cumulated = 0;
  let first: { readonly code: Uint32Array; readonly map: AffineMap } | null = null;
  const codes = likelyCodes(network, pass, count).map(({ code, logProbability }): Listed => {
    const map = localAffineMap(network, code);
    first ??= { code, map };
    const probability = Math.exp(logProbability);
    cumulated += probability;
    const units = differingUnits(layout, first.code, code);
    // Sums of rounded numbers may end above 1.
    return {
      code,
      logProbability,
      probability,
      cumulated: Math.min(1, cumulated),
      units,
      map,
      mapDistance: inputDistance(first.map.A, map.A),
    };
  });
  lists.set(pass, { count, codes });
  return codes;
}

/**
 * The `count` likeliest codes at the point, with the place of each in the partition in force. Cost: a map a code, once for a
 * point; faces × codes.
 */
export function likelyCodesAt(point: PassAt, session: SessionState, count: number): readonly ListedCode[] {
  const codes = listedCodes(point, count);
  const places = placesOf(
    point.network,
    session,
    codes.map(({ code }) => code),
  );
  return codes.map((listed, i) => ({ ...listed, place: places[i] as CodePlace }));
}

/** Those of a large network as far as a worker has them. Cost: faces × codes. */
export function largeCodesAt(
  network: Network,
  codes: readonly LargeCode[],
  session: SessionState,
): readonly ListedCode[] {
  const places = placesOf(
    network,
    session,
    codes.map(({ code }) => code),
  );
  let cumulated = 0;
  return codes.map(({ code, logProbability, units, mapDistance }, i) => {
    const probability = Math.exp(logProbability);
    cumulated = Math.min(1, cumulated + probability);
    return {
      code,
      logProbability,
      probability,
      cumulated,
      units,
      map: null,
      mapDistance,
      place: places[i] as CodePlace,
    };
  });
}

/** Where the partition in force has each code. */
function placesOf(network: Network, { result, slice }: SessionState, codes: readonly Uint32Array[]): CodePlace[] {
  const current = result?.network === network && result.slice === slice ? result : null;
  const cells = current?.complex ?? (current?.interval && intervalCells(current.interval, slice));
  if (!cells || cells.layout.units !== codeLayout(network).units) return codes.map(() => ({ kind: 'unknown' }));
  return Array.from(facesOfCodes(cells, codes), (face): CodePlace => {
    if (face < 0) return { kind: 'absent' };
    return {
      kind: 'face',
      face,
      inside: [cells.centroids[2 * face] as number, cells.centroids[2 * face + 1] as number],
    };
  });
}

/** Longest diagonal of a domain's bounding box, in the metric of the slice. */
function diameterOf(domain: LensState['domain'], { session }: LensStore): number {
  const extent = (axis: 0 | 1): number => {
    const values = domain.map((corner) => corner[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  const { g11, g22 } = metric(session.slice);
  return Math.sqrt(g11) * extent(0) + Math.sqrt(g22) * extent(1);
}

/** The cut across the nearest boundary within the slice; null where no unit changes within it. Cost: some 400 soft passes. */
export function softCutAt(point: SoftPoint, state: LensStore): BoundaryCut | null {
  const { nearestBoundaryInSlice: boundary, x, preActivations } = point.hard;
  if (!boundary) return null;
  const reach = diameterOf(state.lens.domain, state);
  return boundaryCut(point.network, point.gates, { x, slice: state.session.slice, preActivations, boundary, reach });
}

/** A worker of soft codes of one's own, started with its first job. Whoever makes it disposes of it. */
export const createSoftCodes = (answer: (answer: SoftCodesAnswer) => void, spawn?: SpawnSoftCodes): SoftCodesClient =>
  new SoftCodesClient(answer, spawn);
