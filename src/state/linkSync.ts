/** The address bar and the store. The host is injected, so that nothing here knows a DOM. */
import { isDiscrete } from './history/discrete';
import { encodeLink, encodeTrimmedLink, isLensLink } from './link';
import type { LensController } from './store';
import type { LensState } from './types';

/** Location and history, as far as they are needed. */
export interface LinkHost {
  /** The address in full. */
  href(): string;
  replace(url: string): void;
  push(url: string): void;
  /** Calls back when the user went to another address (Back, a pasted link). Returns the way to stop. */
  onNavigate(callback: () => void): () => void;
}

export interface LinkSync {
  /** Writes what is pending now. */
  flush(): void;
  dispose(): void;
}

/** The address is written when nothing has changed for this long; browsers refuse some hundred writes in half a minute. */
const WRITE_AFTER_MS = 400;
/** While changes go on (a drag, training) it is written this often. */
const WRITE_EVERY_MS = 2000;

const withoutFragment = (href: string): string => href.split('#')[0] ?? '';

/**
 * Acts that Back should undo push an address; drags, training and zoom replace it. What is taken back or done again counts
 * as the act that it was: Back after an undo goes to what the undo left.
 */
function pushesAddress(now: LensState, before: LensState, restoring: 'undo' | 'redo' | null): boolean {
  return restoring === 'undo' ? isDiscrete(before, now) : isDiscrete(now, before);
}

/** Keeps the address up to date, and the store at what the address says. Call it before `controller.start`. */
export function startLinkSync(controller: LensController, host: LinkHost): LinkSync {
  return new Sync(controller, host);
}

class Sync implements LinkSync {
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** When the oldest and the newest change came that are not written yet. */
  private oldest = 0;
  private newest = 0;
  /** What the scene opened with to which the last seen state belongs. */
  private initial: LensState | null = null;
  private written: string | null = null;
  /** Opening a link is no new act; the number tells the newest of several apart. */
  private opening = 0;
  private readonly stops: (() => void)[];

  constructor(
    private readonly controller: LensController,
    private readonly host: LinkHost,
  ) {
    this.stops = [
      controller.store.subscribe(
        ({ lens }) => lens,
        (now, before) => this.changed(now, before),
      ),
      host.onNavigate(() => void this.navigated()),
    ];
  }

  flush(): void {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    if (this.opening > 0) {
      // The address says what is being opened; the state in force is not yet it.
      this.schedule();
      return;
    }
    this.write(this.controller.store.getState().lens, 'replace');
    this.controller.activity.end('link');
  }

  dispose(): void {
    this.opening = 0;
    this.flush();
    for (const stop of this.stops) stop();
  }

  private changed(now: LensState, before: LensState): void {
    const first = this.initial === null;
    const pushes = !first && this.opening === 0 && pushesAddress(now, before, this.controller.restoring());
    if (pushes && this.timer !== null) this.write(before, 'replace');
    this.initial = this.controller.initial();
    if (pushes) this.write(now, 'push');
    this.schedule();
  }

  private schedule(): void {
    this.newest = performance.now();
    if (this.timer !== null) return;
    this.oldest = this.newest;
    this.controller.activity.begin('link');
    this.timer = setTimeout(() => this.writeWhenDue(), WRITE_AFTER_MS);
  }

  private writeWhenDue(): void {
    const due = Math.min(this.newest + WRITE_AFTER_MS, this.oldest + WRITE_EVERY_MS);
    const wait = due - performance.now();
    if (wait > 0) this.timer = setTimeout(() => this.writeWhenDue(), wait);
    else this.flush();
  }

  private write(lens: LensState, how: 'push' | 'replace'): void {
    if (!this.initial) return;
    const base = withoutFragment(this.host.href());
    const encoded = encodeLink(lens, this.initial, base);
    const url = encoded.ok ? encoded.link : encodeTrimmedLink(lens, this.initial, base);
    if (url === this.written && url === this.host.href()) return;
    this.written = url;
    this.host[how](url);
  }

  private async navigated(): Promise<void> {
    const href = this.host.href();
    if (href === this.written) return;
    this.written = href;
    if (this.timer !== null) {
      // What was pending belongs to the address that was left.
      clearTimeout(this.timer);
      this.timer = null;
    }
    this.opening++;
    this.controller.activity.begin('link');
    try {
      // Any other fragment (a place in the page) leaves the state as it is.
      if (isLensLink(href)) await this.controller.openLink(href);
    } finally {
      this.opening--;
      this.schedule();
    }
  }
}
