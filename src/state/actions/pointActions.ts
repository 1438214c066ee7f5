/** Actions on the selected point and the one beside it, at pointer rate. */
import type { Context } from '../context';
import { MAX_PINS } from '../limits';
import type { Actions, Point2 } from '../types';

/** Whether all are numbers that the page takes as coordinates. */
export const finite = (...numbers: readonly number[]): boolean => numbers.every((x) => Math.abs(x) <= 1e9);

/** −0 becomes 0, as in JSON. */
export const plain = ([p, q]: Point2): Point2 => [p + 0, q + 0];

type PointActions = Pick<
  Actions,
  'setPoint' | 'setSecond' | 'swapPoints' | 'addPin' | 'removePin' | 'lightCell' | 'pointAt'
>;

export function pointActions({ store, set, setSession, notify }: Context): PointActions {
  const refuse = (point: Point2): void =>
    notify('error', `The point (${point.join(', ')}) is not finite: nothing was changed`);
  return {
    setPoint(point) {
      if (finite(...point)) set({ point: plain(point) });
      else refuse(point);
    },
    setSecond(point) {
      if (!point || finite(...point)) set({ second: point && plain(point) });
      else refuse(point);
    },
    swapPoints() {
      const { point, second } = store.getState().lens;
      if (second) set({ point: second, second: point });
    },
    pointAt(point) {
      const { lens, session } = store.getState();
      const pointed = lens.soft ? point : null;
      if (session.pointed !== pointed) setSession({ pointed });
    },
    lightCell: (loop) => setSession({ litCell: loop && { slice: store.getState().session.slice, loop } }),
    addPin(at) {
      if (!finite(...at)) {
        refuse(at);
        return;
      }
      const pinned = plain(at);
      const others = store.getState().lens.pins.filter(([p, q]) => p !== pinned[0] || q !== pinned[1]);
      set({ pins: [...others, pinned].slice(-MAX_PINS) });
    },
    removePin(index) {
      const { pins } = store.getState().lens;
      if (index in pins) set({ pins: pins.filter((_, i) => i !== index) });
    },
  };
}
