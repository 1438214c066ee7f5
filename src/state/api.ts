import type { PathReport } from '../core/path';
import {
  type InspectReport,
  inspectReport,
  intervalReport,
  type PartitionReport,
  partitionReport,
  positionInSlice,
} from '../core/report';
import type { SoftPathReport } from '../core/soft';
import type { Work } from './activity';
import type { PolytopeLensApi, Selection } from './apiTypes';
import { isLensLink } from './link';
import { exactLink, lensFile } from './services';
import type { LensController } from './store';
import type { LensStore } from './types';

/** Finite numbers, as many as the slice or the input has. Throws a TypeError that says what was given. */
function checkedInput(x: ArrayLike<number>, inputSize: number): number[] {
  const values = Array.from(x ?? []);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new TypeError(`invalid x: value ${bad} is ${String(values[bad])}, not a finite number`);
  if (values.length !== inputSize && values.length !== 2)
    throw new TypeError(`invalid x: ${values.length} values; give 2 (slice coordinates) or ${inputSize} (an input)`);
  return values;
}

/**
 * Two numbers are slice coordinates, also for a network with two inputs (where the axes' slice makes them the same
 * point). One number is the input of a network with one input.
 */
const isSlicePoint = (values: readonly number[]): values is [number, number] => values.length === 2;

function report({ lens, session }: LensStore): PartitionReport {
  const { result } = session;
  if (!result) throw new Error('there is no partition: it was cancelled or failed; a notice on the page says why');
  const { complex, interval, certificate, slice, seconds } = result;
  if (!certificate) throw new Error('the partition has no certificate: it was cancelled');
  const timing = { best: seconds, median: seconds };
  if (complex) return partitionReport(complex, slice, lens.domain, certificate, timing);
  if (!interval) throw new Error('the result holds no partition');
  const { vertices } = interval;
  const ends = [vertices[0] as number, vertices[vertices.length - 1] as number] as const;
  return intervalReport(interval, slice, ends, certificate, timing);
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function select(controller: LensController, x: ArrayLike<number>): Selection {
  const { session, actions } = controller.store.getState();
  const values = checkedInput(x, session.network.inputSize);
  const selection: Selection = isSlicePoint(values)
    ? { at: values, distance: 0 }
    : positionInSlice(session.slice, values);
  actions.setPoint(selection.at);
  return selection;
}

/** Layers by their numbers in the whole network, where only those after layer `space` are sliced. */
function renumbered(made: InspectReport, space: number): InspectReport {
  const shifted = <T extends { readonly layer: number }>(unit: T): T => ({ ...unit, layer: unit.layer + space });
  const { nearestBoundary, nearestBoundaryInSlice, onBoundary } = made;
  return {
    ...made,
    nearestBoundary: nearestBoundary && shifted(nearestBoundary),
    ...(nearestBoundaryInSlice ? { nearestBoundaryInSlice: shifted(nearestBoundaryInSlice) } : {}),
    onBoundary: onBoundary.map(shifted),
  };
}

function inspect(controller: LensController, x: ArrayLike<number>): InspectReport {
  const { lens, session } = controller.store.getState();
  const { network, slice } = session;
  const values = checkedInput(x, network.inputSize);
  const made = inspectReport(network, isSlicePoint(values) ? { slice, at: values } : { input: values });
  return lens.space === 0 ? made : renumbered(made, lens.space);
}

async function pathOf(controller: LensController): Promise<PathReport | SoftPathReport | null> {
  await over(controller, ['scene', 'path', 'softPath']);
  const { path, softPath } = controller.store.getState().session;
  if (!path) return null;
  if ('fault' in path) throw new Error(path.fault);
  const { pathReport } = await import('../core/path');
  const report = pathReport(path.network, path.vertices, path.walk, path.extension ?? true);
  if (softPath?.path.walk !== path.walk) return plain(report);
  const { softPathReport } = await import('../core/soft');
  return plain(softPathReport(report, softPath.soft));
}

/** The object for `window.polytopeLens`. `base()` is the page's address without its fragment. */
export function createApi(controller: LensController, base: () => string): PolytopeLensApi {
  const { store, activity } = controller;
  const { actions } = store.getState();
  return {
    state: () => plain(store.getState().lens),
    load: (state) =>
      typeof state === 'string' && isLensLink(state) ? controller.openLink(state) : actions.load(state),
    select: (x) => select(controller, x),
    inspect: (x) => inspect(controller, x),
    async partition() {
      await over(controller, ['scene', 'partition']);
      return plain(report(store.getState()));
    },
    path: () => pathOf(controller),
    link() {
      const link = exactLink(controller, base());
      if (!link.ok) throw new Error(link.message);
      return link.url;
    },
    file: () => lensFile(controller),
    idle: () => activity.idle(),
    network: () => actions.exportNetwork(),
    importNetwork: (content, fileName = 'network') => actions.importNetwork(content, fileName),
    openScene: (id) => actions.openScene(id),
    notices: () => store.getState().session.notices.map(({ kind, text }) => ({ kind, text })),
    model() {
      const { model, training } = store.getState().session;
      return plain({ ...model, running: training.running, step: training.step });
    },
  };
}

/** Waits until none of these goes on; the rest (training, the model) need not be over. */
function over({ store, activity }: LensController, works: readonly Work[]): Promise<void> {
  const done = (): boolean => !works.some((work) => activity.has(work));
  if (done()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = activity.onChange(() => {
      if (!done() || store.getState().session.phase === 'loading') return;
      stop();
      resolve();
    });
  });
}
