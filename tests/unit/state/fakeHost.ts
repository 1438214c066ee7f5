import type { LinkHost } from '../../../src/state/linkSync';

/** An address and a history in memory. */
export class FakeHost implements LinkHost {
  entries: string[];
  at = 0;
  private callback: () => void = () => undefined;

  constructor(href = 'https://example.org/lens/') {
    this.entries = [href];
  }

  href = (): string => this.entries[this.at] as string;
  replace = (url: string): void => void this.entries.splice(this.at, 1, url);
  push = (url: string): void => void this.entries.splice(++this.at, Infinity, url);
  onNavigate(callback: () => void): () => void {
    this.callback = callback;
    return () => {
      this.callback = () => undefined;
    };
  }
  back(): void {
    this.at--;
    this.callback();
  }
  /** A link pasted into the same tab: two events. */
  paste(url: string): void {
    this.push(url);
    this.callback();
    this.callback();
  }
}
