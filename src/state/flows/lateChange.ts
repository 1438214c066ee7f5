/** Edits that come faster than this are one edit to the model, which takes longer to build than a frame. */
const SETTLE_MS = 200;

/** What the model does not know yet: another network, or other weights of the same. Due once changes have paused. */
export class LateChange {
  private kind: 'network' | 'weights' | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly due: () => void) {}

  get waiting(): boolean {
    return this.kind !== null;
  }

  /** Another network includes its weights. */
  add(kind: 'network' | 'weights'): void {
    this.kind = this.kind === 'network' ? 'network' : kind;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.due, SETTLE_MS);
  }

  /** What was waiting; from now on nothing is. */
  take(): 'network' | 'weights' | null {
    const { kind } = this;
    clearTimeout(this.timer);
    this.kind = null;
    return kind;
  }
}
