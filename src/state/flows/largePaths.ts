/** Paths of networks of many units: the newest one, once it rests, in a worker; of large networks it sends them part by part. */
import { type CodeLayout, codeLayout, type Network } from '../../core/network/network';
import type { PathExtension } from '../../core/path';
import { pathDensity } from '../../core/path/density';
import { PathClient, type PathPort, type PathPortHandlers } from '../../workers/pathClient';
import type { WalkPart } from '../../workers/pathProtocol';
import type { Context } from '../context';
import { isLarge, isWalkedAside } from '../large';
import { pathFault, vertexInput, walkedNetwork } from '../path';
import type { PathProgress } from '../pathTypes';
import { gatesUnder } from '../soft';
import type { PathSpec } from '../types';
import { LargeAlong } from './largeAlong';

/** Milliseconds without a change after which a drag rests. */
const REST_MS = 150;

const NOTHING_YET = { extension: null, samples: null, again: null } as const;

/** What the walk under way is of. */
interface Asked {
  readonly spec: PathSpec;
  readonly network: Network;
  /** All of what is sliced, and how many layers of it come before. */
  readonly whole: Network;
  readonly before: number;
  readonly inputs: readonly Float64Array[];
  readonly legs: number;
  readonly layout: CodeLayout;
}

export class LargePaths {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: Asked | null = null;
  private readonly client: PathClient;
  private readonly along: LargeAlong;
  private readonly unsubscribe: readonly (() => void)[];

  constructor(
    private readonly context: Context,
    spawn?: (handlers: PathPortHandlers) => PathPort,
  ) {
    this.client = new PathClient(
      {
        progress: ({ t, ...rest }) => this.tell({ share: t / (this.asked?.legs ?? 1), ...rest }),
        part: (part) => this.receive(part),
        extension: (extension) => this.extend(extension),
        along: (news) => this.along.take(news),
        done: () => this.end(),
        stopped: () => this.leave(),
        error: (fault) => this.fail(fault),
      },
      spawn,
    );
    this.along = new LargeAlong(context, this.client, {
      begin: () => context.activity.begin('path'),
      end: () => this.end(),
    });
    this.unsubscribe = [
      context.store.subscribe(
        ({ session }) => session.pathProgress?.stopped === true,
        (stopped) => stopped && this.halt(),
      ),
      context.store.subscribe(
        ({ lens }) => lens.soft,
        () => this.along.soften(),
      ),
    ];
  }

  /** The path in force is another: what was walked is of no use. */
  follow(): void {
    clearTimeout(this.timer);
    const { store, setSession, activity } = this.context;
    const { lens, session } = store.getState();
    if (!lens.path || !isWalkedAside(session.network)) return;
    const fault = pathFault(lens.path, session);
    this.asked = null;
    this.along.forget();
    this.client.forget();
    if (fault) {
      this.rest();
      setSession({ path: { fault } });
      return;
    }
    activity.begin('path');
    setSession({ path: null, pathProgress: { phase: 'walk', share: 0, crossings: 0, stretch: 0, stopped: false } });
    this.timer = setTimeout(() => this.request(), REST_MS);
  }

  /** Nothing is wanted of the worker any more. */
  rest(): void {
    clearTimeout(this.timer);
    this.asked = null;
    this.along.forget();
    this.client.dispose();
    this.end();
  }

  dispose(): void {
    for (const stop of this.unsubscribe) stop();
    this.rest();
  }

  private request(): void {
    const { lens, session } = this.context.store.getState();
    const spec = lens.path;
    if (!spec) return;
    const { tail, before } = walkedNetwork(session.network, spec.layer);
    const inputs = spec.vertices.map((vertex) => vertexInput(vertex, session));
    const { network } = session;
    this.asked = {
      spec,
      network: tail,
      whole: network,
      before,
      inputs,
      legs: inputs.length - 1,
      layout: codeLayout(tail),
    };
    const gates = gatesUnder(network, lens.soft);
    this.client.request({ network, inputs, before, gates, atOnce: !isLarge(network) });
  }

  private receive({ vertices, walk: posted, end }: WalkPart): void {
    const { asked, context } = this;
    if (!asked) return;
    const { spec, network, inputs, layout } = asked;
    const walk = { ...posted, layout };
    const part = end === 'whole' ? null : (end ?? 'walking');
    context.setSession({
      path: { spec, network, inputs, vertices, walk, density: pathDensity(walk), ...NOTHING_YET, part },
    });
    // What lies beyond its ends comes after it.
    if ('codes' in walk) context.setSession({ pathProgress: null });
    else if (end) this.along.follow(asked.whole, asked.before, end === 'stopped');
    else this.tell({ share: walk.reached / asked.legs, crossings: walk.crossings.t.length, stretch: 0 });
  }

  private extend(extension: PathExtension): void {
    const { path } = this.context.store.getState().session;
    if (path && 'walk' in path) this.context.setSession({ path: { ...path, extension } });
    this.end();
  }

  /** What is walked stays, and the rest can be asked for again. */
  private fail(fault: string): void {
    const { context } = this;
    const { path } = context.store.getState().session;
    if (!path || !('walk' in path)) {
      context.setSession({ path: { fault } });
      this.end();
      return;
    }
    context.notify('warning', `Path: ${fault}`);
    if ('codes' in path.walk) {
      context.setSession({ path: { ...path, again: () => this.follow() } });
      this.end();
    } else this.leave();
  }

  private tell(change: Omit<PathProgress, 'stopped' | 'phase'>): void {
    const { pathProgress } = this.context.store.getState().session;
    if (pathProgress) this.context.setSession({ pathProgress: { ...pathProgress, ...change } });
  }

  private halt(): void {
    clearTimeout(this.timer);
    if (this.asked) this.client.stop();
    else this.leave();
  }

  /** Stopped by somebody: what was received before is what there is. */
  private leave(): void {
    if (this.along.isOn) {
      this.along.leave();
      return;
    }
    const { path } = this.context.store.getState().session;
    const known = path && 'walk' in path ? path : null;
    this.context.setSession({
      path: known ? { ...known, part: 'stopped' } : { fault: 'Stopped before any part of the path was walked.' },
    });
    if (known && this.asked && !('codes' in known.walk)) this.along.follow(this.asked.whole, this.asked.before, true);
    else this.end();
  }

  private end(): void {
    this.context.setSession({ pathProgress: null });
    this.context.activity.end('path');
  }
}
