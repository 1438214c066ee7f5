import type { ReactElement } from 'react';
import { Formula, FormulaText } from '../../ui/Formula';
import { type TermId, termOf } from './terms';

/** Text and formula of some terms; with a heading each where there are several. */
export function TermText({ terms }: { terms: readonly TermId[] }): ReactElement {
  return (
    <>
      {terms.map((id) => {
        const { title, text, formula } = termOf(id);
        return (
          <div key={id} className="term">
            {terms.length > 1 && <h4>{title}</h4>}
            <p>
              <FormulaText text={text} />
            </p>
            {formula && (
              <p>
                <Formula source={formula} block />
              </p>
            )}
          </div>
        );
      })}
    </>
  );
}
