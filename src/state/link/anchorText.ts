/** Points of R^d in a link: `in:0,1,…`, or data points times weights, `3*0.5,7*0.5`. */
import type { AnchorSpec } from '../types';
import { LinkFault, listText, numberText, readList, readNumber } from './text';

export const anchorText = (anchor: AnchorSpec): string =>
  anchor.kind === 'input'
    ? `in:${listText(anchor.values)}`
    : anchor.terms.map(([index, weight]) => `${index}*${numberText(weight)}`).join(',');

export function readAnchor(text: string): AnchorSpec {
  if (text.startsWith('in:')) return { kind: 'input', values: readList(text.slice(3)) };
  const terms = text.split(',').map((term): [number, number] => {
    const [index, weight, more] = term.split('*').map(readNumber);
    if (index === undefined || weight === undefined || more !== undefined)
      throw new LinkFault(`"${term.slice(0, 24)}" is not a data point times a weight`);
    return [index, weight];
  });
  return { kind: 'mix', terms };
}
