import { lazy, type ReactElement, Suspense } from 'react';
import { useStore } from 'zustand';
import { hasClasses } from '../../../state/outputs';
import type { LensStore } from '../../../state/types';
import { Section } from '../../../ui/Section';
import { TermHelp } from '../../help/TermHelp';
import type { LensStoreApi } from '../../live';
import { lastChoice, settingsOf } from './settings';

/** Its code comes when the section is opened. */
const AttackBody = lazy(async () => ({ default: (await import('./AttackBody')).AttackBody }));

/** Why there is nothing to attack, or null. */
function reasonOf({ session }: LensStore): string | null {
  const { data, network } = session;
  if (data?.task === 'regression' || !hasClasses(session))
    return 'The outputs are numbers: an attack needs classes to lead from and to.';
  if (!data && network.outputSize === 1)
    return 'Without data nothing says that the output stands for classes: an attack needs classes to lead from and to.';
  return null;
}

/** An attack on the selected input: folded at first, and at work only while it is open. Links and undo carry it. */
export function AttackSection({ store }: { store: LensStoreApi }): ReactElement {
  const reason = useStore(store, reasonOf);
  const open = useStore(store, ({ lens }) => lens.attack !== null);
  const onFold = (): void => {
    const { session, actions } = store.getState();
    actions.setAttack(open ? null : settingsOf(lastChoice(session), session));
  };
  const aside = <TermHelp title="Attack" terms={['attack', 'attackDensity', 'decisionDistance']} />;
  if (reason)
    return (
      <Section title="Attack" open={false} aside={aside}>
        <p className="soft">{reason}</p>
      </Section>
    );
  return (
    <Section title="Attack" fold={{ open, onFold }} onlyOpen aside={aside}>
      <Suspense fallback={null}>
        <AttackBody store={store} />
      </Suspense>
    </Section>
  );
}
