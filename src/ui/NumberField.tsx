import type { ReactElement, ReactNode } from 'react';
import { parseNumber } from './format';
import { TypedInput } from './TypedInput';
import { useTypedText } from './useTypedText';

interface NumberFieldProps {
  readonly label: ReactNode;
  readonly value: number;
  /** Why a number is not accepted; null when it is. */
  readonly check?: (value: number) => string | null;
  readonly onCommit: (value: number) => void;
  /** The number that is being typed, before it is applied; null when it is none, and when it is taken back. */
  readonly onDraft?: (value: number | null) => void;
  /** Hides the label from sight where its place says it. */
  readonly hideLabel?: boolean;
}

/** A typed number. Enter or leaving the field applies it, Escape brings back the old one; what is wrong is said below. */
export function NumberField(props: NumberFieldProps): ReactElement {
  const { label, hideLabel = false, value, check, onCommit, onDraft } = props;
  const { text, problem, type, commit, takeBack } = useTypedText({
    text: String(value),
    check: (typed) => {
      const parsed = parseNumber(typed);
      return parsed === null ? `“${typed}” is not a number` : (check?.(parsed) ?? null);
    },
    onCommit: (typed) => {
      const parsed = parseNumber(typed);
      if (parsed !== null && parsed !== value) onCommit(parsed);
    },
    onDraft: (typed) => {
      const parsed = typed === null ? null : parseNumber(typed);
      onDraft?.(parsed !== null && !check?.(parsed) ? parsed : null);
    },
  });
  return (
    <TypedInput
      className="number-field"
      label={label}
      hideLabel={hideLabel}
      inputMode="decimal"
      text={text}
      problem={problem}
      onType={type}
      onCommit={commit}
      onTakeBack={takeBack}
    />
  );
}
