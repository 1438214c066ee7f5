import type { ReactElement } from 'react';
import { Button } from '../ui/Button';
import type { LensStoreApi } from '../views/live';
import { saveLensFile } from './files';

interface LinkProblemProps {
  readonly store: LensStoreApi;
  readonly text: string;
  /** The link that could not be copied; null when there is none. */
  readonly url: string | null;
  readonly onClose: () => void;
}

/** Why a link could not be written or copied, with the link to copy by hand and the file as the way that always works. */
export function LinkProblem({ store, text, url, onClose }: LinkProblemProps): ReactElement {
  return (
    <div className="link-problem" role="alert">
      <p>{text}</p>
      {url && (
        <input
          className="num"
          readOnly
          aria-label="Link"
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      <div className="row">
        <Button icon="download" onClick={() => saveLensFile(store.getState().lens)}>
          Save lens file
        </Button>
        <Button kind="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}
