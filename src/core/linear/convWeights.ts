import { f64 } from '../math/typed';
import type { ConvMap } from './types';

/** Weights as kernel places × channels a group × filters. */
export function byPlace({ weights, filters, channels, groups, kernel }: ConvMap): Float64Array {
  const perGroup = channels / groups;
  const places = kernel[0] * kernel[1];
  const out = new Float64Array(weights.length);
  for (let f = 0; f < filters; f++)
    for (let c = 0; c < perGroup; c++)
      for (let place = 0; place < places; place++)
        out[(place * perGroup + c) * filters + f] = f64(weights, (f * perGroup + c) * places + place);
  return out;
}
