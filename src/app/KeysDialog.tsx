import { Fragment, type ReactElement, useState } from 'react';
import { keyParts } from '../ui/keys';
import { Modal } from '../ui/Modal';
import { Toggle } from '../ui/Toggle';
import { type KeyPlace, SHORTCUTS, type ShortcutRow } from '../views/shortcuts';
import { setSingleKeys, singleKeysWork } from './singleKeys';
import './keysDialog.css';

const PLACES: readonly (readonly [KeyPlace, title: string, note: string])[] = [
  ['page', 'Anywhere', 'outside text boxes'],
  ['slice', 'The slice', 'while it has the focus'],
  ['handle', 'A point, an anchor, a unit’s line', 'while its ring has the focus'],
  ['paint', 'The picture to paint on', 'while it has the focus'],
  ['code', 'The spline code', 'while its cells have the focus'],
  ['cursor', 'Bars, matrices, lists', 'while they have the focus'],
  ['time', 'The time slider', 'while it has the focus'],
  ['field', 'Fields and sliders', 'while they have the focus'],
  ['open', 'What is open', 'a menu, the table, full size, 3-D'],
];

/** What pointers do, beside the keys. */
const POINTER: readonly (readonly [gesture: string, what: string])[] = [
  ['Click', 'Select the point there'],
  ['Alt+click, or hold a finger', 'Pin the values there'],
  ['Drag a ring', 'Move the point or the anchor'],
  ['Drag', 'Move the view; with two fingers on a touch screen'],
  ['Wheel, pinch', 'Zoom; with Ctrl or ⌘ where the page scrolls'],
  ['Double click', 'Zoom in; with Shift out'],
];

function Keys({ keys }: Pick<ShortcutRow, 'keys'>): ReactElement {
  return (
    <>
      {Object.entries(keys).map(([id, [first = '']]) => (
        <span key={id} className="keys-chord">
          {keyParts(first).map((part) => (
            <kbd key={part} className="num">
              {part}
            </kbd>
          ))}
        </span>
      ))}
    </>
  );
}

/** Four arrows with the same modifier need it only once. */
function brief({ keys, what }: ShortcutRow): ReactElement {
  const texts = Object.values(keys).map(([first = '']) => first);
  const modifier = /^(\w+)\+Arrow/.exec(texts[0] ?? '')?.[1];
  return (
    <Fragment key={what}>
      <dt>{modifier ? <Keys keys={{ arrows: [`${modifier}+arrows`] }} /> : <Keys keys={keys} />}</dt>
      <dd>{what}</dd>
    </Fragment>
  );
}

function SingleKeys(): ReactElement {
  const [on, setOn] = useState(singleKeysWork);
  return (
    <div className="keys-switch">
      <Toggle
        checked={on}
        onChange={(next) => {
          setSingleKeys(next);
          setOn(next);
        }}
      >
        Keys without Ctrl work anywhere
      </Toggle>
      <p className="soft">
        Off: “?” opens nothing. Keys of the slice and of handles work only while these have the focus.
      </p>
    </div>
  );
}

/** The list of all keys. */
export function KeysDialog({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Modal className="keys-dialog" title="Keys" onClose={onClose}>
      <div className="keys-groups">
        {PLACES.map(([place, title, note]) => (
          <section key={place}>
            <h3>
              {title} <span className="soft">{note}</span>
            </h3>
            <dl>{SHORTCUTS[place].map(brief)}</dl>
          </section>
        ))}
        <section>
          <h3>With the pointer</h3>
          <dl>
            {POINTER.map(([gesture, what]) => (
              <Fragment key={gesture}>
                <dt>{gesture}</dt>
                <dd>{what}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      </div>
      <SingleKeys />
    </Modal>
  );
}
