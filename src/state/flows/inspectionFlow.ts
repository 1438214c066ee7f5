/** Point, network or slice change → inspection in the store, on the main thread, in step with the picture. */
import { denseLayers, type Network } from '../../core/network/network';
import type { Slice } from '../../core/slice/slice';
import type { Context } from '../context';
import { findFace } from '../findFace';
import { inspectPoint, type KnownMap } from '../inspect';
import type { LargeInspections } from '../inspecting/largeInspections';
import { isInspectedAside, isLarge } from '../large';
import { sameShape } from '../sameShape';
import type { LensStore, PartitionResult } from '../types';

/** A picture that takes longer than this is not waited for (milliseconds). */
const PATIENCE = 150;

/** The same of the first one of a network that is opened. */
const FIRST_PATIENCE = 1000;

/** An inspection that takes longer than a part of a frame leaves the page to the picture for so long (milliseconds). */
const PART_OF_FRAME = 6;
const AFTER_PICTURE = 50;

/** What is inspected besides the point. */
interface Subject {
  readonly network: Network;
  readonly slice: Slice;
}

const same = (a: Subject | null, b: Subject): boolean => a?.network === b.network && a.slice === b.slice;

/**
 * Keeps `session.inspection` at the point. A point that moves is inspected at once. A network or a slice that changes
 * (training, a dragged anchor) has a new picture on its way: the inspection waits for it, so that numbers and picture
 * belong together and each picture costs one inspection: in the same frame, or after it where it would hold it up.
 */
class InspectionFlow {
  private subject: Subject | null = null;
  private last: KnownMap | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private seen: Network | null = null;
  private large: Promise<LargeInspections> | null = null;
  /** The subject is newer than the picture, which took too long. */
  private ahead = false;
  /** Milliseconds of the last inspection. */
  private took = 0;
  /** The picture that comes before its inspection. */
  private picture: PartitionResult | null = null;
  private readonly stops: (() => void)[];

  constructor(private readonly context: Context) {
    const { store } = context;
    const fields = { equalityFn: (a: readonly unknown[], b: readonly unknown[]) => a.every((v, i) => v === b[i]) };
    this.stops = [
      store.subscribe(
        ({ session: s }) => [s.network, s.slice, s.phase] as const,
        () => this.changed(),
        fields,
      ),
      store.subscribe(
        ({ lens }) => lens.point,
        () => this.inspect(),
      ),
      store.subscribe(
        ({ session }) => session.result,
        (result) => this.arrived(result),
      ),
    ];
  }

  dispose(): void {
    this.stopWaiting();
    for (const stop of this.stops) stop();
  }

  private get state(): LensStore {
    return this.context.store.getState();
  }

  private changed(): void {
    const { session } = this.state;
    if (session.phase === 'loading' || same(this.subject, session)) return;
    if (session.result && this.subject && !same(session.result, session)) this.wait();
    else if (!session.result && !denseLayers(session.network)) this.begin();
    // What is newer follows the inspection of the picture that is seen.
    else if (session.result && this.picture) return;
    else this.follow(session);
  }

  /** A graph's network that is opened: its first passes take longer than its first picture, which comes before them. */
  private begin(): void {
    this.stopWaiting();
    this.subject = null;
    if (this.state.session.inspection) this.context.setSession({ inspection: null });
    this.wait(FIRST_PATIENCE);
  }

  private arrived(result: PartitionResult | null): void {
    const { session } = this.state;
    if (!result || session.phase === 'loading') return;
    if (this.picture) {
      this.picture = result;
      return;
    }
    this.stopWaiting();
    const newest = same(result, session);
    const { ahead } = this;
    this.ahead = false;
    // A late picture of an earlier slice does not take back the numbers of a newer one.
    if (same(this.subject, result) || (ahead && !newest)) this.relocate(result);
    else if (this.holdsUp(result)) {
      this.picture = result;
      this.wait(AFTER_PICTURE);
      return;
    } else this.follow(result);
    if (!newest) this.wait();
  }

  /** Whether a picture is to be seen before its inspection begins: a graph's network is opened, or took long last time. */
  private holdsUp({ network }: PartitionResult): boolean {
    return !denseLayers(network) && (this.subject === null || this.took > PART_OF_FRAME);
  }

  private wait(patience = PATIENCE): void {
    if (this.timer !== null) return;
    this.context.activity.begin('inspection');
    this.timer = setTimeout(() => this.waited(), patience);
  }

  private waited(): void {
    const { picture } = this;
    const { session } = this.state;
    this.ahead = picture === null;
    this.follow(picture ?? session);
    if (picture && !same(picture, session)) this.wait();
  }

  private stopWaiting(): void {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.picture = null;
    this.context.activity.end('inspection');
  }

  private follow({ network, slice }: Subject): void {
    this.stopWaiting();
    this.subject = { network, slice };
    this.inspect();
  }

  private inspect(): void {
    const { lens, session } = this.state;
    if (session.phase === 'loading' || !this.subject) return;
    const { network, slice } = this.subject;
    if (isInspectedAside(network)) {
      this.inspectAside(isLarge(network) ? session : this.subject);
      return;
    }
    this.seen = network;
    void this.large?.then((large) => large.stop());
    const face = findFace(session.result, lens.point);
    const before = performance.now();
    const found = inspectPoint(network, slice, lens.point, this.last);
    this.took = performance.now() - before;
    this.last = { network, code: found.code, map: found.map };
    this.context.setSession({ inspection: { ...found, face } });
  }

  private inspectAside({ network, slice }: Subject): void {
    const { context, seen } = this;
    // What is known is of another network; of a step of its training it stays until the next is found.
    if (!sameShape(seen, network)) context.setSession({ inspection: null });
    this.seen = network;
    this.took = 0;
    this.large ??= import('../inspecting/largeInspections').then((late) => late.largeInspections(context));
    void this.large.then((large) => large.request({ network, slice }));
  }

  private relocate(result: PartitionResult): void {
    const { lens, session } = this.state;
    if (!session.inspection) return;
    const face = findFace(result, lens.point);
    if (face !== session.inspection.face) this.context.setSession({ inspection: { ...session.inspection, face } });
  }
}

/** Returns the way to stop. */
export function startInspectionFlow(context: Context): () => void {
  const flow = new InspectionFlow(context);
  return () => flow.dispose();
}
