/** A list of named values whose nodes stay while the values change. */
import { element, setText, setValue } from '../../ui/dom';

export interface Fact {
  readonly name: string;
  readonly row: HTMLElement;
  readonly value: HTMLElement;
  /** Shows a short text with the full value as its title. */
  set(short: string, full: string): void;
  show(on: boolean): void;
  /** How the number was got, for a fact that says so below. */
  explain(how: string): void;
}

/** One row of a description list. `how` says below it, in small, how the number was got. */
export function makeFact(name: string, how = ''): Fact {
  const row = element('div', how ? 'fact explained' : 'fact');
  const value = element('dd', 'num');
  row.append(element('dt', '', name), value);
  const explanation = how ? element('dd', 'fact-how soft', how) : null;
  if (explanation) row.append(explanation);
  return {
    name,
    row,
    value,
    set: (short, full) => setValue(value, short, full),
    show: (on) => {
      row.hidden = !on;
    },
    explain: (text) => {
      if (explanation) setText(explanation, text);
    },
  };
}

/** Renames a fact. */
export const renameFact = (fact: Fact, name: string): void => setText(fact.row.firstElementChild as HTMLElement, name);
