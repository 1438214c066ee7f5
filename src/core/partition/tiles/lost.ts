import { unitEntry } from '../../network/entries';
import type { CodeLayout, GatedLayer } from '../../network/network';
import type { OpenUnit, Reduced } from './reduced';

/**
 * Puts open matches whose winner is known to lose a later one on piece 0: they do not matter (`Contest`). `pieces`: of the open units,
 * −1 where they stay open; changed in place.
 */
export function settleLost({ units, code }: Reduced, pieces: Int8Array, layout: CodeLayout): void {
  if (!units.some(({ layer }) => layerOf(layout, layer)?.contest)) return;
  const known = new Map(units.map((unit, u) => [unit.index, u]));
  const pieceOf = (gated: GatedLayer, unit: number): number => {
    const open = known.get(gated.firstUnit + unit);
    return open === undefined ? unitEntry(gated, code, 0, unit) : (pieces[open] as number);
  };
  const loses = (layer: number, unit: number): boolean => {
    const gated = layerOf(layout, layer);
    const on = gated?.contest?.next[unit] ?? 0;
    const next = on === 0 ? undefined : layerOf(layout, layer + on);
    if (!gated?.contest || !next) return false;
    const nextUnit = gated.contest.nextUnit[unit] as number;
    const piece = pieceOf(next, nextUnit);
    return (piece >= 0 && piece !== gated.contest.side[unit]) || loses(layer + on, nextUnit);
  };
  units.forEach(({ layer, unit }: OpenUnit, u) => {
    if (pieces[u] === -1 && loses(layer, unit)) pieces[u] = 0;
  });
}

const layerOf = ({ gated }: CodeLayout, layer: number): GatedLayer | undefined =>
  gated.find((entry) => entry.layer === layer + 1);
