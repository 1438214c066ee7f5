/**
 * Path, network or plane change → the path walked, in float64: on the page's thread, where it takes some milliseconds; of a network of many
 * units in a worker, of a large one part by part.
 */
import { EngineError } from '../../core/partition/errors';
import { extendPath, pathDensity, walkPath } from '../../core/path';
import { softActivation } from '../../core/soft/activations';
import type { Context } from '../context';
import { isWalkedAside } from '../large';
import { pathFault, vertexInput, walkedNetwork } from '../path';
import type { PathState } from '../pathTypes';
import { gatesUnder } from '../soft';
import type { LensStore, PathSpec, SessionState, SoftSpec } from '../types';
import type { LargePaths } from './largePaths';

const watched = ({ lens, session }: LensStore): readonly unknown[] => [
  lens.path,
  session.network,
  session.slice,
  // Data count only where the path names some of them.
  lens.path?.vertices.some(({ kind }) => kind === 'mix') ? session.data : null,
  session.phase,
  // What carries the vertices to the space of a layer.
  lens.path && lens.path.layer > 0 ? lens.soft : null,
];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => value === b[i]);

/** The path of a state, walked at once; or why it cannot be. */
export function walkedPath(
  spec: PathSpec,
  session: Pick<SessionState, 'network' | 'slice' | 'data'>,
  soft: SoftSpec | null = null,
): PathState {
  const fault = pathFault(spec, session);
  if (fault) return { fault };
  const { network } = session;
  const { tail, before } = walkedNetwork(network, spec.layer);
  const inputs = spec.vertices.map((vertex) => vertexInput(vertex, session));
  const vertices =
    before === 0 ? inputs : inputs.map((x) => softActivation(network, gatesUnder(network, soft), x, before));
  try {
    const walk = walkPath(tail, vertices);
    const extension = extendPath(tail, vertices, walk);
    const whole = { extension, samples: null, again: null, part: null };
    return { spec, network: tail, inputs, vertices, walk, density: pathDensity(walk), ...whole };
  } catch (error) {
    if (error instanceof EngineError) return { fault: error.message };
    throw error;
  }
}

/** Keeps `session.path` in step. Returns the way to stop. */
export function startPathFlow(context: Context): () => void {
  const { store, setSession, activity } = context;
  let large: Promise<LargePaths> | null = null;
  const follow = (): void => {
    const { lens, session } = store.getState();
    if (session.phase === 'loading') return;
    if (lens.path && isWalkedAside(session.network)) {
      activity.begin('path');
      large ??= import('./largePaths').then((late) => new late.LargePaths(context));
      void large.then((paths) => paths.follow());
      return;
    }
    void large?.then((paths) => paths.rest());
    setSession({ path: lens.path && walkedPath(lens.path, session, lens.soft) });
  };
  follow();
  if (!large) activity.end('path');
  const unsubscribe = store.subscribe(watched, follow, { equalityFn: same });
  return () => {
    unsubscribe();
    void large?.then((paths) => paths.dispose());
  };
}
