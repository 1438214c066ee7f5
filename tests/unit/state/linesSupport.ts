/** Networks of a few lines, as the text of a file: each output is the sum of the units, so that every line is a kink. */

interface Lines {
  /** Rows of W and the biases b of the one hidden layer: lines W x + b = 0. */
  readonly W: readonly (readonly [number, number])[];
  readonly b: readonly number[];
  /** The domain is the square from −half to half. */
  readonly half: number;
}

function linesJson({ W, b, half }: Lines): string {
  return JSON.stringify({
    name: 'lines',
    layers: [
      { W, b },
      { W: [W.map(() => 1)], b: [0] },
    ],
    domain: [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
    ],
  });
}

/** Three lines around a triangle with legs of `size` at (0.3, 0.2): 7 polytopes. */
export const triangleJson = (size: number): string =>
  linesJson({
    W: [
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    b: [-0.3, -0.2, -(0.5 + size)],
    half: 1,
  });

/** Width of the strip between the parallels: thinner than what the cut of the domain keeps apart. */
export const STRIP = 2 ** -44;

/** Two parallels STRIP apart, crossed by a third line: 6 polytopes, of which the cut of the domain merges two. */
export const stripJson = (): string =>
  linesJson({
    W: [
      [1, 0],
      [1, 0],
      [0, 1],
    ],
    b: [0, STRIP, 0],
    half: 9,
  });
