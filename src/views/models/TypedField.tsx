import type { ReactElement } from 'react';
import { TypedInput } from '../../ui/TypedInput';
import { useTypedText } from '../../ui/useTypedText';

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
  const typed = useTypedText({ text, check, onCommit });
  return (
    <TypedInput
      className="typed-field"
      label={label}
      hideLabel={hideLabel}
      text={typed.text}
      problem={typed.problem}
      onType={typed.type}
      onCommit={typed.commit}
      onTakeBack={(event) => {
        // Escape closes the dialog only where there is nothing to take back.
        if (typed.takeBack()) event.preventDefault();
      }}
    />
  );
}
