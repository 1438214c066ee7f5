import { type ReactElement, useEffect, useId, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { IconButton } from '../../ui/Button';
import { formatCount } from '../../ui/format';
import type { LensStoreApi } from '../live';
import { cellCount } from '../slice/describe';
import { Legend } from '../slice/Legend';
import { RegionTable } from '../slice/RegionTable';
import { Summary } from '../slice/Summary';
import { SliceStage } from '../slice/stage';
import { useScale } from '../slice/useScale';
import { useSlowly } from '../slice/useSlowly';
import { useThemeOf } from '../slice/useTheme';
import { createComparedStore } from './comparedStore';
import { comparedText, difference } from './comparedText';
import './compare.css';

const nothing = (): undefined => undefined;
const comparedOf = ({ session }: LensStore) => session.compared;
const resultOf = ({ session }: LensStore) => session.result;
const dataOf = ({ session }: LensStore) => session.data;
const stepOf = ({ lens }: LensStore): number => lens.compare?.step ?? 0;

function Caption({ store }: { store: LensStoreApi }): ReactElement {
  const compared = useSlowly(store, comparedOf);
  const result = useSlowly(store, resultOf);
  const step = useStore(store, stepOf);
  const count = compared ? cellCount(compared) : null;
  return (
    <div className="slice-chip compare-caption">
      <span className="num">
        step {formatCount(step)}
        {count !== null && ` · ${formatCount(count)} polytopes`}
      </span>
      {count !== null && result && <span className="soft">{difference(count, cellCount(result))}</span>}
      <IconButton icon="close" label="Close the other time" onClick={() => store.getState().actions.keepTime(false)} />
    </div>
  );
}

/** The same slice at another time of the training; viewport and point are shared with the view in force. */
export function CompareView({ store }: { store: LensStoreApi }): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const summaryId = useId();
  const [scale, onScale] = useScale();
  const theme = useThemeOf(host);
  const data = useSlowly(store, dataOf);
  const other = useMemo(() => createComparedStore(store), [store]);
  useEffect(() => {
    if (!host.current) return;
    const stage = new SliceStage(host.current, {
      store: other.store,
      summaryId,
      painter: null,
      onScale,
      onReadout: nothing,
      onPane: nothing,
    });
    return () => {
      stage.destroy();
      other.dispose();
    };
  }, [other, summaryId, onScale]);
  return (
    <section className="slice-view compare-view" aria-label="The slice at another time">
      <div className="slice-stage" ref={host} />
      <Summary store={other.store} id={summaryId} text={comparedText} />
      <div className="slice-corner top left">
        <Caption store={store} />
      </div>
      <div className="slice-corner bottom left">
        <RegionTable store={other.store} where=" at the other time" />
      </div>
      <div className="slice-corner bottom right">
        {scale && theme && (
          <Legend
            name="Legend of the other time"
            store={other.store}
            scale={scale}
            palette={theme.palette}
            data={data}
          />
        )}
      </div>
    </section>
  );
}
