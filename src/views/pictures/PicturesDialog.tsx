import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import { pictureText } from '../../state/pictures/values';
import type { OpenPictures, PictureUse } from '../../state/pictureTypes';
import { Button } from '../../ui/Button';
import { Modal } from '../../ui/Modal';
import type { LensStoreApi } from '../live';
import { PictureChoice } from './PictureChoice';
import { PicturePreview } from './PicturePreview';
import './pictures.css';

const ANCHORS: readonly Exclude<PictureUse, 'input'>[] = ['a', 'b', 'c'];

/** What a picture, or all of them, can become. */
function Uses({ store, open, index }: { store: LensStoreApi; open: OpenPictures; index: number }): ReactElement {
  const { actions } = store.getState();
  const many = open.pictures.length;
  return (
    <div className="picture-uses">
      <Button kind="primary" onClick={() => void actions.takePicture(index, 'input')}>
        Select as input
      </Button>
      {ANCHORS.map((anchor) => (
        <Button key={anchor} onClick={() => void actions.takePicture(index, anchor)}>
          Anchor {anchor}
        </Button>
      ))}
      {many >= 3 && <Button onClick={() => void actions.takePicturesAsAnchors()}>First three as anchors</Button>}
      <Button
        title="In place of the data, with the network’s answers as classes"
        onClick={() => void actions.takePicturesAsData()}
      >
        {many > 1 ? `All ${many} as the data` : 'As the data'}
      </Button>
    </div>
  );
}

function Content({ store, open }: { store: LensStoreApi; open: OpenPictures }): ReactElement | null {
  const [chosen, setChosen] = useState(0);
  const index = Math.min(chosen, open.pictures.length - 1);
  const picture = open.pictures[index];
  if (!picture) return null;
  return (
    <>
      {open.pictures.length > 1 && (
        <ul className="picture-list">
          {open.pictures.map((other, i) => (
            <li key={other.name}>
              <button
                type="button"
                className="data-image"
                aria-pressed={i === index}
                aria-label={other.name}
                title={other.name}
                onClick={() => setChosen(i)}
              >
                <PicturePreview picture={other} open={open} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="picture-now">
        <PicturePreview picture={picture} open={open} label={`${picture.name} as the network takes it`} />
        <div className="picture-words">
          <p role="status">{pictureText(picture, open)}.</p>
          {open.assumed && <p className="soft">{open.assumed}.</p>}
          <PictureChoice store={store} open={open} />
        </div>
      </div>
      <Uses store={store} open={open} index={index} />
      <p className="soft picture-done" role="status">
        {open.done.at(-1)}
      </p>
    </>
  );
}

/** Pictures that were dropped or picked: how they become inputs of the network, and which. */
export function PicturesDialog({ store }: { store: LensStoreApi }): ReactElement | null {
  const open = useStore(store, ({ session }) => session.pictures);
  if (!open) return null;
  const many = open.pictures.length;
  const title = many === 1 ? 'A picture as an input' : `${many} pictures as inputs`;
  return (
    <Modal
      className="pictures"
      title={title}
      onClose={store.getState().actions.closePictures}
      first=".picture-uses button"
    >
      <Content store={store} open={open} />
    </Modal>
  );
}
