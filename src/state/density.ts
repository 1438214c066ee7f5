/** Density maps of a state: which one is asked for, in the engine's terms. */
import type { DensityMap } from '../core/density';
import { isDensityMode } from './colourModes';
import type { DensitySpec } from './densityTypes';
import type { LensState } from './types';

/** Without a radius of its own a map takes this share of the shorter side of the domain. */
export const RADIUS_SHARE = 1 / 40;

export const FIRST_DENSITY: DensitySpec = { radius: null, space: 'slice', directions: 4, seed: 1 };

/** Shorter side of the domain's box in slice coordinates. */
function shorterSide(domain: LensState['domain']): number {
  const side = (axis: 0 | 1): number => {
    const along = domain.map((corner) => corner[axis]);
    return Math.max(...along) - Math.min(...along);
  };
  return Math.min(side(0), side(1));
}

/** The map that the colours ask for; null in other modes. */
export function densityMapOf({
  colour,
  density,
  domain,
}: Pick<LensState, 'colour' | 'density' | 'domain'>): DensityMap | null {
  if (!isDensityMode(colour)) return null;
  const { radius, ...rest } = density;
  return radius === null
    ? { ...rest, kind: colour, radius: RADIUS_SHARE * shorterSide(domain), unit: 'slice' }
    : { ...rest, kind: colour, radius, unit: 'input' };
}
