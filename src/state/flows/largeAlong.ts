/** What is found out of a large network's path once it is walked: beyond its ends, soft codes, norms and angles at places of it. */
import type { Network } from '../../core/network/network';
import { isSoft } from '../../core/soft/softness';
import type { PathClient } from '../../workers/pathClient';
import type { AlongFound, AlongKind, AlongNews } from '../../workers/pathProtocol';
import type { Context } from '../context';
import type { WalkedPath } from '../pathTypes';
import { gatesUnder } from '../soft';

/** The first and the last row of the values at the knots. */
function endValues({ values, outputSize }: WalkedPath['walk']): Float64Array {
  const ends = new Float64Array(2 * outputSize);
  ends.set(values.subarray(0, outputSize));
  ends.set(values.subarray(values.length - outputSize), outputSize);
  return ends;
}

/** A walked path, and what it was a path of. */
interface Along {
  readonly network: Network;
  readonly before: number;
  readonly left: Set<AlongKind>;
}

export class LargeAlong {
  private along: Along | null = null;
  private stopped = false;

  /** `begin` tells that something is under way; `end` that nothing is any more. */
  constructor(
    private readonly context: Context,
    private readonly client: Pick<PathClient, 'along' | 'forget'>,
    private readonly turns: { begin(): void; end(): void },
  ) {}

  /** Whether it is what is under way or was done last, and no walk. */
  get isOn(): boolean {
    return this.along !== null;
  }

  /** A path begins anew. */
  forget(): void {
    this.along = null;
    this.stopped = false;
  }

  /** The path in force is walked, as far as it was wanted. */
  follow(network: Network, before: number, stopped: boolean): void {
    this.along = { network, before, left: new Set(['beyond', 'samples']) };
    this.stopped = stopped;
    this.wantSoft();
    if (stopped) this.leave();
    else this.ask();
  }

  /** Codes are softer, or harder. */
  soften(): void {
    if (!this.along) return;
    this.wantSoft();
    if (this.stopped) this.offer();
    else this.ask();
  }

  private get path(): WalkedPath | null {
    const { path } = this.context.store.getState().session;
    return path && 'walk' in path ? path : null;
  }

  private wantSoft(): void {
    const { along, path } = this;
    if (!along || !path) return;
    const { soft } = this.context.store.getState().lens;
    if (soft || isSoft(gatesUnder(path.network, soft))) along.left.add('soft');
    else along.left.delete('soft');
  }

  private ask(): void {
    const { along, path, context } = this;
    if (!along || !path || !('ends' in path.walk)) return;
    const { network, before, left } = along;
    // What costs least comes first.
    const wanted = (['beyond', 'soft', 'samples'] as const).filter((what) => left.has(what));
    if (wanted.length === 0) {
      // What is under way is of codes that are not soft any more.
      this.client.forget();
      this.turns.end();
      return;
    }
    this.stopped = false;
    const { ends, reached, outputSize } = path.walk;
    const gates = gatesUnder(path.network, context.store.getState().lens.soft);
    this.turns.begin();
    context.setSession({
      path: { ...path, again: null },
      pathProgress: this.progressOf({ what: wanted[0] as AlongKind, share: 0 }),
    });
    const walk = { ends, reached, outputSize, values: endValues(path.walk) };
    this.client.along({ network, before, vertices: path.vertices, walk, wanted, gates });
  }

  private progressOf({ what, share }: Pick<AlongNews, 'what' | 'share'>) {
    return { phase: what, share, crossings: this.path?.density.crossings ?? 0, stretch: 0, stopped: false };
  }

  take({ what, share, found }: AlongNews): void {
    const { context, along } = this;
    const { pathProgress } = context.store.getState().session;
    if (found) this.put(found);
    if (share === 1 && found) along?.left.delete(what);
    if (pathProgress && !pathProgress.stopped) context.setSession({ pathProgress: this.progressOf({ what, share }) });
  }

  private put(found: AlongFound): void {
    const { path, context } = this;
    if (!path) return;
    if (found.what === 'beyond') context.setSession({ path: { ...path, extension: found.extension } });
    else if (found.what === 'samples') context.setSession({ path: { ...path, samples: found.samples } });
    else {
      const gates = gatesUnder(path.network, context.store.getState().lens.soft);
      context.setSession({ softPath: { path, gates, soft: found.soft } });
    }
  }

  /** Ended before all was there: the rest can be asked for. */
  leave(): void {
    this.stopped = true;
    this.offer();
    this.turns.end();
  }

  /** What is left can be asked for, where anything is. */
  private offer(): void {
    const { path, along, context } = this;
    if (path && along) context.setSession({ path: { ...path, again: along.left.size > 0 ? () => this.ask() : null } });
  }
}
