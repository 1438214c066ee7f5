/** Says things to screen readers: politely, the newest only, and once it has rested. */

const DELAY = 700;

export interface Announcer {
  say(text: string): void;
  destroy(): void;
}

/** Speaks through `region`, an element with aria-live. */
export function createAnnouncer(region: HTMLElement): Announcer {
  let timer = 0;
  let said = '';
  return {
    say(text) {
      window.clearTimeout(timer);
      if (text === said) return;
      timer = window.setTimeout(() => {
        said = text;
        region.textContent = text;
      }, DELAY);
    },
    destroy: () => window.clearTimeout(timer),
  };
}
