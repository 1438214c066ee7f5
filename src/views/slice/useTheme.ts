import { useEffect, useState } from 'react';
import { readTheme, type Scale, type ThemeColours, watchTheme } from './colours';

/** Whether two scales read the same in the legend. */
export const sameScale = (a: Scale | null, b: Scale | null): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** The theme in force at an element, once it is mounted. */
export function useThemeOf(host: { readonly current: Element | null }): ThemeColours | null {
  const [theme, setTheme] = useState<ThemeColours | null>(null);
  useEffect(() => {
    const read = (): void => {
      if (host.current) setTheme(readTheme(host.current));
    };
    read();
    return watchTheme(read);
  }, [host]);
  return theme;
}
