import type { AxisScale } from 'd3';

type Ends = readonly [number, number];

/**
 * What d3's axes ask of a scale, for an affine one: `domain` is brought to `range`. d3-scale would bring colours and
 * their interpolation along, which the first picture would wait for.
 */
export function affineScale(domain: Ends, range: Ends): ((value: number) => number) & AxisScale<number> {
  const slope = (range[1] - range[0]) / (domain[1] - domain[0]);
  const scale = (value: number): number => range[0] + (value - domain[0]) * slope;
  return Object.assign(scale, {
    domain: () => [...domain],
    range: () => [...range],
    copy: () => affineScale(domain, range),
  }) as ((value: number) => number) & AxisScale<number>;
}
