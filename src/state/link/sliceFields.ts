/** The slice in a link: two axes, a seed, components of the data, or three anchors with their place in the picture. */
import type { AnchorSpec, LensState, SliceSpec } from '../types';
import { anchorText, readAnchor } from './anchorText';
import { type Draft, type Entry, type Field, field } from './field';
import { NONE, offsetsText, readOffsets } from './offsets';
import { LinkFault, listText, numberText, readNumber, readPair } from './text';

type AnchorSlice = Extract<SliceSpec, { kind: 'anchors' }>;
const anchorsOf = ({ slice }: Draft | LensState): AnchorSlice | null => (slice.kind === 'anchors' ? slice : null);

/** What is not given of an anchor slice is the scene's; a scene with axes has none, then the schema names what is missing. */
function editAnchors(draft: Draft, edit: (slice: AnchorSlice) => AnchorSlice): void {
  const missing = null as unknown as AnchorSpec;
  const empty: AnchorSlice = {
    kind: 'anchors',
    anchors: [missing, missing, missing],
    at: [0, 0],
    angle: 0,
    handed: 1,
  };
  draft.slice = edit(anchorsOf(draft) ?? empty);
}

const anchorField = (k: 0 | 1 | 2): Field => ({
  write: (state) => {
    const slice = anchorsOf(state);
    return slice ? anchorText(slice.anchors[k]) : '';
  },
  read: (text, draft) => {
    const anchor = readAnchor(text);
    editAnchors(draft, (slice) => {
      const [a, b, c] = slice.anchors;
      return { ...slice, anchors: [k === 0 ? anchor : a, k === 1 ? anchor : b, k === 2 ? anchor : c] };
    });
  },
});

type Spec<K extends SliceSpec['kind']> = Extract<SliceSpec, { kind: K }>;

/** The slice being read if it is of a kind already; else `fresh`, so that what a kind has besides its key is as by default. */
const started = <K extends SliceSpec['kind']>({ slice }: Draft, kind: K, fresh: Spec<K>): Spec<K> =>
  slice.kind === kind ? (slice as Spec<K>) : fresh;

const AXES: readonly Entry[] = [
  [
    'axes',
    field(
      ({ slice }) => (slice.kind === 'axes' ? listText(slice.axes) : ''),
      (text, draft) => {
        draft.slice = { ...started(draft, 'axes', { kind: 'axes', axes: [0, 1] }), axes: readPair(text) };
      },
    ),
  ],
  [
    'through',
    field(
      ({ slice }) => (slice.kind !== 'axes' ? '' : slice.through ? anchorText(slice.through) : NONE),
      (text, draft) => {
        const { through: _, ...rest } = started(draft, 'axes', { kind: 'axes', axes: [0, 1] });
        draft.slice = text === NONE ? rest : { ...rest, through: readAnchor(text) };
      },
    ),
  ],
  [
    'values',
    field(
      ({ slice }) => (slice.kind === 'axes' ? offsetsText(slice.values ?? []) : ''),
      (text, draft) => {
        const { values: _, ...rest } = started(draft, 'axes', { kind: 'axes', axes: [0, 1] });
        draft.slice = text === NONE ? rest : { ...rest, values: readOffsets(text) };
      },
    ),
  ],
];

const DIRECTIONS: readonly Entry[] = [
  [
    'random',
    field(
      ({ slice }) => (slice.kind === 'random' ? numberText(slice.seed) : ''),
      (text, draft) => {
        draft.slice = { ...started(draft, 'random', { kind: 'random', seed: 0, offsets: [] }), seed: readNumber(text) };
      },
    ),
  ],
  [
    'principal',
    field(
      ({ slice }) => (slice.kind === 'principal' ? listText(slice.components) : ''),
      (text, draft) => {
        const fresh = { kind: 'principal', components: [0, 1], offsets: [] } as const;
        draft.slice = { ...started(draft, 'principal', fresh), components: readPair(text) };
      },
    ),
  ],
  [
    'off',
    field(
      ({ slice }) => (slice.kind === 'random' || slice.kind === 'principal' ? offsetsText(slice.offsets) : ''),
      (text, draft) => {
        const { slice } = draft;
        if (slice.kind !== 'random' && slice.kind !== 'principal')
          throw new LinkFault('there is no random or principal plane that it belongs to');
        draft.slice = { ...slice, offsets: readOffsets(text) };
      },
    ),
  ],
];

const SPACE: readonly Entry[] = [
  [
    'space',
    field(
      ({ space }) => numberText(space),
      (text, draft) => {
        draft.space = readNumber(text);
      },
    ),
  ],
  [
    'reach',
    field(
      ({ reach }) => (reach === null ? NONE : numberText(reach)),
      (text, draft) => {
        draft.reach = text === NONE ? null : readNumber(text);
      },
    ),
  ],
];

export const SLICE_FIELDS: readonly Entry[] = [
  ...AXES,
  ['a', anchorField(0)],
  ['b', anchorField(1)],
  ['c', anchorField(2)],
  [
    'at',
    field(
      (state) => listText(anchorsOf(state)?.at ?? []),
      (text, draft) => {
        editAnchors(draft, (slice) => ({ ...slice, at: readPair(text) }));
      },
    ),
  ],
  [
    'turn',
    field(
      (state) => listText([anchorsOf(state)?.angle ?? []].flat()),
      (text, draft) => {
        editAnchors(draft, (slice) => ({ ...slice, angle: readNumber(text) }));
      },
    ),
  ],
  [
    'handed',
    field(
      (state) => listText([anchorsOf(state)?.handed ?? []].flat()),
      (text, draft) => {
        editAnchors(draft, (slice) => ({ ...slice, handed: readNumber(text) as 1 | -1 }));
      },
    ),
  ],
  ...DIRECTIONS,
  ...SPACE,
];
