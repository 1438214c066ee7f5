/** Whether gradients of all units in all inputs can be had. */
import type { LinearMap } from '../linear/types';
import { denseLayers, type Layer, type Network } from './network';

/** Products that they may take in networks that keep a structure. */
const MOST_PRODUCTS = 5e7;

/** Products of one pass through a layer: a weight of a convolution takes part at every position. */
const productsOf = (layer: Layer): number =>
  layer.kind === 'dense'
    ? layer.weights.length
    : layer.program.steps.reduce((sum, { map }) => sum + productsOfMap(map), 0);

function productsOfMap(map: LinearMap): number {
  if (map.kind === 'sparse') return map.columns.length;
  return map.kind === 'dense' ? map.blocks * map.weights.length : map.rows * map.columns * map.weights.length;
}

/** Products that one pass may take where the nearest boundary of all is searched for by bounds. */
const MOST_SEARCHED = 5e6;

/** Whether the nearest boundary in R^d is told while a point is moved: from all gradients, or in a few passes. */
export const hasNearest = (network: Network): boolean =>
  hasAllGradients(network) || network.layers.reduce((sum, layer) => sum + productsOf(layer), 0) <= MOST_SEARCHED;

/** A chain of dense layers always has them; of other networks those whose gradients in R^d are few enough. */
export function hasAllGradients(network: Network): boolean {
  if (denseLayers(network)) return true;
  const first = network.layers[0] as Layer;
  const columns = Math.min(network.inputSize, first.outputSize);
  const rest = network.layers.slice(1).reduce((sum, layer) => sum + productsOf(layer), 0);
  const matrix = first.kind === 'dense' ? 0 : first.outputSize * productsOf(first);
  return columns * rest + matrix <= MOST_PRODUCTS;
}

/** Throws a RangeError that says so where they cannot be had. */
export function requireAllGradients(network: Network): void {
  if (hasAllGradients(network)) return;
  const units = network.layers.reduce((sum, { outputSize }) => sum + outputSize, 0);
  throw new RangeError(
    `the gradients of ${units} values in all ${network.inputSize} inputs are too many; along the slice they can be had`,
  );
}
