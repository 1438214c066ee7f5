/** The sliders of β: of all layers, and of single ones. */
import type { Network } from '../../core/network';
import { betaOf, boundaryWidth, etaOf, gateScale, gatesOf } from '../../core/soft';
import { gatesUnder } from '../../state/soft';
import type { LensStore } from '../../state/types';
import { formatNumber } from '../../ui/format';
import type { LensStoreApi } from '../live';
import { gatedLayer, layerNumber, layoutOf } from '../names';
import type { SliderSpec, TextSpec } from '../planes/LiveSlider';

const STEPS = 200;
const ZERO_TO_ONE = [0, 1] as const;
const range = (): readonly [number, number] => ZERO_TO_ONE;

const watched = ({ lens, session }: LensStore): readonly unknown[] => [lens.soft, session.network];

const clamp = (beta: number): number => Math.min(1, Math.max(0, beta));

/** β of a layer as it is in force, whoever says it; 1 where it is hard. */
function betaInForce({ lens, session }: LensStore, number: number): number {
  const index = number - (session.network.layersBefore ?? 0) - 1;
  const gate = gatesUnder(session.network, lens.soft)[index];
  return gate ? betaOf(gate.eta) : 1;
}

/** Numbers, in the whole network, of the layers that have gates. */
export const gatedNumbers = (network: Network): readonly number[] => {
  const layout = layoutOf(network);
  return layout.gated.map(({ layer }) => layerNumber(layout, layer));
};

/** β of all layers; where none is said, that of the first layer as it is. */
export const allBeta = (state: LensStore): number =>
  state.lens.soft?.beta ?? betaInForce(state, gatedNumbers(state.session.network)[0] ?? 1);

export const allLayers = (store: LensStoreApi): SliderSpec => ({
  label: 'β',
  name: 'β of all layers',
  unit: '',
  steps: STEPS,
  range,
  read: allBeta,
  write: (beta) => store.getState().actions.setSoft({ beta: clamp(beta) }),
  watched,
});

/** The list with another entry for a layer (from 1), without what says nothing at its end. */
export function withLayer(layers: readonly (number | null)[], number: number, beta: number | null): (number | null)[] {
  const longer = Array.from({ length: Math.max(layers.length, number) }, (_, i) => layers[i] ?? null);
  longer[number - 1] = beta;
  while (longer.length > 0 && longer.at(-1) === null) longer.pop();
  return longer;
}

export const ownBeta = ({ lens }: LensStore, number: number): number | null => lens.soft?.layers[number - 1] ?? null;

export const oneLayer = (store: LensStoreApi, number: number): SliderSpec => ({
  label: `Layer ${number}`,
  name: `β of layer ${number}`,
  unit: '',
  steps: STEPS,
  range,
  read: (state) => (gatedLayer(layoutOf(state.session.network), number) ? betaInForce(state, number) : null),
  write(beta) {
    const { lens, actions } = store.getState();
    actions.setSoft({ layers: withLayer(lens.soft?.layers ?? [], number, clamp(beta)) });
  },
  watched,
});

/** Widths of soft boundaries in z under a β for all layers, from the narrowest threshold of a gated layer to the widest. */
function widthWords(network: Network, beta: number): string {
  const gates = gatesOf(network, { beta, layers: [] });
  const widths = layoutOf(network).gated.flatMap(({ layer, activation }) => {
    const gate = gates[layer - 1];
    return gate ? activation.thresholds.map((_, r) => boundaryWidth(gate, gateScale(activation, r))) : [];
  });
  const finite = widths.filter(Number.isFinite);
  if (finite.length === 0) return 'boundaries have no end';
  const [least, most] = [Math.min(...finite), Math.max(...finite)].map((width) => formatNumber(width, 3));
  return least === most ? `a boundary is ${most} wide in z` : `boundaries are ${least} to ${most} wide in z`;
}

/** η of the slider, and how wide a boundary is under it. */
export const slopeText: TextSpec = {
  text(state) {
    const { soft } = state.lens;
    if (soft && soft.beta === null) return 'each layer as its activation is';
    const beta = allBeta(state);
    const eta = etaOf(beta);
    if (eta === Infinity) return 'η = ∞: codes are hard, boundaries have no width';
    return `η = β/(1 − β) = ${formatNumber(eta, 4)}: ${widthWords(state.session.network, beta)}`;
  },
  watched,
};
