/** What the store holds until the first scene is there. */
import { denseNetwork } from '../core/network';
import { axisSlice, square } from '../core/slice/slice';
import { IDLE_MODEL } from '../workers/modelStatus';
import { FIRST_DENSITY } from './density';
import { FIRST_EXPERIMENTS } from './experimentTypes';
import { WHOLE_PAGE } from './layout';
import { LENS_VERSION } from './limits';
import type { LensState, SessionState, TrainingStatus } from './types';

export const NO_TRAINING: TrainingStatus = { running: false, step: 0, history: [] };

export const EMPTY_LENS: LensState = {
  version: LENS_VERSION,
  scene: '',
  network: null,
  seeded: null,
  dataSpec: null,
  weights: null,
  step: 0,
  space: 0,
  slice: { kind: 'axes', axes: [0, 1] },
  domain: square(1).map(([p, q]) => [p, q] as const),
  point: [0, 0],
  second: null,
  path: null,
  attack: null,
  experiments: FIRST_EXPERIMENTS,
  facets: { box: { kind: 'none' }, volume: false },
  pins: [],
  viewport: { centre: [0, 0], span: 2 },
  colour: 'code',
  colourUnit: { layer: 1, unit: 0 },
  colourOutput: 0,
  density: FIRST_DENSITY,
  soft: null,
  hiddenLayers: [],
  showDual: false,
  upToLayer: null,
  decision: false,
  showData: true,
  reach: null,
  showField: false,
  training: { optimizer: 'adam', learningRate: 0.01, batchSize: 64, l2: 0, beta: 'off' },
  compare: null,
  surface: null,
  clamps: [],
  showFormer: true,
  layout: WHOLE_PAGE,
};

/** A network of two inputs and one constant output stands in until the scene's is loaded. */
const NO_NETWORK = denseNetwork('', [
  {
    kind: 'dense',
    inputSize: 2,
    outputSize: 1,
    weights: new Float64Array(2),
    bias: new Float64Array(1),
    activation: { name: 'identity' },
  },
]);

const NOTHING_OPENED = { madeBy: null, table: null, pictures: null, openModel: null };

/** What colours the partition, lies over it or stands in for it: nothing yet. */
const NO_PICTURE = {
  result: null,
  sketch: null,
  compared: null,
  comparedColouring: null,
  detail: null,
  detailColouring: null,
  colouring: null,
  density: null,
  softField: null,
  largeSoft: null,
  scaling: null,
} as const;

export const emptySession = (): SessionState => ({
  phase: 'loading',
  sceneTitle: '',
  whole: { network: NO_NETWORK, data: null },
  network: NO_NETWORK,
  slice: axisSlice(2),
  data: null,
  ...NO_PICTURE,
  progress: null,
  progressShare: null,
  fault: null,
  failedOpening: null,
  opening: null,
  inspection: null,
  inspecting: false,
  pointsAnswered: 0,
  path: null,
  pathProgress: null,
  softPath: null,
  pathTime: null,
  attack: null,
  classes: { running: false, progress: null, asked: 0, fault: null, result: null },
  facets: null,
  recipe: { layers: [], scheme: 'he', bias: 0, seed: 0, origin: 'own' },
  ...NOTHING_OPENED,
  selectedUnit: null,
  litUnit: null,
  litCell: null,
  hoverFace: -1,
  pointed: null,
  hoverDetail: -1,
  training: NO_TRAINING,
  recording: [],
  model: IDLE_MODEL,
  field: null,
  former: null,
  notices: [],
  history: { undo: null, redo: null, said: '' },
});
