import type { ReactElement } from 'react';
import type { PointTable } from '../../state/dataTypes';
import { Button } from '../../ui/Button';

interface ColumnChoiceProps {
  readonly columns: PointTable['columns'];
  /** Names of the input columns. */
  readonly chosen: readonly string[];
  readonly target: string | null;
  readonly onChange: (inputs: readonly string[]) => void;
}

/** Which columns are inputs. Columns of names, and the target, cannot be. */
export function ColumnChoice({ columns, chosen, target, onChange }: ColumnChoiceProps): ReactElement {
  const possible = columns.filter(({ kind, name }) => kind === 'number' && name !== target);
  const toggled = (name: string, on: boolean): string[] =>
    possible.map((column) => column.name).filter((other) => (other === name ? on : chosen.includes(other)));
  const all = possible.length === chosen.length;
  return (
    <fieldset className="columns">
      <legend>
        <span className="soft">
          Inputs <span className="num">{chosen.length}</span>
        </span>
        {possible.length > 3 && !all && (
          <Button kind="quiet" onClick={() => onChange(possible.map(({ name }) => name))}>
            All
          </Button>
        )}
      </legend>
      <ul>
        {possible.map(({ name }) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                // A network without inputs is none.
                disabled={chosen.length === 1 && chosen[0] === name}
                onChange={(event) => onChange(toggled(name, event.currentTarget.checked))}
              />
              <span>{name}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
