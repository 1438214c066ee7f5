import { type ReactElement, useEffect, useId, useState } from 'react';
import { isCommonKey } from '../../ui/commonKeys';

interface TypedFieldProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** What is in force, as it is written. */
  readonly text: string;
  /** Why a text is not taken; null when it is. */
  readonly check: (text: string) => string | null;
  readonly onCommit: (text: string) => void;
}

/** A typed text. Enter or leaving the field applies it, Escape brings back the old one; what is wrong is said below. */
export function TypedField({ label, hideLabel = false, text, check, onCommit }: TypedFieldProps): ReactElement {
  const id = useId();
  const [typed, setTyped] = useState(text);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setTyped(text);
    setProblem(null);
  }, [text]);
  const commit = (): void => {
    const wrong = check(typed);
    setProblem(wrong);
    if (wrong === null && typed !== text) onCommit(typed);
  };
  return (
    <div className={`typed-field${hideLabel ? ' bare' : ''}`}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <input
        id={id}
        className="num"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        aria-invalid={problem !== null}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (isCommonKey('apply', event.nativeEvent)) commit();
          if (isCommonKey('restore', event.nativeEvent) && typed !== text) {
            // Escape closes the dialog only where there is nothing to take back.
            event.preventDefault();
            setTyped(text);
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
