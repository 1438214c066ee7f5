import { type ReactElement, useId } from 'react';

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: string; readonly title?: string }[];
  readonly onChange: (value: T) => void;
  /** Hides the label from sight where a heading already says it. */
  readonly hideLabel?: boolean;
}

/** One choice of a few, all in sight: native radio buttons, so that arrow keys work as everywhere. */
export function Segmented<T extends string>(props: SegmentedProps<T>): ReactElement {
  const name = useId();
  return (
    <fieldset className="segmented">
      <legend className={props.hideLabel ? 'visually-hidden' : 'soft'}>{props.label}</legend>
      <div className="segments">
        {props.options.map((option) => (
          <label key={option.value} title={option.title}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
