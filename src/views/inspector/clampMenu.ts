/** Clamps of the units in the code bar: which there are, and the menu that sets them. */
import type { Clamp } from '../../core/network/held';
import { wholeUnit } from '../../state/clamps';
import type { LensState, LensStore } from '../../state/types';
import type { LensStoreApi } from '../live';
import { gatedUnitName, layoutOf, pieceName } from '../names';
import type { UnitHandlers } from './codeBar';
import { makeUnitMenu } from './unitMenu';

const NONE: ReadonlyMap<number, Clamp> = new Map();

let newest: { readonly clamps: LensState['clamps']; readonly first: number; readonly map: typeof NONE } | null = null;

/** Clamps by index among the units of the part that is sliced; the same map as long as they are. */
export function clampsOfPart({ lens, session }: LensStore): ReadonlyMap<number, Clamp> {
  if (lens.clamps.length === 0) return NONE;
  const first = wholeUnit(session.whole.network, lens.space, 0);
  if (newest?.clamps !== lens.clamps || newest.first !== first)
    newest = { clamps: lens.clamps, first, map: new Map(lens.clamps.map(([unit, clamp]) => [unit - first, clamp])) };
  return newest.map;
}

/** Opens the menu of a unit given by its index among those of the part that is sliced. */
export function makeClampMenu(host: HTMLElement, store: LensStoreApi): UnitHandlers['menu'] {
  let chosen = 0;
  const menu = makeUnitMenu(host, (clamp) => store.getState().actions.setClamp(chosen, clamp));
  return (unit, cell, bar) => {
    const { lens, session } = store.getState();
    const layout = layoutOf(session.network);
    const gated = layout.gated.find((each) => unit < each.firstUnit + each.size);
    if (!gated) return;
    chosen = wholeUnit(session.whole.network, lens.space, unit);
    const now = lens.clamps.find(([known]) => known === chosen)?.[1] ?? null;
    menu.open(gatedUnitName(layout, unit), cell, bar, [
      { text: `Clamp: ${pieceName(gated, 1)}`, clamp: 'on', chosen: now === 'on' },
      { text: `Clamp: ${pieceName(gated, 0)}`, clamp: 'off', chosen: now === 'off' },
      { text: 'Ablate: 0 for the next layer', clamp: 'ablated', chosen: now === 'ablated' },
      { text: 'Free', clamp: null, chosen: now === null },
    ]);
  };
}
