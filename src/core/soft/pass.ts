/** The soft forward pass: soft codes, and what the gates make of each unit. */
import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { beginsContest, hasContests } from '../network/contest';
import { isHeld, layerPieces } from '../network/held';
import { type CodeLayout, type CodeOutput, codeLayout, gatedCount, type Layer, type Network } from '../network/network';
import { type ContestGates, contestGates, pathsOf, softenContest } from './contest';
import { entropyOf, softAssignment } from './gate';
import type { Softness } from './softness';
import { heldUnit, type SoftUnit, softUnit } from './unit';

/** The soft code of one gated layer. */
export interface SoftLayer {
  /** From 1. */
  readonly layer: number;
  readonly size: number;
  readonly pieces: number;
  /** size × pieces, row-major: each row sums to 1. */
  readonly probabilities: Float64Array;
  /** H of each unit's code in nats; at most ln pieces. Of a match what it adds to that of its window's code, softmax(η e). */
  readonly entropies: Float64Array;
  /** Of matches of a contest: the probability that the winner of the whole comes out of each. Probabilities are given that. */
  readonly reach?: Float64Array;
  /** Where a contest begins: softmax(η e) of each of its windows, one after the other (`Contest.entrants`). */
  readonly entrants?: Float64Array;
  /** Window w has the entrants windows[w] … windows[w + 1] − 1. */
  readonly windows?: Int32Array;
}

/** Per layer (also those without gates): h = slopes·z + offsets, and dh/dz. */
export interface SoftGates {
  readonly slopes: Float64Array;
  readonly offsets: Float64Array;
  readonly derivatives: Float64Array;
}

export interface SoftPass {
  /** Pre-activations of the soft network, a layer each. */
  readonly preActivations: readonly Float64Array[];
  readonly codes: readonly SoftLayer[];
  readonly gates: readonly SoftGates[];
  /** What the network gives: behind its `codeOutput`, where it has one. */
  readonly output: Float64Array;
}

/** Runs x through the softened network in float64. Cost: a forward pass, and an exponential a gated unit. */
export function softPass(network: Network, gates: Softness, x: ArrayLike<number>): SoftPass {
  const layout = layoutOf(network);
  const gated = new Map(layout.gated.map((entry) => [entry.layer, entry]));
  const matches = hasContests(layout) ? contestGates(layout.units) : null;
  const preActivations: Float64Array[] = [];
  const codes: SoftLayer[] = [];
  const all: SoftGates[] = [];
  let h: Float64Array = Float64Array.from(x);
  network.layers.forEach((layer, index) => {
    const z = new Float64Array(layer.outputSize);
    affineOp(layer).apply(h, z, 1);
    preActivations.push(z);
    const entry = gated.get(index + 1);
    const begins = matches && entry && beginsContest(entry);
    const entrants = begins ? softenContest(layout, entry, gates[index]?.eta ?? Infinity, z, matches) : null;
    const own = matches && entry?.contest ? { gates: matches, firstUnit: entry.firstUnit } : null;
    const soft = softLayer(layer, gates[index] ?? null, z, own);
    if (entry)
      codes.push({
        layer: index + 1,
        size: gatedCount(layer),
        ...soft.code,
        ...(entrants && entry ? { entrants, windows: pathsOf(layout, entry).groups } : {}),
      });
    all.push(soft.gates);
    h = z.map((value, j) => f64(soft.gates.slopes, j) * value + f64(soft.gates.offsets, j));
  });
  return { preActivations, codes, gates: all, output: network.codeOutput ? codeOf(network.codeOutput, h) : h };
}

const layouts = new WeakMap<Network, CodeLayout>();

/** The layout of a network's codes, the same object each time. */
function layoutOf(network: Network): CodeLayout {
  let layout = layouts.get(network);
  if (!layout) {
    layout = codeLayout(network);
    layouts.set(network, layout);
  }
  return layout;
}

/** Gates of the matches of a layer: from `firstUnit` on. */
interface Matches {
  readonly gates: ContestGates;
  readonly firstUnit: number;
}

function softLayer(
  layer: Layer,
  gate: Softness[number],
  z: Float64Array,
  matches: Matches | null,
): { code: Omit<SoftLayer, 'layer' | 'size'>; gates: SoftGates } {
  const f = layerPieces(layer);
  const n = layer.outputSize;
  const pieces = f.slopes.length;
  const probabilities = new Float64Array(n * pieces);
  const entropies = new Float64Array(n);
  const own = gatedCount(layer);
  const gates = { slopes: new Float64Array(n), offsets: new Float64Array(n), derivatives: new Float64Array(n) };
  for (let j = 0; j < n; j++) {
    const held = isHeld(layer.held, j) || !gate;
    const unit = held
      ? heldUnit(f, gate ? (layer.held?.[j] as number) : 0, probabilities, j * pieces)
      : matches
        ? softMatch(matches, j, probabilities, j * pieces)
        : softUnit(f, gate, f64(z, j), probabilities, j * pieces);
    gates.slopes[j] = unit.slope;
    gates.offsets[j] = unit.offset;
    gates.derivatives[j] = unit.derivative;
    entropies[j] = unit.entropy;
  }
  const reach = matches?.gates.reach.slice(matches.firstUnit, matches.firstUnit + own);
  return {
    code: {
      pieces,
      probabilities: probabilities.subarray(0, own * pieces),
      entropies: entropies.subarray(0, own),
      ...(reach ? { reach } : {}),
    },
    gates,
  };
}

/** A match of a contest: m = a + ReLU(b − a) with the share of b in place of the ReLU's slope. */
function softMatch({ gates, firstUnit }: Matches, unit: number, p: Float64Array, start: number): SoftUnit {
  const at = firstUnit + unit;
  p[start] = f64(gates.first, at);
  p[start + 1] = f64(gates.second, at);
  const entropy = f64(gates.reach, at) * entropyOf(p.subarray(start, start + 2));
  return { slope: f64(gates.second, at), offset: 0, derivative: f64(gates.derivative, at), entropy };
}

/** The code that a read-out gives of its last values. */
export function codeOf(kind: CodeOutput, z: Float64Array): Float64Array {
  if (kind === 'softmax') return softAssignment(z, 1);
  if (kind === 'tanh') return z.map(Math.tanh);
  return z.map((value) => (value >= 0 ? 1 / (1 + Math.exp(-value)) : Math.exp(value) / (1 + Math.exp(value))));
}

/** Entropies of a soft code in nats: of each gated layer, and their sum, which is that of the whole code. */
export function codeEntropy({ codes }: Pick<SoftPass, 'codes'>): { readonly layers: number[]; readonly total: number } {
  const layers = codes.map(({ entropies }) => entropies.reduce((sum, value) => sum + value, 0));
  return { layers, total: layers.reduce((sum, value) => sum + value, 0) };
}

/**
 * Expected number of units that are on: for units of two pieces Σ t, in general those not on their first piece; of a contest
 * the matches that the second one wins on the winner's way.
 */
export function expectedActive({ codes }: Pick<SoftPass, 'codes'>): number {
  let sum = 0;
  for (const { probabilities, pieces, size, reach } of codes)
    for (let j = 0; j < size; j++) sum += (reach ? f64(reach, j) : 1) * (1 - f64(probabilities, j * pieces));
  return sum;
}
