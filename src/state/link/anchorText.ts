/** Points of R^d in a link: `in:0,1,…` or, of many inputs, shorter; or data points times weights, `3*0.5,7*0.5`. */
import type { AnchorSpec } from '../types';
import { inputText, isDense, readDense } from './dense/inputText';
import { LinkFault, numberText, readList, readNumber } from './text';

/** Values of the point written before in the same list, from which a point may be told; null: there is none. */
export type Before = readonly number[] | null;

export const anchorText = (anchor: AnchorSpec, before: Before = null): string =>
  anchor.kind === 'input'
    ? inputText(anchor.values, before)
    : anchor.terms.map(([index, weight]) => `${index}*${numberText(weight)}`).join(',');

export function readAnchor(text: string, before: Before = null): AnchorSpec {
  if (text.startsWith('in:')) return { kind: 'input', values: readList(text.slice(3)) };
  if (isDense(text)) return { kind: 'input', values: readDense(text, before) };
  const terms = text.split(',').map((term): [number, number] => {
    const [index, weight, more] = term.split('*').map(readNumber);
    if (index === undefined || weight === undefined || more !== undefined)
      throw new LinkFault(`"${term.slice(0, 24)}" is not a data point times a weight`);
    return [index, weight];
  });
  return { kind: 'mix', terms };
}
