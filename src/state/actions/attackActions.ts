import type { AttackActions } from '../attackTypes';
import type { Context } from '../context';

/** What follows from it is the attack flow's affair (`flows/attackFlow.ts`). */
export const attackActions = ({ store, set, setSession }: Context): AttackActions => ({
  setAttack: (attack) => set({ attack }),
  stopAttack() {
    const { attack } = store.getState().session;
    if (attack?.progress != null) setSession({ attack: { ...attack, stopped: true } });
  },
  attackAgain() {
    const { attack } = store.getState().session;
    if (attack?.stopped) setSession({ attack: { ...attack, again: attack.again + 1 } });
  },
});
