/** The piecewise-linear ops of a graph as units with one activation and linear maps around them. */
import { identityMap, type LinearMap } from '../linear/types';
import type { UnitSource } from '../network/network';
import { broadcastMap, reducedPlaces, windowPlaces } from './affineOps';
import { largestOf } from './contest';
import { broadcastIndices } from './indices';
import type { Primitives, ValueId } from './primitives';
import { type GraphNode, type Shape, sizeOf } from './types';

/** What a node is lowered with: its inputs' values and shapes, and the shape of its own. */
export interface Lowering {
  readonly make: Primitives;
  readonly values: readonly ValueId[];
  readonly inputs: readonly Shape[];
  readonly output: Shape;
}

/** Value of a piecewise-linear node, or null where its op is not one of them. */
export function gatedValue(node: GraphNode, at: Lowering): ValueId | null {
  const { make, values, inputs, output } = at;
  const [input] = inputs as [Shape];
  const [value] = values as [ValueId];
  switch (node.op) {
    case 'activation':
      if (node.activation.name === 'identity') return value;
      return make.gate(value, node.activation, sourceOf(node, output));
    case 'prelu':
      return prelu(make, value, broadcastIndices(node.shape, input), node.slopes, sourceOf(node, output));
    case 'maxPool':
      return largestOf(
        make,
        value,
        windowPlaces(node, input, output),
        sizeOf(node.kernel),
        sourceOf(node, output, node.channels),
      );
    case 'reduceMax':
    case 'reduceMin': {
      const { places, group } = reducedPlaces(input, node.axes);
      const sign = node.op === 'reduceMin' ? -1 : 1;
      const largest = largestOf(make, signed(make, value, sign), places, group, sourceOf(node, output));
      return signed(make, largest, sign);
    }
    case 'maximum':
    case 'minimum':
      return extreme(node, at);
    default:
      return null;
  }
}

export const sourceOf = (
  node: GraphNode,
  shape: Shape,
  channels: UnitSource['channels'] = channelsOf(shape),
): UnitSource => ({
  node: node.name,
  op: node.op === 'activation' ? (node.activation.table?.label ?? node.activation.name) : node.op,
  shape,
  channels,
});

/** Activations follow convolutions, whose channels are last as a rule; the lowering puts in what the graph says (`channelAxes`). */
const channelsOf = (shape: Shape): UnitSource['channels'] => (shape.length > 1 ? 'last' : null);

function signed(make: Primitives, value: ValueId, sign: number): ValueId {
  if (sign === 1) return value;
  const size = make.sizeOf(value);
  return make.linear(size, [{ from: value, map: weighted(new Float64Array(size).fill(sign)) }]);
}

const weighted = (weights: Float64Array): LinearMap => ({ ...identityMap(weights.length), weights });

/** α x + (1 − α) ReLU(x): one boundary a unit, at 0. */
function prelu(
  make: Primitives,
  value: ValueId,
  places: Int32Array,
  slopes: Float64Array,
  source: UnitSource,
): ValueId {
  const below = Float64Array.from(places, (place) => slopes[place] as number);
  const gate = make.gate(value, { name: 'relu' }, source);
  return make.linear(below.length, [
    { from: value, map: weighted(below) },
    { from: gate, map: weighted(below.map((slope) => 1 - slope)) },
  ]);
}

/** max(a, b) = a + ReLU(b − a), min(a, b) = a − ReLU(a − b), from the first input on. */
function extreme(node: GraphNode, { make, values, inputs, output }: Lowering): ValueId {
  const size = sizeOf(output);
  if (inputs.length > 2) return manyExtreme(node, { make, values, inputs, output });
  const maps = inputs.map((shape) => broadcastMap(shape, output));
  const [a, b] = values as [ValueId, ValueId];
  if (b === undefined) return make.linear(size, [{ from: a, map: maps[0] as LinearMap }]);
  const least = node.op === 'minimum';
  const minus = inputs.map((shape) => broadcastMap(shape, output, -1));
  const difference = make.linear(size, [
    { from: a, map: (least ? maps[0] : minus[0]) as LinearMap },
    { from: b, map: (least ? minus[1] : maps[1]) as LinearMap },
  ]);
  const gate = make.gate(difference, { name: 'relu' }, sourceOf(node, output));
  return make.linear(size, [
    { from: a, map: maps[0] as LinearMap },
    { from: gate, map: least ? weighted(new Float64Array(size).fill(-1)) : identityMap(size) },
  ]);
}

/** Many inputs side by side, and the largest of each place. */
function manyExtreme(node: GraphNode, { make, values, inputs, output }: Lowering): ValueId {
  const size = sizeOf(output);
  const sign = node.op === 'minimum' ? -1 : 1;
  const count = inputs.length;
  const all = make.linear(
    size * count,
    inputs.map((shape, i) => {
      const map = broadcastMap(shape, output, sign);
      return { from: values[i] as ValueId, map: spaced(map, count, i) };
    }),
  );
  const places = Int32Array.from({ length: size * count }, (_, i) => i);
  return signed(make, largestOf(make, all, places, count, sourceOf(node, output)), sign);
}

/** A broadcast map whose outputs stand `count` apart, from `at` on. */
function spaced(map: ReturnType<typeof broadcastMap>, count: number, at: number): LinearMap {
  const rows = new Int32Array(map.outputs * count + 1);
  for (let j = 0; j < map.outputs; j++)
    for (let c = 0; c < count; c++) rows[j * count + c + 1] = map.rows[j + (c >= at ? 1 : 0)] as number;
  return { ...map, outputs: map.outputs * count, rows };
}
