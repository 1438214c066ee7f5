/** What becomes of open pictures. */
import type { PictureManner } from '../../core/data/picture';
import { writeNpy } from '../../formats/npy';
import type { Context } from '../context';
import type { OpenPicture, OpenPictures, PictureUse } from '../pictureTypes';
import { anchorsThrough, writtenOut } from '../slices/points';
import type { AnchorSpec } from '../types';
import { pictureSizeOf, rangeOf } from './size';
import { pictureInput, pictureText } from './values';

const ANCHORS = { a: 0, b: 1, c: 2 } as const;

/** Inputs that a picture becomes are written out, rounded as those that are painted. */
const inputOf = (picture: OpenPicture, open: OpenPictures): AnchorSpec => writtenOut(pictureInput(picture, open));

/** Names that are all different: files of several folders may share theirs. */
function distinct(pictures: readonly OpenPicture[]): OpenPicture[] {
  const taken = new Set<string>();
  return pictures.map((picture) => {
    let { name } = picture;
    for (let n = 2; taken.has(name); n++) name = `${picture.name} (${n})`;
    taken.add(name);
    return { ...picture, name };
  });
}

export class PictureControl {
  constructor(private readonly context: Context) {}

  open(pictures: readonly OpenPicture[]): boolean {
    const { context } = this;
    const state = context.store.getState();
    const names = pictures.map(({ name }) => name).join(', ');
    const found = pictureSizeOf(state);
    const message =
      state.lens.space > 0
        ? 'a picture is an input, and the slice is of a hidden layer: slice the inputs first'
        : found.ok
          ? null
          : found.message;
    if (message !== null || !found.ok) {
      context.notify('error', `${names}: ${message}. Nothing was changed.`, true);
      return false;
    }
    const { data } = state.session.whole;
    const made = state.session.madeBy;
    const scaling =
      made?.kind === 'points' && made.columns.length === state.session.whole.network.inputSize ? made.scaling : null;
    const manner: PictureManner = { fit: 'crop', invert: false, range: rangeOf(data, scaling) };
    const { size, assumed } = found;
    context.setSession({ pictures: { pictures: distinct(pictures), size, assumed, manner, scaling, done: [] } });
    context.opened(state.session.notices);
    return true;
  }

  setManner(change: Partial<PictureManner>): void {
    const open = this.openNow();
    if (open) this.context.setSession({ pictures: { ...open, manner: { ...open.manner, ...change } } });
  }

  async use(index: number, use: PictureUse): Promise<void> {
    const open = this.openNow();
    const picture = open?.pictures[index];
    if (!open || !picture) return;
    const { actions, lens } = this.context.store.getState();
    const input = inputOf(picture, open);
    if (use === 'input') await actions.setInput(input);
    else {
      if (this.context.store.getState().lens.slice.kind !== 'anchors') await actions.setSliceKind('anchors');
      actions.setAnchor(ANCHORS[use], input);
    }
    // What was refused has said so.
    if (this.context.store.getState().lens === lens) return;
    this.done(open, `${use === 'input' ? 'The selected input' : `Anchor ${use}`} is ${pictureText(picture, open)}.`);
  }

  async useAsAnchors(): Promise<void> {
    const open = this.openNow();
    const [a, b, c] = open?.pictures ?? [];
    if (!open || !a || !b || !c) return;
    const { store, notify } = this.context;
    const spec = anchorsThrough([inputOf(a, open), inputOf(b, open), inputOf(c, open)], store.getState().session.data);
    if (!spec) {
      notify('warning', 'The three pictures span no plane: nothing was changed');
      return;
    }
    await store.getState().actions.setSlice(spec, true);
    this.done(
      open,
      `The plane goes through ${[a, b, c].map(({ name }) => name).join(', ')}; ${pictureText(a, open)}; the others likewise.`,
    );
  }

  async useAsData(): Promise<void> {
    const open = this.openNow();
    if (!open) return;
    const { width, height, channels, order } = open.size;
    const plain = { ...open, scaling: null };
    const rows = open.pictures.map((picture) => pictureInput(picture, plain));
    const values = new Float64Array(rows.length * width * height * channels);
    rows.forEach((row, i) => {
      values.set(row, i * row.length);
    });
    const pixels = order === 'first' ? [channels, height, width] : [height, width, channels];
    const shape = channels === 1 ? [rows.length, height, width] : [rows.length, ...pixels];
    const bytes = writeNpy(values, shape);
    const taken = await this.context.store.getState().actions.openArrays([{ name: 'pictures.npy', bytes }]);
    if (taken)
      this.done(
        open,
        `The data are ${rows.length} pictures, each as ${pictureText(open.pictures[0] as OpenPicture, plain)}.`,
      );
  }

  close(): void {
    this.context.setSession({ pictures: null });
  }

  private openNow(): OpenPictures | null {
    return this.context.store.getState().session.pictures;
  }

  /** Says what was done; one picture is then done with. */
  private done(open: OpenPictures, text: string): void {
    if (this.openNow() !== open) return;
    const pictures = open.pictures.length > 1 ? { ...open, done: [...open.done, text] } : null;
    this.context.setSession({ pictures });
    this.context.notify('info', text);
  }
}
