import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { isLarge } from '../../state/large';
import { agreementQuestion, longAgreementQuestion, type SoftAgreement } from '../../state/softAgreement';
import { createSoftCodes } from '../../state/softCodes';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
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
  /** Share that is done of a comparison that takes long. */
  readonly share: number | null;
}

const NOTHING: Shown = { result: null, old: true, fault: null, share: null };

/** Begins and ends a comparison that takes long. */
interface Ways {
  begin(): void;
  stop(): void;
}

/** The comparison of what is in force, by a worker; null while it moves or is being made. */
function useAgreement(store: LensStoreApi): readonly [Shown, RefObject<Ways>] {
  const [shown, setShown] = useState(NOTHING);
  const ways = useRef<Ways>({ begin: () => undefined, stop: () => undefined });
  useEffect(() => {
    let timer = 0;
    const client = createSoftCodes((said) => {
      if (said.kind === 'share')
        setShown((before) => (before.share === null ? before : { ...before, share: said.share }));
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
      setShown((before) => (before.old && before.share === null ? before : { ...before, old: true, share: null }));
    };
    ways.current = {
      begin() {
        setShown((before) => ({ ...before, fault: null, share: 0 }));
        client.ask({ kind: 'agreement', ...longAgreementQuestion(store.getState()) });
      },
      stop() {
        client.cancel();
        setShown((before) => ({ ...before, share: null }));
      },
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
  return [shown, ways];
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

const LONG =
  'How far soft and hard are apart away from the boundaries is computed on demand: each place takes some thirty passes, and there are six.';

function words({ result, fault }: Shown, large: boolean): string {
  if (fault !== null) return `Soft and hard were not compared: ${fault}`;
  if (!result) return large ? LONG : 'Comparing soft and hard …';
  const { places, drawn, beyond } = result;
  const where = `further from each boundary than its width at β = ${Number(beyond.toPrecision(8))}`;
  return places === 0
    ? `Soft and hard are not compared: of ${formatCount(drawn)} places none is ${where}.`
    : `Largest difference of soft and hard at ${formatCount(places)} of ${formatCount(drawn)} places, ${where}:`;
}

/** Begins, or ends with the share that is done, the comparison of a large network. */
function OnDemand({ share, ways }: { share: number | null; ways: RefObject<Ways> }): ReactElement {
  const running = share !== null;
  return (
    <div className="soft-on-demand">
      <Button onClick={() => (running ? ways.current.stop() : ways.current.begin())}>
        {running ? 'Stop' : 'Compare soft and hard'}
      </Button>
      {running && <progress aria-label="Comparison of soft and hard" value={share} max={1} />}
      {running && <span className="num soft small">{`${Math.floor(100 * share)}%`}</span>}
    </div>
  );
}

const largeOf = ({ session }: LensStore): boolean => isLarge(session.network);

/** The largest difference of soft and hard network away from the boundaries, and how it falls as β → 1. */
export function AgreementTable({ store }: { store: LensStoreApi }): ReactElement {
  const [shown, ways] = useAgreement(store);
  const large = useStore(store, largeOf);
  const { result, old } = shown;
  const outdated = large && old;
  return (
    <div className="soft-agreement" data-old={old}>
      <p className="soft">{words(outdated ? { ...shown, result: null } : shown, large)}</p>
      {outdated && <OnDemand share={shown.share} ways={ways} />}
      {!outdated && result && result.places > 0 && <Rows {...result} />}
    </div>
  );
}
