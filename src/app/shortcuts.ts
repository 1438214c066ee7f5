/** The keys that work anywhere on the page. They leave text boxes and open dialogs alone. */
import { isTextBox } from '../ui/keys';
import { shortcutFor } from '../views/shortcuts';
import { singleKeysWork } from './singleKeys';

/** What the page's shortcuts do, by their names. */
export type ShortcutHandlers = Readonly<Record<string, () => void>>;

const isSingle = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => [...key].length === 1 && !ctrlKey && !metaKey;

const dialogOpen = (): boolean => document.querySelector('dialog[open]') !== null;

/** Listens on the window. Returns the way to stop. */
export function listenForShortcuts(handlers: ShortcutHandlers): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTextBox(event.target) || dialogOpen()) return;
    const id = shortcutFor('page', event);
    const handler = id === null ? undefined : handlers[id];
    if (!handler || (isSingle(event) && !singleKeysWork())) return;
    event.preventDefault();
    handler();
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}
