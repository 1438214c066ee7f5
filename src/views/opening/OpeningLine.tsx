import type { ReactElement } from 'react';
import type { LensStore, Opening } from '../../state/types';
import { Button } from '../../ui/Button';
import type { LensStoreApi } from '../live';
import { useLasting } from '../slice/useLasting';
import { useSlowly } from '../slice/useSlowly';
import { openingText } from './openingText';
import './opening.css';

const openingOf = ({ session }: LensStore): Opening | null => session.opening;

/** What is fetched for a scene that is being opened, how much of it is there, and a way to give it up. */
export function OpeningLine({ store }: { store: LensStoreApi }): ReactElement | null {
  const opening = useSlowly(store, openingOf);
  const lasting = useLasting(opening !== null);
  if (!opening || !lasting) return null;
  const { done, total } = opening;
  const { title, file, amount } = openingText(opening);
  return (
    <div className="opening" role="status">
      <span className="opening-title">{title}</span>
      <span className="num soft opening-file">{file}</span>
      <progress aria-label="Fetched" {...(total !== null && done < total ? { value: done, max: total } : {})} />
      <span className="num soft opening-amount">{amount}</span>
      <Button kind="quiet" onClick={() => store.getState().actions.cancelOpening()}>
        Cancel
      </Button>
    </div>
  );
}
