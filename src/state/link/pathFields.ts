/** The path in a link: `at:0.1,0.2;3*1`, and the layer in whose activations it is straight. */
import type { PathSpec, PathVertex } from '../pathTypes';
import { anchorText, readAnchor } from './anchorText';
import { type Draft, type Entry, field } from './field';
import { LinkFault, listText, readNumber, readPair } from './text';

const SLICE = 'at:';

const vertexText = (vertex: PathVertex): string =>
  vertex.kind === 'slice' ? `${SLICE}${listText(vertex.at)}` : anchorText(vertex);

const readVertex = (text: string): PathVertex =>
  text.startsWith(SLICE) ? { kind: 'slice', at: readPair(text.slice(SLICE.length)) } : readAnchor(text);

function editPath(draft: Draft, edit: (path: PathSpec) => PathSpec): void {
  if (!draft.path) throw new LinkFault('the layer of a path comes without the path');
  draft.path = edit(draft.path);
}

export const PATH_FIELDS: readonly Entry[] = [
  [
    'path',
    field(
      ({ path }) => path?.vertices.map(vertexText).join(';') ?? '',
      (text, draft) => {
        draft.path = text === '' ? null : { vertices: text.split(';').map(readVertex), layer: 0 };
      },
    ),
  ],
  [
    'pathlayer',
    field(
      ({ path }) => (path?.layer ? String(path.layer) : ''),
      (text, draft) => editPath(draft, (path) => ({ ...path, layer: readNumber(text) })),
    ),
  ],
];
