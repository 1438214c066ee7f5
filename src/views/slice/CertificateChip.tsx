import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Certificate } from '../../core/partition/certificate';
import { sketchInForce } from '../../state/sketch';
import type { LensStore, PartitionResult, PartitionStatistics } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { Popover } from '../../ui/Popover';
import { checkTexts } from './checkTexts';
import { cellCount } from './describe';
import { useLasting } from './useLasting';
import { useSlowly } from './useSlowly';
import { checksOf, failures, type Kind, summaryLine } from './verdict';

const resultOf = (state: LensStore) => state.session.result;
const progressOf = (state: LensStore) => state.session.progress;
const shareOf = (state: LensStore) => state.session.progressShare;
const runningOf = (state: LensStore) => state.session.progress !== null;

/** Size of the sketch that is drawn in place of the polytopes; '' where none is. */
const sampledOf = ({ session }: LensStore): string => {
  const sketch = sketchInForce(session)?.sketch;
  return sketch ? `${sketch.width} × ${sketch.height}` : '';
};

const kindOf = (result: PartitionResult): Kind => (result.interval ? 'interval' : 'plane');

/** Whole seconds since it is shown. */
function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = window.setInterval(() => setSeconds(Math.round((performance.now() - began) / 1000)), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return seconds;
}

/** What of the work is done, the polytopes so far, and for how long. */
function CutSoFar({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const faces = useSlowly(store, progressOf);
  const share = useSlowly(store, shareOf);
  const seconds = useSeconds();
  return (
    <>
      cutting{share ? ` ${Math.floor(100 * share)}%` : ''}
      {faces ? (
        <>
          {' · '}
          <span className="rest">at least </span>
          {formatCount(faces)}
        </>
      ) : (
        ''
      )}
      {seconds > 1 && ` · ${seconds} s`}
    </>
  );
}

function Progress({ store, running }: { store: StoreApi<LensStore>; running: boolean }): ReactElement {
  const sampled = useSlowly(store, sampledOf);
  const act = (): void => {
    const { lens, actions } = store.getState();
    if (running) actions.cancelPartition();
    else actions.setDomain([...lens.domain]);
  };
  return (
    <div className="slice-chip slice-progress" role="status">
      <span className="num">
        {sampled && (
          <span className={running ? 'rest' : ''}>
            sampled<span className="rest"> at</span> {sampled}
            <span className="rest"> places</span>
            {running ? ', not exact yet · ' : ', not exact'}
          </span>
        )}
        {running && <CutSoFar store={store} />}
      </span>
      <button type="button" onClick={act}>
        {running ? 'Cancel' : 'Cut exactly'}
      </button>
    </div>
  );
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface FiguresProps {
  readonly result: PartitionResult;
  readonly title: string;
  /** What the figures belong to. */
  readonly children: ReactNode;
}

function Checks({ certificate, kind }: { certificate: Certificate; kind: Kind }): ReactElement {
  const texts = checkTexts(certificate, kind);
  return (
    <dl className="slice-checks">
      {checksOf(certificate, kind).map(({ name, value, holds }) => (
        <div key={name} className={holds ? '' : 'failed'}>
          <dt>
            {capitalised(name)} <span className="num">{value}</span>
          </dt>
          <dd>{holds ? texts.get(name) : `Does not hold. ${texts.get(name)}`}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Every figure of the certificate with how it was got. */
export function Figures({ result, title, children }: FiguresProps): ReactElement {
  const { certificate, complex, statistics } = result;
  return (
    <>
      <h3>{title}</h3>
      <p className="soft">{children}</p>
      <p className="num">
        {formatCount(cellCount(result))} {complex ? 'polytopes' : 'pieces'}
        {complex &&
          ` · ${formatCount(complex.vertices.length / 2)} vertices · ${formatCount(complex.edgeVertices.length / 2)} edges`}
        {` · ${formatNumber(result.seconds * 1000, 3)} ms`}
      </p>
      {statistics?.pieces != null && (
        <p>
          <span className="num">{formatCount(statistics.pieces)}</span> affine pieces: cells joined across edges on
          which the map does not change (‖ΔA‖ at most 2⁻⁴² of its terms).
        </p>
      )}
      {certificate ? <Checks certificate={certificate} kind={kindOf(result)} /> : <p>The checks are still running.</p>}
    </>
  );
}

/** How many of the cells f tells apart; nothing where it was not cut far enough to know. */
function AffinePieces({ statistics: { pieces } }: { statistics: PartitionStatistics }): ReactElement | null {
  if (pieces === null) return null;
  return <span className="pieces"> · {formatCount(pieces)} affine pieces</span>;
}

/** Count and certificate in a line; opens every figure. While a partition runs long, its progress and a way to stop it. */
export function CertificateChip({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  const result = useSlowly(store, resultOf);
  const running = useSlowly(store, runningOf);
  const busy = useLasting(running);
  const sampled = useSlowly(store, sampledOf) !== '';
  if (!result || sampled) return busy || sampled ? <Progress store={store} running={running} /> : null;
  const { certificate } = result;
  const failed = certificate ? failures(checksOf(certificate, kindOf(result))).length > 0 : false;
  const line = certificate ? summaryLine(certificate, kindOf(result)) : 'checking …';
  return (
    <>
      {busy && <Progress store={store} running />}
      <Popover
        label="Certificate of the partition"
        className="slice-figures"
        button={(props) => (
          <button type="button" className={`slice-chip slice-certificate num ${failed ? 'failed' : ''}`} {...props}>
            <strong>{formatCount(cellCount(result))}</strong> {result.complex ? 'polytopes' : 'pieces'}
            {result.statistics && <AffinePieces statistics={result.statistics} />}
            <span className="rest"> · {line}</span>
          </button>
        )}
      >
        <Figures result={result} title="How exact is it?">
          The cells were cut in float64 and then checked by other ways than they were made. Counts and checks belong to
          the domain, not to what the pane shows.
        </Figures>
      </Popover>
    </>
  );
}
