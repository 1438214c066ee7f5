import type { Context } from '../context';

/** Whether there are data to train the network in force on; a notice says so when there are none. */
export function trainable({ store, notify }: Context): boolean {
  const { data, network } = store.getState().session.whole;
  if (data) return true;
  notify('info', `There are no data to train ${network.name || 'this network'} on: open a scene to train.`);
  return false;
}
