import { absoluteProgram } from '../linear/absolute';
import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { layerPieces } from '../network/held';
import type { Layer, Network } from '../network/network';
import type { Slice } from '../slice/slice';
import { BendMeter } from './bends';
import { type Cells, changedUnits } from './cells';
import { type FirstGradients, gradientsAlong, orthonormalAxes } from './coordinates';

/** What an edge's bend in the slice is summed from. */
export interface BendTerms {
  /** The size of its terms: the same sum with the magnitudes of all factors. Costs what the bend costs. */
  readonly at: (edge: number) => number;
  /** At least as much, with every unit at its steepest: costs a sum over the edge's units. */
  readonly boundAt: (edge: number) => number;
}

/** Rounding moves a bend by some units in the last place of its terms, and by no more: where it is 0, it is below that. */
export function bendTerms(network: Network, slice: Slice, cells: Cells): BendTerms {
  const [e1, e2] = orthonormalAxes(slice);
  const absolute = absoluteNetwork(network);
  const first = gradientsAlong(absolute, [e1.map(Math.abs), e2.map(Math.abs)]);
  const meter = new BendMeter(absolute, first, cells, true);
  const bounds = unitBounds(absolute, first, cells);
  const units = changedUnits(cells);
  const boundAt = (edge: number): number => {
    let sum = 0;
    const changed = units(edge);
    for (let i = 0; i < changed.length; i++) sum += f64(bounds, changed[i] as number);
    return sum;
  };
  return { at: (edge) => meter.at(edge), boundAt };
}

/** The network with the magnitudes of its weights and without biases: its products are the terms of the network's own. */
function absoluteNetwork(network: Network): Network {
  const layers = network.layers.map((layer): Layer => {
    const bias = new Float64Array(layer.outputSize);
    return layer.kind === 'dense'
      ? { ...layer, weights: layer.weights.map(Math.abs), bias }
      : { ...layer, program: absoluteProgram(layer.program), bias };
  });
  return { ...network, layers };
}

/**
 * For each gated unit at least the terms of its bend under any code: sums of magnitudes from the inputs to it and from it
 * to the outputs, every unit on the way at its steepest.
 */
function unitBounds(absolute: Network, first: FirstGradients, { layout }: Cells): Float64Array {
  const steepest = absolute.layers.map((layer) => Math.max(...layerPieces(layer).slopes.map(Math.abs)));
  const before: Float64Array[] = [];
  let sizes = new Float64Array((absolute.layers[0] as Layer).outputSize);
  for (let i = 0; i < first.values.length; i++) {
    const j = Math.floor(i / first.columns);
    sizes[j] = f64(sizes, j) + f64(first.values, i);
  }
  absolute.layers.forEach((layer, l) => {
    if (l > 0) {
      const handedOn = sizes.map((size) => size * (steepest[l - 1] as number));
      sizes = new Float64Array(layer.outputSize);
      affineOp(layer).apply(handedOn, sizes, 1);
    }
    before.push(sizes);
  });
  const bounds = new Float64Array(layout.units);
  let behind = new Float64Array(absolute.outputSize).fill(1);
  for (let l = absolute.layers.length - 1; l >= 0; l--) {
    const gated = layout.gated.find((entry) => entry.layer === l + 1);
    const step = 2 * (steepest[l] as number);
    for (let j = 0; gated && j < gated.size; j++)
      bounds[gated.firstUnit + j] = step * f64(behind, j) * f64(before[l] as Float64Array, j);
    const layer = absolute.layers[l] as Layer;
    const next = new Float64Array(layer.inputSize);
    affineOp(layer).applyTransposed(
      behind.map((size) => size * (steepest[l] as number)),
      next,
    );
    behind = next;
  }
  return bounds;
}
