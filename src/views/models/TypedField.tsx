import { type ReactElement, useEffect, useState } from 'react';
import { TypedInput } from '../../ui/TypedInput';

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
    <TypedInput
      className="typed-field"
      label={label}
      hideLabel={hideLabel}
      text={typed}
      problem={problem}
      onType={setTyped}
      onCommit={commit}
      onTakeBack={(event) => {
        if (typed === text) return;
        // Escape closes the dialog only where there is nothing to take back.
        event.preventDefault();
        setTyped(text);
        setProblem(null);
      }}
    />
  );
}
