import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { BetaMode } from '../../core/training/trainingSpec';
import { trainedBetas } from '../../state/trainedBetas';
import type { LensStore } from '../../state/types';
import { element } from '../../ui/dom';
import { formatFull, formatNumber } from '../../ui/format';
import { Select } from '../../ui/Select';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import './betaTraining.css';

const OPTIONS: readonly { readonly value: BetaMode; readonly text: string }[] = [
  { value: 'off', text: 'as activations' },
  { value: 'fixed', text: 'fixed' },
  { value: 'global', text: 'learned, one' },
  { value: 'layers', text: 'learned, a layer' },
];

const ABOUT: Readonly<Record<BetaMode, string>> = {
  off: '',
  fixed: 'Layers are softened by these β while they are trained.',
  global: 'One β of all layers is learned with the weights.',
  layers: 'Each layer’s β is learned with the weights.',
};

interface BetaRow {
  readonly layer: number;
  /** Null: as its activation is. */
  readonly beta: number | null;
}

/** β of the gated layers as they are trained: one row where all have the same. */
export function betaRows({ lens, session }: LensStore): readonly BetaRow[] {
  const { values } = trainedBetas(session.whole.network, lens, 0);
  return values.flatMap((beta, i) => (beta === null ? [] : [{ layer: i + 1, beta }]));
}

const sameForAll = (rows: readonly BetaRow[]): boolean => rows.every(({ beta }) => beta === rows[0]?.beta);

function mountBetas(host: HTMLElement): Drawing {
  const list = element('dl', 'facts');
  host.append(list);
  let shape = '';
  const values: HTMLElement[] = [];
  const build = (names: readonly string[]): void => {
    shape = names.join();
    values.length = 0;
    list.replaceChildren(
      ...names.map((name) => {
        const row = element('div', 'fact');
        const value = element('dd', 'num');
        values.push(value);
        row.append(element('dt', '', name), value);
        return row;
      }),
    );
  };
  return {
    update(state: LensStore) {
      const all = betaRows(state);
      const one = state.lens.training.beta === 'global' || sameForAll(all);
      const rows = one ? all.slice(0, 1) : all;
      const names = rows.map(({ layer }) => (one ? 'β of all layers' : `β of layer ${layer}`));
      if (names.join() !== shape) build(names);
      rows.forEach(({ beta }, i) => {
        const value = values[i];
        if (!value || beta === null) return;
        value.textContent = formatNumber(beta);
        value.title = `${formatFull(beta)}, η = ${formatNumber(beta / (1 - beta))}`;
      });
    },
  };
}

const watched = ({ lens, session }: LensStore): readonly unknown[] => [lens.soft, lens.training, session.whole.network];

const hasGates = ({ session }: LensStore): boolean =>
  session.whole.network.layers.some(({ activation }) => activation.name !== 'identity');

/** What β does in training, and its values, which move while they are learned. */
export function BetaTraining({ store }: { readonly store: LensStoreApi }): ReactElement {
  const mode = useStore(store, ({ lens }) => lens.training.beta);
  const gated = useStore(store, hasGates);
  const betas = useDrawing<HTMLDivElement>(store, mountBetas, watched);
  return (
    <>
      <Select
        label="β"
        value={mode}
        options={OPTIONS.map((option) => ({ ...option, disabled: !gated && option.value !== 'off' }))}
        onChange={(beta) => store.getState().actions.setTraining({ beta })}
      />
      {(!gated || mode !== 'off') && (
        <p className="soft beta-about">{gated ? ABOUT[mode] : 'An affine network has no codes to soften.'}</p>
      )}
      <div ref={betas} />
    </>
  );
}
