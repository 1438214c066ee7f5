/** The part of activation space that no input reaches, over the polytopes: hatched, with the border of what may be reached. */
import { piecewiseLinear } from '../../core/network';
import { activationRange } from '../../core/network/range';
import { doubleArea } from '../../core/partition/domain';
import { reachablePart } from '../../core/slice/reachable';
import type { Polygon, Slice } from '../../core/slice/slice';
import type { LensState, LensStore } from '../../state/types';
import { setAttribute } from '../../ui/dom';
import { clipPolygon } from './clip';
import { clipWindow, placer } from './outlines';
import { svgPath } from './stageElements';
import type { Pane, Viewport } from './viewport';

export interface Reach {
  /** Where every activation is within its range: convex, within the domain; empty where there is nothing. */
  readonly part: Polygon;
  /** Its share of the domain's area. */
  readonly share: number;
  /** Least and largest value of the activation. */
  readonly range: readonly [number, number];
}

let known: { readonly slice: Slice; readonly domain: LensState['domain']; readonly reach: Reach } | null = null;

/** Null for slices of the inputs, which all can be given, and where the activation takes every value. */
export function reachOf({ lens, session }: LensStore): Reach | null {
  const layer = session.whole.network.layers[lens.space - 1];
  if (lens.space === 0 || !layer || session.network.inputSize < 2) return null;
  const range = activationRange(piecewiseLinear(layer.activation));
  if (!range.some(Number.isFinite)) return null;
  const { slice } = session;
  const { domain } = lens;
  if (known?.slice !== slice || known.domain !== domain) {
    const part = reachablePart(slice, range, domain);
    const share = part.length > 0 ? doubleArea(part) / doubleArea(domain) : 0;
    known = { slice, domain, reach: { part, share, range } };
  }
  return known.reach;
}

const HATCH = 'slice-hatch-pattern';

/** Two sets of parallel lines in one: dark and light, so that the hatching shows on any fill. */
function addPattern(layer: SVGSVGElement): void {
  const pattern = document.createElementNS('http://www.w3.org/2000/svg', 'pattern');
  const attributes = {
    id: HATCH,
    width: '8',
    height: '8',
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  };
  for (const [name, value] of Object.entries(attributes)) pattern.setAttribute(name, value);
  for (const [x, className] of [
    ['1', 'slice-hatch-ink'],
    ['2', 'slice-hatch-paper'],
  ] as const) {
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: '0', y2: '8', class: className }))
      line.setAttribute(name, value);
    pattern.append(line);
  }
  layer.append(pattern);
}

const pathOf = (polygon: readonly number[], place: (p: number, q: number) => string): string => {
  const points: string[] = [];
  for (let i = 0; i < polygon.length; i += 2) points.push(place(polygon[i] as number, polygon[i + 1] as number));
  return points.length > 0 ? `M${points.join('L')}Z` : '';
};

/** Draws into the outlines layer, below what is drawn there later. */
export function createReach(layer: SVGSVGElement): { draw(store: LensStore, viewport: Viewport, pane: Pane): void } {
  addPattern(layer);
  const hatch = svgPath(layer, 'slice-unreached');
  const border = svgPath(layer, 'slice-reached');
  hatch.setAttribute('fill', `url(#${HATCH})`);
  hatch.setAttribute('fill-rule', 'evenodd');
  let drawn: readonly unknown[] = [];
  return {
    draw(store, viewport, pane) {
      const reach = reachOf(store);
      const { domain } = store.lens;
      const now = [reach, domain, viewport, pane];
      if (now.every((key, i) => key === drawn[i])) return;
      drawn = now;
      const window = clipWindow(viewport, pane);
      const place = placer(viewport, pane);
      const path = (polygon: Polygon): string => pathOf(clipPolygon(polygon.flat(), window), place);
      const whole = reach && reach.share < 1 - 1e-12;
      const part = whole ? path(reach.part) : '';
      setAttribute(hatch, 'd', whole ? `${path(domain)}${part}` : '');
      setAttribute(border, 'd', part);
    },
  };
}
