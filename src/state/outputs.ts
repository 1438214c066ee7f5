import { builtOfNetwork } from './graphs/kept';
import type { SessionState } from './types';

/**
 * Whether a network's outputs stand for classes, so that the largest wins. The data say so; without data only outputs that
 * are a picture are known to be none.
 */
export function hasClasses({
  network,
  data,
}: Pick<SessionState, 'data'> & Partial<Pick<SessionState, 'network'>>): boolean {
  if (data) return data.task !== 'regression' && data.quantities === undefined;
  return !(network && builtOfNetwork(network)?.givesPicture);
}
