/** Mode, unit, result or selected code change → the values that colour the polytopes. */
import { codesEqual } from '../../core/network';
import type { PartitionClient } from '../../workers/partitionClient';
import type { FieldSpec } from '../../workers/protocol';
import { colouringFault, colouringKey, failed, fieldSpecOf, pending } from '../colouring';
import { isPlainMode, isSoftMode } from '../colourModes';
import type { Context } from '../context';
import type { pageField } from '../pageFields';
import type { Colouring, LensStore, PartitionResult } from '../types';
import type { ColouredSlot } from './colouredSlot';

type PageField = typeof pageField;

export interface ColourFlow {
  /** Asks again for values of the worker that are not there. */
  compute(): void;
  /** Gives up the values that the worker still owes, and says so. */
  cancel(): void;
  dispose(): void;
}

interface ColourSource {
  readonly slot: ColouredSlot;
  /** The client whose worker made the result; null while there is none. */
  client(): PartitionClient | null;
  /** Cuts again, where the worker no longer has the result. */
  cutAgain(): void;
}

type Inputs = readonly [key: string, generation: number | null, code: Uint32Array | null];

const sameCode = (a: Uint32Array | null, b: Uint32Array | null): boolean =>
  a === b || (a !== null && b !== null && codesEqual(a, b));

const same = (a: Inputs, b: Inputs): boolean => a[0] === b[0] && a[1] === b[1] && sameCode(a[2], b[2]);

const SOFT_REST_MS = 120;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The code of the page's own values; one that throws what went wrong where it cannot be loaded. */
async function loadPageField(): Promise<PageField> {
  try {
    return (await import('../pageFields')).pageField;
  } catch (error) {
    const problem = `the code for it could not be loaded: ${messageOf(error)}`;
    return () => {
      throw new Error(problem);
    };
  }
}

class Flow implements ColourFlow {
  private field: PageField | null = null;
  private loading = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stop: () => void;

  constructor(
    private readonly context: Context,
    private readonly source: ColourSource,
  ) {
    const inputs = (state: LensStore): Inputs => [
      colouringKey(state.lens),
      source.slot.result(state.session)?.generation ?? null,
      this.codeOf(state),
    ];
    this.stop = context.store.subscribe(inputs, () => this.update(), { equalityFn: same });
  }

  /** Only the distance to the selected code follows the point. */
  private codeOf(state: LensStore): Uint32Array | null {
    return state.lens.colour === 'hamming' ? this.source.slot.code(state) : null;
  }

  private update(): void {
    const state = this.context.store.getState();
    const { slot } = this.source;
    const result = slot.result(state.session);
    const spec = fieldSpecOf(state.lens, (result ?? state.session).network);
    if (!spec) this.drop();
    const plain = isPlainMode(state.lens.colour) || (!spec && isSoftMode(state.lens.colour));
    if (plain || !result) {
      this.show(null);
      return;
    }
    const key = colouringKey(state.lens);
    const fault = colouringFault(state.lens, result.network);
    const colouring = slot.colouring(state.session);
    if (fault) this.show(failed(result.generation, key, fault));
    else if (spec) {
      // Values may have come with the result.
      if (colouring?.generation !== result.generation || colouring.key !== key) this.request(result, spec);
    } else if (this.field) this.show(this.onPage(state, result, this.field));
    else if (!this.loading) void this.load();
  }

  /** Shows what is there already, and that nothing is awaited. */
  private show(colouring: Colouring | null): void {
    const { context, source } = this;
    context.activity.end(source.slot.work);
    if (source.slot.colouring(context.store.getState().session) !== colouring) source.slot.write({ colouring });
  }

  /** Values that the page computes itself, or why it cannot. */
  private onPage(state: LensStore, result: PartitionResult, field: PageField): Colouring {
    const key = colouringKey(state.lens);
    try {
      return { ...pending(result.generation, key), values: field(state.lens, result, this.codeOf(state)) };
    } catch (error) {
      return failed(result.generation, key, messageOf(error));
    }
  }

  private async load(): Promise<void> {
    this.loading = true;
    this.context.activity.begin(this.source.slot.work);
    this.field = await loadPageField();
    this.update();
  }

  private request({ generation }: PartitionResult, spec: FieldSpec): void {
    const { context, source } = this;
    context.activity.begin(source.slot.work);
    source.slot.write({ colouring: pending(generation, spec.key) });
    const ask = (): void => {
      if (!source.client()?.requestField(generation, spec)) source.cutAgain();
    };
    clearTimeout(this.timer);
    // A field lies over the faces while β is pulled: their own values can wait until it rests.
    if (spec.kind === 'soft') this.timer = setTimeout(ask, SOFT_REST_MS);
    else ask();
  }

  /** What the worker still owes. */
  private awaited(): Colouring | null {
    const colouring = this.source.slot.colouring(this.context.store.getState().session);
    return colouring && !colouring.values && !colouring.problem ? colouring : null;
  }

  private drop(): void {
    clearTimeout(this.timer);
    const colouring = this.awaited();
    if (colouring) this.source.client()?.requestField(colouring.generation, null);
  }

  compute(): void {
    const { lens, session } = this.context.store.getState();
    const result = this.source.slot.result(session);
    const spec = result && fieldSpecOf(lens, result.network);
    if (result && spec && !this.source.slot.colouring(session)?.values) this.request(result, spec);
  }

  cancel(): void {
    const colouring = this.awaited();
    if (!colouring) return;
    this.drop();
    this.show(failed(colouring.generation, colouring.key, 'cancelled'));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.stop();
    this.context.activity.end(this.source.slot.work);
  }
}

/** Follows the store from now on. */
export const startColourFlow = (context: Context, source: ColourSource): ColourFlow => new Flow(context, source);
