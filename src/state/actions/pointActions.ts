/** Actions on the selected point and the one beside it, at pointer rate. */
import type { Context } from '../context';
import type { Actions, Point2 } from '../types';

/** Whether all are numbers that the page takes as coordinates. */
export const finite = (...numbers: readonly number[]): boolean => numbers.every((x) => Math.abs(x) <= 1e9);

/** −0 becomes 0, as in JSON. */
export const plain = ([p, q]: Point2): Point2 => [p + 0, q + 0];

export function pointActions({ store, set, notify }: Context): Pick<Actions, 'setPoint' | 'setSecond' | 'swapPoints'> {
  return {
    setPoint(point) {
      if (finite(...point)) set({ point: plain(point) });
      else notify('error', `The point (${point.join(', ')}) is not finite: nothing was changed`);
    },
    setSecond(point) {
      if (!point || finite(...point)) set({ second: point && plain(point) });
      else notify('error', `The point (${point.join(', ')}) is not finite: nothing was changed`);
    },
    swapPoints() {
      const { point, second } = store.getState().lens;
      if (second) set({ point: second, second: point });
    },
  };
}
