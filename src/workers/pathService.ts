/** Walks the newest path in turns; what it knows is sent part by part. No worker in here. */
import { hiddenActivation } from '../core/network/activations';
import type { Network } from '../core/network/network';
import { EngineError } from '../core/partition/errors';
import { extendPath } from '../core/path/extension';
import { type LongWalkRun, startLongWalk } from '../core/path/longWalk';
import { walkPath } from '../core/path/walk';
import { softActivation } from '../core/soft/activations';
import { isSoft } from '../core/soft/softness';
import { NetworkReceiver } from './networkOnce';
import { alongSteps, walkedTail } from './pathAlong';
import type { AlongNews, FromPathWorker, PathJob, ToPathWorker, WalkEnd } from './pathProtocol';
import { progressIsDue, type Turns } from './turns';

export interface PathSurroundings extends Turns {
  /** `transfer`: buffers that are not needed here any more. */
  post(message: FromPathWorker, transfer: readonly ArrayBufferLike[]): void;
}

/** Milliseconds of work between two looks at the messages; one layer's pass may take longer. */
const TURN_MS = 20;
/** A part is sent again once it has so many times the pieces. */
const GROWTH = 1.3;

interface Work {
  readonly number: number;
  readonly vertices: readonly Float64Array[];
  readonly run: LongWalkRun;
  readonly began: number;
  /** When progress was last told, and how many pieces were last sent. */
  told: number;
  sent: number;
}

/** What is found out of a walked path. */
interface AlongWork {
  readonly number: number;
  readonly steps: Generator<AlongNews, void, undefined>;
  /** When progress was last told. */
  told: number;
}

/** Milliseconds between two tellings of it. */
const TELL_MS = 100;

export class PathService {
  private readonly receiver = new NetworkReceiver();
  private work: Work | null = null;
  private along: AlongWork | null = null;
  private newest = 0;

  constructor(private readonly around: PathSurroundings) {}

  receive(message: ToPathWorker): void {
    const { number } = message;
    if (message.kind === 'stop') {
      this.stop(number);
      return;
    }
    const network = this.receiver.received(message.job.network);
    this.work = null;
    this.along = null;
    this.newest = number;
    // The vertices may take passes: first whatever newer there is.
    this.around.yieldTurn(() =>
      this.guarded(number, () => {
        if (message.kind === 'walk') this.begin(number, { ...message.job, network });
        else this.goAlong({ number, steps: alongSteps({ ...message.job, network }), told: 0 });
      }),
    );
  }

  private begin(number: number, { network, inputs, before, gates, atOnce }: PathJob): void {
    if (number !== this.newest) return;
    const activation = isSoft(gates)
      ? (x: Float64Array) => softActivation(network, gates, x, before)
      : (x: Float64Array) => hiddenActivation(network, x, before);
    const vertices = before === 0 ? inputs : inputs.map(activation);
    const tail = walkedTail(network, before);
    if (atOnce) {
      this.walkAtOnce(number, tail, vertices);
      return;
    }
    const began = this.around.now();
    this.work = { number, vertices, run: startLongWalk(tail, vertices), began, told: 0, sent: 0 };
    this.tell(this.work);
    this.turn(this.work);
  }

  private walkAtOnce(number: number, network: Network, vertices: readonly Float64Array[]): void {
    const walk = walkPath(network, vertices);
    const { layout: _, ...posted } = walk;
    this.around.post({ kind: 'part', number, part: { vertices, walk: posted, end: 'whole' } }, []);
    const extension = extendPath(network, vertices, walk);
    this.around.post({ kind: 'extension', number, extension }, []);
  }

  private turn(work: Work): void {
    if (this.work !== work) return;
    const { now, yieldTurn } = this.around;
    const began = now();
    const { run } = work;
    if (run.advance(() => now() - began > TURN_MS)) {
      this.work = null;
      this.send(work, run.whole ? 'whole' : 'full');
      return;
    }
    if (run.pieces > GROWTH * work.sent) this.send(work, null);
    const worked = now() - work.began;
    if (progressIsDue(worked, work.told)) {
      work.told = worked;
      this.tell(work);
    }
    yieldTurn(() => this.guarded(work.number, () => this.turn(work)));
  }

  private goAlong(along: AlongWork): void {
    if (along.number !== this.newest) return;
    this.along = along;
    this.turnAlong(along);
  }

  private turnAlong(along: AlongWork): void {
    if (this.along !== along) return;
    const { now, yieldTurn, post } = this.around;
    const { number, steps } = along;
    const began = now();
    for (let worked = 0; worked <= TURN_MS; worked = now() - began) {
      const step = steps.next();
      if (step.done) {
        this.along = null;
        post({ kind: 'done', number }, []);
        return;
      }
      if (!step.value.found && now() - along.told < TELL_MS) continue;
      along.told = now();
      post({ kind: 'along', number, news: step.value }, []);
    }
    yieldTurn(() => this.guarded(number, () => this.turnAlong(along)));
  }

  private stop(number: number): void {
    const { work } = this;
    if (number !== this.newest) return;
    this.newest++;
    this.work = null;
    this.along = null;
    if (work && work.run.pieces > 0) this.send(work, 'stopped');
    else this.around.post({ kind: 'nothing', number }, []);
  }

  private tell({ number, run }: Work): void {
    const { reached: t, stretch, crossings } = run;
    this.around.post({ kind: 'progress', number, progress: { t, stretch, crossings } }, []);
  }

  private send(work: Work, end: WalkEnd | null): void {
    const part = work.run.part();
    if (!part) return;
    const { layout: _, ...walk } = part;
    work.sent = work.run.pieces;
    const { t, layer, unit, before, after } = walk.crossings;
    const arrays = [
      walk.values,
      walk.slopes,
      walk.knots,
      walk.legs,
      walk.distances,
      walk.crossingOffsets,
      ...walk.ends,
    ];
    const buffers = [...arrays, t, layer, unit, before, after].map(({ buffer }) => buffer);
    this.around.post({ kind: 'part', number: work.number, part: { vertices: work.vertices, walk, end } }, buffers);
  }

  /** What the engine refuses is an answer; all else is a fault of the worker's and told as one, too. */
  private guarded(number: number, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.work = null;
      this.along = null;
      const message = error instanceof EngineError ? error.message : `the walk failed: ${String(error)}`;
      this.around.post({ kind: 'error', number, message }, []);
    }
  }
}
