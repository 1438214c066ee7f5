import { useEffect, useRef, useState } from 'react';

interface TypedTextOptions {
  /** What is in force, as it is written. */
  readonly text: string;
  /** Why a text is not taken; null when it is. */
  readonly check: (text: string) => string | null;
  /** A text that is taken and is not the one in force. */
  readonly onCommit: (text: string) => void;
  /** What is being typed, before it is applied; null when it is taken back. */
  readonly onDraft?: (text: string | null) => void;
}

export interface TypedText {
  readonly text: string;
  /** What is wrong with what was applied. */
  readonly problem: string | null;
  type(text: string): void;
  commit(): void;
  /** Back to what is in force; whether anything else was there. */
  takeBack(): boolean;
}

/** A text while it is typed. What is in force may move meanwhile: that does not write over it. */
export function useTypedText({ text: given, check, onCommit, onDraft }: TypedTextOptions): TypedText {
  const [text, setText] = useState(given);
  const [problem, setProblem] = useState<string | null>(null);
  const typing = useRef(false);
  useEffect(() => {
    if (typing.current) return;
    setText(given);
    setProblem(null);
  }, [given]);
  return {
    text,
    problem,
    type(typed) {
      typing.current = true;
      setText(typed);
      onDraft?.(typed);
    },
    commit() {
      typing.current = false;
      const wrong = check(text);
      setProblem(wrong);
      if (wrong === null && text !== given) onCommit(text);
    },
    takeBack() {
      typing.current = false;
      setText(given);
      setProblem(null);
      onDraft?.(null);
      return text !== given;
    },
  };
}
