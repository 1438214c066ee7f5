import { describe, expect, it } from 'vitest';
import { guessArchitecture } from '../../../src/formats/architecture';
import { activationOf, activationsIn, newStep, unusedFirst, withActivation } from '../../../src/views/models/stepEdits';
import { layer, norm, state } from '../formats/architecture/support';

const shapes = {
  ...layer('conv1', 8, 3, 3, 3),
  ...norm('bn1', 8),
  ...layer('layer1.0.conv1', 8, 8, 3, 3),
  ...layer('layer1.0.conv2', 8, 8, 3, 3),
  ...layer('fc', 4, 8),
};
const tensors = Object.entries(shapes).map(([name, shape]) => ({ name, shape }));

describe('edits of an architecture', () => {
  const guess = guessArchitecture(state(shapes));
  const steps = guess.ok ? guess.architecture.steps : [];

  it('one activation everywhere, also in shortcuts', () => {
    const relu = { kind: 'activation', name: 'in', activation: { name: 'relu' } } as const;
    const shortcut = [...steps, { kind: 'add', name: 'more', from: 'input', shortcut: [relu] } as const];
    expect(activationsIn(shortcut).length).toBeGreaterThan(3);
    const soft = withActivation(shortcut, activationOf('swish'));
    expect(activationsIn(soft)).toEqual(activationsIn(shortcut).map(() => ({ name: 'swish', eta: 1 })));
    expect(soft.map(({ name }) => name)).toEqual(shortcut.map(({ name }) => name));
  });

  it('a step that is put in takes tensors that no other has, a bias with its weights', () => {
    const without = steps.filter(({ name }) => name !== 'layer1.0.conv2' && name !== 'bn1');
    const unused = unusedFirst(tensors, without);
    expect(newStep('conv', [], 'input', unused)).toMatchObject({
      weight: 'layer1.0.conv2.weight',
      bias: 'layer1.0.conv2.bias',
    });
    expect(newStep('batchNorm', [], 'input', unused)).toMatchObject({
      mean: 'bn1.running_mean',
      variance: 'bn1.running_var',
    });
    expect(newStep('dense', ['dense1'], 'input', unused)).toEqual({
      kind: 'dense',
      name: 'dense2',
      weight: 'fc.weight',
      bias: 'fc.bias',
    });
  });
});
