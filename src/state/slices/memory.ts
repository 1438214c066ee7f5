import type { Context } from '../context';
import type { LensState, SliceKind } from '../types';

export type Remembered = Pick<LensState, 'slice' | 'domain' | 'viewport' | 'point' | 'reach'>;

/** What each space and kind of plane was left as, for the network that is open: going back finds it as it was. */
export class SliceMemory {
  private owner: unknown = null;
  private readonly left = new Map<string, Remembered>();

  keep(context: Context): void {
    this.check(context);
    const { slice, domain, viewport, point, reach, space } = context.store.getState().lens;
    const state = { slice, domain, viewport, point, reach };
    this.left.set(`${space}`, state);
    this.left.set(`${space} ${slice.kind}`, state);
  }

  /** Without a kind: as the space was left last. */
  recall(context: Context, space: number, kind?: SliceKind): Remembered | null {
    this.check(context);
    return this.left.get(kind ? `${space} ${kind}` : `${space}`) ?? null;
  }

  private check({ ground }: Context): void {
    if (this.owner === ground?.base) return;
    this.owner = ground?.base;
    this.left.clear();
  }
}
