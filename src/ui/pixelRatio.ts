/**
 * Calls back when the window's pixels change their size: it is zoomed, or moved to another monitor. Canvases then need other
 * backing stores, though nothing on the page need have another size. Browsers tell of it by the media query of the old
 * ratio, by a resize, or by both. Returns the way to stop.
 */
export function watchPixelRatio(onChange: () => void): () => void {
  let ratio = window.devicePixelRatio;
  let query: MediaQueryList | null = null;
  const look = (): void => {
    if (window.devicePixelRatio === ratio) return;
    ratio = window.devicePixelRatio;
    watch();
    onChange();
  };
  const watch = (): void => {
    query?.removeEventListener('change', look);
    query = matchMedia(`(resolution: ${ratio}dppx)`);
    query.addEventListener('change', look);
  };
  watch();
  window.addEventListener('resize', look);
  return () => {
    query?.removeEventListener('change', look);
    window.removeEventListener('resize', look);
  };
}
