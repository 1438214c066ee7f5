import type { ReactElement } from 'react';
import type { PictureManner } from '../../core/data/picture';
import type { OpenPictures } from '../../state/pictureTypes';
import { Segmented } from '../../ui/Segmented';
import { Toggle } from '../../ui/Toggle';
import type { LensStoreApi } from '../live';

const FITS: readonly { value: PictureManner['fit']; text: string; title: string }[] = [
  { value: 'crop', text: 'crop', title: 'The largest middle part of the network’s proportions' },
  { value: 'whole', text: 'whole', title: 'All of it, with black bars' },
  { value: 'stretch', text: 'stretch', title: 'All of it, distorted' },
];

const RANGES: readonly { value: PictureManner['range']; text: string; title: string }[] = [
  { value: 'unit', text: '0…1', title: 'Divided by 255' },
  { value: 'signed', text: '−1…1', title: 'Divided by 127.5, less 1' },
  { value: 'bytes', text: '0…255', title: 'As they are' },
  {
    value: 'imagenet',
    text: 'ImageNet',
    title: 'Less the mean (0.485, 0.456, 0.406), by the deviation (0.229, 0.224, 0.225)',
  },
];

/** How a picture is brought to the network: what of it, in which range, inverted or not. */
export function PictureChoice({ store, open }: { store: LensStoreApi; open: OpenPictures }): ReactElement {
  const { manner, size } = open;
  const { setPictureManner } = store.getState().actions;
  return (
    <div className="picture-choice">
      <Segmented label="Fit" value={manner.fit} options={FITS} onChange={(fit) => setPictureManner({ fit })} />
      <Segmented
        label="Values"
        value={manner.range}
        // The colours' means are of three channels.
        options={size.channels === 3 ? RANGES : RANGES.slice(0, 3)}
        onChange={(range) => setPictureManner({ range })}
      />
      <Toggle checked={manner.invert} onChange={(invert) => setPictureManner({ invert })}>
        Invert (dark on light becomes light on dark)
      </Toggle>
    </div>
  );
}
