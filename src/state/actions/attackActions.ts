import type { Context } from '../context';
import type { Actions } from '../types';

/** What follows from it is the attack flow's affair (`flows/attackFlow.ts`). */
export const attackActions = ({ set }: Context): Pick<Actions, 'setAttack'> => ({
  setAttack: (attack) => set({ attack }),
});
