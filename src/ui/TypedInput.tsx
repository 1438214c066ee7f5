import { type KeyboardEvent, type ReactElement, type ReactNode, useId } from 'react';
import { isCommonKey } from './commonKeys';

interface TypedInputProps {
  /** Of the whole; `bare` joins it where the label is hidden. */
  readonly className: string;
  readonly label: ReactNode;
  /** Hides the label from sight where its place says it. */
  readonly hideLabel: boolean;
  readonly inputMode?: 'decimal';
  readonly text: string;
  /** What is wrong with what was typed, said below; null where nothing is. */
  readonly problem: string | null;
  readonly onType: (text: string) => void;
  readonly onCommit: () => void;
  readonly onTakeBack: (event: KeyboardEvent) => void;
}

/** A labelled field to type in. Enter or leaving it applies, Escape takes back; what that means is the caller's. */
export function TypedInput(props: TypedInputProps): ReactElement {
  const { className, label, hideLabel, inputMode, text, problem, onType, onCommit, onTakeBack } = props;
  const id = useId();
  return (
    <div className={`${className}${hideLabel ? ' bare' : ''}`}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <input
        id={id}
        className="num"
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => onType(event.currentTarget.value)}
        onBlur={onCommit}
        onKeyDown={(event) => {
          if (isCommonKey('apply', event.nativeEvent)) onCommit();
          if (isCommonKey('restore', event.nativeEvent)) onTakeBack(event);
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
