import { type ReactElement, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { softPass } from '../../../core/soft';
import { type ListedCode, likelyCodesAt, type PassAt } from '../../../state/softCodes';
import { pointedInput, type SoftPoint, softPoint } from '../../../state/softInspection';
import type { LensStore } from '../../../state/types';
import { Button } from '../../../ui/Button';
import { CopyButton } from '../../../ui/CopyButton';
import { DataTable } from '../../../ui/DataTable';
import { Segmented } from '../../../ui/Segmented';
import { TableDetails } from '../../../ui/TableDetails';
import { ACCOMPANIES, type LensStoreApi } from '../../live';
import { inputName, layoutOf, outputNames } from '../../names';
import { useSlowly } from '../../slice/useSlowly';
import { codesJson, mapCells, mapColumns } from './codeMaps';
import { CODE_COLUMNS, codeRows } from './codeWords';
import { CodeList } from './LikelyRow';
import { useResting } from './resting';
import { type Statuses, useStatuses } from './useStatuses';

const COUNTS = [
  { value: '8', text: '8' },
  { value: '16', text: '16' },
  { value: '32', text: '32' },
] as const;

interface CheckProps {
  readonly statuses: Statuses;
  readonly codes: readonly ListedCode[];
  readonly x: Float64Array;
}

/** Asks for the codes that no polytope of the slice has. */
function Check({ statuses, codes, x }: CheckProps): ReactElement {
  const { running, fault, statusOf } = statuses;
  const open = codes.filter(({ code, place }) => place.kind !== 'face' && !statusOf(code));
  const nothing = open.length === 0 && !running;
  const title = nothing
    ? 'Each code is realised, or was checked already'
    : 'One linear program a code in all inputs; loads the solver';
  return (
    <div className="likely-check">
      <Button
        disabled={nothing}
        title={title}
        onClick={() =>
          running
            ? statuses.cancel()
            : statuses.check(
                open.map(({ code }) => code),
                x,
              )
        }
      >
        {running ? 'Cancel' : 'Check emptiness'}
      </Button>
      {running ? (
        <progress aria-label="Codes checked" value={running.done} max={running.of} />
      ) : (
        <span className="soft small">
          {nothing ? 'nothing is left to check' : `${open.length} of ${codes.length} to check`}
        </span>
      )}
      {fault && (
        <p className="problem" role="alert">
          {`Emptiness was not checked: ${fault}`}
        </p>
      )}
    </div>
  );
}

const resultOf = ({ session }: LensStore): LensStore['session']['result'] => session.result;
const pointedOf = ({ session }: LensStore): LensStore['session']['pointed'] => session.pointed;

/** The soft code where the pointer is, or null. */
function passAtPointer(store: LensStoreApi, { network, gates }: SoftPoint): { x: Float64Array; at: PassAt } | null {
  const x = pointedInput(store.getState());
  return x && { x, at: { network, pass: softPass(network, gates, x) } };
}

interface TableProps {
  readonly store: LensStoreApi;
  readonly point: SoftPoint;
  readonly codes: readonly ListedCode[];
  readonly statusOf: Statuses['statusOf'];
}

/** The codes as a table; with their maps where these are small. */
function CodeTable({ store, point: { network }, codes, statusOf }: TableProps): ReactElement {
  const { lens, session } = store.getState();
  const inputs = Array.from({ length: network.inputSize }, (_, k) => inputName(k, lens.space));
  const [first] = codes;
  const columns = first ? mapColumns(first.map, outputNames(network, session.data), inputs) : [];
  const rows = codeRows(layoutOf(network), codes, statusOf);
  return (
    <DataTable
      caption={`The most likely codes${columns.length > 0 ? ' and their maps' : ''}; differences and ‖ΔA‖ are from the first`}
      columns={[...CODE_COLUMNS, ...columns]}
      rows={rows.map(({ key, cells }, i) => ({ key, cells: [...cells, ...mapCells(codes[i]?.map ?? null)] }))}
    />
  );
}

function List({ store, point }: { store: LensStoreApi; point: SoftPoint }): ReactElement {
  const [count, setCount] = useState<(typeof COUNTS)[number]['value']>('8');
  useStore(store, resultOf);
  const pointed = useSlowly(store, pointedOf, ACCOMPANIES);
  const { network, hard } = point;
  const statuses = useStatuses(network);
  const pointer = useMemo(() => (pointed ? passAtPointer(store, point) : null), [store, point, pointed]);
  const codes = likelyCodesAt(pointer?.at ?? point, store.getState().session, Number(count));
  const layout = layoutOf(network);
  const { statusOf } = statuses;
  return (
    <div className="likely-host">
      <div className="likely-check">
        <Segmented label="How many" value={count} options={COUNTS} onChange={setCount} />
        <CopyButton text={() => codesJson(layout, codes, statusOf)} label="Copy the codes with their maps as JSON">
          JSON
        </CopyButton>
      </div>
      <p className="soft small">
        {pointer ? 'Where the pointer is.' : 'At the selected point; point at the slice for others.'}
      </p>
      <CodeList
        store={store}
        layout={layout}
        where={pointer ? 'where the pointer is' : 'at the point'}
        codes={codes}
        statusOf={statusOf}
      />
      <Check statuses={statuses} codes={codes} x={pointer?.x ?? hard.x} />
      <TableDetails name="Table of the likely codes">
        <CodeTable store={store} point={point} codes={codes} statusOf={statusOf} />
      </TableDetails>
    </div>
  );
}

/** The most likely codes at the point, and which of them name a polytope. */
export function LikelyCodes({ store }: { store: LensStoreApi }): ReactElement | null {
  const point = useResting(store, softPoint);
  return point && <List store={store} point={point} />;
}
