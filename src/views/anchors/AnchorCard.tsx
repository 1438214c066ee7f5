import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import type { AnchorSpec, DataSet, LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { element, oncePerFrame, setAttribute, setText } from '../../ui/dom';
import { drawPicture } from '../inspector/inputPicture';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { anchorWords, blendAt, blendValue } from './anchorSpec';
import { anchorPicture } from './picture';

export type AnchorIndex = 0 | 1 | 2;
export const ANCHOR_NAMES = ['a', 'b', 'c'] as const;

const anchorOf = ({ lens }: LensStore, index: AnchorIndex): AnchorSpec | null =>
  lens.slice.kind === 'anchors' ? lens.slice.anchors[index] : null;

/** Picture and words of one anchor. They change at every frame of a drag. */
function mountAnchor(index: AnchorIndex): (host: HTMLElement) => Drawing {
  return (host) => {
    const canvas = element('canvas', 'anchor-image');
    canvas.setAttribute('role', 'img');
    const words = element('p', 'anchor-words');
    host.append(canvas, words);
    return {
      update(state) {
        const anchor = anchorOf(state, index);
        const { data } = state.session;
        if (!anchor || !data) return;
        const text = anchorWords(anchor, data);
        setText(words, text);
        setAttribute(canvas, 'aria-label', `Anchor ${ANCHOR_NAMES[index]}: ${text}`);
        const picture = anchorPicture(anchor, state.session);
        canvas.hidden = !picture;
        if (picture) drawPicture(canvas, picture.values, picture.size);
      },
    };
  };
}

const ANCHOR_MOUNTS = [mountAnchor(0), mountAnchor(1), mountAnchor(2)] as const;

/** How many data points a blend runs over: few enough that one pixel is a small part of a step. */
const BLEND_SPAN = 5;

/** Keeps the slider where the anchor is. Its window begins at the anchor's digit and moves only when that is left. */
function mountBlend(index: AnchorIndex): (host: HTMLElement) => Drawing {
  return (host) => {
    const slider = host as HTMLInputElement;
    return {
      update(state) {
        const anchor = anchorOf(state, index);
        const { data } = state.session;
        const value = anchor && blendValue(anchor);
        if (value === null || !anchor || !data) return;
        if (slider.max === '' || value < Number(slider.min) || value > Number(slider.max)) {
          const from = Math.max(0, Math.min(Math.floor(value), data.count - 1 - BLEND_SPAN));
          slider.min = String(from);
          slider.max = String(Math.min(data.count - 1, from + BLEND_SPAN));
        }
        setAttribute(slider, 'aria-valuetext', anchorWords(anchor, data));
        // What the person moved it to meanwhile is on its way and wins.
        if (slider.dataset.pending === undefined && Math.abs(slider.valueAsNumber - value) > 1e-9)
          slider.value = String(value);
      },
    };
  };
}

const BLEND_MOUNTS = [mountBlend(0), mountBlend(1), mountBlend(2)] as const;
const watched = ({ lens, session }: LensStore): readonly unknown[] => [lens.slice, session.data];

interface AnchorCardProps {
  readonly store: LensStoreApi;
  readonly index: AnchorIndex;
  readonly data: DataSet;
  readonly onPick: (index: AnchorIndex) => void;
}

/** Blend: from the digit toward the next ones, at most one action a frame. */
function Blend({ store, index, data }: Omit<AnchorCardProps, 'onPick'>): ReactElement {
  const ref = useDrawing<HTMLInputElement>(store, BLEND_MOUNTS[index], watched);
  const newest = useRef(0);
  const send = useMemo(
    () =>
      oncePerFrame(() => {
        delete ref.current?.dataset.pending;
        store.getState().actions.setAnchor(index, blendAt(newest.current, data.count));
      }),
    [store, index, data.count, ref],
  );
  useEffect(() => () => send.cancel(), [send]);
  return (
    <label className="blend">
      <span className="soft">blend</span>
      <input
        ref={ref}
        type="range"
        step={0.02}
        aria-label={`Blend anchor ${ANCHOR_NAMES[index]} along the data`}
        onInput={(event) => {
          newest.current = event.currentTarget.valueAsNumber;
          event.currentTarget.dataset.pending = '';
          send();
        }}
      />
    </label>
  );
}

/** One of the three inputs that the slice goes through. */
export function AnchorCard({ store, index, data, onPick }: AnchorCardProps): ReactElement {
  const picture = useDrawing<HTMLDivElement>(store, ANCHOR_MOUNTS[index], watched);
  const name = ANCHOR_NAMES[index];
  return (
    <li className="anchor">
      <div className="anchor-head">
        <strong className="num">{name}</strong>
        <Button kind="quiet" aria-label={`Pick anchor ${name} from the data`} onClick={() => onPick(index)}>
          pick
        </Button>
      </div>
      <div ref={picture} className="anchor-picture" />
      <Blend store={store} index={index} data={data} />
    </li>
  );
}
