import { type ReactElement, useState } from 'react';
import { secondInput } from '../../../state/second';
import type { LensStore } from '../../../state/types';
import { IconButton } from '../../../ui/Button';
import { element } from '../../../ui/dom';
import { useFocusPassedOn, usePassedFocus } from '../../../ui/passFocus';
import { drawGrey } from '../../grey';
import { type Drawing, type LensStoreApi, useDrawing } from '../../live';
import { Coordinate } from '../Coordinate';
import './second.css';

const watched = ({ lens, session }: LensStore): readonly unknown[] => [
  lens.second,
  session.slice,
  session.network,
  session.data,
  session.pointsAnswered,
];

function mountPicture(host: HTMLElement): Drawing {
  const canvas = element('canvas', 'point-image');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'The second input as an image');
  host.append(canvas);
  return {
    update(state) {
      const image = state.session.data?.image;
      const input = secondInput(state);
      const fits = image && input && image.width * image.height === input.x.length;
      host.hidden = !fits;
      if (fits) drawGrey(canvas, input.x, image);
    },
  };
}

/** The second input's picture, where inputs are images. */
export function SecondPicture({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mountPicture, watched);
  return <div ref={ref} className="point-picture second" />;
}

interface SecondPointProps {
  readonly store: LensStoreApi;
  /** Of the coordinates. */
  readonly names: readonly string[];
}

/** The second point: its coordinates to be typed, exchanged with the first one, or taken away. */
export function SecondPoint({ store, names }: SecondPointProps): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  // The group and not a field of it: on a phone that would bring up the keyboard.
  const group = usePassedFocus<HTMLFieldSetElement>('second');
  useFocusPassedOn(group, 'add-second');
  const { swapPoints, setSecond } = store.getState().actions;
  return (
    <>
      <fieldset ref={group} tabIndex={-1} className="coordinates" aria-label="Point B">
        <span className="point-letter second">B</span>
        {names.map((name, index) => (
          <Coordinate
            key={name}
            store={store}
            which="second"
            index={index === 0 ? 0 : 1}
            name={name}
            problemId="second-problem"
            onProblem={setProblem}
          />
        ))}
        <IconButton icon="swap" label="Exchange A and B" onClick={swapPoints} />
        <IconButton icon="close" label="Remove B" onClick={() => setSecond(null)} />
      </fieldset>
      <p id="second-problem" className="problem" role="alert">
        {problem}
      </p>
    </>
  );
}
