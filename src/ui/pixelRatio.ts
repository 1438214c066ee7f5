/**
 * Calls back when the window's pixels change their size: it is zoomed, or moved to another monitor. Canvases then need other
 * backing stores, though nothing on the page has another size. Returns the way to stop.
 */
export function watchPixelRatio(onChange: () => void): () => void {
  let query: MediaQueryList | null = null;
  const watch = (): void => {
    query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', changed, { once: true });
  };
  const changed = (): void => {
    watch();
    onChange();
  };
  watch();
  return () => query?.removeEventListener('change', changed);
}
