/** Colours of a result in the mode in force, made again only when something they depend on changes. */
import { colouringKey } from '../../state/colouring';
import { isPlainMode, isSoftMode } from '../../state/colourModes';
import type {
  Colouring,
  DensityState,
  LensStore,
  PartitionResult,
  SessionState,
  SoftFieldState,
} from '../../state/types';
import type { Palette } from '../palette';
import { type Coloured, type FaceColours, faceColours, outputScale } from './colours';
import type { fieldColours } from './fieldColours';
import { remember } from './remember';

type FieldColours = typeof fieldColours;

/** The colouring in force; null while that of this mode and result is not there. */
export function colouringFor({ lens, session }: LensStore, result: PartitionResult): Colouring | null {
  const { colouring } = session;
  return colouring?.generation === result.generation && colouring.key === colouringKey(lens) ? colouring : null;
}

/** A field that lies over the faces: a density map, or one of soft codes. */
export type FieldOver = Pick<DensityState | SoftFieldState, 'generation' | 'field' | 'progress'> & {
  readonly stopped?: boolean;
};

/** The field over a result; null while there is none. */
export function densityFor({ density, softField }: SessionState, { generation }: PartitionResult): FieldOver | null {
  const field = density ?? softField;
  return field?.generation === generation ? field : null;
}

type EndOf = (outputs: Float64Array, areas: ArrayLike<number>) => number;

/**
 * Where the scale of one output ends for both of two times that are seen side by side; undefined for one alone. `own` and
 * `other` may remember what `outputScale` says of the two.
 */
export function sharedEnd(
  { compared }: Pick<SessionState, 'compared'>,
  { areas }: Pick<Coloured, 'areas'>,
  outputs: Float64Array,
  own: EndOf = outputScale,
  other: EndOf = outputScale,
): number | undefined {
  const others = compared?.complex?.areas;
  if (!others || outputs.length !== areas.length) return undefined;
  return Math.max(own(outputs, areas), other(compared.outputs, others));
}

/** Remembers the end of the newest outputs. */
function endOnce(): EndOf {
  const ends = remember<number>();
  return (outputs, areas) => ends([outputs, areas], () => outputScale(outputs, areas));
}

export class Colourer {
  private readonly plain = remember<FaceColours>();
  private readonly valued = remember<FaceColours>();
  private readonly waiting = remember<FaceColours>();
  private readonly ownEnd = endOnce();
  private readonly otherEnd = endOnce();
  private byField: FieldColours | null = null;
  private loading = false;

  /**
   * `onReady` is called when colours can be made that could not before. `covers`: a field lies over the faces, so that these need
   * no colours of their own where there is one.
   */
  constructor(
    private readonly onReady: () => void,
    private readonly covers = false,
  ) {}

  /** `cells` are the result's faces, or its pieces with their lengths as areas; the same object while they are. */
  colours(state: LensStore, result: PartitionResult, cells: Coloured, palette: Palette): FaceColours {
    const { lens, session } = state;
    const { colour, colourUnit, colourOutput, soft } = lens;
    const { outputs } = result;
    if (isPlainMode(colour)) {
      const end = colour === 'output' ? sharedEnd(session, cells, outputs, this.ownEnd, this.otherEnd) : undefined;
      return this.plain([cells, outputs, colour, palette, end], () =>
        faceColours(cells, outputs, colour, palette, end),
      );
    }
    const { byField } = this;
    if (!byField) {
      if (!this.loading) void this.load(state);
      return this.waiting([cells, palette], () => waitingColours(cells.areas.length, palette));
    }
    const colouring = colouringFor(state, result);
    const { data } = session;
    const density = densityFor(session, result);
    const source = { lens, result, data, density, faces: cells.areas.length, sizes: cells.areas };
    // While β is pulled each value of a face would come after the field that hides it, and paint the slice once more.
    const hidden = this.covers && isSoftMode(colour) && !lens.showDual && density?.field && !colouring?.problem;
    const own = hidden ? null : colouring;
    const over = [density?.field, density?.progress, hidden ? null : soft];
    return this.valued([cells, own, colour, colourUnit, colourOutput, ...over, data, palette], () =>
      byField(own, source, palette),
    );
  }

  /** Once: after a failure, which is told, the polytopes stay without colours. */
  private async load({ actions }: LensStore): Promise<void> {
    this.loading = true;
    try {
      this.byField = (await import('./fieldColours')).fieldColours;
      this.onReady();
    } catch (error) {
      actions.notify('error', `The colours could not be loaded: ${String(error)}`);
    }
  }
}

/** Until the code for colours by values is there. */
function waitingColours(faces: number, palette: Palette): FaceColours {
  const [red, green, blue] = palette.diverging(0);
  const rgba = new Uint8Array(4 * faces);
  for (let i = 0; i < rgba.length; i += 4) rgba.set([red, green, blue, 255], i);
  return { rgba, scale: { kind: 'waiting' } };
}
