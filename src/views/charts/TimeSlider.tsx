import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { stepAfter } from '../../state/recording/recording';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { oncePerFrame, setAttribute } from '../../ui/dom';
import { formatCount } from '../../ui/format';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { shortcutFor } from '../shortcuts';

const hasFrames = ({ session }: LensStore): boolean => session.recording.length > 1;

function mountSlider(slider: HTMLInputElement): Drawing {
  return {
    update({ lens, session: { recording } }) {
      const last = recording[recording.length - 1]?.step ?? 0;
      slider.min = String(recording[0]?.step ?? 0);
      slider.max = String(last);
      setAttribute(slider, 'aria-valuetext', `step ${formatCount(lens.step)} of ${formatCount(last)}`);
      // What the person moved it to meanwhile is on its way and wins.
      if (slider.dataset.pending === undefined) slider.value = String(lens.step);
    },
  };
}

/** Recorded steps that a key goes ahead. */
const FRAMES: Readonly<Record<string, number>> = {
  ahead: 1,
  back: -1,
  farAhead: 10,
  farBack: -10,
  first: Number.NEGATIVE_INFINITY,
  last: Number.POSITIVE_INFINITY,
};

const watched = ({ lens, session }: LensStore): readonly unknown[] => [lens.step, session.recording];

/** Scrubs through the recorded training, at most one step a frame. Nothing where nothing is recorded. */
export function TimeSlider({ store }: { store: LensStoreApi }): ReactElement | null {
  const shown = useStore(store, hasFrames);
  return shown ? <Slider store={store} /> : null;
}

function Slider({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLInputElement>(store, mountSlider, watched);
  const newest = useRef(0);
  const send = useMemo(
    () =>
      oncePerFrame(() => {
        delete ref.current?.dataset.pending;
        store.getState().actions.goToStep(newest.current);
      }),
    [store, ref],
  );
  useEffect(() => () => send.cancel(), [send]);
  const kept = useStore(store, ({ lens }) => lens.compare !== null);
  const plane = useStore(store, ({ session }) => session.network.inputSize > 1);
  return (
    <div className="time-slider">
      <label className="time-scrub">
        <span className="soft">time</span>
        <input
          ref={ref}
          type="range"
          step={1}
          aria-label="Training step"
          onKeyDown={(event) => {
            const by = FRAMES[shortcutFor('time', event.nativeEvent) ?? ''];
            if (by === undefined) return;
            // From frame to frame: recorded steps lie further apart than the slider's.
            event.preventDefault();
            const { lens, session, actions } = store.getState();
            actions.goToStep(stepAfter(session.recording, lens.step, by));
          }}
          onInput={(event) => {
            newest.current = event.currentTarget.valueAsNumber;
            event.currentTarget.dataset.pending = '';
            send();
          }}
        />
      </label>
      {plane && (
        <Button
          kind="quiet"
          title="Keeps the partition of this step beside the others while you move through time"
          aria-pressed={kept}
          onClick={() => store.getState().actions.keepTime(!kept)}
        >
          {kept ? 'close other' : 'keep beside'}
        </Button>
      )}
    </div>
  );
}
