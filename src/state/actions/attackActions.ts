import type { Context } from '../context';
import type { Actions } from '../types';

export const attackActions = ({ store, setSession }: Context): Pick<Actions, 'setAttack'> => ({
  setAttack(settings) {
    const { attack } = store.getState().session;
    setSession({ attack: settings && { progress: null, found: null, fault: null, ...attack, settings } });
  },
});
