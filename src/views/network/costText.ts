/** What a change of the network will cost, in words, and how carefully it is made. */

import { piecewiseLinear } from '../../core/network';
import { isSmooth } from '../../core/network/activation';
import { type Cost, type KnownPartition, type NetworkShape, networkCost } from '../../core/network/cost';
import { faceCount } from '../../core/partition/complex';
import type { SeededNetwork } from '../../state/editorTypes';
import { layerActivation, recipeLike, sizesFor } from '../../state/seeded';
import type { LensStore } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { ACTIVATION_NAMES } from '../activationNames';

/** Followed at every step of a drag up to this. */
const LIVE_SECONDS = 0.25;
const LIVE_POLYTOPES = 20_000;
/** Made at once up to this; beyond it the page asks first. */
const MOST_SECONDS = 4;
const MOST_POLYTOPES = 60_000;

/** How a change is made: while the slider moves, when it is let go, or after a question. */
export type Care = 'live' | 'late' | 'ask';

export function careFor({ seconds, polytopes }: Cost): Care {
  if (seconds <= LIVE_SECONDS && polytopes <= LIVE_POLYTOPES) return 'live';
  return seconds <= MOST_SECONDS && polytopes <= MOST_POLYTOPES ? 'late' : 'ask';
}

/** The shape that a recipe would have for the data in force. */
export function shapeOf({ layers }: SeededNetwork, { session }: LensStore): NetworkShape {
  const { data, network } = session.whole;
  const [inputSize, outputSize] = data ? sizesFor(data) : [network.inputSize, network.outputSize];
  return {
    inputSize,
    outputSize,
    hidden: layers.map((layer) => ({ size: layer.size, activation: layerActivation(layer) })),
  };
}

/** The partition on the page, as long as it is of all layers. */
export function knownPartition({ lens, session }: LensStore): KnownPartition | null {
  const { result } = session;
  if (!result || lens.upToLayer !== null || lens.space > 0) return null;
  const faces = result.complex ? faceCount(result.complex) : (result.interval?.vertices.length ?? 1) - 1;
  const { network, seconds } = result;
  const { layers } = recipeLike(network);
  const hidden = layers.map((layer) => ({ size: layer.size, activation: layerActivation(layer) }));
  return { shape: { inputSize: network.inputSize, outputSize: network.outputSize, hidden }, faces, seconds };
}

export const costOf = (recipe: SeededNetwork, state: LensStore): Cost =>
  networkCost(shapeOf(recipe, state), knownPartition(state));

/** Two figures of a number that is only an estimate: 1,200. */
export function roughly(count: number): string {
  if (!Number.isFinite(count)) return '∞';
  return count < 100 ? formatCount(count) : formatCount(Number(count.toPrecision(2)));
}

export const secondsText = (seconds: number): string =>
  seconds < 0.1 ? 'under 0.1 s' : `${formatNumber(seconds, seconds < 10 ? 1 : 2)} s`;

/** `≈ 1,200 polytopes, 0.4 s`. */
export const polytopesText = ({ polytopes, seconds }: Cost): string =>
  `≈ ${roughly(polytopes)} ${polytopes === 1 ? 'polytope' : 'polytopes'}${seconds >= 0.1 ? `, ${secondsText(seconds)}` : ''}`;

/** `561 weights, 40 gated units`. */
export const partsText = ({ weights, gatedUnits }: Cost): string =>
  `${formatCount(weights)} weights, ${formatCount(gatedUnits)} gated units`;

/** What a large change is warned of, or null. */
export function warningText(cost: Cost): string | null {
  const care = careFor(cost);
  if (care === 'live') return null;
  const size = `About ${roughly(cost.polytopes)} polytopes, ${secondsText(cost.seconds)} of work`;
  return care === 'late'
    ? `${size}: the picture follows when you let go.`
    : `${size}, and a picture that moves slowly.`;
}

const ACTIVATIONS = [
  'relu',
  'leakyRelu',
  'abs',
  'hardTanh',
  'relu6',
  'identity',
  'gelu',
  'swish',
  'softplus',
  'sigmoid',
  'tanh',
] as const;

/** In the order of the list, each with the pieces that a unit has. */
export const activationChoices = ACTIVATIONS.map((name) => ({
  name,
  text: ACTIVATION_NAMES[name],
  pieces: piecewiseLinear({ name }).slopes.length,
}));

/** The list under its two headings. */
export const activationGroups = [
  { label: 'piecewise linear', choices: activationChoices.filter(({ name }) => !isSmooth({ name })) },
  {
    label: 'smooth (the polytopes are those of the hard limit)',
    choices: activationChoices.filter(({ name }) => isSmooth({ name })),
  },
];

/** `With 24 units in layer 1: 561 weights, 40 gated units, ≈ 1,200 polytopes`. */
export function consideredText(name: string, recipe: SeededNetwork, state: LensStore): string {
  const cost = costOf(recipe, state);
  return `${name}: ${partsText(cost)}, ${polytopesText(cost)}`;
}

/** What a layer's activation would cost: activations with as many pieces cost about the same. */
export function activationText(recipe: SeededNetwork, layer: number, state: LensStore): string {
  const texts = activationChoices.map(({ name, text }) => {
    const layers = recipe.layers.map((other, i) => (i === layer ? { size: other.size, activation: name } : other));
    return [
      isSmooth({ name }) ? 'smooth ones' : text,
      roughly(costOf({ ...recipe, layers }, state).polytopes),
    ] as const;
  });
  const groups = new Map<string, string[]>();
  for (const [text, count] of texts) {
    const others = groups.get(count) ?? [];
    if (!others.includes(text)) groups.set(count, [...others, text]);
  }
  return `Polytopes: ${[...groups].map(([count, names]) => `${names.join(', ')} ≈ ${count}`).join('; ')}`;
}

/** The network in force: weights, units, and the polytopes that there are. */
export function presentText(state: LensStore): string {
  const { session } = state;
  const cost = costOf(recipeLike(session.whole.network), state);
  const known = knownPartition(state);
  const polytopes =
    known && session.result?.network === session.network
      ? `${formatCount(known.faces)} polytopes`
      : polytopesText(cost);
  return `${partsText(cost)}, ${polytopes}`;
}
