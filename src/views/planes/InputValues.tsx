/** The values of the selected input, one by one: all of few, those that a search finds of many. */
import { type ReactElement, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { writtenOut } from '../../state/slices/points';
import type { DataSet, LensStore } from '../../state/types';
import { formatCount } from '../../ui/format';
import type { LensStoreApi } from '../live';
import { inputName } from '../names';
import { LiveSlider, type SliderSpec } from './LiveSlider';

/** Inputs up to this many are all listed; of more, as many matches. */
const LISTED = 32;
const MATCHES = 8;

type Size = { readonly width: number; readonly height: number };

const watched = ({ session }: LensStore): readonly unknown[] => [session.inspection, session.data];

const ranges = new WeakMap<DataSet, Map<number, readonly [number, number]>>();

/** Least and largest value of an input over the data, with a tenth on either side; made once an input. */
function dataRange(data: DataSet, input: number): readonly [number, number] {
  const known = ranges.get(data) ?? new Map<number, readonly [number, number]>();
  ranges.set(data, known);
  const made = known.get(input);
  if (made) return made;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = input; at < data.inputs.length; at += data.inputSize) {
    least = Math.min(least, data.inputs[at] as number);
    most = Math.max(most, data.inputs[at] as number);
  }
  const margin = 0.1 * (most - least) || 1;
  const range = [least - margin, most + margin] as const;
  known.set(input, range);
  return range;
}

/** What a slider of an input runs over: the data's range and the value itself. */
function rangeOf({ session }: LensStore, input: number): readonly [number, number] {
  const value = session.inspection?.x[input] ?? 0;
  const [least, most] = session.data ? dataRange(session.data, input) : [-2, 2];
  return [Math.min(least, value), Math.max(most, value)];
}

function valueSlider(store: LensStoreApi, input: number, label: string): SliderSpec {
  return {
    label,
    name: `Value of ${label}`,
    unit: '',
    steps: 200,
    range: (state) => rangeOf(state, input),
    read: ({ session }) => session.inspection?.x[input] ?? null,
    write: (value) => {
      const x = store.getState().session.inspection?.x.slice();
      if (!x) return;
      x[input] = value;
      void store.getState().actions.setInput(writtenOut(x));
    },
    watched,
  };
}

/** Inputs whose number a search names: `12`, or row and column of a pixel, `14,10`. */
export function searchInputs(text: string, inputSize: number, space: number, image: Size | null): readonly number[] {
  const first = space > 0 ? 0 : 1;
  const [a = '', b] = text.split(',').map((part) => part.trim());
  if (b !== undefined && image) {
    const [row, column] = [Number(a), Number(b)];
    const known = Number.isInteger(row) && Number.isInteger(column) && a !== '' && b !== '';
    const inside = row >= 0 && row < image.height && column >= 0 && column < image.width;
    return known && inside ? [row * image.width + column] : [];
  }
  if (!/^\d+$/.test(a)) return [];
  const found: number[] = [];
  for (let k = 0; k < inputSize && found.length < MATCHES; k++) if (String(k + first).startsWith(a)) found.push(k);
  return found;
}

/** What is found when nothing is searched for: the axes, and the inputs that a slice by two axes gives values of their own. */
const ownInputs = ({ lens }: LensStore): string =>
  lens.slice.kind === 'axes'
    ? [...lens.slice.axes, ...(lens.slice.values ?? []).map(([k]) => k)].slice(0, MATCHES).join()
    : '';

function Search({
  inputSize,
  image,
  text,
  onText,
}: {
  inputSize: number;
  image: Size | null;
  text: string;
  onText: (text: string) => void;
}): ReactElement {
  return (
    <label className="input-search">
      <span className="soft">
        One of <span className="num">{formatCount(inputSize)}</span>
      </span>
      <input
        className="num"
        type="search"
        inputMode="text"
        placeholder={image ? 'number, or row,column' : 'number'}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </label>
  );
}

export function InputValues({ store, image }: { store: LensStoreApi; image: Size | null }): ReactElement {
  const inputSize = useStore(store, ({ session }) => session.network.inputSize);
  const space = useStore(store, ({ lens }) => lens.space);
  const own = useStore(store, ownInputs);
  const [text, setText] = useState('');
  const many = inputSize > LISTED;
  // A slider that is being pulled must stay the same one, whatever its pull changes.
  const specs = useMemo(() => new Map<string, SliderSpec>(), []);
  const sliders = useMemo(() => {
    const all = Array.from({ length: many ? 0 : inputSize }, (_, k) => k);
    const found =
      text.trim() === '' ? own.split(',').filter(Boolean).map(Number) : searchInputs(text, inputSize, space, image);
    return (many ? found : all).map((k) => {
      const name = inputName(k, space);
      const spec = specs.get(name) ?? valueSlider(store, k, name);
      specs.set(name, spec);
      return spec;
    });
  }, [store, specs, inputSize, space, many, text, own, image]);
  return (
    <div className="input-values">
      {many && <Search inputSize={inputSize} image={image} text={text} onText={setText} />}
      {many && text.trim() !== '' && sliders.length === 0 && <p className="soft">There is no such input.</p>}
      <div className="slice-sliders">
        {sliders.map((slider) => (
          <LiveSlider key={slider.name} store={store} spec={slider} />
        ))}
      </div>
    </div>
  );
}
