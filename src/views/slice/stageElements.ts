/** The layers of the stage, from the ground up. Handles and gestures live in the pane; the axes reach into the gutter. */
import { element, setText } from '../../ui/dom';
import type { Gutter } from './axes';

export interface StageElements {
  /** Covers the plot area; gestures are bound to it. */
  readonly pane: HTMLElement;
  readonly painterHost: HTMLElement;
  /** Under the outlines: the dual graph. */
  readonly dual: HTMLElement;
  readonly outlines: SVGSVGElement;
  /** Takes the focus and the keys of the view. */
  readonly surface: HTMLElement;
  readonly handles: HTMLElement;
  /** In the gutter, each no larger than it must be: a change repaints little. */
  readonly bottomAxis: SVGSVGElement;
  readonly leftAxis: SVGSVGElement;
  readonly hint: HTMLElement;
  readonly live: HTMLElement;
}

function svg(className: string): SVGSVGElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  node.setAttribute('class', className);
  node.setAttribute('aria-hidden', 'true');
  return node;
}

/** Appends the layers to `host`. `label` names the focusable surface, `describedBy` is the id of the text summary. */
export function createStageElements(host: HTMLElement, label: string, describedBy: string): StageElements {
  const made = {
    bottomAxis: svg('slice-axis bottom'),
    leftAxis: svg('slice-axis left'),
    pane: element('div', 'slice-pane'),
    painterHost: element('div', 'slice-layer'),
    dual: element('div', 'slice-layer'),
    outlines: svg('slice-layer'),
    surface: element('div', 'slice-surface'),
    handles: element('div', 'slice-handles'),
    hint: element('div', 'slice-hint'),
    live: element('div', 'visually-hidden'),
  };
  made.surface.tabIndex = 0;
  made.surface.setAttribute('role', 'application');
  made.surface.setAttribute('aria-roledescription', 'plane');
  made.surface.setAttribute('aria-label', label);
  made.surface.setAttribute('aria-describedby', describedBy);
  made.hint.setAttribute('aria-hidden', 'true');
  made.live.setAttribute('aria-live', 'polite');
  made.pane.append(made.painterHost, made.dual, made.outlines, made.surface, made.handles, made.hint);
  host.append(made.bottomAxis, made.leftAxis, made.pane, made.live);
  return made;
}

/** Leaves the gutter to the axes. */
export function layOut({ pane, bottomAxis, leftAxis }: StageElements, { left, bottom }: Gutter): void {
  pane.style.left = `${left}px`;
  pane.style.bottom = `${bottom}px`;
  bottomAxis.style.height = `${bottom}px`;
  leftAxis.style.width = `${left}px`;
}

/** A path in an SVG layer. */
export function svgPath(layer: SVGSVGElement, className: string): SVGPathElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  node.setAttribute('class', className);
  layer.append(node);
  return node;
}

/** Says for a moment how the wheel zooms, where it was left to the page. */
export function showWheelHint({ hint }: StageElements): void {
  setText(hint, `${/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'} + wheel zooms`);
  hint.classList.remove('shown');
  // Reading a size makes the browser notice that the class was gone, so that the animation starts anew.
  void hint.offsetWidth;
  hint.classList.add('shown');
}
