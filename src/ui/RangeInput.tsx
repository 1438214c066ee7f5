import { type CSSProperties, type ReactElement, useEffect, useRef } from 'react';
import './range.css';

interface RangeInputProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number | 'any';
  /** The value in words, for assistive technology. */
  readonly valueText?: string;
  readonly describedBy?: string;
  /** At every change while the slider is dragged, and at each key press. */
  readonly onDraft: (value: number) => void;
  /** When it is let go, and after each key press. */
  readonly onCommit: (value: number) => void;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
}

/** A slider that tells values on the way from values that stay. Its visible label is the caller's. */
export function RangeInput(props: RangeInputProps): ReactElement {
  const { label, value, min, max, step, valueText, describedBy } = props;
  const ref = useRef<HTMLInputElement>(null);
  const commit = useRef(props.onCommit);
  commit.current = props.onCommit;
  // React's onChange comes at every step of a drag; the element's own `change` comes at its end.
  useEffect(() => {
    const input = ref.current;
    const changed = (): void => commit.current(Number(input?.value));
    input?.addEventListener('change', changed);
    return () => input?.removeEventListener('change', changed);
  }, []);
  const share = max > min ? (Math.min(max, Math.max(min, value)) - min) / (max - min) : 0;
  return (
    <input
      ref={ref}
      type="range"
      className="range"
      aria-label={label}
      aria-valuetext={valueText}
      aria-describedby={describedBy}
      min={min}
      max={max}
      step={step}
      value={value}
      style={{ '--share': share } as CSSProperties}
      onChange={(event) => props.onDraft(Number(event.currentTarget.value))}
      onFocus={props.onFocus}
      onBlur={props.onBlur}
    />
  );
}
