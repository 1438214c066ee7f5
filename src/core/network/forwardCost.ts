import type { LinearMap } from '../linear/types';
import type { Network } from './network';

/** Multiplications of one forward pass; a convolution's weights count once a position. */
export const forwardCost = ({ layers }: Pick<Network, 'layers'>): number =>
  layers.reduce(
    (sum, layer) =>
      sum +
      (layer.kind === 'dense'
        ? layer.weights.length
        : layer.program.steps.reduce((all, { map }) => all + costOf(map), 0)),
    0,
  );

/** A pass of more multiplications takes some tenths of a second: too long for what is done at each move of a pointer. */
export const LONG_PASS = 3e7;

function costOf(map: LinearMap): number {
  if (map.kind === 'sparse') return map.columns.length;
  return map.weights.length * (map.kind === 'dense' ? map.blocks : map.rows * map.columns);
}
