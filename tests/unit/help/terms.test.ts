import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Formula } from '../../../src/ui/Formula';
import { formulaMarkup, parseFormula, splitFormulas } from '../../../src/ui/formula';
import { TermText } from '../../../src/views/help/TermText';
import { termOf, termOrder } from '../../../src/views/help/terms';

describe('formulas', () => {
  it.each([
    ['x', '<mi>x</mi>'],
    ['W_1', '<msub><mi>W</mi><mn>1</mn></msub>'],
    ['10^{-13}', '<msup><mn>10</mn><mrow><mo>−</mo><mn>13</mn></mrow></msup>'],
    ['x_i^2', '<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>'],
    ['\\frac{a}{2}', '<mfrac><mi>a</mi><mn>2</mn></mfrac>'],
    ['min < 1', '<mrow><mtext>min</mtext><mo>&lt;</mo><mn>1</mn></mrow>'],
    ['\\{\\text{a & b}\\}', '<mrow><mo>{</mo><mtext>a\u00a0&amp;\u00a0b</mtext><mo>}</mo></mrow>'],
  ])('%s', (source, markup) => {
    expect(formulaMarkup(source)).toBe(`<math>${markup}</math>`);
  });

  it('are the same for React and as markup', () => {
    for (const id of termOrder) {
      const { formula } = termOf(id) as { formula?: string };
      if (!formula) continue;
      const drawn = renderToStaticMarkup(createElement(Formula, { source: formula }));
      expect(drawn.replace(' class="formula"', '')).toBe(formulaMarkup(formula));
    }
  });

  it.each(['{x', 'x}', 'x_', '^2', '\\frac{a}', 'x__1'])('%s is refused', (source) => {
    expect(() => parseFormula(source)).toThrow(/invalid formula/);
  });
});

describe('terms', () => {
  it.each(termOrder)('%s: short, whole sentences, formulas closed', (id) => {
    const { title, text } = termOf(id);
    expect(title).toMatch(/^[A-Z]/);
    expect(text).toMatch(/[.!?]$/);
    expect(text.length).toBeLessThan(420);
    const parts = splitFormulas(text);
    expect(parts.length % 2).toBe(1);
    const html = renderToStaticMarkup(createElement(TermText, { terms: [id] }));
    expect(html).not.toContain('$');
    expect(html.split('<math').length - 1).toBe((parts.length - 1) / 2 + ('formula' in termOf(id) ? 1 : 0));
  });

  it('have different titles', () => {
    expect(new Set(termOrder.map((id) => termOf(id).title)).size).toBe(termOrder.length);
  });
});
