/** Changes of plane and space, checked as a whole and put in force at once. The newest wish wins. */
import { projectData } from '../../core/slice/projected';
import { pointInInput, projectOnSlice, type Slice } from '../../core/slice/slice';
import type { Context } from '../context';
import { chosenPlane } from '../history/discrete';
import { parseLensState } from '../schema';
import { type AnchorSliceSpec, buildSlice } from '../slice';
import { type Part, partOf, spaceFault } from '../space';
import type { AnchorSpec, LensState, Point2, SliceKind, SliceSpec } from '../types';
import { anchorFault } from './anchorPoints';
import { axesThrough, firstKind, firstSpec, placeInput, sceneAnchors } from './kinds';
import { SliceMemory } from './memory';
import { isPrepared, prepareSlice } from './planes';
import { selectedInput, writtenOut } from './points';
import { fittedView } from './view';

const NOTHING = 'nothing was changed';

/** A number of two figures that is no smaller. */
function roundedUp(x: number): number {
  if (!(x > 0)) return 0;
  const step = 10 ** (Math.floor(Math.log10(x)) - 1);
  return Number((Math.ceil(x / step) * step).toPrecision(6));
}

/** An input, and how a state says it. */
interface Selected {
  readonly x: Float64Array;
  readonly input: AnchorSpec;
}

const written = (x: Float64Array): Selected => ({ x, input: writtenOut(x) });

export class PlaneControl {
  private readonly memory = new SliceMemory();
  /** The input that the point stands for where it is only its projection. */
  private meant: (Selected & { readonly point: Point2; readonly slice: Slice }) | null = null;
  private newest = 0;
  private preparing = 0;

  constructor(private readonly context: Context) {}

  async setKind(kind: SliceKind): Promise<void> {
    const store = this.context.store.getState();
    const { lens, session } = store;
    if (lens.slice.kind === kind) return;
    const part = { network: session.network, data: session.data };
    const selected = this.selected();
    const { x } = selected;
    const unmoved = this.memory.recallUnmoved(this.context, kind, x);
    if (unmoved) {
      this.memory.keep(this.context, x);
      // To the last bit, so that links stay the same.
      const { slice, domain, viewport, point } = unmoved;
      await this.show({ slice, domain, viewport, point }, part, selected);
      return;
    }
    const through = x.length > 2 ? selected.input : null;
    const before = this.memory.recall(this.context, lens.space, kind)?.slice;
    const slice =
      before?.kind === 'axes'
        ? axesThrough(before.axes, through, x.length)
        : (before ?? firstSpec(kind, this.start(part, x), through));
    if (!slice) {
      this.context.notify('warning', `No three anchors that span a plane were found: ${NOTHING}`);
      return;
    }
    this.memory.keep(this.context, x);
    await this.show({ slice }, part, selected);
  }

  async setSlice(spec: SliceSpec, refit = false): Promise<void> {
    const { session } = this.context.store.getState();
    const part = { network: session.network, data: session.data };
    await this.show({ slice: spec }, part, refit ? this.selected() : null);
  }

  async setSpace(space: number): Promise<void> {
    const state = this.context.store.getState();
    const { lens, session } = state;
    if (space === lens.space) return;
    const fault =
      Number.isInteger(space) && space >= 0 ? spaceFault(space, session.whole.network) : `space: ${space} is no layer`;
    if (fault) {
      this.context.notify('error', `${fault}: ${NOTHING}`);
      return;
    }
    const hard = partOf(session.whole, space, lens.clamps);
    const selected = this.selected().x;
    // What lies before a layer cannot be told from its activations: going back finds the space as it was left.
    const { x, part } =
      space > lens.space
        ? (await import('../flows/hiddenDataFlow')).carriedThere(state, selected, hard, space)
        : { x: null, part: hard };
    const before = this.memory.recall(this.context, space) ?? this.opening(space);
    this.memory.keep(this.context);
    const upToLayer = lens.upToLayer !== null && lens.upToLayer > space ? lens.upToLayer : null;
    if (before) {
      const { slice, reach, ...view } = before;
      await this.show({ ...(x ? {} : view), slice, reach, space, upToLayer }, part, x && written(x));
      return;
    }
    const at = x ?? (part.data ? firstInput(part) : new Float64Array(part.network.inputSize));
    const slice = firstSpec(firstKind(part.network.inputSize, part.data), this.start(part, at), writtenOut(at));
    if (slice) await this.show({ slice, space, upToLayer, reach: null }, part, written(at));
  }

  setInput(input: AnchorSpec): void {
    const { store, notify } = this.context;
    const state = store.getState();
    const { network, data } = state.session;
    const fault = anchorFault(input, 'the input', network.inputSize, data);
    const placed = fault ? null : placeInput(state, input, this.scene(data));
    if (!placed) {
      notify(fault ? 'error' : 'warning', `${fault ?? 'No two other anchors were found'}: ${NOTHING}`);
      return;
    }
    if (placed.refit) this.memory.keep(this.context);
    const built = buildSlice(placed.slice, network.inputSize, data);
    if (!built.ok) {
      notify('warning', `${built.message}. The last good plane stays.`);
      return;
    }
    const point = placed.point(built.slice);
    const view = placed.refit ? fittedView(placed.slice, built.slice, data, point, state.lens.domain) : {};
    this.put({ slice: placed.slice, point, ...view }, { network, data }, built.slice);
  }

  /**
   * The selected input. While nothing has moved the point it is the one that was projected on the plane, not the projection:
   * so that it comes through changes of plane unharmed.
   */
  private selected(): Selected {
    const store = this.context.store.getState();
    const { lens, session } = store;
    const { meant } = this;
    if (meant && meant.point === lens.point && meant.slice === session.slice) return meant;
    return { x: pointInInput(session.slice, lens.point), input: selectedInput(store) };
  }

  /** What a scene opens with, as something to go back to from a hidden layer. */
  private opening(space: number): Pick<LensState, 'slice' | 'domain' | 'viewport' | 'point' | 'reach'> | null {
    const initial = this.context.ground?.loaded.initial;
    const own = this.context.store.getState().lens.network === null;
    return own && initial && initial.space === space ? initial : null;
  }

  private scene(data: Part['data']): AnchorSliceSpec | null {
    const initial = this.context.ground?.loaded.initial;
    return initial ? sceneAnchors(initial, data) : null;
  }

  private start({ network, data }: Part, x: Float64Array) {
    return { inputSize: network.inputSize, data, x, sceneAnchors: this.scene(data) };
  }

  /**
   * Puts a changed state in force once its plane is there. `selected`: the input to select; where the change has no point, its
   * projection becomes the point and the domain holds it and the data. Null: both are as in the change, or as they were.
   */
  private async show(change: Partial<LensState>, part: Part, selected: Selected | null): Promise<void> {
    const { context } = this;
    const turn = ++this.newest;
    const { ground } = context;
    const spec = change.slice ?? context.store.getState().lens.slice;
    if (!isPrepared(spec, part.data)) {
      this.preparing++;
      context.activity.begin('slice');
      await prepareSlice(spec, part.data);
      if (--this.preparing === 0) context.activity.end('slice');
    }
    if (turn !== this.newest || ground !== context.ground) return;
    const built = buildSlice(spec, part.network.inputSize, part.data);
    if (!built.ok) {
      context.notify('warning', `${built.message}: ${NOTHING}`);
      return;
    }
    this.put({ ...change, ...this.viewOf(change, spec, part, built.slice, selected?.x ?? null) }, part, built.slice);
    const { lens, session } = context.store.getState();
    this.meant =
      selected && session.slice === built.slice ? { ...selected, point: lens.point, slice: session.slice } : null;
  }

  private viewOf(
    change: Partial<LensState>,
    spec: SliceSpec,
    { data }: Part,
    slice: Slice,
    x: Float64Array | null,
  ): Partial<LensState> {
    if (!x || change.point) return {};
    const { lens } = this.context.store.getState();
    const point: Point2 = x.length === 1 ? [x[0] as number, 0] : projectOnSlice(slice, x);
    const hidden = (change.space ?? lens.space) > 0 && x.length > 2;
    // Where the data lie is what a hidden space is looked at for.
    const farthest = hidden && data && change.reach === null ? Math.max(...projectData(data, slice).distance) : null;
    const reach = farthest === null ? {} : { reach: roundedUp(farthest) };
    return { point, ...fittedView(spec, slice, data, point, lens.domain), ...reach };
  }

  private put(change: Partial<LensState>, part: Part, slice: Slice): void {
    const { store, set, notify } = this.context;
    const { lens, session } = store.getState();
    const checked = parseLensState({ ...lens, ...change, network: null, weights: null, dataSpec: null });
    if (!checked.ok) {
      notify('error', `${checked.message}: ${NOTHING}`);
      return;
    }
    const keys = Object.keys(change) as (keyof LensState)[];
    const moved = change.space !== undefined && change.space !== lens.space;
    const rest = moved ? { result: null, litUnit: null, hoverFace: -1, inspection: null, field: null } : {};
    // Elsewhere the same coordinates are other inputs, and nobody pinned those.
    const elsewhere = moved || chosenPlane(checked.state.slice, lens.slice);
    const pins = elsewhere && lens.pins.length > 0 ? { pins: [] } : {};
    // Weights may have changed meanwhile: what is sliced is the newest network's part.
    const now = partOf(session.whole, change.space ?? lens.space, lens.clamps);
    const fresh = now.network.inputSize === part.network.inputSize ? now : part;
    const next = { ...Object.fromEntries(keys.map((key) => [key, checked.state[key]])), ...pins };
    set(next, { ...fresh, slice, ...rest });
  }
}

/** The first data point. */
const firstInput = ({ data, network }: Part): Float64Array =>
  Float64Array.from(data?.inputs.subarray(0, network.inputSize) ?? []);
