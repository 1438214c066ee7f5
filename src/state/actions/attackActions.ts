import type { AttackActions } from '../attackTypes';
import type { Context } from '../context';

/** What follows from it is the attack flow's affair (`flows/attackFlow.ts`). */
export const attackActions = ({ set }: Context): AttackActions => ({
  setAttack: (attack) => set({ attack }),
});
