import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../../src/core/data/dataSet';
import { checkGraph } from '../../../src/core/graph';
import { builtOf, graphNetworkOf } from '../../../src/state/graphs/build';
import { hasClasses } from '../../../src/state/outputs';
import type { SketchState } from '../../../src/state/sketch';
import type { SessionState } from '../../../src/state/types';
import { answerOf } from '../../../src/views/inspector/outputs';
import { outputNames } from '../../../src/views/names';
import { palette } from '../../../src/views/palette';
import { colourGroups } from '../../../src/views/panels/colourChoices';
import { outputText } from '../../../src/views/slice/describe';
import { shownOutput, sketchPicture } from '../../../src/views/slice/sketchColours';
import { seededNetwork } from '../../support/build';

const network = seededNetwork([2, 4, 3], 1);
const points: DataSet = {
  name: 'pixels',
  inputSize: 2,
  count: 2,
  inputs: new Float32Array(4),
  task: 'classes',
  targets: Float32Array.of(0, 1),
  classNames: ['red', 'green', 'blue'],
  image: null,
};
const pixels: DataSet = { ...points, quantities: ['red', 'green', 'blue'] };
const regression: DataSet = { ...points, task: 'regression', classNames: [] };

describe('outputs that stand for no classes', () => {
  it('are told by the data, and without data where they are a picture', () => {
    expect(hasClasses({ network, data: points })).toBe(true);
    expect(hasClasses({ network, data: pixels })).toBe(false);
    expect(hasClasses({ network, data: regression })).toBe(false);
    expect(hasClasses({ network, data: null })).toBe(true);
    const made = builtOf(
      checkGraph({
        name: 'picture',
        nodes: [
          { name: 'x', op: 'input', inputs: [], shape: [8, 8, 1] },
          { name: 'r', op: 'activation', inputs: ['x'], activation: { name: 'relu' } },
        ],
        output: 'r',
      }),
    );
    if (!made.ok) throw new Error(made.message);
    graphNetworkOf(made.built);
    expect(hasClasses({ network: made.built.network, data: null })).toBe(false);
  });

  it('have values and names, and no winner', () => {
    const output = Float64Array.of(1, -2, 0.5);
    expect(answerOf(output, pixels).className).toBeNull();
    expect(answerOf(output, points).className).toBe('red');
    expect(outputText({ network, data: pixels } as SessionState, output)).toBe('red 1.000, green −2.000, blue 0.5000');
    expect(outputText({ network, data: regression } as SessionState, output)).toMatch(/^y₀ 1\.000, y₁ −2\.000/);
    expect(outputNames(network, pixels)).toEqual(['red', 'green', 'blue']);
  });

  it('are not coloured by the largest: the choices say why', () => {
    const disabled = (data: DataSet): string[] =>
      colourGroups('code', network, data)
        .flatMap(({ options }) => options)
        .filter((option) => option.disabled)
        .map(({ value }) => value);
    expect(disabled(points)).toEqual([]);
    expect(disabled(pixels).sort()).toEqual(['class', 'confidence', 'output']);
  });

  it('are sampled one at a time, by name', () => {
    const outputs = Float64Array.of(5, -1, 0, 5, 1, 0);
    const ground = {} as SketchState['ground'];
    const sketch = { generation: 1, sketch: { width: 2, height: 1, from: [0, 0], to: [1, 1], outputs }, ground };
    const picture = sketchPicture(
      sketch as unknown as SketchState,
      'code',
      palette({ dark: false }),
      shownOutput({ network, data: pixels }, 1),
    );
    expect(picture.scale).toEqual({ kind: 'output', limit: 1, beyond: [false, false], name: 'green' });
    const { diverging } = palette({ dark: false });
    expect([...picture.image.rgba]).toEqual([...diverging(-1), 255, ...diverging(1), 255]);
  });
});
