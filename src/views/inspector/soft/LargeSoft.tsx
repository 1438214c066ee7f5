/** The soft code at the point of a network too large for the page's thread: what a worker has of it, and what is not computed. */
import { type ReactElement, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Network } from '../../../core/network';
import { forwardCost } from '../../../core/network/forwardCost';
import { largeCodesAt } from '../../../state/softCodes';
import { softPoint } from '../../../state/softInspection';
import type { LargeSoftState, LensStore } from '../../../state/types';
import { Button } from '../../../ui/Button';
import { DataTable } from '../../../ui/DataTable';
import { formatCount, formatFull, formatNumber } from '../../../ui/format';
import { TableDetails } from '../../../ui/TableDetails';
import type { LensStoreApi } from '../../live';
import { layoutOf } from '../../names';
import { useSlowly } from '../../slice/useSlowly';
import { CODE_COLUMNS, codeRows } from './codeWords';
import { CodeList } from './LikelyRow';
import { SoftFact } from './SoftFact';

interface PartProps {
  readonly store: LensStoreApi;
}

type Found = NonNullable<LargeSoftState['found']>;

const largeOf = ({ session }: LensStore): LargeSoftState | null => session.largeSoft;
/** What was found of another point or β is not shown. */
const foundOf = (state: LensStore): Found | null =>
  softPoint(state) ? (state.session.largeSoft?.found ?? null) : null;
const resultOf = ({ session }: LensStore): LensStore['session']['result'] => session.result;
const nothing = (): undefined => undefined;

/** How far it is, and the way to end it or to begin anew. */
export function LargeSoftProgress({ store }: PartProps): ReactElement | null {
  const large = useSlowly(store, largeOf);
  if (!large) return null;
  const { progress, stopped, fault, stop, again } = large;
  if (progress === null && !stopped && fault === null) return null;
  return (
    <div className="likely-check large-soft">
      <Button onClick={() => (progress === null ? again() : stop())}>{progress === null ? 'Compute' : 'Stop'}</Button>
      {progress === null ? (
        <span className="soft small" role="status">
          {fault === null ? 'Soft codes: stopped.' : `Soft codes: ${fault}.`}
        </span>
      ) : (
        <>
          <progress aria-label="Soft codes at the point" value={progress} max={1} />
          <span className="num soft small">{`${Math.floor(100 * progress)}%`}</span>
        </>
      )}
    </div>
  );
}

const productsOf = (network: Network): string =>
  `${formatCount(Math.round(forwardCost(network) / 1e6))} million multiplications`;

/** How soft and hard maps differ along the slice; on all inputs they are not written out. */
export function LargeMaps({ store }: PartProps): ReactElement {
  const found = useStore(store, foundOf);
  const { outputSize, inputSize } = useStore(store, ({ session }) => session.network);
  const norms = found?.norms;
  const fact = (value: number | undefined) =>
    value === undefined ? { value: '…' } : { value: formatNumber(value), full: formatFull(value) };
  return (
    <div className="soft-map-host">
      <dl className="facts">
        <SoftFact name="Jacobian − soft map" {...fact(norms?.derivativeTerm)} />
        <SoftFact name="Soft map − hard map" {...fact(norms?.softFromHard)} />
        <SoftFact name="Soft map" {...fact(norms?.soft)} />
      </dl>
      <p className="soft small">
        {`Frobenius norms along the slice. The maps on all inputs are not computed: they have ${formatCount(outputSize)} × ${formatCount(inputSize)} numbers, and each row takes a pass.`}
      </p>
    </div>
  );
}

/** The most likely codes; whether one is empty is not asked. */
export function LargeCodes({ store }: PartProps): ReactElement | null {
  const found = useStore(store, foundOf);
  const result = useStore(store, resultOf);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place of a code depends on the partition in force
  const codes = useMemo(
    () => (found ? largeCodesAt(found.point.network, found.codes, store.getState().session) : []),
    [store, found, result],
  );
  if (!found) return null;
  const { network } = found.point;
  const layout = layoutOf(network);
  return (
    <div className="likely-host">
      <CodeList store={store} layout={layout} where="at the point" codes={codes} statusOf={nothing} />
      <p className="soft small">
        {`‖ΔA‖ along the slice. Whether a code that no polytope here has is empty is not asked: its linear program would have ${formatCount(layout.units)} half-spaces in ${formatCount(network.inputSize)} inputs.`}
      </p>
      <TableDetails name="Table of the likely codes">
        <DataTable
          caption="The most likely codes; differences and ‖ΔA‖ (along the slice) are from the first"
          columns={CODE_COLUMNS}
          rows={codeRows(layout, codes, nothing)}
        />
      </TableDetails>
    </div>
  );
}

/** What a network this large does not get, and why. */
export function NotOfLarge({ store }: PartProps): ReactElement {
  const network = useStore(store, ({ session }) => session.network);
  return (
    <p className="soft small">
      {`Not computed of a network this large: codes drawn at random, a map of all outputs each, and the width of a soft boundary, some 400 passes of ${productsOf(network)}.`}
    </p>
  );
}
