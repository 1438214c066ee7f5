/** Which gate softens each layer of a network. */
import { codeLayout, type Network } from '../network/network';
import { etaOf, type LayerGate, ownGate } from './gate';

/** One entry a layer; null for layers that have no pieces to choose from. */
export type Softness = readonly (LayerGate | null)[];

export interface SoftnessSpec {
  /** β in [0, 1] for every layer that has no gate of its own; null or absent: those stay hard. */
  readonly beta?: number | null | undefined;
  /** β for single layers (entry l − 1 for layer l), smooth ones, too; null: none. */
  readonly layers?: readonly (number | null)[] | undefined;
}

const HARD: LayerGate = { kind: 'logistic', eta: Infinity, entropic: false };

/**
 * The gates of a network. A layer's own β comes first, then what its activation is (GELU, swish, …), then the β for all,
 * and without any of these it is hard. With a β a layer gives the output Σ t_r e_r, so that a softplus becomes a swish; a
 * GELU keeps its probit gate, Φ(ηu), which β = ½ leaves as it is. Throws a RangeError for a β outside [0, 1].
 */
export function softness(network: Network, { beta = null, layers = [] }: SoftnessSpec = {}): Softness {
  const gated = new Set(codeLayout(network).gated.map(({ layer }) => layer));
  return network.layers.map(({ activation }, index) => {
    if (!gated.has(index + 1)) return null;
    const own = ownGate(activation);
    const asked = layers[index] ?? (own ? null : beta);
    if (asked === null) return own ?? HARD;
    if (!(asked >= 0 && asked <= 1)) throw new RangeError(`invalid β: ${asked}; it is from 0 to 1`);
    return { kind: own?.kind ?? 'logistic', eta: etaOf(asked), entropic: false };
  });
}

/** Whether any layer is neither hard nor without gates. */
export const isSoft = (gates: Softness): boolean => gates.some((gate) => gate !== null && gate.eta !== Infinity);

/** β of all gated layers and of single ones, counted in the whole network; null: as the activations are. */
export interface LayerBetas {
  readonly beta: number | null;
  readonly layers: readonly (number | null)[];
}

/** The gates of a network, or of the layers of it that are sliced. */
export function gatesOf(network: Network, { beta, layers }: LayerBetas): Softness {
  const first = network.layersBefore ?? 0;
  return softness(network, { layers: network.layers.map((_, i) => layers[first + i] ?? beta) });
}
