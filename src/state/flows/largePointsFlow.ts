/** Second point and pins on a large network → its answers there, from the worker that inspects it, one at a time. */
import { codesEqual } from '../../core/network/code';
import type { Context } from '../context';
import { largeInspections } from '../inspecting/largeInspections';
import type { InspectionJob } from '../inspecting/protocol';
import { isLarge } from '../large';
import { learnOutput, outputAt } from '../pinned';
import { learnSecond, type SecondInput, secondInput } from '../second';
import type { LensStore } from '../types';

/** The output whose row of the second input's map is needed next, to be compared with the first one's; null: none is, or they have one map. */
export function missingRow(state: LensStore): number | null {
  const { inspection } = state.session;
  const second = secondInput(state);
  if (!inspection || !second || codesEqual(inspection.code, second.code)) return null;
  return inspection.mapOutputs?.find((output) => !second.rows?.has(output)) ?? null;
}

/** Rows that a second input keeps, some megabytes where inputs are many: under a drag of the first one others are compared. */
const MOST_ROWS = 16;

/** A second input with the newest of the rows that it had, and those of another answer. */
export const withRows = (second: SecondInput, { rows }: SecondInput): SecondInput => ({
  ...second,
  rows: new Map([...(second.rows ?? []), ...(rows ?? [])].slice(-MOST_ROWS)),
});

/** What is asked for next: the second point before the pins, and then the rows of its map. Null where all is known. */
function wanted(state: LensStore): (InspectionJob & { readonly second: boolean }) | null {
  const { lens, session } = state;
  const { network, slice } = session;
  if (session.phase === 'loading' || !isLarge(network)) return null;
  if (lens.second && !secondInput(state)) return { network, slice, point: lens.second, second: true };
  const pin = lens.pins.find((point) => outputAt(state, point) === null);
  if (pin) return { network, slice, point: pin, second: false };
  const row = missingRow(state);
  return lens.second && row !== null ? { network, slice, point: lens.second, second: true, row } : null;
}

const watched = ({ lens, session }: LensStore): readonly unknown[] => [
  lens.second,
  lens.pins,
  session.network,
  session.slice,
  session.phase,
  session.inspection,
];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => value === b[i]);

/** Returns the way to stop. */
export function startLargePointsFlow(context: Context): () => void {
  const { store, setSession, activity } = context;
  const inspections = largeInspections(context);
  let asking = false;
  const follow = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    activity.begin('largePoints');
    for (let job = wanted(store.getState()); job; job = wanted(store.getState())) {
      const { network, slice, point, second, row } = job;
      const asked = row === undefined ? null : secondInput(store.getState());
      const input = await inspections.ask(job);
      if (!input) break;
      if (second) learnSecond(network, slice, point, asked ? withRows(asked, input) : input);
      else learnOutput(network, slice, point, input.output);
      setSession({ pointsAnswered: store.getState().session.pointsAnswered + 1 });
    }
    asking = false;
    activity.end('largePoints');
  };
  void follow();
  return store.subscribe(watched, () => void follow(), { equalityFn: same });
}
