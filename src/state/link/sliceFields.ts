/** The slice in a link: two axes, or three anchors with their place in the picture. */
import type { AnchorSpec, LensState, SliceSpec } from '../types';
import { type Draft, type Entry, type Field, field } from './field';
import { LinkFault, listText, numberText, readList, readNumber, readPair } from './text';

const anchorText = (anchor: AnchorSpec): string =>
  anchor.kind === 'input'
    ? `in:${listText(anchor.values)}`
    : anchor.terms.map(([index, weight]) => `${index}*${numberText(weight)}`).join(',');

function readAnchor(text: string): AnchorSpec {
  if (text.startsWith('in:')) return { kind: 'input', values: readList(text.slice(3)) };
  const terms = text.split(',').map((term): [number, number] => {
    const [index, weight, more] = term.split('*').map(readNumber);
    if (index === undefined || weight === undefined || more !== undefined)
      throw new LinkFault(`"${term.slice(0, 24)}" is not a data point times a weight`);
    return [index, weight];
  });
  return { kind: 'mix', terms };
}

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

export const SLICE_FIELDS: readonly Entry[] = [
  [
    'axes',
    field(
      ({ slice }) => (slice.kind === 'axes' ? listText(slice.axes) : ''),
      (text, draft) => {
        draft.slice = { kind: 'axes', axes: readPair(text) };
      },
    ),
  ],
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
];
