/** The path in a link: `at:0.1,0.2;3*1`, and the layer in whose activations it is straight. */

import { MAX_PATH_VERTICES } from '../limits';
import type { PathSpec, PathVertex } from '../pathTypes';
import { anchorText, type Before, readAnchor } from './anchorText';
import { type Draft, type Entry, field } from './field';
import { LinkFault, listText, readNumber, readPair } from './text';

const SLICE = 'at:';

const vertexText = (vertex: PathVertex, before: Before): string =>
  vertex.kind === 'slice' ? `${SLICE}${listText(vertex.at)}` : anchorText(vertex, before);

const readVertex = (text: string, before: Before): PathVertex =>
  text.startsWith(SLICE) ? { kind: 'slice', at: readPair(text.slice(SLICE.length)) } : readAnchor(text, before);

/** Each point may be told from the last one that was written out, as those of a walk lie close together. */
function verticesText(vertices: readonly PathVertex[]): string {
  let before: Before = null;
  const texts: string[] = [];
  for (const vertex of vertices) {
    texts.push(vertexText(vertex, before));
    if (vertex.kind === 'input') before = vertex.values;
  }
  return texts.join(';');
}

function readVertices(text: string): PathVertex[] {
  const texts = text.split(';');
  // Each may be a long point in a few characters: none is read before they are counted.
  if (texts.length > MAX_PATH_VERTICES)
    throw new LinkFault(`${texts.length} points, more than a path has here (${MAX_PATH_VERTICES})`);
  let before: Before = null;
  return texts.map((one) => {
    const vertex = readVertex(one, before);
    if (vertex.kind === 'input') before = vertex.values;
    return vertex;
  });
}

function editPath(draft: Draft, edit: (path: PathSpec) => PathSpec): void {
  if (!draft.path) throw new LinkFault('the layer of a path comes without the path');
  draft.path = edit(draft.path);
}

export const PATH_FIELDS: readonly Entry[] = [
  [
    'path',
    field(
      ({ path }) => (path ? verticesText(path.vertices) : ''),
      (text, draft) => {
        draft.path = text === '' ? null : { vertices: readVertices(text), layer: 0 };
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
