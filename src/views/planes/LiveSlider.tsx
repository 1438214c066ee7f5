import type { ReactElement } from 'react';
import type { LensStore } from '../../state/types';
import { element, oncePerFrame, setAttribute, setText } from '../../ui/dom';
import { formatFull, formatNumber, parseNumber } from '../../ui/format';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { shortcutFor } from '../shortcuts';

/** A number of the state on a slider and in a field beside it. Everything is read anew at each update. */
export interface SliderSpec {
  readonly label: string;
  /** Its name for assistive technology, where the label alone does not say it. */
  readonly name: string;
  /** Stands after the number: σ. */
  readonly unit: string;
  /** Steps from end to end. */
  readonly steps: number;
  readonly range: (state: LensStore) => readonly [number, number];
  /** Null: there is nothing to show, and the row is hidden. */
  readonly read: (state: LensStore) => number | null;
  /** At most once a frame while the slider is pulled. */
  readonly write: (value: number) => void;
  readonly watched: (state: LensStore) => readonly unknown[];
}

interface Parts {
  readonly slider: HTMLInputElement;
  readonly field: HTMLInputElement;
}

function makeParts(host: HTMLElement, { label, name, unit }: SliderSpec): Parts {
  const slider = element('input');
  const field = element('input', 'num');
  slider.type = 'range';
  slider.setAttribute('aria-label', name);
  field.inputMode = 'decimal';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.setAttribute('aria-label', `${name}, typed`);
  host.append(element('span', 'slider-label num', label), slider, field, element('span', 'soft num', unit));
  return { slider, field };
}

/** Typing: Enter or leaving applies, Escape brings back what is in force. */
function listenToField(field: HTMLInputElement, apply: (value: number) => void, show: () => void): void {
  const commit = (): void => {
    if (field.dataset.typing === undefined) return;
    const value = parseNumber(field.value);
    setAttribute(field, 'aria-invalid', value === null ? 'true' : null);
    field.title = value === null ? `“${field.value}” is not a number` : '';
    if (value === null) return;
    delete field.dataset.typing;
    apply(value);
    show();
  };
  field.addEventListener('focus', () => field.select());
  field.addEventListener('input', () => {
    field.dataset.typing = '';
  });
  field.addEventListener('blur', commit);
  field.addEventListener('keydown', (event) => {
    const key = shortcutFor('field', event);
    if (key === 'apply') commit();
    if (key !== 'restore') return;
    delete field.dataset.typing;
    setAttribute(field, 'aria-invalid', null);
    show();
  });
}

function mountSlider(spec: SliderSpec): (host: HTMLElement, store: LensStoreApi) => Drawing {
  return (host, store) => {
    const { slider, field } = makeParts(host, spec);
    let newest = 0;
    let pending = false;
    const send = oncePerFrame(() => {
      pending = false;
      spec.write(newest);
    });
    const show = (): void => {
      const state = store.getState();
      const value = spec.read(state);
      host.hidden = value === null;
      if (value === null) return;
      const [least, most] = spec.range(state);
      setAttribute(slider, 'min', String(least));
      setAttribute(slider, 'max', String(most));
      setAttribute(slider, 'step', String((most - least) / spec.steps));
      setAttribute(slider, 'aria-valuetext', `${formatNumber(value)} ${spec.unit}`.trim());
      // What the person moved it to meanwhile is on its way and wins.
      if (!pending && slider.valueAsNumber !== value) slider.value = String(value);
      if (field.dataset.typing !== undefined) return;
      field.value = formatNumber(value);
      field.title = formatFull(value);
    };
    slider.addEventListener('input', () => {
      // What a hand sets has no more figures than these; what is typed is taken as it is.
      newest = Number(slider.valueAsNumber.toPrecision(6));
      pending = true;
      send();
    });
    listenToField(field, spec.write, show);
    return { update: show, dispose: () => send.cancel() };
  };
}

const mounts = new WeakMap<SliderSpec, ReturnType<typeof mountSlider>>();

/** A slider over a number of the state. The spec must stay the same object between renders. */
export function LiveSlider({ store, spec }: { store: LensStoreApi; spec: SliderSpec }): ReactElement {
  const mount = mounts.get(spec) ?? mountSlider(spec);
  mounts.set(spec, mount);
  const ref = useDrawing<HTMLDivElement>(store, mount, spec.watched);
  return <div ref={ref} className="slider" />;
}

/** A line of text that follows the state without React. */
export function LiveText({ store, spec }: { store: LensStoreApi; spec: TextSpec }): ReactElement {
  const mount = textMounts.get(spec) ?? mountText(spec);
  textMounts.set(spec, mount);
  const ref = useDrawing<HTMLParagraphElement>(store, mount, spec.watched);
  return <p ref={ref} className="slice-note soft" />;
}

export interface TextSpec {
  /** Empty hides the line. */
  readonly text: (state: LensStore) => string;
  readonly watched: (state: LensStore) => readonly unknown[];
}

const textMounts = new WeakMap<TextSpec, ReturnType<typeof mountText>>();

function mountText(spec: TextSpec): (host: HTMLElement, store: LensStoreApi) => Drawing {
  return (host, store) => {
    const words = element('span');
    host.append(words);
    return {
      update() {
        const text = spec.text(store.getState());
        host.hidden = text === '';
        setText(words, text);
      },
    };
  };
}
