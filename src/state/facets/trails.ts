import { sameValue } from '../history/parts';
import type { LensStore, TrailStep } from '../types';

type Steps = readonly TrailStep[];

/** Where the selected input is, and of which network. */
type Place = Pick<LensStore['lens'], 'slice' | 'point'> & Pick<LensStore['session'], 'network'>;

/** Twice as many as the history has steps. */
const MOST_NOTES = 400;

/**
 * The trail that belongs to each selected input that a step began or ended at, so that undo and redo find it again. Places
 * are told apart by value: the history keeps what a step changes, and not the objects that it was said by.
 */
export class Trails {
  private notes: readonly { readonly place: Place; readonly trail: Steps }[] = [];

  /** `trail` belongs to the input that is selected now. */
  note(state: LensStore, trail: Steps): void {
    const place = placeOf(state);
    const others = this.notes.filter((note) => !samePlace(note.place, place));
    this.notes = [...others, { place, trail }].slice(-MOST_NOTES);
  }

  /** Undefined where no step began or ended. Cost: a comparison of two numbers a note. */
  of(state: LensStore): Steps | undefined {
    const place = placeOf(state);
    return this.notes.find((note) => samePlace(note.place, place))?.trail;
  }

  forget(): void {
    this.notes = [];
  }
}

const placeOf = ({ lens: { slice, point }, session: { network } }: LensStore): Place => ({ slice, point, network });

const samePlace = (a: Place, b: Place): boolean =>
  a.network === b.network && sameValue(a.point, b.point) && sameValue(a.slice, b.slice);
