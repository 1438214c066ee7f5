/** A name, a bar and a number on a line, whose nodes stay while the values change. */
import { element } from '../../ui/dom';

export interface BarRow {
  readonly row: HTMLElement;
  readonly name: HTMLElement;
  /** What the bar lies in. */
  readonly track: HTMLElement;
  readonly value: HTMLElement;
}

/** Class names of the parts of a row. */
interface BarClasses {
  readonly row: string;
  readonly name: string;
  readonly track: string;
  readonly value: string;
}

export function makeBarRow(classes: BarClasses): BarRow {
  const row = element('li', classes.row);
  const name = element('span', classes.name);
  const track = element('span', classes.track);
  const value = element('span', classes.value);
  row.append(name, track, value);
  return { row, name, track, value };
}

export interface FilledRow extends BarRow {
  /** Fills this share of the track, in [0, 1]. */
  fill(share: number): void;
}

/** A row whose bar begins at the left end of its track. `kind`: a further class of the bar. */
export function makeFilledRow(kind = ''): FilledRow {
  const made = makeBarRow({ row: 'bar-row', name: 'num soft', track: 'bar-track', value: 'num bar-value' });
  const bar = element('span', `bar-fill ${kind}`.trim());
  made.track.append(bar);
  return {
    ...made,
    fill(share) {
      const transform = `scaleX(${share})`;
      if (bar.style.transform !== transform) bar.style.transform = transform;
    },
  };
}
