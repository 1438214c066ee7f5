import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { element, setAttribute } from '../../ui/dom';
import { formatFull, formatNumber, parseNumber } from '../../ui/format';
import { Section } from '../../ui/Section';
import { drawGrey } from '../grey';
import { TermHelp } from '../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { coordinateNames } from '../names';

const imageWatched = ({ session }: LensStore): readonly unknown[] => [session.inspection, session.data];

function mountImage(host: HTMLElement): Drawing {
  const canvas = element('canvas', 'point-image');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'The selected input as an image');
  host.append(canvas);
  return {
    update({ session: { inspection, data } }) {
      const image = data?.image;
      const fits = image && inspection && image.width * image.height === inspection.x.length;
      host.hidden = !fits;
      if (fits) drawGrey(canvas, inspection.x, image);
    },
  };
}

const pointWatched = ({ lens }: LensStore): readonly unknown[] => [lens.point];

/** Keeps an input's text at the point's coordinate, but never while it is being typed in. */
function mountCoordinate(index: 0 | 1): (host: HTMLElement) => Drawing {
  return (host) => {
    const input = host as HTMLInputElement;
    return {
      update({ lens }) {
        const full = formatFull(lens.point[index]);
        if (input.title !== full) input.title = full;
        if (document.activeElement === input && input.dataset.typing !== undefined) return;
        const text = document.activeElement === input ? full : formatNumber(lens.point[index]);
        if (input.value !== text) input.value = text;
      },
    };
  };
}

const MOUNTS = [mountCoordinate(0), mountCoordinate(1)] as const;

interface CoordinateProps {
  readonly store: LensStoreApi;
  readonly index: 0 | 1;
  readonly name: string;
  readonly onProblem: (problem: string | null) => void;
}

function Coordinate({ store, index, name, onProblem }: CoordinateProps): ReactElement {
  const ref = useDrawing<HTMLInputElement>(store, MOUNTS[index], pointWatched);
  const show = (input: HTMLInputElement, focused: boolean): void => {
    const value = store.getState().lens.point[index];
    delete input.dataset.typing;
    setAttribute(input, 'aria-invalid', null);
    input.value = focused ? formatFull(value) : formatNumber(value);
    onProblem(null);
  };
  const apply = (input: HTMLInputElement): void => {
    const value = parseNumber(input.value);
    if (value === null) {
      setAttribute(input, 'aria-invalid', 'true');
      onProblem(`${name}: “${input.value}” is not a number`);
      return;
    }
    const { lens, actions } = store.getState();
    actions.setPoint(index === 0 ? [value, lens.point[1]] : [lens.point[0], value]);
    show(input, true);
  };
  return (
    <label className="coordinate num">
      <span className="soft">{name}</span>
      <input
        ref={ref}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-describedby="point-problem"
        onFocus={(event) => {
          show(event.currentTarget, true);
          event.currentTarget.select();
        }}
        onBlur={(event) => show(event.currentTarget, false)}
        onInput={(event) => {
          event.currentTarget.dataset.typing = '';
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply(event.currentTarget);
          if (event.key === 'Escape') show(event.currentTarget, true);
        }}
      />
    </label>
  );
}

/** The selected input: its slice coordinates, editable, and its picture where inputs are images. */
export function PointSection({ store }: { store: LensStoreApi }): ReactElement {
  // As one text: the slice of a drag is another at every step, its names are not.
  const joined = useStore(store, ({ lens, session }) =>
    coordinateNames(lens.slice, session.network.inputSize, lens.space).join(),
  );
  const image = useDrawing<HTMLDivElement>(store, mountImage, imageWatched);
  const [problem, setProblem] = useState<string | null>(null);
  const names = joined.split(',');
  return (
    <Section title="Point" aside={<TermHelp title="Slice and domain" terms={['slice', 'domain']} />}>
      <div className="point">
        <div ref={image} className="point-picture" />
        <div className="coordinates">
          {names.map((name, index) => (
            <Coordinate key={name} store={store} index={index === 0 ? 0 : 1} name={name} onProblem={setProblem} />
          ))}
        </div>
      </div>
      <p id="point-problem" className="problem" role="alert">
        {problem}
      </p>
    </Section>
  );
}
