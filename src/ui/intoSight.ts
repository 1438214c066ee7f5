const reduced = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Scrolls the page to the top of an element that is not wholly in sight; one that is, or that is higher than the window and
 * fills it, stays where it is. What lies over the page's upper edge is the element's `scroll-margin-top`.
 */
export function bringIntoSight(node: Element | null): void {
  if (!node) return;
  const { top, bottom, height } = node.getBoundingClientRect();
  const upper = Number.parseFloat(getComputedStyle(node).scrollMarginTop) || 0;
  const room = window.innerHeight - upper;
  const seen = Math.min(bottom, window.innerHeight) - Math.max(top, upper);
  if (seen >= Math.min(height, room) - 1) return;
  node.scrollIntoView({ block: 'start', behavior: reduced() ? 'instant' : 'smooth' });
}
