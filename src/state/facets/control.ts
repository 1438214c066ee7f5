/** Facets in R^d: asked of the worker, stepped across, kept as a trail. Loaded with the first of its actions. */
import { codesEqual, type Network, splineCode } from '../../core/network';
import { crossesOnly, type Facet, MOST_VOLUME_INPUTS, wayAcross } from '../../core/polytope';
import { FacetsClient, type FacetsEvents } from '../../workers/facetsClient';
import type { Context } from '../context';
import { isLarge } from '../large';
import { MAX_PATH_VERTICES } from '../limits';
import { selectedInput, selectedValues, type WrittenInput, writtenExactly, writtenOut } from '../slices/points';
import type { AnchorSpec, FacetsRequest, FacetsState, FoundFacets, PathSpec, TrailPoint, TrailStep } from '../types';
import { boxOf } from './box';
import { placeOnTrail, standingOf } from './standing';
import { Trails } from './trails';

const NOTHING: FacetsState = { running: null, found: null, fault: null, trail: [] };

/** Figures that the values of many inputs are rounded to: as few as the step can do with, so that links hold the trail. */
const [FEWEST_FIGURES, MOST_FIGURES] = [2, 12];

/** Nearer than this share of a step, two of its ends are one point. */
const SAME_POINT = 1e-6;

export class FacetsControl {
  private readonly client: FacetsClient;
  private asked: FacetsRequest | null = null;
  /** Paths that the trail put in force: while one of them is, it grows with the trail. */
  private readonly shown = new WeakSet<PathSpec>();
  private readonly trails = new Trails();

  constructor(private readonly context: Context) {
    const events: FacetsEvents = {
      progress: (progress) => this.change({ running: { progress } }),
      found: ({ network, box }, facets, seconds) => {
        const request = this.asked as FacetsRequest;
        this.end({ found: { request, network, box, facets, seconds }, fault: null });
      },
      error: (message) => this.end({ fault: message }),
    };
    this.client = context.surroundings.createFacetsClient?.(events) ?? new FacetsClient(events);
    // Facets and trails of another space say nothing here.
    context.store.subscribe(
      ({ session }) => session.network.inputSize,
      () => {
        this.cancel();
        context.setSession({ facets: null });
      },
    );
    // Undo and redo bring back the trail with the point.
    context.store.subscribe(
      ({ lens }) => lens,
      (now, before) => {
        if (now.point === before.point && now.slice === before.slice) return;
        const trail = this.trails.of(context.store.getState());
        if (trail && trail !== this.state.trail) this.change({ trail });
      },
    );
  }

  /** As the state asks now. */
  find(): void {
    const state = this.context.store.getState();
    const request = state.lens.facets;
    const { network, data } = state.session;
    const input = selectedValues(state);
    const box = boxOf(request.box, network.inputSize, data);
    if (typeof box === 'string') {
      this.cancel();
      this.change({ fault: box });
      return;
    }
    const volume = request.volume && box !== null && network.inputSize <= MOST_VOLUME_INPUTS;
    this.asked = request;
    this.context.activity.begin('facets');
    this.change({ running: { progress: null }, fault: null });
    this.client.request({ network, input, box, volume });
  }

  /** Ends a search by passes with what it has found. */
  enough(): void {
    if (this.state.running) this.client.enough();
  }

  cancel(): void {
    this.client.cancel();
    if (this.state.running) this.end({});
  }

  async stepAcross(constraint: number): Promise<void> {
    const state = this.context.store.getState();
    const { found } = this.state;
    const facet = found?.facets.facets.find((one) => one.constraint === constraint);
    if (!found || !facet || standingOf(found, state) !== 'here') return;
    const before = found.facets.region.halfSpaces.code;
    const from = this.pointIn(found.network, before);
    const to = targetOf(found, facet, from.x);
    if (!to) {
      this.context.notify('warning', 'float64 cannot step across this facet: nothing was changed');
      return;
    }
    const past = this.trailTo(before, found);
    await this.asOne('step across a facet', async () => {
      const reached = await this.move(to);
      if (!reached) return;
      const after = codeAcross(found.network, facet, reached);
      if (!codesEqual(after, facet.neighbour?.code ?? before)) return;
      const x = Float64Array.from(to.values);
      const units = facet.neighbour?.units ?? [];
      const length = distanceOf(from.x, x);
      const codes = [before, after] as const;
      this.keep([...past, { network: found.network, units, from, to: { x, input: to }, codes, length }]);
      this.find();
    });
  }

  async stepBack(): Promise<void> {
    const { trail } = this.state;
    const last = trail.at(-1);
    if (!last) return;
    await this.asOne('step back across a facet', async () => {
      if (!(await this.move(last.from.input))) return;
      this.keep(trail.slice(0, -1));
      this.find();
    });
  }

  clearTrail(): void {
    this.trails.forget();
    this.change({ trail: [] });
  }

  showTrail(): void {
    const { trail } = this.state;
    if (trail.length === 0) return;
    const { store } = this.context;
    store.getState().actions.setPath({ vertices: trailPoints(trail).slice(-MAX_PATH_VERTICES), layer: 0 });
    const { path } = store.getState().lens;
    if (path) this.shown.add(path);
  }

  private get state(): FacetsState {
    return this.context.store.getState().session.facets ?? NOTHING;
  }

  private change(change: Partial<FacetsState>): void {
    this.context.setSession({ facets: { ...this.state, ...change } });
  }

  private end(change: Partial<FacetsState>): void {
    this.change({ ...change, running: null });
    this.context.activity.end('facets');
  }

  /** The steps that led to this polytope; none where it is on no step: then a new trail begins. */
  private trailTo(code: Uint32Array, { network }: FoundFacets): readonly TrailStep[] {
    const { trail } = this.state;
    if (trail[0]?.network !== network) return [];
    return trail.slice(0, Math.max(0, placeOnTrail(trail, code)));
  }

  private keep(trail: readonly TrailStep[]): void {
    const state = this.context.store.getState();
    const { path } = state.lens;
    this.trails.note(state, trail);
    this.change({ trail });
    if (path && this.shown.has(path) && trail.length > 0) this.showTrail();
  }

  /** What a step does is one step of the history: the point, and the path that grows with it. */
  private async asOne(name: string, act: () => Promise<void>): Promise<void> {
    const state = this.context.store.getState();
    const { actions } = state;
    this.trails.note(state, this.state.trail);
    actions.beginGesture(name);
    try {
      await act();
    } finally {
      actions.commitGesture();
    }
  }

  /** The selected input as a mix of data where it is one, else in as few figures as keep its code. */
  private pointIn(network: Network, code: Uint32Array): TrailPoint {
    const state = this.context.store.getState();
    const x = selectedValues(state);
    const input = selectedInput(state);
    return {
      x,
      input: input.kind === 'mix' ? input : written(x, (short) => codesEqual(splineCode(network, short), code)),
    };
  }

  /** Selects an input. The values of what is selected then; null where it was refused. */
  private async move(input: AnchorSpec): Promise<Float64Array | null> {
    const { store } = this.context;
    const { slice } = store.getState().session;
    const { point } = store.getState().lens;
    await store.getState().actions.setInput(input);
    const now = store.getState();
    if (now.session.slice === slice && now.lens.point === point) return null;
    return selectedValues(now);
  }
}

/** Where a step leads: straight across if it can, else to where the neighbour was found. */
function targetOf({ facets, network }: FoundFacets, facet: Facet, from: Float64Array): WrittenInput | null {
  const { neighbour } = facet;
  if (!neighbour) return null;
  // Where a pass takes tenths of a second the point that the search has checked is taken as it is.
  if (isLarge(network)) return writtenExactly(neighbour.point);
  const way = wayAcross(facets, facet, from);
  if (way) return written(way, (x) => crossesOnly(facets, facet, from, x));
  return written(neighbour.point, (x) => codesEqual(splineCode(network, x), neighbour.code));
}

/** The code of the point stepped to. A long pass is not gone through again at the very point that the search has checked. */
function codeAcross(network: Network, { neighbour }: Facet, x: Float64Array): Uint32Array {
  if (neighbour && isLarge(network) && neighbour.point.every((value, k) => value === x[k])) return neighbour.code;
  return splineCode(network, x);
}

/** An input written out in as few figures as keep what must hold. */
function written(x: Float64Array, holds: (x: Float64Array) => boolean): WrittenInput {
  for (let figures = FEWEST_FIGURES; figures < MOST_FIGURES; figures++) {
    const short = writtenOut(x, figures);
    if (holds(Float64Array.from(short.values))) return short;
  }
  return writtenExactly(x);
}

const distanceOf = (a: Float64Array, b: Float64Array): number =>
  Math.hypot(...a.map((value, k) => value - (b[k] as number)));

/** The vertices of the walk. */
function trailPoints(trail: readonly TrailStep[]): AnchorSpec[] {
  const points: AnchorSpec[] = [];
  let last: Float64Array | null = null;
  for (const { from, to, length } of trail) {
    // The point may have moved within its polytope before it was stepped out of.
    if (!last || distanceOf(last, from.x) > length * SAME_POINT) points.push(from.input);
    points.push(to.input);
    last = to.x;
  }
  return points;
}
