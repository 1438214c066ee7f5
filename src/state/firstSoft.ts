import type { SoftSpec } from './softTypes';

/** What the lens begins with: the posterior. */
export const FIRST_SOFT: SoftSpec = { beta: 0.5, layers: [], entropyLayer: null, entropyUnit: null };
