import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { parseNumber } from './format';
import { TypedInput } from './TypedInput';

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

interface Typed {
  readonly text: string;
  readonly problem: string | null;
  type(text: string): void;
  commit(): void;
  takeBack(): void;
}

function useTyped({ value, check, onCommit, onDraft }: NumberFieldProps): Typed {
  const [text, setText] = useState(String(value));
  const [problem, setProblem] = useState<string | null>(null);
  const committed = useRef(value);
  const typing = useRef(false);
  useEffect(() => {
    committed.current = value;
    // What is being typed is not overwritten by values that move meanwhile.
    if (typing.current) return;
    setText(String(value));
    setProblem(null);
  }, [value]);
  return {
    text,
    problem,
    type(typed) {
      typing.current = true;
      setText(typed);
      const parsed = parseNumber(typed);
      onDraft?.(parsed !== null && !check?.(parsed) ? parsed : null);
    },
    commit() {
      typing.current = false;
      const parsed = parseNumber(text);
      const wrong = parsed === null ? `“${text}” is not a number` : (check?.(parsed) ?? null);
      setProblem(wrong);
      if (!wrong && parsed !== null && parsed !== committed.current) onCommit(parsed);
    },
    takeBack() {
      typing.current = false;
      setText(String(committed.current));
      setProblem(null);
      onDraft?.(null);
    },
  };
}

/** A typed number. Enter or leaving the field applies it, Escape brings back the old one; what is wrong is said below. */
export function NumberField(props: NumberFieldProps): ReactElement {
  const { label, hideLabel = false } = props;
  const { text, problem, type, commit, takeBack } = useTyped(props);
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
