import type { LensStore } from '../../state/types';

/** What stands where there is no partition: whether one is on its way, or was given up or refused. */
export const uncutText = ({
  phase,
  progress,
  fault,
}: Pick<LensStore['session'], 'phase' | 'progress' | 'fault'>): string =>
  phase === 'loading' || (progress !== null && fault === null) ? 'Cutting …' : 'Nothing was cut.';
