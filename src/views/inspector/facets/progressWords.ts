import type { FacetProgress } from '../../../core/polytope';
import { formatCount } from '../../../ui/format';

/** How far a search is. */
export function progressWords(progress: FacetProgress | null): string {
  if (!progress) return 'starting';
  const { phase, decided, total, facets, passes } = progress;
  if (passes && phase === 'facets')
    return `at least ${formatCount(facets)} ${facets === 1 ? 'facet' : 'facets'}; pass ${formatCount(passes.done)} of ${formatCount(passes.most)}`;
  if (passes) return 'looking for a way inside';
  switch (phase) {
    case 'ball':
      return 'looking for the largest ball';
    case 'facets':
      if (decided === total) return `${formatCount(facets)} facets, moving to the middle of each`;
      return `${formatCount(decided)} of ${formatCount(total)} decided, at least ${formatCount(facets)} facets`;
    case 'neighbours':
      return `${formatCount(facets)} facets, stepping across each`;
    default:
      return `${formatCount(facets)} facets, walking for the volume`;
  }
}
