/** What a step is called in “Undo: …”. */
import { sceneById } from '../scenes';
import type { LensState, SliceSpec } from '../types';
import { type Change, keysOf, sameValue } from './parts';

type Wording = (change: Change) => string;

const LETTERS = ['a', 'b', 'c'] as const;

const quoted = (name: string): string => `“${name.length > 40 ? `${name.slice(0, 40)}…` : name}”`;
const sceneWords: Wording = ({ after }) => `opened ${quoted(sceneById(after.scene ?? '')?.title ?? after.scene ?? '')}`;

function networkWords({ before, after }: Change): string {
  if (!after.network) return 'the scene’s own network';
  return before.network?.name === after.network.name ? 'changed network' : `opened ${quoted(after.network.name)}`;
}

function weightWords({ after }: Change): string {
  if (after.weights === null) return 'back to the first weights';
  return after.step ? `went to step ${after.step}` : 'changed weights';
}

/** What training did: “training, 120 steps”. */
export function trainingLabel({ before, after }: Change): string {
  const steps = (after.step ?? 0) - (before.step ?? 0);
  return steps > 0 ? `training, ${steps} ${steps === 1 ? 'step' : 'steps'}` : 'training';
}

const secondWords: Wording = ({ before, after }) => {
  if (!after.second) return 'removed point B';
  return before.second ? 'moved point B' : 'added point B';
};

const attackWords: Wording = ({ before, after }) => {
  if (!after.attack) return 'left the attack';
  return before.attack ? 'changed the attack' : 'an attack';
};

const experimentWords: Wording = ({ before, after }) => {
  const [one, other] = [before.experiments, after.experiments];
  if (one?.layer !== other?.layer) return 'changed the layer that is scaled';
  return one?.scale === other?.scale ? 'changed the pairs of the classes' : 'changed the scale';
};

const facetWords: Wording = ({ before, after }) => {
  if (!sameValue(before.facets?.box, after.facets?.box)) return 'changed the box of the facets';
  return after.facets?.volume ? 'facets with the volume' : 'facets without the volume';
};

const pathWords: Wording = ({ before, after }) => {
  if (!after.path) return 'removed the path';
  if (!before.path) return 'added a path';
  const added = after.path.vertices.length - before.path.vertices.length;
  if (added !== 0) return added > 0 ? 'added a point of the path' : 'removed a point of the path';
  return before.path.layer === after.path.layer ? 'moved the path' : 'changed the path’s space';
};

const pinWords: Wording = ({ before, after }) =>
  (after.pins?.length ?? 0) < (before.pins?.length ?? 0) ? 'removed a pin' : 'pinned values';

const softWords: Wording = ({ before, after }) => {
  if (!after.soft) return 'hard codes';
  if (after.training) return 'changed training settings';
  return before.soft ? 'changed β' : 'soft codes';
};

const surfaceWords: Wording = ({ before, after }) => {
  if (!after.surface) return 'back to the plane';
  return before.surface ? 'turned the 3-D view' : '3-D view';
};

/** Which anchor alone is another one; −1 where that is not all there is. */
function movedAnchor(before: SliceSpec | undefined, after: SliceSpec | undefined): number {
  if (before?.kind !== 'anchors' || after?.kind !== 'anchors') return -1;
  const moved = [0, 1, 2].filter((k) => {
    const [one, other] = [before.anchors[k as 0], after.anchors[k as 0]];
    return one !== other && JSON.stringify(one) !== JSON.stringify(other);
  });
  return moved.length === 1 ? (moved[0] as number) : -1;
}

function sliceWords({ before, after }: Change): string {
  const anchor = movedAnchor(before.slice, after.slice);
  return anchor < 0 ? 'changed slice' : `changed anchor ${LETTERS[anchor]}`;
}

const viewWords: Wording = ({ before, after }) =>
  before.viewport?.span === after.viewport?.span ? 'moved the view' : 'zoomed';

const switched =
  (what: string, key: 'decision' | 'showData' | 'showField' | 'showDual'): Wording =>
  ({ after }) =>
    `${what} ${after[key] ? 'shown' : 'hidden'}`;

/** The first of these keys that a change touches names it. */
const WORDINGS: readonly (readonly [keyof LensState, Wording])[] = [
  ['scene', sceneWords],
  ['network', networkWords],
  ['seeded', () => 'changed network'],
  ['dataSpec', () => 'changed data'],
  ['weights', weightWords],
  ['step', weightWords],
  ['space', () => 'changed space'],
  ['slice', sliceWords],
  ['domain', () => 'changed domain'],
  ['point', () => 'moved point'],
  ['second', secondWords],
  ['path', pathWords],
  ['attack', attackWords],
  ['experiments', experimentWords],
  ['facets', facetWords],
  ['pins', pinWords],
  ['viewport', viewWords],
  ['colour', () => 'changed colours'],
  ['colourUnit', () => 'changed colours'],
  ['colourOutput', () => 'changed colours'],
  ['density', () => 'changed density map'],
  ['soft', softWords],
  ['hiddenLayers', () => 'changed layers drawn'],
  ['showDual', switched('dual graph', 'showDual')],
  ['upToLayer', () => 'changed layers to cut by'],
  ['decision', switched('decision boundary', 'decision')],
  ['showData', switched('data', 'showData')],
  ['showField', switched('output field', 'showField')],
  ['reach', () => 'changed data shown'],
  ['compare', ({ after }) => (after.compare ? 'kept a time beside' : 'removed the other time')],
  ['surface', surfaceWords],
  ['training', () => 'changed training settings'],
  ['layout', () => 'changed what the page shows'],
];

const spaced = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A few words for what a change did: “moved point”, “opened “Digits””. Any key has some. */
export function labelOf(change: Change): string {
  const found = WORDINGS.find(([key]) => key in change.after);
  return found ? found[1](change) : `changed ${spaced(keysOf(change)[0] ?? 'nothing')}`;
}
