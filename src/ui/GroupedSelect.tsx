import { type ReactElement, useId } from 'react';
import './groupedSelect.css';

export interface SelectGroup<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string; readonly disabled?: boolean }[];
}

interface GroupedSelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly groups: readonly SelectGroup<T>[];
  readonly onChange: (value: T) => void;
  /** Hides the label from sight where a heading already says it. */
  readonly hideLabel?: boolean;
  /** Id of a text that explains the choice. */
  readonly describedBy?: string;
}

/** One choice of many under headings: a native select, so that keys and touch work as everywhere. */
export function GroupedSelect<T extends string>(props: GroupedSelectProps<T>): ReactElement {
  const id = useId();
  const chosen = (text: string): T | undefined =>
    props.groups.flatMap(({ options }) => options).find(({ value }) => value === text)?.value;
  return (
    <div className="grouped-select">
      <label htmlFor={id} className={props.hideLabel ? 'visually-hidden' : 'soft'}>
        {props.label}
      </label>
      <select
        id={id}
        value={props.value}
        aria-describedby={props.describedBy}
        onChange={(event) => {
          const value = chosen(event.currentTarget.value);
          if (value !== undefined) props.onChange(value);
        }}
      >
        {props.groups.map(({ label, options }) => (
          <optgroup key={label} label={label}>
            {options.map(({ value, text, disabled }) => (
              <option key={value} value={value} disabled={disabled ?? false}>
                {text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
