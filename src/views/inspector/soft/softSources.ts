/** What of the soft map can be copied. */
import { type SoftMaps, softMapsAt, softPoint } from '../../../state/softInspection';
import type { LensStore } from '../../../state/types';
import type { CopySource } from '../copy/sources';

interface Choice {
  readonly key: string;
  readonly text: string;
  readonly title: string;
  readonly of: (maps: SoftMaps) => SoftMaps['soft'];
  /** Whether there is a c beside A. */
  readonly affine: boolean;
}

const CHOICES: readonly Choice[] = [
  { key: 'soft', text: 'soft', title: 'Soft map: f(x) = A(x) x + c(x)', of: ({ soft }) => soft, affine: true },
  { key: 'jacobian', text: 'Jacobian', title: '∂f/∂x', of: ({ jacobian }) => jacobian, affine: false },
  {
    key: 'term',
    text: 'J − A',
    title: 'The gate’s derivative term',
    of: ({ derivativeTerm: term }) => term,
    affine: false,
  },
  { key: 'hard', text: 'hard', title: 'Local affine map of the hard network', of: ({ hard }) => hard, affine: true },
];

/** Soft map, Jacobian, their difference and the hard map, each on R^d. Empty before there is a point. */
export function softMapSources(state: LensStore): readonly CopySource[] {
  const point = softPoint(state);
  if (!point) return [];
  return CHOICES.map(({ key, text, title, of, affine }) => ({
    key,
    text,
    title,
    write: (writers, form, precision) => {
      const map = of(softMapsAt(point));
      const { rows, cols, A } = map;
      return writers.matrix(affine ? map : { rows, cols, A }, form, { precision });
    },
  }));
}
