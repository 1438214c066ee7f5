import { type ReactElement, useEffect, useId, useState } from 'react';
import { parseFormula } from '../../core/formula';
import { shortcutFor } from '../shortcuts';

interface FormulaFieldProps {
  readonly formula: string;
  readonly inputSize: number;
  /** Why the last formula could not be used. */
  readonly problem: string | null;
  readonly onUse: (formula: string) => void;
}

/** What is wrong with a formula while it is typed; null when nothing is. */
function faultOf(text: string, inputSize: number): string | null {
  const read = parseFormula(text, inputSize);
  return read.ok ? null : read.message;
}

/** A typed formula. Enter or leaving the field uses it, Escape brings back the old one; a fault is said as it is typed. */
export function FormulaField({ formula, inputSize, problem, onUse }: FormulaFieldProps): ReactElement {
  const id = useId();
  const [text, setText] = useState(formula);
  useEffect(() => setText(formula), [formula]);
  const use = (): void => {
    if (text !== formula) onUse(text);
  };
  const said = text === formula ? problem : (faultOf(text, inputSize) ?? problem);
  return (
    <div className="formula-row">
      <label htmlFor={id}>f({inputSize === 1 ? 'x' : 'x, y'}) =</label>
      <input
        id={id}
        className="num"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={text}
        aria-invalid={said !== null}
        aria-describedby={`${id}-said`}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={use}
        onKeyDown={(event) => {
          const key = shortcutFor('field', event.nativeEvent);
          if (key === 'apply') use();
          if (key === 'restore') setText(formula);
        }}
      />
      <p id={`${id}-said`} className={said ? 'problem' : 'soft'} role={said ? 'alert' : undefined}>
        {said ? `${said}. The data stay as they are.` : 'Enter applies it. + − * / ^ < >, sin, exp, max, abs …'}
      </p>
    </div>
  );
}
