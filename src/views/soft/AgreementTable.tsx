import { type ReactElement, useEffect, useState } from 'react';
import { agreementQuestion, type SoftAgreement } from '../../state/softAgreement';
import { createSoftCodes } from '../../state/softCodes';
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

/** What is shown of the comparison. */
interface Shown {
  readonly result: SoftAgreement | null;
  readonly old: boolean;
  readonly fault: string | null;
}

const NOTHING: Shown = { result: null, old: true, fault: null };

/** The comparison of what is in force, by a worker; null while it moves or is being made. */
function useAgreement(store: LensStoreApi): Shown {
  const [shown, setShown] = useState(NOTHING);
  useEffect(() => {
    let timer = 0;
    const client = createSoftCodes((said) => {
      if (said.kind === 'agreement') setShown({ ...NOTHING, result: said.agreement, old: false });
      if (said.kind === 'error') setShown({ ...NOTHING, fault: said.message });
    });
    const begin = (): void => {
      const question = agreementQuestion(store.getState());
      if (question) client.ask({ kind: 'agreement', ...question });
    };
    const wait = (): void => {
      window.clearTimeout(timer);
      client.cancel();
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
      client.dispose();
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

function words({ result, fault }: Shown): string {
  if (fault !== null) return `Soft and hard were not compared: ${fault}`;
  if (!result) return 'Comparing soft and hard …';
  const { places, drawn, beyond } = result;
  const where = `further from each boundary than its width at β = ${Number(beyond.toPrecision(8))}`;
  return places === 0
    ? `Soft and hard are not compared: of ${formatCount(drawn)} places none is ${where}.`
    : `Largest difference of soft and hard at ${formatCount(places)} of ${formatCount(drawn)} places, ${where}:`;
}

/** The largest difference of soft and hard network away from the boundaries, and how it falls as β → 1. */
export function AgreementTable({ store }: { store: LensStoreApi }): ReactElement {
  const shown = useAgreement(store);
  const { result, old } = shown;
  return (
    <div className="soft-agreement" data-old={old}>
      <p className="soft">{words(shown)}</p>
      {result && result.places > 0 && <Rows {...result} />}
    </div>
  );
}
