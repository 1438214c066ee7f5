import type { ReactElement } from 'react';
import type { LensStore, Point2 } from '../../state/types';
import { setAttribute } from '../../ui/dom';
import { figuresAt, formatFull, formatNumber, parseNumber } from '../../ui/format';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { shortcutFor } from '../shortcuts';

/** Which of the two points. */
export type Which = 'point' | 'second';

const WATCHED = {
  point: ({ lens }: LensStore): readonly unknown[] => [lens.point, lens.viewport.span],
  second: ({ lens }: LensStore): readonly unknown[] => [lens.second, lens.viewport.span],
};

/** The second point goes from the store before its fields go from the page. */
const pointOf = ({ lens }: LensStore, which: Which): Point2 => lens[which] ?? lens.point;

/** A coordinate with more figures has a line of its own. */
const MOST_BESIDE = 8;

/** With as many figures as tell apart what is in sight. */
const shortText = (value: number, { lens }: LensStore): string =>
  formatNumber(value, figuresAt(value, lens.viewport.span));

/** Keeps an input's text at the point's coordinate, but never while it is being typed in. */
function mountCoordinate(which: Which, index: 0 | 1): (host: HTMLElement) => Drawing {
  return (host) => {
    const input = host as HTMLInputElement;
    return {
      update(state) {
        const value = pointOf(state, which)[index];
        const full = formatFull(value);
        if (input.title !== full) input.title = full;
        input.toggleAttribute('data-long', figuresAt(value, state.lens.viewport.span) > MOST_BESIDE);
        if (document.activeElement === input && input.dataset.typing !== undefined) return;
        const text = document.activeElement === input ? full : shortText(value, state);
        if (input.value !== text) input.value = text;
      },
    };
  };
}

const MOUNTS = {
  point: [mountCoordinate('point', 0), mountCoordinate('point', 1)],
  second: [mountCoordinate('second', 0), mountCoordinate('second', 1)],
} as const;

interface CoordinateProps {
  readonly store: LensStoreApi;
  readonly which: Which;
  readonly index: 0 | 1;
  readonly name: string;
  /** Id of the element that says what is wrong with what was typed. */
  readonly problemId: string;
  readonly onProblem: (problem: string | null) => void;
}

/** One coordinate of a point, as a field: Enter applies it, Escape brings back what was. */
export function Coordinate({ store, which, index, name, problemId, onProblem }: CoordinateProps): ReactElement {
  const ref = useDrawing<HTMLInputElement>(store, MOUNTS[which][index], WATCHED[which]);
  const show = (input: HTMLInputElement, focused: boolean): void => {
    const state = store.getState();
    const value = pointOf(state, which)[index];
    delete input.dataset.typing;
    setAttribute(input, 'aria-invalid', null);
    input.value = focused ? formatFull(value) : shortText(value, state);
    onProblem(null);
  };
  const apply = (input: HTMLInputElement): void => {
    const value = parseNumber(input.value);
    if (value === null) {
      setAttribute(input, 'aria-invalid', 'true');
      onProblem(`${name}: “${input.value}” is not a number`);
      return;
    }
    const state = store.getState();
    const [p, q] = pointOf(state, which);
    const set = which === 'point' ? state.actions.setPoint : state.actions.setSecond;
    set(index === 0 ? [value, q] : [p, value]);
    show(input, true);
  };
  return (
    <label className="coordinate num">
      <span className="soft">{name}</span>
      <input
        ref={ref}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-describedby={problemId}
        onFocus={(event) => {
          show(event.currentTarget, true);
          event.currentTarget.select();
        }}
        onBlur={(event) => show(event.currentTarget, false)}
        onInput={(event) => {
          event.currentTarget.dataset.typing = '';
        }}
        onKeyDown={(event) => {
          const key = shortcutFor('field', event.nativeEvent);
          if (key === 'apply') apply(event.currentTarget);
          if (key === 'restore') show(event.currentTarget, true);
        }}
      />
    </label>
  );
}
