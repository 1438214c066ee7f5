import { lazy, type ReactElement, Suspense } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../../state/types';
import { Section } from '../../../ui/Section';
import { TermHelp } from '../../help/TermHelp';
import type { LensStoreApi } from '../../live';

/** Its code comes when the section is opened. */
const AttackBody = lazy(async () => ({ default: (await import('./AttackBody')).AttackBody }));

/** Why there is nothing to attack, or null. */
function reasonOf({ session }: LensStore): string | null {
  const { data, network } = session;
  if (data?.task === 'regression') return 'The outputs are numbers: an attack needs classes to lead from and to.';
  if (!data && network.outputSize === 1)
    return 'Without data nothing says that the output stands for classes: an attack needs classes to lead from and to.';
  return null;
}

/** An attack on the selected input: folded at first, and at work only while it is open. */
export function AttackSection({ store }: { store: LensStoreApi }): ReactElement {
  const reason = useStore(store, reasonOf);
  return (
    <Section
      title="Attack"
      open={false}
      onlyOpen
      aside={<TermHelp title="Attack" terms={['attack', 'attackDensity', 'decisionDistance']} />}
    >
      {reason ? (
        <p className="soft">{reason}</p>
      ) : (
        <Suspense fallback={null}>
          <AttackBody store={store} />
        </Suspense>
      )}
    </Section>
  );
}
