/** Files of networks: read, shown, put in force or given up. Loaded with the first of them. */

import { checkGraph } from '../../core/graph/check';
import type { CheckedGraph, Shape } from '../../core/graph/types';
import type { Architecture } from '../../formats/architecture';
import { formatErrorText } from '../../formats/checks';
import type { NamedBytes } from '../../formats/dataFile';
import { looksLikeSafetensors } from '../../formats/fileKind';
import { readGraphFile } from '../../formats/graphFile';
import { graphOfNetwork } from '../../formats/graphOfNetwork';
import type { ReadGraphView } from '../../formats/graphResult';
import { parseNetworkFile } from '../../formats/networkFile';
import type { ParsedNetwork } from '../../formats/parsedNetwork';
import type { SceneOpener } from '../actions/sceneActions';
import type { Context } from '../context';
import { experimentsOf, importedState, parsedState, withNotes } from '../imported';
import type { OpenModel } from '../modelTypes';
import type { GraphNetwork } from '../types';
import { builtOf } from './build';
import { type FirstPlane, firstPlane } from './firstView';
import type { BuiltGraph } from './kept';
import { ownNetworkOf, tooLarge } from './own';
import { openFile } from './reading/open';
import type { Made } from './reading/protocol';
import { summaryOf } from './summary';
import { WeightsFile } from './weights';

/** What was read last without a fault. */
interface Found {
  readonly built: BuiltGraph;
  /** What a state keeps it by. */
  readonly own: GraphNetwork | null;
  readonly plane: FirstPlane;
  /** The same as its own reader gives it, where it is a chain of dense layers; else null. */
  readonly chain: ParsedNetwork | null;
}

type ReadView = ReadGraphView & { readonly notes: readonly string[] };

/** What a state keeps it by is made when it is taken. */
function madeOf(graph: CheckedGraph): Made<BuiltGraph> {
  const made = builtOf(graph);
  return made.ok ? { ...made, own: null } : made;
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
  private files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = new Map();
  private weights: WeightsFile | null = null;
  private found: Found | null = null;
  /** Ends the reading under way. */
  private stop = new AbortController();
  /** Counts readings: the newest wins. */
  private turn = 0;

  constructor(
    private readonly context: Context,
    private readonly open: SceneOpener['open'],
    private readonly importChain: (content: string | Uint8Array, fileName: string) => Promise<boolean>,
  ) {}

  async openFiles(files: readonly NamedBytes[], main: string): Promise<boolean> {
    const bytes = files.find(({ name }) => name === main)?.bytes;
    if (!bytes) return false;
    this.close();
    this.files = new Map(files.map((file) => [file.name, file.bytes as Uint8Array<ArrayBuffer>]));
    if (looksLikeSafetensors(bytes, main) && this.showChain(bytes, main)) return true;
    this.weights = await WeightsFile.of(this.files, main);
    // What is neither a chain nor weights with names has the chain's fault, which says more.
    if (this.weights === null && looksLikeSafetensors(bytes, main) && !(await this.hasGraph(main)))
      return this.importChain(bytes, main);
    this.context.setSession({ openModel: { ...CLOSED, fileName: main } });
    await (this.weights ? this.guess(null) : this.read(null));
    return true;
  }

  async openChain(content: string | Uint8Array, fileName: string): Promise<boolean> {
    this.close();
    return this.showChain(content, fileName) || this.importChain(content, fileName);
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
    const { found, turn } = this;
    const shown = this.shown();
    if (!found || !shown || shown.fault !== null || shown.reading) return false;
    const now = this.context.store.getState();
    const { words: _, ...view } = found.plane;
    const experiments = experimentsOf(now, found.built.network);
    const state = found.chain
      ? parsedState(found.chain, now)
      : importedState(found.own ?? ownNetworkOf(found.built), { ...view, experiments }, now.lens);
    const { parseLensState } = await import('../schema');
    const read = () => withNotes(parseLensState(state), found.chain?.notes ?? [], shown.fileName);
    const taken = await this.open(state.scene, read, {
      failure: `${shown.fileName} could not be opened`,
      step: `opened ${shown.fileName}`,
    });
    // Another file may have been shown since.
    if (taken && turn === this.turn) this.close();
    return taken;
  }

  close(): void {
    this.forget();
    this.context.setSession({ openModel: null });
  }

  private forget(): void {
    this.turn++;
    this.stop.abort();
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
    this.stop.abort();
    this.stop = new AbortController();
    const open = shown.summary === null || shown.openInput;
    try {
      const options = shape ? { inputShape: shape } : {};
      const file = { folder: '', files: this.files, main: shown.fileName, options };
      const result = await openFile(file, this.stop.signal);
      if (turn !== this.turn) return;
      // What is wrong with the whole file no other shape mends.
      if (!result.ok) this.refuse(formatErrorText(result.error), open && (shape !== null || result.error.where !== ''));
      else this.take(result.read, result.made, result.read.openInput ?? false);
    } catch (error) {
      if (turn === this.turn) this.refuse(error instanceof Error ? error.message : String(error), open);
    }
  }

  private async guess(shape: Shape | null): Promise<void> {
    const turn = ++this.turn;
    const guess = await this.weights?.guess(shape);
    if (turn !== this.turn || !guess) return;
    this.say({ editing: guess.editing });
    if (guess.result.ok) this.take(guess.result, madeOf(guess.result.graph), true);
    else this.refuse(formatErrorText(guess.result.error), true);
  }

  private async build(architecture: Architecture): Promise<void> {
    const turn = ++this.turn;
    const editing = this.shown()?.editing;
    const built = await this.weights?.build(architecture);
    if (turn !== this.turn || !built || !editing) return;
    this.say({ editing: { ...editing, architecture, shapes: built.shapes } });
    if (built.result.ok) this.take(built.result, madeOf(built.result.graph), true);
    else this.refuse(formatErrorText(built.result.error), true);
  }

  /** Shows a chain of dense layers; false, and nothing is shown, where the file is of none. */
  private showChain(content: string | Uint8Array, fileName: string): boolean {
    const parsed = parseNetworkFile(content, fileName);
    if (!parsed.ok) return false;
    const { network, notes, slice, domain } = parsed;
    const made = madeOf(checkGraph(graphOfNetwork(network)));
    if (!made.ok) return false;
    this.context.setSession({ openModel: { ...CLOSED, fileName } });
    this.take({ notes, view: { slice, domain } }, made, false, parsed);
    return true;
  }

  private take(read: ReadView, made: Made<BuiltGraph>, openInput: boolean, chain: Found['chain'] = null): void {
    if (!made.ok) {
      this.refuse(made.message, openInput);
      return;
    }
    const { built, own } = made;
    const plane = firstPlane(built, this.context.store.getState().session.whole.data, read);
    const summary = summaryOf(built, read.notes, plane.words);
    const fault = tooLarge(built, summary.parameters);
    this.found = fault === null ? { built, own, plane, chain } : null;
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
