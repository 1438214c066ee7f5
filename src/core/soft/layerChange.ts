/** How far a layer's soft code goes from one look to the next. */
import { f64 } from '../math/typed';
import type { SoftLayer } from './pass';

/** ½ Σ |Δp|: for two pieces |Δt|. A contest counts once, where it begins, by softmax(η e) of its windows. */
export function layerChange(before: SoftLayer | undefined, after: SoftLayer): number {
  const [p, q] = after.reach ? [after.entrants, before?.entrants] : [after.probabilities, before?.probabilities];
  let sum = 0;
  for (let i = 0; p && q && i < p.length; i++) sum += Math.abs(f64(p, i) - f64(q, i));
  return sum / 2;
}
