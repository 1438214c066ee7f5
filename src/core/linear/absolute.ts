import type { LinearProgram } from './program';
import type { LinearMap } from './types';

/** The program with the magnitudes of all its weights: a bound on the magnitudes of the composed map. */
export const absoluteProgram = ({ sizes, steps }: LinearProgram): LinearProgram => ({
  sizes,
  steps: steps.map((step) => ({ ...step, map: absoluteMap(step.map) })),
});

const absoluteMap = (map: LinearMap): LinearMap => (map.weights ? { ...map, weights: map.weights.map(Math.abs) } : map);
