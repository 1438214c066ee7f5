import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import { firstSecond } from '../../state/firstSecond';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { element } from '../../ui/dom';
import { useFocusPassedOn, usePassedFocus } from '../../ui/passFocus';
import { Section } from '../../ui/Section';
import { drawGrey } from '../grey';
import { TermHelp } from '../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { coordinateNames } from '../names';
import { Coordinate } from './Coordinate';
import { CopyMenu } from './copy/CopyMenu';
import { inputSources } from './copy/sources';
import { drawPicture, inputPicture } from './inputPicture';
import { SecondPicture, SecondPoint } from './second/SecondPoint';

const imageWatched = ({ session }: LensStore): readonly unknown[] => [session.inspection, session.data];

function mountImage(host: HTMLElement): Drawing {
  const canvas = element('canvas', 'point-image');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'The selected input as an image');
  host.append(canvas);
  return {
    update(state) {
      const { inspection, data } = state.session;
      const image = data?.image;
      const fits = image && inspection && image.width * image.height === inspection.x.length;
      // A graph says itself that its input is a picture.
      const picture = fits ? null : inputPicture(state);
      host.hidden = !fits && !picture;
      if (fits) drawGrey(canvas, inspection.x, image);
      else if (picture && inspection) drawPicture(canvas, inspection.x, picture);
    },
  };
}

function AddSecond({ store }: { store: LensStoreApi }): ReactElement {
  const ref = usePassedFocus<HTMLButtonElement>('add-second');
  useFocusPassedOn(ref, 'second');
  const add = (): void => {
    const { lens, actions } = store.getState();
    actions.setSecond(firstSecond(lens));
  };
  return (
    <Button ref={ref} onClick={add} aria-label="Add a second point, B" title="A second point, to compare with">
      + B
    </Button>
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
  const two = useStore(store, ({ lens }) => lens.second !== null);
  const names = joined.split(',');
  return (
    <Section
      title="Point"
      aside={
        <>
          <CopyMenu store={store} what="the input x" sources={inputSources} />
          <TermHelp title="Slice and domain" terms={['slice', 'domain']} />
        </>
      }
    >
      <div className={two ? 'point two' : 'point'}>
        <div ref={image} className="point-picture" />
        {two && <SecondPicture store={store} />}
        <fieldset className="coordinates" aria-label={two ? 'Point A' : 'Selected point'}>
          {two && <span className="point-letter">A</span>}
          {names.map((name, index) => (
            <Coordinate
              key={name}
              store={store}
              which="point"
              index={index === 0 ? 0 : 1}
              name={name}
              problemId="point-problem"
              onProblem={setProblem}
            />
          ))}
          {!two && <AddSecond store={store} />}
        </fieldset>
        {two && <SecondPoint store={store} names={names} />}
      </div>
      <p id="point-problem" className="problem" role="alert">
        {problem}
      </p>
    </Section>
  );
}
