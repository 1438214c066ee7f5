import { LENS_VERSION, MAX_LINK } from '../limits';
import { isGraphNetwork } from '../networkTypes';
import type { LensState } from '../types';
import { FIELDS } from './fields';
import { NONE } from './offsets';
import { checkSum } from './text';

export type EncodedLink =
  | { readonly ok: true; readonly link: string }
  | { readonly ok: false; readonly reason: 'too long'; readonly length: number };

/** Formulas and JSON, as readable as a fragment allows. */
const readable = (text: string): string =>
  encodeURIComponent(text).replace(/%(3B|2C|3A|2F|2B|3F|40|24)/g, (code) => decodeURIComponent(code));

/** Only words can hold characters that mean something in a fragment; the rest is written as it is. */
const WORDS: Readonly<Record<string, (text: string) => string>> = {
  name: encodeURIComponent,
  scene: encodeURIComponent,
  formula: readable,
  graph: readable,
  points: readable,
};

const assemble = (pairs: readonly (readonly [string, string])[], base: string): string => {
  const all = [['v', String(LENS_VERSION)], ['sum', checkSum(pairs)], ...pairs] as const;
  const text = all.map(([key, value]) => `${key}=${WORDS[key]?.(value) ?? value}`);
  return `${base}#${text.join('&')}`;
};

/** Keys of different kinds of slice exclude each other: the whole of a slice is written when its kind changes. */
function differences(state: LensState, initial: LensState): [string, string][] {
  const pairs: [string, string][] = [['scene', state.scene]];
  const otherKind = state.slice.kind !== initial.slice.kind;
  for (const [key, field] of FIELDS) {
    const text = field.write(state);
    const whole = otherKind && ['at', 'turn', 'handed', 'off'].includes(key) && text !== '';
    // An absent key stands for the scene's value, an empty one for none; an empty name is simply absent.
    const bare = otherKind && text === NONE && field.write(initial) === '';
    const absent = bare || (text === '' && (key !== 'w' || initial.weights === null));
    if (!absent && (whole || text !== field.write(initial))) pairs.push([key, text]);
  }
  return pairs;
}

const pointValues = (spec: LensState['dataSpec']): number =>
  spec?.kind === 'points' ? spec.inputs.length + spec.targets.length : 0;

function networkLength(network: LensState['network']): number {
  if (!network) return 0;
  if (isGraphNetwork(network)) return network.graph.length;
  return Math.ceil((network.weights.length * (network.precision === 'float64' ? 8 : 4) * 4) / 3);
}

/** Characters that weights and points alone take: there is no point in writing out a large state to measure it. */
const leastLength = ({ weights, network, compare, dataSpec }: LensState): number =>
  Math.ceil((((weights?.length ?? 0) + (compare?.weights?.length ?? 0) + pointValues(dataSpec)) * 4 * 4) / 3) +
  networkLength(network);

/**
 * The fragment of a state, with `base` (the page's address) before it. What equals `initial`, the state its scene opens
 * with, is left out. Numbers are exact. Fails when the whole has more than 8,000 characters.
 */
export function encodeLink(state: LensState, initial: LensState, base = ''): EncodedLink {
  const least = leastLength(state);
  if (least > MAX_LINK) return { ok: false, reason: 'too long', length: least };
  const link = assemble(differences(state, initial), base);
  return link.length <= MAX_LINK ? { ok: true, link } : { ok: false, reason: 'too long', length: link.length };
}

/**
 * A link for the address bar when the exact one is too long: without the trained weights, or with the scene alone. It
 * says so itself (`trimmed`), and whoever opens it is told.
 */
export function encodeTrimmedLink(state: LensState, initial: LensState, base = ''): string {
  if (!state.network && pointValues(state.dataSpec) * 4 <= MAX_LINK) {
    const pairs = differences({ ...state, weights: null, step: initial.step, compare: null }, initial);
    const link = assemble([...pairs, ['trimmed', 'weights']], base);
    if (link.length <= MAX_LINK) return link;
  }
  return assemble(
    [
      ['scene', state.scene],
      ['trimmed', 'all'],
    ],
    base,
  );
}
