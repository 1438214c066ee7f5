import type { Context } from '../context';
import type { Actions } from '../types';

/** What follows from it is the attack flow's affair (`flows/attackFlow.ts`). */
export const attackActions = ({ store, set, setSession }: Context): Pick<Actions, 'setAttack' | 'stopAttack'> => ({
  setAttack: (attack) => set({ attack }),
  stopAttack() {
    const { attack } = store.getState().session;
    if (attack?.progress != null) setSession({ attack: { ...attack, stopped: true } });
  },
});
