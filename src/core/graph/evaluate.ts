import { kernelOf } from '../linear/kernel';
import { activationValue } from './activationValue';
import { affineForm, reducedPlaces, windowPlaces } from './affineOps';
import { broadcast } from './broadcast';
import { broadcastIndices } from './indices';
import { smoothValues } from './smoothOps';
import { type CheckedGraph, GraphError, type GraphNode, type Shape, sizeOf } from './types';

/**
 * Every node's values for one input, in float64, by name; nodes behind an op that nothing here computes have none. Smooth
 * ops are computed as they are, not as their hard limits. Throws a GraphError where `x` has another size than the input.
 */
export function evaluateGraph(graph: CheckedGraph, x: ArrayLike<number>): Map<string, Float64Array> {
  const size = sizeOf(graph.input.shape);
  if (x.length !== size) throw new GraphError(graph.input.name, `takes ${size} values, ${x.length} are given`);
  const known = new Map<string, Float64Array>();
  for (const node of graph.nodes) {
    const output = graph.shapes.get(node.name);
    if (!output) continue;
    if (node.op === 'input') known.set(node.name, Float64Array.from(x));
    else {
      const values = node.inputs.map((name) => known.get(name) as Float64Array);
      const inputs = node.inputs.map((name) => graph.shapes.get(name) as Shape);
      known.set(node.name, nodeValues(node, values, inputs, output));
    }
  }
  return known;
}

/** The values of the graph's output for one input. */
export function graphOutput(graph: CheckedGraph, x: ArrayLike<number>): Float64Array {
  const values = evaluateGraph(graph, x).get(graph.output);
  if (!values) throw new GraphError(graph.output, 'is behind an op that is not computed here');
  return values;
}

function nodeValues(
  node: GraphNode,
  values: readonly Float64Array[],
  inputs: readonly Shape[],
  output: Shape,
): Float64Array {
  const form = affineForm(node, inputs, output);
  if (!form) return piecewiseValues(node, values, inputs, output) ?? smoothValues(node, values, inputs, output);
  const out = form.offset?.slice() ?? new Float64Array(sizeOf(output));
  form.maps.forEach((map, i) => {
    kernelOf(map).forward(values[i] as Float64Array, 0, out, 0);
  });
  return out;
}

/** Values of a piecewise-linear node by its definition, or null. */
function piecewiseValues(
  node: GraphNode,
  values: readonly Float64Array[],
  inputs: readonly Shape[],
  output: Shape,
): Float64Array | null {
  const [x] = values as [Float64Array];
  const [input] = inputs as [Shape];
  switch (node.op) {
    case 'activation':
      return x.map((value) => activationValue(node.activation, value));
    case 'prelu': {
      const places = broadcastIndices(node.shape, input);
      return x.map((value, i) => (value > 0 ? value : (node.slopes[places[i] as number] as number) * value));
    }
    case 'maxPool':
      return overGroups(x, windowPlaces(node, input, output), sizeOf(node.kernel), Math.max);
    case 'reduceMax':
    case 'reduceMin': {
      const { places, group } = reducedPlaces(input, node.axes);
      return overGroups(x, places, group, node.op === 'reduceMax' ? Math.max : Math.min);
    }
    case 'maximum':
    case 'minimum': {
      const better = node.op === 'maximum' ? Math.max : Math.min;
      const all = broadcast(values, inputs, output);
      return all.reduce((best, next) => best.map((value, i) => better(value, next[i] as number)));
    }
    case 'argMax': {
      const { places, group } = reducedPlaces(input, [node.axis]);
      return Float64Array.from({ length: places.length / group }, (_, j) => {
        const among = Array.from(places.subarray(j * group, (j + 1) * group), (at) => x[at] as number);
        return among.indexOf(Math.max(...among));
      });
    }
    default:
      return null;
  }
}

function overGroups(
  x: Float64Array,
  places: Int32Array,
  group: number,
  better: (a: number, b: number) => number,
): Float64Array {
  return Float64Array.from({ length: places.length / group }, (_, j) => {
    let best: number | null = null;
    for (const at of places.subarray(j * group, (j + 1) * group))
      if (at >= 0) best = best === null ? (x[at] as number) : better(best, x[at] as number);
    return best ?? 0;
  });
}
