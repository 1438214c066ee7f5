import { type ReactElement, useId, useState } from 'react';
import { useStore } from 'zustand';
import { type Layout, LONE_PARTS, type LonePart, ordered, PAGE_PARTS, type PagePart } from '../../state/layout';
import { Button } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { Segmented } from '../../ui/Segmented';
import { Toggle } from '../../ui/Toggle';
import type { LensStoreApi } from '../../views/live';
import { saveLensFile } from '../files';
import type { ShellServices } from '../services';
import { embedCode } from './embedCode';
import './share.css';

const PARTS: Readonly<Record<PagePart, string>> = {
  header: 'Header',
  setup: 'Left panel',
  scenes: 'Scenes',
  network: 'Network',
  data: 'Data',
  colour: 'Colour',
  training: 'Training',
  inspector: 'Inspector',
  strip: 'Strip below',
  path: 'the path',
  statistics: 'Statistics',
  chips: 'Chips in the slice',
};

type Shown = LonePart | 'page';
const SHOWN: Readonly<Record<Shown, string>> = {
  page: 'page',
  slice: 'slice',
  inspector: 'inspector',
  setup: 'left panel',
  strip: 'strip below',
};

/** Parts that can be seen at all: what belongs to a part that is left out, or to another than the lone one, cannot. */
function choices({ hide, only }: Layout): readonly PagePart[] {
  const inSetup: readonly PagePart[] = ['scenes', 'network', 'data', 'colour', 'training'];
  const inStrip: readonly PagePart[] = ['training', 'statistics'];
  if (only === 'slice') return ['chips'];
  if (only === 'setup') return inSetup;
  if (only) return only === 'strip' ? inStrip : [];
  const [setup, strip] = [!hide.includes('setup'), !hide.includes('strip')];
  const seen = (part: PagePart): boolean => (setup && inSetup.includes(part)) || (strip && inStrip.includes(part));
  return PAGE_PARTS.filter((part) => seen(part) || !(inSetup.includes(part) || inStrip.includes(part)));
}

function Parts({ layout, onLayout }: { layout: Layout; onLayout: (layout: Layout) => void }): ReactElement | null {
  const parts = choices(layout);
  if (parts.length === 0) return null;
  return (
    <fieldset className="share-parts">
      <legend className="soft">With</legend>
      {parts.map((part) => (
        <Toggle
          key={part}
          checked={!layout.hide.includes(part)}
          onChange={(on) => {
            const others = layout.hide.filter((one) => one !== part);
            onLayout({ ...layout, hide: ordered(on ? others : [...others, part]) });
          }}
        >
          {PARTS[part]}
        </Toggle>
      ))}
    </fieldset>
  );
}

function EmbedCode({ code }: { code: string }): ReactElement {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="soft">
        Embed code
      </label>
      <textarea
        id={id}
        className="num"
        readOnly
        rows={4}
        spellCheck={false}
        value={code}
        onFocus={(event) => event.currentTarget.select()}
      />
    </>
  );
}

const HEIGHT = 640;

interface SharePanelProps {
  readonly store: LensStoreApi;
  readonly services: ShellServices;
}

/** What to share: a link, a page inside another page, or a file; with all parts of the page or with some. */
export function SharePanel({ store, services }: SharePanelProps): ReactElement {
  const [layout, setLayout] = useState(() => store.getState().lens.layout);
  // The code follows what is on the page.
  const lens = useStore(store, (state) => state.lens);
  const title = useStore(store, ({ session }) => session.sceneTitle);
  const link = services.link(layout);
  const shown: readonly Shown[] = ['page', ...LONE_PARTS];
  return (
    <div className="share">
      <h2>Share</h2>
      <Segmented<Shown>
        label="Show the"
        value={layout.only ?? 'page'}
        options={shown.map((value) => ({ value, text: SHOWN[value] }))}
        onChange={(value) => setLayout({ ...layout, only: value === 'page' ? null : value })}
      />
      <Parts layout={layout} onLayout={setLayout} />
      {link.ok ? (
        <>
          <EmbedCode code={embedCode(link.url, `Polytope lens: ${title}`, HEIGHT)} />
          <div className="row">
            <CopyButton text={() => link.url}>Copy this link</CopyButton>
            <CopyButton text={() => embedCode(link.url, `Polytope lens: ${title}`, HEIGHT)}>Copy embed code</CopyButton>
          </div>
        </>
      ) : (
        <p className="soft">{link.message}</p>
      )}
      <div className="row">
        <Button icon="download" onClick={() => saveLensFile({ ...lens, layout })}>
          Save lens file
        </Button>
      </div>
    </div>
  );
}
