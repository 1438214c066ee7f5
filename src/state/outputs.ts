import { builtOfNetwork } from './graphs/kept';
import { pictureOf } from './graphs/picture';
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
  const part = network && builtOfNetwork(network)?.part.graph;
  const shape = part?.shapes.get(part.output);
  return !shape || pictureOf(shape) === null;
}
