/** At a deep zoom: the part of the domain around the pane, cut once more in a worker of its own. Loaded with the first. */
import type { CellComplex } from '../../core/partition/complex';
import type { Polygon } from '../../core/slice/slice';
import type { PartitionClient } from '../../workers/partitionClient';
import { fieldSpecOf } from '../colouring';
import type { Context } from '../context';
import { isDeep, type Rectangle } from '../detail';
import type { LensStore, PartitionResult, SessionState } from '../types';
import { type ColouredSlot, slotEvents } from './colouredSlot';
import { type ColourFlow, startColourFlow } from './colourFlow';
import { facesOfWhole, wholeFaces } from './detailFaces';
import { partOfDomain, serves, windowFor } from './detailWindow';

/** A part that was asked for: of which result, and where. */
interface Asked {
  readonly of: number;
  readonly window: Rectangle;
}

const inputs = ({ lens, session }: LensStore) =>
  [session.result?.generation ?? null, session.phase, lens.viewport, lens.domain] as const;

class DetailFlow {
  private client: PartitionClient | null = null;
  /** What the client was asked for, by generation of its own. */
  private readonly asked = new Map<number, Asked>();
  private newest: Asked | null = null;
  private readonly slot: ColouredSlot;
  private readonly colours: ColourFlow;
  private readonly stop: () => void;

  constructor(private readonly context: Context) {
    this.slot = this.createSlot();
    this.colours = startColourFlow(context, {
      slot: this.slot,
      client: () => this.client,
      cutAgain: () => {
        this.newest = null;
        this.update();
      },
    });
    this.stop = context.store.subscribe(inputs, () => this.update(), {
      equalityFn: (a, b) => a.every((value, i) => value === b[i]),
    });
    this.update();
  }

  private createSlot(): ColouredSlot {
    const { setSession } = this.context;
    return {
      work: 'detailColouring',
      result: ({ detail }) => detail?.result ?? null,
      colouring: ({ detailColouring }) => detailColouring,
      write: ({ result, colouring }) =>
        setSession({
          ...(result ? this.putInForce(result) : {}),
          ...(colouring === undefined ? {} : { detailColouring: colouring }),
        }),
      code: ({ session }) => session.inspection?.code ?? null,
    };
  }

  /** A result of the client as a detail. Its checks come later, as another object of the same generation. */
  private putInForce(result: PartitionResult): Partial<SessionState> {
    const { detail, result: domain, hoverFace } = this.context.store.getState().session;
    if (!hasComplex(result)) return {};
    if (detail?.result.generation === result.generation) return { detail: { ...detail, result } };
    const asked = this.asked.get(result.generation);
    if (!asked || !domain?.complex) return {};
    const domainFaces = facesOfWhole(result.complex, domain.complex);
    const whole = wholeFaces(result.complex, asked.window);
    return {
      detail: { ...asked, result, domainFaces, whole },
      hoverDetail: hoverFace < 0 ? -1 : domainFaces.indexOf(hoverFace),
    };
  }

  /** Asks for another part where the one that is there, or on its way, does not serve. */
  private update(): void {
    const { lens, session } = this.context.store.getState();
    const { result, phase } = session;
    if (phase === 'loading' || !result?.complex || !result.domain || !isDeep(lens)) {
      this.leave();
      return;
    }
    if (this.newest?.of === result.generation && serves(this.newest.window, lens.viewport)) return;
    const window = windowFor(lens.viewport);
    const part = partOfDomain(result.domain, window);
    if (part) this.request(result, part, { of: result.generation, window });
    else this.leave();
  }

  private request({ network, slice, options }: PartitionResult, domain: Polygon, asked: Asked): void {
    const { context } = this;
    context.activity.begin('detail');
    this.client ??= this.createClient();
    this.newest = asked;
    const generation = this.client.request({
      network,
      slice,
      domain,
      options: options ?? {},
      urgency: 'follow',
      field: fieldSpecOf(context.store.getState().lens, network),
    });
    // No answer comes before this turn is over.
    if (this.newest === asked) this.asked.set(generation, asked);
  }

  private createClient(): PartitionClient {
    const { context } = this;
    const events = slotEvents(context, this.slot);
    return context.surroundings.createPartitionClient({
      ...events,
      pieces: (job, generation, pieces) => {
        const asked = this.asked.get(generation);
        // Of other weights, another plane or another domain by now: a newer one is on its way.
        if (asked && asked.of === context.store.getState().session.result?.generation)
          events.pieces(job, generation, pieces);
        for (const known of this.asked.keys()) if (known <= generation) this.asked.delete(known);
      },
      progress: () => undefined,
      error: (message) => context.notify('error', `Part in sight: ${message}`),
      settled: () => context.activity.end('detail'),
    });
  }

  /** Nothing is deep: the worker and its result go. */
  private leave(): void {
    const { context } = this;
    this.client?.dispose();
    this.client = null;
    this.newest = null;
    this.asked.clear();
    context.activity.end('detail');
    if (context.store.getState().session.detail)
      context.setSession({ detail: null, detailColouring: null, hoverDetail: -1 });
  }

  dispose(): void {
    this.stop();
    this.colours.dispose();
    this.leave();
  }
}

const hasComplex = (result: PartitionResult): result is PartitionResult & { readonly complex: CellComplex } =>
  result.complex !== null;

/** Returns the way to stop. */
export function startDetailFlow(context: Context): () => void {
  const flow = new DetailFlow(context);
  return () => flow.dispose();
}
