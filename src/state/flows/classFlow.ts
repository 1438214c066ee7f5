/** Asked for → the densities within and between classes, in a worker that starts with the first request. */
import { permutedNetwork } from '../../core/graph/permuted';
import { isLarge } from '../../core/network/large';
import type { Network } from '../../core/network/network';
import { defaultExtent, type LabelledPoints } from '../../core/path';
import {
  type ClassDensityAnswer,
  ClassDensityClient,
  type ClassDensityEvents,
  type ClassDensityJob,
} from '../../workers/classDensityClient';
import { classesFault } from '../classes';
import type { ClassDensities, ClassOptions } from '../classTypes';
import type { Context } from '../context';
import { partOf } from '../space';
import type { DataSet, LensStore, SessionState, Whole } from '../types';
import { untrainedDraw, untrainedNetwork } from '../untrained';

/** What the answer in the making will say beside its numbers. */
type Asked = Omit<ClassDensities, 'own' | 'untrained' | 'permuted' | 'seconds'>;

const sameWeights = (a: Network, b: Network): boolean =>
  a === b ||
  a.layers.every((layer, l) => {
    const other = b.layers[l];
    if (layer.kind !== 'dense' || other?.kind !== 'dense') return layer === other;
    return layer.weights.every((w, i) => w === other.weights[i]) && layer.bias.every((w, i) => w === other.bias[i]);
  });

/** What the network in force is set beside, and where the untrained one comes from. */
interface Beside {
  readonly others: ClassDensityJob['networks'];
  readonly origin: ClassDensities['origin'];
  readonly unchanged: boolean;
}

/** Those of a large network the worker makes, as far as it can: to draw or permute its weights holds up the page. */
function beside(base: Network, { recipe }: SessionState, { network, data }: Whole, seed: number): Beside {
  const large = isLarge(network);
  const draw = large ? untrainedDraw(base, recipe) : null;
  const permuted = large ? ({ kind: 'permuted', seed } as const) : permutedNetwork(network, seed);
  if (draw)
    return {
      others: [{ kind: 'drawn', ...draw }, permuted],
      origin: { origin: 'drawn', seed: draw.seed },
      unchanged: false,
    };
  const untrained = untrainedNetwork(base, recipe, data);
  return {
    others: [untrained.network, permuted],
    origin: { origin: untrained.origin, seed: untrained.seed },
    unchanged: sameWeights(network, untrained.network),
  };
}

export class ClassFlow {
  private readonly client: ClassDensityClient;
  private asked: Asked | null = null;
  /** The points as they were sent, so that they are the same object the next time. */
  private points: { readonly data: DataSet; readonly points: LabelledPoints } | null = null;

  constructor(
    private readonly context: Context,
    createClient: (events: ClassDensityEvents) => ClassDensityClient,
  ) {
    this.client = createClient({
      progress: (progress) => this.say({ progress }),
      part: (answer) => this.show(answer),
      answer: (answer) => {
        this.show(answer);
        this.end(null);
      },
      error: (message) => this.end(message),
    });
  }

  start(): void {
    const { store, ground, activity } = this.context;
    const { lens, session } = store.getState();
    const { network, data } = session.whole;
    const { pairs, seed } = lens.experiments;
    const options: ClassOptions = { pairs, seed };
    const fault = classesFault(session.whole);
    if (fault || !data || !ground) {
      this.end(fault);
      return;
    }
    const { others, ...of } = beside(ground.base, session, session.whole, seed);
    this.asked = { ...options, network, data, clamps: lens.clamps, step: lens.step, ...of };
    activity.begin('classes');
    this.say({ running: true, progress: null, asked: options.pairs, fault: null });
    const networks = [network, ...others].map((free) =>
      'kind' in free ? free : partOf({ network: free, data: null }, 0, lens.clamps).network,
    );
    this.client.request({ networks, points: this.pointsOf(data), ...options, ...defaultExtent(network) });
  }

  cancel(): void {
    this.client.cancel();
    this.end(null);
  }

  dispose(): void {
    this.client.dispose();
    this.context.activity.end('classes');
  }

  private pointsOf(data: DataSet): LabelledPoints {
    const { inputs, inputSize, count, targets: labels } = data;
    if (this.points?.data !== data) this.points = { data, points: { inputs, inputSize, count, labels } };
    return this.points.points;
  }

  private show({ densities, seconds }: ClassDensityAnswer): void {
    const [own, untrained, permuted] = densities;
    if (this.asked && own && untrained && permuted)
      this.say({ result: { ...this.asked, own, untrained, permuted, seconds } });
  }

  private end(fault: string | null): void {
    this.asked = null;
    this.say({ running: false, progress: null, fault });
    this.context.activity.end('classes');
  }

  private say(change: Partial<LensStore['session']['classes']>): void {
    const { classes } = this.context.store.getState().session;
    this.context.setSession({ classes: { ...classes, ...change } });
  }
}

/** The flow with the worker of the page, or with what the tests put in its place. */
export const startClassFlow = (context: Context): ClassFlow =>
  new ClassFlow(context, context.surroundings.createClassDensityClient ?? ((events) => new ClassDensityClient(events)));
