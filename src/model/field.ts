import { matMul, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs';
import type { Network } from '../core/network';
import type { Slice } from '../core/slice/slice';
import type { FieldAnswer, FieldRequest, FieldScalar, SoftScalar } from '../core/training/model';
import { type AppliedLayer, forwardLayers, handedOn } from './appliedLayer';
import { type ContestPlans, contestPlans } from './contestPlan';
import type { FieldModel } from './model';
import { readTidily } from './readTidily';
import { firstPreActivations, frameOf, softValues } from './softField';

/** Slice coordinates (p, q, 1) at the centres of rows `firstRow` … of the grid, row by row from the top. */
function gridRows({ from, to, width, height }: FieldRequest, firstRow: number, rows: number): Float32Array {
  const grid = new Float32Array(3 * rows * width);
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < width; column++, at += 3) {
      grid[at] = from[0] + ((to[0] - from[0]) * (column + 0.5)) / width;
      grid[at + 1] = to[1] - ((to[1] - from[1]) * (firstRow + row + 0.5)) / height;
      grid[at + 2] = 1;
    }
  return grid;
}

/**
 * Outputs on the slice: layer 1 sees x = p·e1 + q·e2 + origin only through its products with the three, so that the grid
 * has three columns however many inputs there are.
 */
function sliceOutputs(layers: readonly AppliedLayer[], slice: Slice, grid: Tensor2D): Tensor2D {
  const [first, ...rest] = layers;
  if (!first) throw new Error('the model has no layers');
  return forwardLayers(rest, handedOn(first, firstPreActivations(first, slice, grid)));
}

/** The number to paint, of each point's outputs (`count` outputs a point). */
function scalars(outputs: Float32Array, count: number, scalar: Exclude<FieldScalar, SoftScalar>): Float32Array {
  return Float32Array.from({ length: outputs.length / count }, (_, point) => {
    if (scalar.kind === 'output') return outputs[point * count + scalar.index] as number;
    let [largest, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let k = 0; k < count; k++) {
      const value = outputs[point * count + k] as number;
      if (value > largest) [second, largest] = [largest, value];
      else if (value > second) second = value;
    }
    return largest - second;
  });
}

/** What is wrong with a request for a network of these widths (inputs, then each layer's units), or null. */
export function fieldFault(request: FieldRequest, widths: readonly number[]): string | null {
  const { slice, width, height, scalar, layersBefore } = request;
  const inputs = widths[layersBefore];
  const outputs = widths[widths.length - 1] ?? 0;
  if (inputs === undefined || layersBefore > widths.length - 2)
    return `field: layer ${layersBefore} is no hidden layer`;
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0 && width * height <= 1 << 21))
    return `field: invalid size ${width} × ${height}`;
  if (slice.origin.length !== inputs)
    return `field: the slice has ${slice.origin.length} inputs, the network has ${inputs}`;
  if (scalar.kind === 'output' && !(scalar.index >= 0 && scalar.index < outputs))
    return `field: output ${scalar.index} of ${outputs} does not exist`;
  if (scalar.kind === 'margin' && outputs < 2) return 'field: a margin needs two outputs';
  return scalar.kind === 'soft' ? softFault(scalar, widths.slice(layersBefore + 1)) : null;
}

function softFault({ gates, held, quantity }: SoftScalar, widths: readonly number[]): string | null {
  if (gates.length !== widths.length || held.length !== widths.length)
    return `field: ${gates.length} gates for ${widths.length} layers`;
  if (quantity.kind === 'output')
    return quantity.index < (widths.at(-1) ?? 0) ? null : `field: output ${quantity.index} does not exist`;
  if (quantity.kind !== 'entropy' || quantity.layer === null) return null;
  const width = gates[quantity.layer - 1] ? (widths[quantity.layer - 1] ?? 0) : 0;
  return width > (quantity.unit ?? 0) ? null : `field: unit ${quantity.unit} of layer ${quantity.layer} has no gate`;
}

/** The numbers of some rows of the grid. */
function tileValues(
  model: FieldModel,
  outputs: number,
  { slice, scalar, layersBefore }: FieldRequest,
  plans: ContestPlans | null,
  grid: Float32Array,
): Float32Array {
  const read = (found: Tensor): Float32Array => found.dataSync() as Float32Array;
  return readTidily(() => {
    const places = tensor2d(grid, [grid.length / 3, 3]);
    const layers = (): readonly AppliedLayer[] => model.layers().slice(layersBefore);
    if (scalar.kind === 'soft') return read(softValues({ layers: layers(), plans }, slice, places, scalar));
    const found =
      layersBefore === 0 && model.outputs
        ? model.outputs(matMul(places, frameOf(slice)))
        : sliceOutputs(layers(), slice, places);
    return scalars(read(found), outputs, scalar);
  });
}

/**
 * The output field over a rectangle of a slice, computed tile by tile; rejects with what is wrong with a request; `pause` is awaited in between and ends the work
 * (answer null) when it gives false.
 */
export async function paintField(
  model: FieldModel,
  network: Network,
  request: FieldRequest,
  pause: () => Promise<boolean>,
): Promise<FieldAnswer | null> {
  const { inputSize, outputSize: outputs } = network;
  const fault = fieldFault(request, [inputSize, ...network.layers.map((layer) => layer.outputSize)]);
  if (fault !== null) throw new Error(fault);
  const { scalar, layersBefore } = request;
  const plans = scalar.kind === 'soft' ? contestPlans(network, layersBefore, scalar.held) : null;
  const { width, height, from, to, generation } = request;
  const values = new Float32Array(width * height);
  const rowsAtOnce = Math.max(1, Math.floor(model.placesAtOnce / width));
  for (let row = 0; row < height; row += rowsAtOnce) {
    if (row > 0 && !(await pause())) return null;
    const grid = gridRows(request, row, Math.min(rowsAtOnce, height - row));
    values.set(tileValues(model, outputs, request, plans, grid), row * width);
  }
  return { width, height, from, to, values, generation };
}
