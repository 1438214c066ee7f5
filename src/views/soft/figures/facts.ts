import { element, setText } from '../../../ui/dom';
import type { Fact } from './activation';

/** A list of names and numbers whose nodes stay while the names do. Returns what writes it. */
export function createFacts(host: HTMLElement): (facts: readonly Fact[]) => void {
  const list = element('dl', 'soft-facts');
  host.append(list);
  let values: readonly HTMLElement[] = [];
  let names = '';
  return (facts) => {
    const now = facts.map(({ name }) => name).join();
    if (now !== names) {
      names = now;
      values = facts.map(() => element('dd', 'num'));
      const rows = facts.map(({ name }, i) => {
        const row = element('div');
        row.append(element('dt', '', name), values[i] as HTMLElement);
        return row;
      });
      list.replaceChildren(...rows);
    }
    facts.forEach(({ value }, i) => {
      setText(values[i] as HTMLElement, value);
    });
  };
}
