/** Scenes about networks: what depth, activations, copies and biases do to the polytopes. */
import { formulaData } from '../../core/data/formulaData';
import { parseFormula } from '../../core/formula';
import { copiedNetwork, kaleidoscope } from '../../core/network/constructed';
import type { FormulaTarget } from '../dataTypes';
import { adam, drawn, generated, type PlanarScene, plane } from './planar';

/** Two classes by the sign of a formula of x and y. */
function signOf(formula: string, count: number, seed: number): Pick<PlanarScene, 'data' | 'made'> {
  const made: FormulaTarget = { kind: 'formula', formula, inputSize: 2, task: 'binary', count, noise: 0, seed };
  return {
    made,
    data() {
      const read = parseFormula(formula, 2);
      const result = read.ok ? formulaData(read.formula, made) : read;
      if (!result.ok) throw new Error(`${formula}: ${result.message}`);
      return (result as Extract<ReturnType<typeof formulaData>, { ok: true }>).data;
    },
  };
}

const RINGS = signOf('sin(9*sqrt(x*x + y*y))', 600, 11);
const WAVE = signOf('sin(4*x)/1.5 - y', 600, 11);
const wave = drawn('wave', [20, 20], { seed: 1 });

export const networkScenes: readonly PlanarScene[] = [
  {
    id: 'wide',
    ...RINGS,
    network: drawn('shallow and wide', [98], { seed: 4 }),
    trained: { epochs: 400, learningRate: 1e-2 },
    training: adam(0.005, 100),
    view: plane([0.3, 0.25]),
  },
  {
    id: 'deep',
    ...RINGS,
    network: drawn('deep and narrow', [8, 8, 8, 8, 8, 8], { seed: 3 }),
    trained: { epochs: 400, learningRate: 1e-2 },
    training: adam(0.002, 100),
    view: plane([0.3, 0.25]),
  },
  {
    id: 'before',
    ...WAVE,
    network: wave,
    training: adam(0.01, 100),
    view: plane([0.35, 0.4]),
  },
  {
    id: 'after',
    ...WAVE,
    network: wave,
    trained: { epochs: 300, learningRate: 1e-2 },
    training: adam(0.01, 100),
    view: plane([0.35, 0.4]),
  },
  {
    id: 'folds',
    ...generated('circles', 300, 0.03, 14),
    network: () => kaleidoscope('kaleidoscope', 3, [10, 8], 5),
    training: adam(0.005, 64),
    view: plane([0.4, 0.22]),
  },
  {
    id: 'copies',
    ...generated('moons', 300, 0.05, 15),
    network: () => copiedNetwork('copied units', 8, 6, 31),
    training: adam(0.01, 64),
    view: plane([0.2, 0.1], 'code'),
  },
  {
    id: 'leaky',
    ...signOf('sin(5*x)*sin(5*y)', 600, 11),
    network: drawn('leaky units', [16, 16, 16], { seed: 1, activation: 'leakyRelu', alpha: 0.25 }),
    trained: { epochs: 300, learningRate: 1e-2 },
    training: adam(0.005, 100),
    view: plane([0.28, -0.32]),
  },
  {
    id: 'relu6',
    ...WAVE,
    network: drawn('ReLU6', [16, 16], { seed: 4, activation: 'relu6' }),
    trained: { epochs: 300, learningRate: 1e-2 },
    training: adam(0.005, 100),
    view: plane([0.35, 0.4]),
  },
  {
    id: 'cones',
    ...generated('xor', 300, 0.02, 16),
    network: drawn('no biases', [16], { seed: 33, bias: 0 }),
    training: adam(0.01, 64),
    view: plane([0.5, 0.3], 'code'),
  },
];
