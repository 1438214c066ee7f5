import { outputAt } from '../../state/pinned';
import type { LensStore, Point2 } from '../../state/types';
import { outputText, pointText } from './describe';
import type { SurfaceKey } from './surfaceKeys';

/**
 * What a pin says: where it is, what the network answers there (a forward pass), and what `around` says of the polytope, given
 * that answer. Outside the domain nothing is around.
 */
export function pinnedLines(
  state: LensStore,
  point: Point2,
  around: (answer: string) => readonly string[],
): readonly string[] {
  const { lens, session } = state;
  const output = outputAt(state, point);
  const answer = output ? outputText(session, output) : 'output: being computed …';
  const found = around(answer);
  return [
    pointText(lens, point, session.network.inputSize),
    ...(found.length > 0 ? found : [answer, 'outside the domain']),
  ];
}

/**
 * The keys of pins. One pins what is under the pointer, else at the selected point; one takes the newest away: false where
 * there is none. Null for all other keys.
 */
export function pinByKey(key: SurfaceKey, { lens, actions }: LensStore, pointer: Point2 | null): boolean | null {
  if (key === 'pin') actions.addPin(pointer ?? lens.point);
  else if (key === 'unpin') actions.removePin(lens.pins.length - 1);
  else return null;
  return key === 'pin' || lens.pins.length > 0;
}
