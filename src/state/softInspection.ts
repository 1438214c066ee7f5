/** What the softened network makes of the selected input, in float64. Each part is computed once for an inspection. */
import { euclideanNorm } from '../core/analysis/norms';
import { f64 } from '../core/math/typed';
import { type AffineMap, codeLayout, type Network } from '../core/network';
import { forwardCost } from '../core/network/forwardCost';
import { applyMap } from '../core/network/localMap';
import { pointInInput } from '../core/slice/slice';
import {
  codeEntropy,
  expectedActive,
  jacobian,
  type MostEntropy,
  mostEntropy,
  type Softness,
  type SoftPass,
  softMap,
  softPass,
} from '../core/soft';
import { isInspectedAside } from './large';
import { secondInput } from './second';
import { gatesOfState } from './soft';
import { softCodeDistance } from './softDistance';
import type { Inspection, LensStore } from './types';

/** The soft code at the selected input. */
export interface SoftPoint {
  readonly network: Network;
  readonly gates: Softness;
  /** Of the hard network at the same input. */
  readonly hard: Inspection;
  readonly pass: SoftPass;
  /** In nats, of each gated layer and of the whole code; `most`: as `mostEntropy` has it. */
  readonly entropy: { readonly layers: readonly number[]; readonly total: number };
  readonly most: MostEntropy;
  /** Of each gated layer and in all. */
  readonly active: { readonly layers: readonly number[]; readonly total: number };
}

const fits = (network: Network, { preActivations }: Inspection): boolean =>
  preActivations.length === network.layers.length &&
  network.layers.every(({ outputSize }, l) => outputSize === preActivations[l]?.length);

const points = new WeakMap<Inspection, SoftPoint>();

/** What a worker has found of the point in force. */
function largePoint(state: LensStore, { x }: Inspection): SoftPoint | null {
  const point = state.session.largeSoft?.found?.point;
  const { network } = state.session;
  return point?.network === network && point.hard.x === x && point.gates === gatesOfState(state) ? point : null;
}

/**
 * Null while nothing is inspected, or where what is inspected is of a network of another shape. The same object for the same
 * inspection, network and gates. Cost: a soft forward pass; of a large network none: a worker has made it, or it is null.
 */
export function softPoint(state: LensStore): SoftPoint | null {
  const { network, inspection } = state.session;
  if (inspection && isInspectedAside(network)) return largePoint(state, inspection);
  if (!inspection || inspection.x.length !== network.inputSize || !fits(network, inspection)) return null;
  const gates = gatesOfState(state);
  const known = points.get(inspection);
  if (known?.network === network && known.gates === gates) return known;
  const pass = softPass(network, gates, inspection.x);
  const active = pass.codes.map((code) => expectedActive({ codes: [code] }));
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const fresh: SoftPoint = {
    network,
    gates,
    hard: inspection,
    pass,
    entropy: codeEntropy(pass),
    most: mostEntropy(network),
    active: { layers: active, total: total(active) },
  };
  points.set(inspection, fresh);
  return fresh;
}

/** The input that the pointer is at, on the slice; null while it is not over the plane, or where maps would not keep up with it. */
export function pointedInput({ session }: LensStore): Float64Array | null {
  const { pointed, network, slice } = session;
  if (!pointed || network.inputSize < 2 || slice.origin.length !== network.inputSize || !areMapsCheap(network))
    return null;
  return pointInInput(slice, pointed);
}

/** The three maps at a point, and how they differ. Norms are Frobenius norms, in R^d. */
export interface SoftMaps {
  readonly soft: AffineMap;
  /** Its c is 0. */
  readonly jacobian: AffineMap;
  readonly hard: AffineMap;
  /** Jacobian − soft map: what the gates' own change adds. Its c is 0. */
  readonly derivativeTerm: AffineMap;
  readonly norms: { readonly derivativeTerm: number; readonly softFromHard: number; readonly soft: number };
  /** ‖A x + c − f(x)‖ / (‖A‖ ‖x‖ + ‖c‖ + 1). */
  readonly residual: number;
}

const maps = new WeakMap<SoftPass, SoftMaps>();

/** Cost: outputs × weights, twice; once for a point. */
export function softMapsAt({ network, pass, hard }: SoftPoint): SoftMaps {
  const known = maps.get(pass);
  if (known) return known;
  const soft = softMap(network, pass);
  const full = jacobian(network, pass);
  const derivativeTerm = { ...full, A: difference(full.A, soft.A) };
  const error = euclideanNorm(difference(applyMap(soft, hard.x), pass.output));
  const size = euclideanNorm(soft.A);
  const fresh: SoftMaps = {
    soft,
    jacobian: full,
    hard: hard.map,
    derivativeTerm,
    norms: {
      derivativeTerm: euclideanNorm(derivativeTerm.A),
      softFromHard: euclideanNorm(difference(soft.A, hard.map.A)),
      soft: size,
    },
    residual: error / (size * euclideanNorm(hard.x) + euclideanNorm(soft.c) + 1),
  };
  maps.set(pass, fresh);
  return fresh;
}

const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - f64(b, i));

/** Whether maps keep up with a pointer: outputs × multiplications of a pass, a few milliseconds. */
export const areMapsCheap = (network: Network): boolean => network.outputSize * forwardCost(network) < 2e5;

/** Where the soft map ends because a layer's code is its output: layers (from 1, as in the network), and the read-out. */
export function endsOfSoftMap(network: Network): { readonly layers: readonly number[]; readonly readOut: boolean } {
  const layers = codeLayout(network)
    .gated.filter(({ activation }) => activation.slopes.every((slope) => slope === 0))
    .map(({ layer }) => layer);
  return { layers, readOut: network.codeOutput !== undefined };
}

/** Σ_j |t_j − t′_j| between the selected input and the second one (units of more pieces: ½ Σ |Δp|); null without one. */
export function softHamming(state: LensStore): number | null {
  const point = softPoint(state);
  if (point && isInspectedAside(point.network)) return state.session.largeSoft?.found?.hamming ?? null;
  const other = secondInput(state);
  if (!point || other?.x.length !== point.network.inputSize) return null;
  return softCodeDistance(point.pass, softPass(point.network, point.gates, other.x));
}
