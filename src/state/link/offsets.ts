/** Amounts along inputs or directions in a link: `2:0.5,7:-1`, and `none`, which an absent key could not say. */
import type { Offset } from '../types';
import { LinkFault, numberText, readNumber } from './text';

/** What a list is written as when it is empty. */
export const NONE = 'none';

export const offsetsText = (offsets: readonly Offset[]): string =>
  offsets.length === 0 ? NONE : offsets.map(([index, amount]) => `${index}:${numberText(amount)}`).join(',');

export function readOffsets(text: string): Offset[] {
  if (text === NONE) return [];
  return text.split(',').map((entry): Offset => {
    const [index, amount, more] = entry.split(':').map(readNumber);
    if (index === undefined || amount === undefined || more !== undefined)
      throw new LinkFault(`"${entry.slice(0, 24)}" is not an index and an amount`);
    return [index, amount];
  });
}
