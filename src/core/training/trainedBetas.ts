/** How soft the layers are that are trained: β as it goes into the model and comes back. */
import { beginsContest } from '../network/contest';
import { codeLayout, type Network } from '../network/network';
import { etaOf } from '../soft/gate';
import { type Softness, softness } from '../soft/softness';

/** Plain data, structured-cloneable. */
export interface TrainedBetas {
  /** The caller's own number, handed back in reports. */
  readonly id: number;
  /** `none`: β stays; `one`: a single β of all gated layers is learned; `layers`: one of each. */
  readonly learn: 'none' | 'one' | 'layers';
  /** β in [0, 1], entry l − 1 for layer l; null, or no entry: as its activation is. Where it is learned every gated layer has one. */
  readonly values: readonly (number | null)[];
}

export const AS_ACTIVATED: TrainedBetas = { id: 0, learn: 'none', values: [] };

/** The gates of the network that is trained. */
export const trainedGates = (network: Network, { values }: TrainedBetas): Softness =>
  softness(network, { layers: values });

/** How near to 0 and 1 a learned β may begin: ρ is finite and its gradient not lost. */
const LEAST_BETA = 1e-3;

const learnableBeta = (beta: number): number => Math.min(1 - LEAST_BETA, Math.max(LEAST_BETA, beta));

/** Gated layers that have a β of their own, from 1: all but the later rounds of contests, which have that of the first. */
export const gatedLayers = (network: Network): readonly number[] =>
  codeLayout(network)
    .gated.filter((gated) => !gated.contest || beginsContest(gated))
    .map(({ layer }) => layer);

/** ρ = ln η of the learned β, in float32: one, or one a gated layer; empty where none is learned. β = σ(ρ). */
export function parametersOf({ learn, values }: TrainedBetas, gated: readonly number[]): Float32Array {
  if (learn === 'none') return new Float32Array();
  const own = learn === 'one' ? gated.slice(0, 1) : gated;
  return Float32Array.from(own, (layer) => Math.log(etaOf(learnableBeta(values[layer - 1] ?? 0.5))));
}

/** The β that learned parameters stand for: the other way round. */
export function betasAt(betas: TrainedBetas, rho: ArrayLike<number>, gated: readonly number[]): TrainedBetas {
  if (betas.learn === 'none') return betas;
  const values: (number | null)[] = [];
  gated.forEach((layer, i) => {
    while (values.length < layer - 1) values.push(null);
    values.push(1 / (1 + Math.exp(-(rho[betas.learn === 'one' ? 0 : i] as number))));
  });
  return { ...betas, values };
}

/** What the model makes of β that it is given: learned ones are those of their float32 parameters. */
export const betasInModel = (betas: TrainedBetas, gated: readonly number[]): TrainedBetas =>
  betasAt(betas, parametersOf(betas, gated), gated);
