import type { ReactElement } from 'react';
import type { LensStore } from '../../state/types';
import type { LensStoreApi } from '../live';
import { css } from '../palette';
import type { ThemeColours } from '../slice/colours';
import { useSlowly } from '../slice/useSlowly';
import { GRAPH_WORDS, softGates } from './softCurve';
import './graphKey.css';

const isSoftShown = ({ lens, session }: LensStore): boolean =>
  session.result?.interval != null && softGates(lens, session.result) !== null;

const isSingle = ({ session }: LensStore): boolean => session.network.outputSize === 1;

interface KeyProps {
  readonly store: LensStoreApi;
  readonly theme: ThemeColours | null;
}

/** Which graph is the exact one of the hard limit, and which the sampled one of the soft network; nothing where there is one. */
export function GraphKey({ store, theme }: KeyProps): ReactElement | null {
  const shown = useSlowly(store, isSoftShown);
  const single = useSlowly(store, isSingle);
  if (!shown || !theme) return null;
  const [hard, soft] = [css(theme.ink), css(single ? theme.palette.classInk(1) : theme.ink)];
  return (
    <div className="slice-chip graph-key">
      <span className="visually-hidden">Graphs: </span>
      <span>
        <i style={{ borderTopColor: hard }} /> {GRAPH_WORDS.hard}
      </span>
      <span>
        <i className={single ? '' : 'broken'} style={{ borderTopColor: soft }} /> {GRAPH_WORDS.soft}
      </span>
    </div>
  );
}
