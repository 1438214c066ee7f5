import { type ActivationSpec, type DenseLayer, denseNetwork, type Network } from '../../src/core/network';
import { lattice } from './arrangements';
import { arrangement, dense, sumReadout } from './build';
import { denseLayersOf } from './denseLayers';

export interface Family {
  readonly name: string;
  readonly network: Network;
}

const IDENTITY: ActivationSpec = { name: 'identity' };
const ABS: ActivationSpec = { name: 'abs' };

const stack = (name: string, ...layers: readonly DenseLayer[]): Network => denseNetwork(name, layers);

/** Degenerate networks with names; weights that float64 and its sums hold exactly. */
export function degenerateFamilies(): Family[] {
  const border = arrangement(
    [
      [1, 0],
      [1, 0],
      [0, 1],
      [0, -1],
      [1, 1],
      [2, 1],
    ],
    [1, -1, 1, 1, 0, 0],
  );
  const corners = arrangement(
    [
      [1, 1],
      [1, -1],
      [2, -1],
      [1, -3],
      [3, 1],
    ],
    [-2, 0, -1, -2, 2],
  );
  const star = arrangement(
    [
      [1, 0],
      [0, 1],
      [1, 1],
      [1, -1],
      [2, 1],
      [1, 2],
    ],
    [-0.5, -0.25, -0.75, -0.25, -1.25, -1],
  );
  const copies = arrangement(
    [
      [1, 2],
      [-1, -2],
      [4, 8],
      [-0.25, -0.5],
      [1, -1],
    ],
    [0.5, -0.5, 2, -0.125, 0],
  );
  const echo = stack(
    'second layer on the first one’s boundaries',
    dense(
      [
        [1, 1],
        [1, -2],
        [3, 1],
      ],
      [0.25, 0, -0.5],
    ),
    dense(
      [
        [1, 0, 0],
        [0, -1, 0],
        [0, 0, 4],
        [1, 1, -1],
        [-1, -1, -1],
      ],
      [0, 0, 0, 0, 0],
    ),
    sumReadout(5),
  );
  const echoAbs = stack(
    'second layer on the first one’s folds',
    dense(
      [
        [1, 1],
        [1, -2],
        [3, 1],
      ],
      [0.25, 0, -0.5],
      ABS,
    ),
    dense(
      [
        [1, 0, 0],
        [0, -1, 0],
        [0, 0, 4],
        [1, 1, -1],
        [-1, -1, -1],
      ],
      [0, 0, 0, 0, 0],
      ABS,
    ),
    sumReadout(5),
  );
  const dead = stack(
    'a dead layer',
    dense(
      [
        [1, 1],
        [1, -1],
      ],
      [-8, -8],
    ),
    dense(
      [
        [1, 1],
        [2, -1],
        [0, 0],
      ],
      [0, 1, -1],
    ),
    sumReadout(3),
  );
  const deepZero = stack(
    'deep without biases',
    dense([
      [1, 2],
      [-2, 1],
      [1, -1],
      [3, 1],
    ]),
    dense([
      [1, -1, 2, -1],
      [-1, 2, 1, -2],
      [2, 1, -3, 1],
      [1, 1, -1, -1],
    ]),
    dense([
      [1, -2, 1, 1],
      [-1, 1, 2, -1],
      [1, 1, -1, -2],
    ]),
    sumReadout(3),
  );
  const ties = stack(
    'read-out copies',
    dense(
      [
        [1, 1],
        [1, -2],
        [3, 1],
      ],
      [0.25, 0, -0.5],
    ),
    dense(
      [
        [1, -1, 0.5],
        [1, -1, 0.5],
        [-1, 1, 1],
        [-1, 1, 1],
        [0, 0, 1],
      ],
      [0, 0, 0.25, 0.25, 0],
      IDENTITY,
    ),
  );
  return [
    {
      name: 'cones',
      network: arrangement([
        [1, 2],
        [2, -1],
        [1, 0],
        [0, 1],
        [3, 1],
        [1, 1],
      ]),
    },
    { name: 'lattice', network: lattice(4) },
    { name: 'hard-tanh strips', network: lattice(2, { name: 'hardTanh' }) },
    { name: 'ReLU6 strips', network: lattice(8, { name: 'relu6' }) },
    { name: 'lines on the border', network: border },
    { name: 'lines through the corners', network: corners },
    { name: 'six lines through one point', network: star },
    { name: 'copies', network: copies },
    { name: 'tiny copies', network: scaledUnits(copies, 2 ** -498) },
    { name: 'huge copies', network: scaledUnits(copies, 2 ** 498) },
    { name: 'echo', network: echo },
    { name: 'echo of folds', network: echoAbs },
    { name: 'dead layer', network: dead },
    { name: 'deep without biases', network: deepZero },
    { name: 'read-out ties', network: ties },
    {
      name: 'gated read-out',
      network: stack(
        'gated read-out',
        dense(
          [
            [1, 2],
            [2, -1],
          ],
          [0.25, 0.5],
        ),
        dense(
          [
            [1, -1],
            [1, 1],
          ],
          [0, -0.5],
        ),
      ),
    },
    { name: 'nothing gated', network: stack('affine', dense([[1, 2]], [0.5], IDENTITY)) },
    {
      name: 'all zero',
      network: arrangement(
        [
          [0, 0],
          [0, 0],
        ],
        [0, 0],
        ABS,
      ),
    },
  ];
}

/** The same network with every first-layer unit multiplied by `factor`. */
export function scaledUnits(network: Network, factor: number): Network {
  const layers = denseLayersOf(network).map((layer, i) =>
    i > 0
      ? layer
      : { ...layer, weights: layer.weights.map((w) => w * factor), bias: layer.bias.map((b) => b * factor) },
  );
  return denseNetwork(`${network.name} × ${factor}`, layers);
}
