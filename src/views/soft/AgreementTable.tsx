import { type ReactElement, useEffect, useState } from 'react';
import { compareSoftAndHard, type SoftAgreement } from '../../state/softAgreement';
import type { LensStore } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import type { LensStoreApi } from '../live';

/** What the comparison depends on. */
const inputs = ({ lens, session }: LensStore): readonly unknown[] => [
  lens.soft?.beta,
  lens.soft?.layers,
  lens.domain,
  session.network,
  session.slice,
];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => Object.is(value, b[i]));

/** After the fine field, which is waited for. */
const REST_MS = 900;

/** The comparison of what is in force; null while it moves or is being made. */
function useAgreement(store: LensStoreApi): { readonly result: SoftAgreement | null; readonly old: boolean } {
  const [shown, setShown] = useState<{ result: SoftAgreement | null; old: boolean }>({ result: null, old: true });
  useEffect(() => {
    let timer = 0;
    let stop = (): void => undefined;
    const begin = (): void => {
      stop = compareSoftAndHard(store.getState(), (result) => setShown({ result, old: false }));
    };
    const wait = (): void => {
      window.clearTimeout(timer);
      stop();
      timer = window.setTimeout(begin, REST_MS);
      setShown((before) => (before.old ? before : { ...before, old: true }));
    };
    const unsubscribe = store.subscribe((state, before) => {
      if (!same(inputs(state), inputs(before))) wait();
    });
    wait();
    return () => {
      unsubscribe();
      window.clearTimeout(timer);
      stop();
    };
  }, [store]);
  return shown;
}

const difference = (value: number): string => (value === 0 ? '0' : formatNumber(value, 2));

function Rows({ betas, output, map }: SoftAgreement): ReactElement {
  return (
    <table className="agreement num">
      <thead>
        <tr>
          <th scope="col">β</th>
          {betas.map((beta) => (
            <th key={beta} scope="col">
              {beta === null ? 'in force' : String(beta)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">output</th>
          {output.map((value, i) => (
            <td key={betas[i]}>{difference(value)}</td>
          ))}
        </tr>
        <tr>
          <th scope="row">map</th>
          {map.map((value, i) => (
            <td key={betas[i]}>{difference(value)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

/** The largest difference of soft and hard network away from the boundaries, and how it falls as β → 1. */
export function AgreementTable({ store }: { store: LensStoreApi }): ReactElement {
  const { result, old } = useAgreement(store);
  return (
    <div className="soft-agreement" data-old={old}>
      <p className="soft">
        {result
          ? `Largest difference of soft and hard at ${formatCount(result.places)} of ${formatCount(result.drawn)} places, ` +
            `further from each boundary than its width at β = ${Number(result.beyond.toPrecision(4))}:`
          : 'Comparing soft and hard …'}
      </p>
      {result && result.places > 0 && <Rows {...result} />}
    </div>
  );
}
