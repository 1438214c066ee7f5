import { recall, remember } from '../ui/remembered';

/** Light or dark: the system's choice until the person makes one, which is remembered. */
export type Theme = 'light' | 'dark';

const KEY = 'theme';

function remembered(): Theme | null {
  const value = recall(KEY);
  return value === 'light' || value === 'dark' ? value : null;
}

const darkQuery = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

const apply = (theme: Theme): void => {
  document.documentElement.dataset.theme = theme;
};

/** The theme in force. */
export const currentTheme = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** Sets `data-theme` on the root element and follows the system until a choice is made. Call before the first paint. */
export function startTheme(): void {
  const query = darkQuery();
  apply(remembered() ?? (query.matches ? 'dark' : 'light'));
  query.addEventListener('change', () => {
    if (!remembered()) apply(query.matches ? 'dark' : 'light');
  });
}

/** Exchanges the themes, remembers the choice and returns it. */
export function toggleTheme(): Theme {
  const theme: Theme = currentTheme() === 'dark' ? 'light' : 'dark';
  apply(theme);
  remember(KEY, theme);
  return theme;
}
