import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { isLarge } from '../../../state/large';
import type { FoundAttack, LensStore } from '../../../state/types';
import { Button } from '../../../ui/Button';
import { formatError, formatPercent } from '../../../ui/format';
import type { LensStoreApi } from '../../live';
import { missingWords } from './largeText';

interface AttackStatusProps {
  readonly store: LensStoreApi;
  readonly problem: string | null;
  /** What is known of the attack that is asked for; null: nothing yet. */
  readonly found: FoundAttack | null;
}

/** A line that tells how far a study is, or what it was checked by. */
function wordsOf({ session }: LensStore, found: FoundAttack | null): string {
  const { attack, network, training } = session;
  if (training.running) return 'waits while the network is trained';
  const progress = attack?.progress ?? null;
  if (attack?.stopped) {
    const rest = found && 'known' in found.study ? missingWords(found.study) : null;
    return rest ? `stopped before ${rest}` : 'stopped before there was a result';
  }
  const large = isLarge(network);
  if (large && (progress !== null || !found)) return `attacking … ${formatPercent(progress ?? 0)}`;
  // Either fills one line, so that nothing below moves when the check comes.
  if (found)
    return found.checked === null
      ? 'float64, by the gradient of the local affine map'
      : `float64 · gradient checked by tfjs: ${formatError(found.checked)}`;
  return (progress ?? 0) < 1
    ? `attacking … ${formatPercent(progress ?? 0)} of the random ways`
    : 'cutting the slice by class …';
}

/** How the attack stands; of a large network with the way to end it, and to begin it again. One button, so that it keeps the focus. */
export function AttackStatus({ store, problem, found }: AttackStatusProps): ReactElement {
  const words = useStore(store, (state) => wordsOf(state, found));
  const stopped = useStore(store, ({ session }) => session.attack?.stopped === true);
  const stoppable = useStore(store, ({ session }) => isLarge(session.network) && session.attack?.progress != null);
  return (
    <p className="attack-status small">
      {problem ? (
        <span className="problem">{problem}</span>
      ) : (
        <span className="soft" role={stopped ? 'status' : undefined}>
          {words}
        </span>
      )}
      {(stoppable || stopped) && (
        <Button kind="quiet" onClick={() => store.getState().session.attack?.[stopped ? 'again' : 'stop']()}>
          {stopped ? 'Attack again' : 'Stop'}
        </Button>
      )}
    </p>
  );
}
