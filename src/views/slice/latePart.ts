import type { LensStore } from '../../state/types';

type Actions = Pick<LensStore['actions'], 'notify'>;

/** A part of a drawing whose code is loaded when the part is first needed. */
export class LatePart<Part extends object> {
  private part: Part | null = null;
  private asked = false;
  private destroyed = false;

  /** `load` resolves to what makes the part; `name` begins the notice where it rejects. `onReady` is called once the part is there. */
  constructor(
    private readonly name: string,
    private readonly load: () => Promise<() => Part>,
    private readonly onReady: () => void,
  ) {}

  /** The part, or null until it has been needed and its code is there. After a failure, which is told once, it stays away. */
  get(needed: boolean, { notify }: Actions): Part | null {
    if (needed && !this.asked) void this.ask(notify);
    return this.part;
  }

  private async ask(notify: Actions['notify']): Promise<void> {
    this.asked = true;
    try {
      const make = await this.load();
      if (this.destroyed) return;
      this.part = make();
      this.onReady();
    } catch (error) {
      notify('error', `${this.name} could not be loaded: ${String(error)}`);
    }
  }

  destroy(): void {
    this.destroyed = true;
    const part: { destroy?(): void } | null = this.part;
    part?.destroy?.();
  }
}
