/** How units, inputs and outputs are called on the page: layers count from 1, units and classes from 0. */
import { type CodeLayout, codeLayout, type GatedLayer, type Layer, type Network, unitAt } from '../core/network';
import type { UnitSource } from '../core/network/network';
import type { DataSet, LensState } from '../state/types';

/** Unit 3 of layer 2: L2·3. */
export const unitName = (layer: number, unit: number): string => `L${layer}·${unit}`;

/** What counts its layers from 1 although others come before: a network that is sliced from a hidden layer on. */
type Tail = Pick<Network, 'layersBefore'>;

/** Number in the whole network of a layer of what is sliced. */
export const layerNumber = ({ layersBefore = 0 }: Tail, layer: number): number => layersBefore + layer;

/** What knows where the units of its layers come from: a network, or the layout of its codes. */
interface Sourced extends Tail {
  readonly layers?: readonly Pick<Layer, 'source'>[];
  readonly gated?: readonly Pick<GatedLayer, 'layer' | 'source'>[];
}

/** How often a place stands before an index. */
function countBefore(places: Int32Array, place: number, end: number): number {
  let count = 0;
  for (let at = places.indexOf(place); at >= 0 && at < end; at = places.indexOf(place, at + 1)) count++;
  return count;
}

/** relu1 · channel 3 · (4, 5): a unit of a graph by its node, its channel and its place; matches of one place are numbered. */
export function sourceLabel({ node, shape, channels, places }: UnitSource, unit: number): string {
  const place = places?.[unit] ?? unit;
  const index: number[] = [];
  let rest = place;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  const match = places ? countBefore(places, place, unit) : 0;
  const several = match > 0 || places?.includes(place, unit + 1);
  const ending = several ? ` · match ${match}` : '';
  if (channels === null || index.length < 2) return `${node} · ${index.join(', ')}${ending}`;
  const at = channels === 'first' ? 0 : index.length - 1;
  const [channel] = index.splice(at, 1);
  return `${node} · channel ${channel} · (${index.join(', ')})${ending}`;
}

/** Name of a unit by layer (from 1, of what is sliced) and place: L2·3, or what it is in its graph. */
export function unitLabel(network: Sourced, layer: number, unit: number): string {
  const source = network.layers?.[layer - 1]?.source ?? network.gated?.find((entry) => entry.layer === layer)?.source;
  return source ? sourceLabel(source, unit) : unitName(layerNumber(network, layer), unit);
}

/** Name of a gated unit given by its index among all. */
export function gatedUnitName(layout: CodeLayout, index: number): string {
  const { layer, unit } = unitAt(layout, index);
  return unitLabel(layout, layer, unit);
}

/** Name of a unit that the engine gives by layer and place. */
export const unitOf = (network: Sourced, { layer, unit }: { readonly layer: number; readonly unit: number }): string =>
  unitLabel(network, layer, unit);

/** Units that a sentence names. */
const MOST_NAMED = 6;

/** The names of units in a sentence: of many the first ones, and how many more there are. */
export function namesOf(network: Sourced, units: readonly { readonly layer: number; readonly unit: number }[]): string {
  const names = units.slice(0, MOST_NAMED).map((unit) => unitOf(network, unit));
  if (units.length > MOST_NAMED) names.push(`${units.length - MOST_NAMED} more`);
  return names.join(', ');
}

/** Index among all gated units of a unit given by layer (from 1) and place; null when its layer is not gated. */
export function gatedIndex(layout: CodeLayout, layer: number, unit: number): number | null {
  const gated = layout.gated.find((entry) => entry.layer === layer);
  return gated ? gated.firstUnit + unit : null;
}

/** The gated layer with this number in the whole network. */
export const gatedLayer = (layout: CodeLayout, number: number): GatedLayer | undefined =>
  layout.gated.find(({ layer }) => layerNumber(layout, layer) === number);

/** What a piece is called: on and off for two pieces that open at a threshold, a sign for |z|, else its number. */
export function pieceName({ activation }: Pick<GatedLayer, 'activation'>, piece: number): string {
  // A layer with ablated units has one piece more, which no pre-activation leads to.
  const pieces = activation.thresholds.length + 1;
  if (piece >= pieces) return 'ablated';
  if (pieces > 2) return `piece ${piece} of 0…${pieces - 1}`;
  if (activation.slopes[0] === -1) return piece ? 'positive' : 'negative';
  return piece ? 'on' : 'off';
}

const layouts = new WeakMap<Network, CodeLayout>();

/** The code layout of a network, made once. */
export function layoutOf(network: Network): CodeLayout {
  const known = layouts.get(network);
  if (known) return known;
  const fresh = codeLayout(network);
  layouts.set(network, fresh);
  return fresh;
}

const DIGITS = '₀₁₂₃₄₅₆₇₈₉';

/** A whole number in small figures below the line: ₁₂. */
export const subscript = (index: number): string => [...String(index)].map((digit) => DIGITS[Number(digit)]).join('');

/**
 * x₁ for input 0: inputs are written from 1, as in the formulas. What a hidden layer gives (`space` > 0) is called as its
 * unit is.
 */
export const inputName = (index: number, space = 0): string =>
  space > 0 ? unitName(space, index) : `x${subscript(index + 1)}`;

/** Names of the slice's two coordinates: inputs where the slice is spanned by two of them, components from 1. */
export function coordinateNames(slice: LensState['slice'], inputSize: number, space = 0): readonly string[] {
  if (slice.kind === 'axes') return (inputSize === 1 ? [0] : slice.axes).map((axis) => inputName(axis, space));
  return slice.kind === 'principal' ? slice.components.map((k) => `PC${k + 1}`) : ['p', 'q'];
}

/** One name an output: the class it stands for, else y₀, y₁, … (f where there is only one). */
export function outputNames(network: Network, data: DataSet | null): readonly string[] {
  const { outputSize } = network;
  if (outputSize === 1) return ['f'];
  const given = data?.quantities ?? (data?.task === 'classes' ? data.classNames : null);
  const classes = given?.length === outputSize ? given : null;
  return Array.from(
    { length: outputSize },
    (_, i) => classes?.[i] ?? `y${[...String(i)].map((d) => DIGITS[Number(d)]).join('')}`,
  );
}
