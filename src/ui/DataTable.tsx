import type { ReactElement, ReactNode } from 'react';
import { formatCount, formatFull, formatNumber } from './format';
import './dataTable.css';

export interface DataColumn {
  readonly name: string;
  /** Holds words, which are set to the left; numbers are set to the right. */
  readonly words?: boolean;
}

/** A text; a number comes with all its digits, which are its tooltip. */
export type DataCell = string | { readonly text: string; readonly full: string };

export interface DataRow {
  readonly key: string | number;
  /** One a column; the first one names the row. */
  readonly cells: readonly [string, ...DataCell[]];
}

/** A number in four figures, with all its digits at hand. */
export const numberCell = (value: number): DataCell => ({ text: formatNumber(value), full: formatFull(value) });

/** “The first 200 of 1,024 pieces”, or “32 pieces” where none is left out. */
export const boundedText = (which: string, shown: number, all: number, noun: string): string =>
  shown < all ? `The ${which} ${formatCount(shown)} of ${formatCount(all)} ${noun}` : `${formatCount(all)} ${noun}`;

/** What a row leads to: the name of the row becomes a button. */
export interface RowAction {
  /** Tooltip of the buttons: `Move the point there`. */
  readonly title: string;
  readonly onChoose: (key: DataRow['key']) => void;
  /** The row under the pointer; null when it leaves. */
  readonly onPoint?: (key: DataRow['key'] | null) => void;
}

/** What else a row leads to: a button at its end. */
export interface RowStep {
  /** Heads the column. */
  readonly column: string;
  /** On the buttons. */
  readonly text: string;
  /** Names the button of a row, given the row's name. */
  readonly label: (name: string) => string;
  readonly onStep: (key: DataRow['key']) => void;
}

interface DataTableProps {
  readonly caption: ReactNode;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly DataRow[];
  readonly action?: RowAction;
  readonly step?: RowStep;
  /** The row that is shown elsewhere in full. */
  readonly current?: DataRow['key'] | null;
}

function Cell({ cell, words }: { cell: DataCell; words: boolean }): ReactElement {
  const kind = words ? 'words' : 'num';
  if (typeof cell === 'string') return <td className={kind}>{cell}</td>;
  return (
    <td className={kind} title={cell.full}>
      {cell.text}
    </td>
  );
}

function StepCell({ row, step }: { row: DataRow; step: RowStep }): ReactElement {
  const label = step.label(row.cells[0]);
  return (
    <td>
      <button type="button" aria-label={label} title={label} onClick={() => step.onStep(row.key)}>
        {step.text}
      </button>
    </td>
  );
}

type RowProps = Pick<DataTableProps, 'columns' | 'action' | 'step' | 'current'> & { readonly row: DataRow };

function Row({ row, columns, action, step, current }: RowProps): ReactElement {
  const [name, ...cells] = row.cells;
  const { onPoint } = action ?? {};
  return (
    <tr
      aria-current={row.key === current ? 'true' : undefined}
      onPointerEnter={onPoint && (() => onPoint(row.key))}
      onPointerLeave={onPoint && (() => onPoint(null))}
    >
      <th scope="row" className={columns[0]?.words ? 'words' : 'num'}>
        {action ? (
          <button type="button" title={action.title} onClick={() => action.onChoose(row.key)}>
            {name}
          </button>
        ) : (
          name
        )}
      </th>
      {cells.map((cell, i) => {
        const column = columns[i + 1];
        return <Cell key={column?.name} cell={cell} words={column?.words ?? false} />;
      })}
      {step && <StepCell row={row} step={step} />}
    </tr>
  );
}

/** A table of numbers: every view shows its numbers in one of these. Columns need different names. */
export function DataTable({ caption, columns, rows, ...links }: DataTableProps): ReactElement {
  return (
    <table className="data-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name, words }) => (
            <th key={name} scope="col" className={words ? 'words' : ''}>
              {name}
            </th>
          ))}
          {links.step && <th scope="col">{links.step.column}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} columns={columns} {...links} />
        ))}
      </tbody>
    </table>
  );
}

interface TableRegionProps {
  readonly id?: string;
  /** Names the region. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Where a table scrolls. It takes the focus, so that the arrow keys scroll it. */
export function TableRegion({ id, label, className = 'table-region', children }: TableRegionProps): ReactElement {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section id={id} className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
