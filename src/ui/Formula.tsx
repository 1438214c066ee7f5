import { createElement, type ReactElement } from 'react';
import { type MathNode, parseFormula, splitFormulas } from './formula';

const elementOf = (node: MathNode): ReactElement =>
  'text' in node
    ? createElement(node.tag, null, node.text)
    : createElement(node.tag, null, ...node.children.map(elementOf));

interface FormulaProps {
  /** In the notation of `parseFormula`. */
  readonly source: string;
  /** On a line of its own. */
  readonly block?: boolean;
}

/** A formula as MathML. */
export const Formula = ({ source, block = false }: FormulaProps): ReactElement =>
  createElement(
    'math',
    block ? { className: 'formula block', displaystyle: 'true' } : { className: 'formula' },
    elementOf(parseFormula(source)),
  );

/** A text with formulas between `$` signs. */
export function FormulaText({ text }: { text: string }): ReactElement {
  return (
    <>
      {splitFormulas(text).map((part, i) =>
        // Parts have no other identity than their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
        i % 2 === 0 ? part : <Formula key={i} source={part} />,
      )}
    </>
  );
}
