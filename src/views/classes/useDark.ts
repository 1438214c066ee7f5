import { useSyncExternalStore } from 'react';
import { isDark } from '../live';

function watch(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** Whether the dark theme is in force; renders anew when it changes. */
export const useDark = (): boolean => useSyncExternalStore(watch, isDark);
