/** Files of networks: read, shown, put in force or given up. Loaded with the first of them. */

import type { Shape } from '../../core/graph/types';
import type { Architecture } from '../../formats/architecture';
import { formatErrorText } from '../../formats/checks';
import type { NamedBytes } from '../../formats/dataFile';
import { looksLikeSafetensors } from '../../formats/fileKind';
import { readGraphFile } from '../../formats/graphFile';
import type { ReadGraph } from '../../formats/graphResult';
import { parseNetworkFile } from '../../formats/networkFile';
import type { SceneOpener } from '../actions/sceneActions';
import type { Context } from '../context';
import { importedState } from '../imported';
import type { OpenModel } from '../modelTypes';
import { builtOf } from './build';
import { type FirstPlane, firstPlane } from './firstView';
import type { BuiltGraph } from './kept';
import { ownNetworkOf, tooLarge } from './own';
import { summaryOf } from './summary';
import { WeightsFile } from './weights';

/** What was read last without a fault. */
interface Found {
  readonly built: BuiltGraph;
  readonly plane: FirstPlane;
}

const CLOSED: Omit<OpenModel, 'fileName'> = {
  reading: true,
  fault: null,
  summary: null,
  openInput: false,
  inputShape: null,
  editing: null,
};

export class ModelControl {
  private files: ReadonlyMap<string, Uint8Array> = new Map();
  private weights: WeightsFile | null = null;
  private found: Found | null = null;
  /** Counts readings: the newest wins. */
  private turn = 0;

  constructor(
    private readonly context: Context,
    private readonly open: SceneOpener['open'],
    private readonly importChain: (bytes: Uint8Array, fileName: string) => Promise<boolean>,
  ) {}

  async openFiles(files: readonly NamedBytes[], main: string): Promise<boolean> {
    const bytes = files.find(({ name }) => name === main)?.bytes;
    if (!bytes) return false;
    this.forget();
    this.files = new Map(files.map((file) => [file.name, file.bytes]));
    if (looksLikeSafetensors(bytes, main) && parseNetworkFile(bytes, main).ok) return this.importChain(bytes, main);
    this.weights = await WeightsFile.of(this.files, main);
    // What is neither a chain nor weights with names has the chain's fault, which says more.
    if (this.weights === null && looksLikeSafetensors(bytes, main) && !(await this.hasGraph(main)))
      return this.importChain(bytes, main);
    this.context.setSession({ openModel: { ...CLOSED, fileName: main } });
    await (this.weights ? this.guess(null) : this.read(null));
    return true;
  }

  async setInput(shape: Shape): Promise<void> {
    const { weights } = this;
    if (!this.shown()) return;
    const editing = this.shown()?.editing;
    if (weights && editing) await this.build({ ...editing.architecture, inputShape: shape });
    else await this.read(shape);
  }

  async setArchitecture(architecture: Architecture): Promise<void> {
    if (this.weights && this.shown()) await this.build(architecture);
  }

  async accept(): Promise<boolean> {
    const { found } = this;
    const shown = this.shown();
    if (!found || !shown || shown.fault !== null || shown.reading) return false;
    const network = ownNetworkOf(found.built);
    const { words: _, ...view } = found.plane;
    const state = importedState(network, view, this.context.store.getState().lens);
    const { parseLensState } = await import('../schema');
    const taken = await this.open(state.scene, () => parseLensState(state), {
      failure: `${shown.fileName} could not be opened`,
      step: `opened ${shown.fileName}`,
    });
    if (taken) this.close();
    return taken;
  }

  close(): void {
    this.forget();
    this.context.setSession({ openModel: null });
  }

  private forget(): void {
    this.turn++;
    this.files = new Map();
    this.weights = null;
    this.found = null;
  }

  private shown(): OpenModel | null {
    return this.context.store.getState().session.openModel;
  }

  private async hasGraph(main: string): Promise<boolean> {
    return (await readGraphFile(this.files, main)).ok;
  }

  /** Reads the file; `shape`: of its input, where the person said one. */
  private async read(shape: Shape | null): Promise<void> {
    const shown = this.shown();
    if (!shown) return;
    const turn = ++this.turn;
    this.say({ reading: true, inputShape: shape });
    const result = await this.reading(shown.fileName, shape);
    if (turn !== this.turn) return;
    if (!result.ok) this.refuse(formatErrorText(result.error), shown.summary === null || shown.openInput);
    else this.take(result, result.openInput ?? false);
  }

  private reading(fileName: string, shape: Shape | null) {
    return readGraphFile(this.files, fileName, shape ? { inputShape: shape } : {});
  }

  private async guess(shape: Shape | null): Promise<void> {
    const turn = ++this.turn;
    const guess = await this.weights?.guess(shape);
    if (turn !== this.turn || !guess) return;
    this.say({ editing: guess.editing });
    if (guess.result.ok) this.take(guess.result, true);
    else this.refuse(formatErrorText(guess.result.error), true);
  }

  private async build(architecture: Architecture): Promise<void> {
    const turn = ++this.turn;
    const editing = this.shown()?.editing;
    const built = await this.weights?.build(architecture);
    if (turn !== this.turn || !built || !editing) return;
    this.say({ editing: { ...editing, architecture, shapes: built.shapes } });
    if (built.result.ok) this.take(built.result, true);
    else this.refuse(formatErrorText(built.result.error), true);
  }

  private take(read: ReadGraph, openInput: boolean): void {
    const made = builtOf(read.graph);
    if (!made.ok) {
      this.refuse(made.message, openInput);
      return;
    }
    const { built } = made;
    const plane = firstPlane(built, this.context.store.getState().session.whole.data, read);
    const summary = summaryOf(built, read.notes, plane.words);
    const fault = tooLarge(built, summary.parameters);
    this.found = fault === null ? { built, plane } : null;
    this.say({ reading: false, fault, summary, openInput });
  }

  private refuse(fault: string, openInput: boolean): void {
    this.found = null;
    this.say({ reading: false, fault, openInput });
  }

  private say(change: Partial<OpenModel>): void {
    const shown = this.shown();
    if (shown) this.context.setSession({ openModel: { ...shown, ...change } });
  }
}
