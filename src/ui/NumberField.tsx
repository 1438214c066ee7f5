import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { parseNumber } from './format';

interface NumberFieldProps {
  readonly label: ReactNode;
  readonly value: number;
  /** Why a number is not accepted; null when it is. */
  readonly check?: (value: number) => string | null;
  readonly onCommit: (value: number) => void;
}

/** A typed number. Enter or leaving the field applies it, Escape brings back the old one; what is wrong is said below. */
export function NumberField({ label, value, check, onCommit }: NumberFieldProps): ReactElement {
  const id = useId();
  const [text, setText] = useState(String(value));
  const [problem, setProblem] = useState<string | null>(null);
  const committed = useRef(value);
  useEffect(() => {
    committed.current = value;
    setText(String(value));
    setProblem(null);
  }, [value]);
  const commit = (): void => {
    const parsed = parseNumber(text);
    const wrong = parsed === null ? `“${text}” is not a number` : (check?.(parsed) ?? null);
    setProblem(wrong);
    if (!wrong && parsed !== null && parsed !== committed.current) onCommit(parsed);
  };
  return (
    <div className="number-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="num"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') {
            setText(String(committed.current));
            setProblem(null);
          }
        }}
      />
      {problem && (
        <p id={`${id}-problem`} className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
