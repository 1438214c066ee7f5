import { isContinuous, piecewiseLinear } from '../network/activation';
import { isLarge } from '../network/large';
import type { Network } from '../network/network';
import type { ClassDensityOptions } from './classDensity';

/**
 * Units of the Hamming distance on the part of a line that is walked. A line of "Symbols" has 10⁵ of them, more than twice as many
 * crossings and takes two hours; with so many units a part takes three seconds, two of which any part takes.
 */
const WALKED_UNITS = 32;

/**
 * What of the lines is walked where nobody says it: all, in every layer. Of a large network a part of each in the inputs alone;
 * where its activations jump, none.
 */
export function defaultExtent(network: Network): Pick<ClassDensityOptions, 'crossings' | 'walkedUnits'> {
  if (!isLarge(network)) return {};
  const walked = network.layers.every(({ activation }) => isContinuous(piecewiseLinear(activation)));
  return { crossings: walked ? [0] : [], walkedUnits: WALKED_UNITS };
}
