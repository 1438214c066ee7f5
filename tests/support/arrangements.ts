import type { ActivationSpec, Network } from '../../src/core/network';
import { arrangement, seeded } from './build';

/** `n` lines through 0 of which no two coincide: 2n cones on a square around 0. */
export function cones(n: number): Network {
  const rows = Array.from({ length: n }, (_, i) => {
    const angle = (Math.PI * (i + 0.37)) / n;
    return [Math.cos(angle), Math.sin(angle)];
  });
  return arrangement(rows);
}

/** The lines x = k/m and y = k/m for −m < k < m: (2m)² squares of [−1, 1]². */
export function lattice(m: number, activation?: ActivationSpec): Network {
  const steps = Array.from({ length: 2 * m - 1 }, (_, i) => i + 1 - m);
  const rows = [...steps.map(() => [m, 0]), ...steps.map(() => [0, m])];
  return arrangement(
    rows,
    [...steps, ...steps].map((k) => -k),
    activation,
  );
}

/** n lines that touch the circle of this radius around 0, in general position, every crossing within [−1, 1]². */
export function tangents(n: number, radius = 0.02): Network {
  const random = seeded(n);
  const angles = Array.from({ length: n }, (_, i) => (2 * Math.PI * (i + 0.3 * random())) / n / 2);
  const bias = angles.map((_, i) => radius * (0.5 + 0.5 * random()) * (i % 2 ? 1 : -1));
  return arrangement(
    angles.map((angle) => [Math.cos(angle), Math.sin(angle)]),
    bias,
  );
}
