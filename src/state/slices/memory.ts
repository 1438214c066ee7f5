import type { Context } from '../context';
import type { DataSet, LensState, SliceKind } from '../types';

export type Remembered = Pick<LensState, 'slice' | 'domain' | 'viewport' | 'point' | 'reach'>;

/** Besides, the input that was selected and the data that the plane belonged to, both known by identity. */
interface Left {
  readonly state: Remembered;
  readonly x: Float64Array | null;
  readonly data: DataSet | null;
}

/** What each space and kind of plane was left as, for the network that is open: going back finds it as it was. */
export class SliceMemory {
  private owner: unknown = null;
  private readonly left = new Map<string, Left>();

  /** `x`: the input that the point stands for, where it is to be known again. */
  keep(context: Context, x: Float64Array | null = null): void {
    this.check(context);
    const { lens, session } = context.store.getState();
    const { slice, domain, viewport, point, reach, space } = lens;
    const left = { state: { slice, domain, viewport, point, reach }, x, data: session.data };
    this.left.set(`${space}`, left);
    this.left.set(`${space} ${slice.kind}`, left);
  }

  /** Without a kind: as the space was left last. */
  recall(context: Context, space: number, kind?: SliceKind): Remembered | null {
    this.check(context);
    return this.left.get(kind ? `${space} ${kind}` : `${space}`)?.state ?? null;
  }

  /** A kind as it was left, if the selected input and the data are the very ones: then its point is not to be found anew. */
  recallUnmoved(context: Context, kind: SliceKind, x: Float64Array): Remembered | null {
    this.check(context);
    const { lens, session } = context.store.getState();
    const left = this.left.get(`${lens.space} ${kind}`);
    return left && left.x === x && left.data === session.data ? left.state : null;
  }

  private check({ ground }: Context): void {
    if (this.owner === ground?.base) return;
    this.owner = ground?.base;
    this.left.clear();
  }
}
