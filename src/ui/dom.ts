/** Helpers for the parts that are drawn without React because they change at every frame of a drag. */

/** A new element with a class and a text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

/**
 * Sets the text of a node that holds nothing else, only when it differs: most numbers of a frame stay. The text node stays,
 * too, so that its line alone is laid out anew.
 */
export function setText(node: HTMLElement, text: string): void {
  const { firstChild } = node;
  if (!(firstChild instanceof Text) || firstChild.nextSibling) {
    if (firstChild || text) node.textContent = text;
  } else if (firstChild.data !== text) firstChild.data = text;
}

/**
 * The context of a small canvas whose pixels change with every frame of a drag. It is drawn by the processor: on the
 * graphics card each such canvas would be a texture, and a layer of its own with another for what lies over it.
 */
export const pixelContext = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | null =>
  canvas.getContext('2d', { willReadFrequently: true });

/** Sets an attribute only when it differs; null removes it. */
export function setAttribute(node: Element, name: string, value: string | null): void {
  if (node.getAttribute(name) === value) return;
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

/** Sets a value's short text and its full text as the title. */
export function setValue(node: HTMLElement, short: string, full: string): void {
  setText(node, short);
  if (node.title !== full) node.title = full;
}

/** Calls `run` at most once a frame with whatever is newest then. `cancel` forgets a call that waits. */
export function oncePerFrame(run: () => void): { (): void; cancel(): void } {
  let frame = 0;
  const request = (): void => {
    if (frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      run();
    });
  };
  request.cancel = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  return request;
}
