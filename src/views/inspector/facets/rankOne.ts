import type { Neighbour } from '../../../core/polytope';

/**
 * ΔA = u vᵀ with v of length 1 on the side of the outward normal: then u is what the outputs gain for each unit of length behind
 * the facet. Null where v has no length.
 */
export function rankOne(
  { u, v }: Pick<Neighbour, 'u' | 'v'>,
  normal: Float64Array,
): { readonly u: Float64Array; readonly v: Float64Array } | null {
  const length = Math.hypot(...v);
  if (!(length > 0)) return null;
  const sign = v.reduce((sum, value, k) => sum + value * (normal[k] as number), 0) < 0 ? -1 : 1;
  const scale = sign * length;
  return { u: u.map((value) => value * scale), v: v.map((value) => value / scale) };
}
