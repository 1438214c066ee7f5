import { type ReactElement, useState } from 'react';
import type { SampledMaps } from '../../../state/softCodes';
import { softPoint } from '../../../state/softInspection';
import { Button } from '../../../ui/Button';
import { DataTable, numberCell } from '../../../ui/DataTable';
import { formatCount, formatFull, formatNumber } from '../../../ui/format';
import { NumberField } from '../../../ui/NumberField';
import { TableDetails } from '../../../ui/TableDetails';
import type { LensStoreApi } from '../../live';
import { useResting } from './resting';
import { SampledChart } from './SampledChart';
import { SoftFact } from './SoftFact';
import { useSamples } from './useSamples';

const MOST_SAMPLES = 4096;
const FIRST_SAMPLES = 1024;

const checkCount = (n: number): string | null =>
  Number.isInteger(n) && n >= 1 && n <= MOST_SAMPLES ? null : `a whole number from 1 to ${formatCount(MOST_SAMPLES)}`;

const checkSeed = (seed: number): string | null =>
  Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 ? null : 'a whole number from 0 to 4,294,967,295';

function Result({ found }: { found: SampledMaps }): ReactElement {
  const { counts, errors, expected, different, norm } = found;
  const n = counts.at(-1) ?? 0;
  const [error, mean] = [errors.at(-1) ?? 0, expected.at(-1) ?? 0];
  return (
    <>
      <SampledChart found={found} />
      <dl className="facts">
        <SoftFact name="Different codes" value={`${formatCount(different)} of ${formatCount(n)} drawn`} />
        <SoftFact name="‖mean A − A(x)‖" value={formatNumber(error)} full={formatFull(error)} />
        <SoftFact name="Expected" value={formatNumber(mean)} full={formatFull(mean)} />
        <SoftFact name="‖A(x)‖" value={formatNumber(norm)} full={formatFull(norm)} />
      </dl>
      <TableDetails name="Table of the sampled codes">
        <DataTable
          caption="Distance of the mean map of the first n codes from the soft map"
          columns={[{ name: 'n' }, { name: '‖mean A − A(x)‖' }, { name: 'expected' }]}
          rows={counts.map((count, i) => ({
            key: count,
            cells: [formatCount(count), numberCell(errors[i] ?? 0), numberCell(expected[i] ?? 0)],
          }))}
        />
      </TableDetails>
    </>
  );
}

/** Hard codes drawn at the point, and how the mean of their maps comes near the soft map. */
export function SampledCodes({ store }: { store: LensStoreApi }): ReactElement {
  const point = useResting(store, softPoint);
  const [count, setCount] = useState(FIRST_SAMPLES);
  const [seed, setSeed] = useState(1);
  const { found, waiting, fault } = useSamples(point, count, seed);
  return (
    <div className="sampled-host" data-stale={waiting && found ? '' : undefined}>
      <div className="sampled-controls">
        <NumberField label="Codes" value={count} check={checkCount} onCommit={setCount} />
        <NumberField label="Seed" value={seed} check={checkSeed} onCommit={setSeed} />
        <Button onClick={() => setSeed((seed + 1) % 2 ** 32)} title="With the next seed">
          Draw again
        </Button>
      </div>
      {fault && (
        <p className="problem" role="alert">
          {`No codes were drawn: ${fault}`}
        </p>
      )}
      {found ? <Result found={found} /> : !fault && <p className="soft small">Drawing …</p>}
    </div>
  );
}
