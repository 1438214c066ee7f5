import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { Segmented } from '../../ui/Segmented';
import { Toggle } from '../../ui/Toggle';
import type { LensStoreApi } from '../../views/live';
import { saveLensFile } from '../files';
import { saveNetworkJson, saveNetworkNpz, saveNetworkOnnx, saveNetworkSafetensors } from './networks';
import { type PictureOptions, savePng, saveSvg } from './pictures';
import { saveEdgesCsv, saveMapNpy, savePointJson, saveRegionsCsv, saveRegionsJson } from './tables';
import './export.css';

interface ItemProps {
  readonly name: string;
  readonly note: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Item({ name, note, disabled = false, onClick }: ItemProps): ReactElement {
  return (
    <button type="button" className="menu-item" disabled={disabled} onClick={onClick}>
      <span>{name}</span>
      <span className="soft">{note}</span>
    </button>
  );
}

type Scale = '1' | '2' | '4';
const SCALES: readonly { value: Scale; text: string; title: string }[] = [
  { value: '1', text: '1×', title: 'One pixel a CSS pixel' },
  { value: '2', text: '2×', title: 'Two pixels a CSS pixel' },
  { value: '4', text: '4×', title: 'Four pixels a CSS pixel' },
];

type Act = (what: (store: LensStore) => void | Promise<void>) => () => void;

/** Picture of what is on the page. A choice of size and theme stays as long as the page. */
function Pictures({ act }: { act: Act }): ReactElement {
  const [scale, setScale] = useState<Scale>('2');
  const [dark, setDark] = useState(false);
  const options: PictureOptions = { dark, scale: Number(scale) };
  return (
    <section className="export-group">
      <h2>Picture</h2>
      <p className="soft">What the slice shows. Dropped on this page, it opens again as it was.</p>
      <Item name="SVG" note="every polytope a polygon" onClick={act((store) => saveSvg(store, options))} />
      <Item name="PNG" note={`${scale}× the size on the page`} onClick={act((store) => savePng(store, options))} />
      <div className="export-options">
        <Segmented label="Scale of the PNG" value={scale} options={SCALES} onChange={setScale} />
        <Toggle checked={dark} onChange={setDark}>
          In dark colours
        </Toggle>
      </div>
    </section>
  );
}

const TOO_LARGE = 'the map of this network is too large for the page';

function Numbers({ store, act }: { store: LensStoreApi; act: Act }): ReactElement {
  const plane = useStore(store, ({ session }) => session.network.inputSize > 1);
  const part = useStore(store, ({ session }) => session.inspection?.mapOutputs !== undefined);
  return (
    <section className="export-group">
      <h2>Numbers</h2>
      <Item
        name={plane ? 'Polytopes, CSV' : 'Pieces, CSV'}
        note={plane ? 'code, area, outputs, class' : 'ends, code, outputs'}
        onClick={act(saveRegionsCsv)}
      />
      {plane && <Item name="Edges, CSV" note="ends, polytopes, units" onClick={act(saveEdgesCsv)} />}
      <Item name="Partition, JSON" note="as the command line writes it" onClick={act(saveRegionsJson)} />
      <Item
        name="Selected point, JSON"
        note={part ? TOO_LARGE : 'map, code, outputs'}
        disabled={part}
        onClick={act(savePointJson)}
      />
      <Item
        name="Local affine map, .npy"
        note={part ? TOO_LARGE : 'A | c, for numpy.load'}
        disabled={part}
        onClick={act(saveMapNpy)}
      />
    </section>
  );
}

/** What the export button opens: pictures, numbers, and files that come back in. */
export function ExportPanel({ store }: { store: LensStoreApi }): ReactElement {
  const act: Act = (what) => () => {
    const failed = (error: unknown): void =>
      store
        .getState()
        .actions.notify('error', `Nothing was exported: ${error instanceof Error ? error.message : String(error)}`);
    // A failure at once and a later one are told alike.
    void Promise.resolve()
      .then(() => what(store.getState()))
      .catch(failed);
  };
  return (
    <>
      <Pictures act={act} />
      <Numbers store={store} act={act} />
      <section className="export-group">
        <h2>To open again</h2>
        <Item name="Network, JSON" note="weights as plain JSON" onClick={act(saveNetworkJson)} />
        <Item name="Network, safetensors" note="weights for PyTorch" onClick={act(saveNetworkSafetensors)} />
        <Item name="Network, npz" note="weights for NumPy" onClick={act(saveNetworkNpz)} />
        <Item name="Network, ONNX" note="for onnxruntime, in float32" onClick={act(saveNetworkOnnx)} />
        <Item name="Lens file" note="all that a link restores" onClick={act(({ lens }) => saveLensFile(lens))} />
      </section>
    </>
  );
}
