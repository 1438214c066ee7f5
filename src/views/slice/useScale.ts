import { useCallback, useRef, useState } from 'react';
import type { Scale } from './colours';
import { sameScale } from './useTheme';

/** The scale of a drawing for its legend: renders again only when the scale reads otherwise. */
export function useScale(): readonly [Scale | null, (next: Scale | null) => void] {
  const [scale, setScale] = useState<Scale | null>(null);
  const shown = useRef<Scale | null>(null);
  const show = useCallback((next: Scale | null): void => {
    if (sameScale(shown.current, next)) return;
    shown.current = next;
    setScale(next);
  }, []);
  return [scale, show];
}
