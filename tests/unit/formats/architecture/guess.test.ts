import { describe, expect, it } from 'vitest';
import { guessed, layer, norm, state, words } from './support';

/** Shape and steps of the guess. */
const of = (shapes: Record<string, readonly number[]>, sorted = true): [string, string] => {
  const { architecture } = guessed(state(shapes, sorted));
  return [architecture.inputShape.join('×'), words(architecture)];
};

describe('the architecture of a state dict', () => {
  it('nn.Sequential of dense layers: gaps are ReLUs, no gap is none', () => {
    expect(of({ ...layer('0', 8, 4), ...layer('2', 8, 8), ...layer('10', 3, 8) })).toEqual([
      '4',
      '0 | relu | 2 | relu | 10',
    ]);
    expect(of({ ...layer('0', 8, 4), ...layer('1', 8, 8) })).toEqual(['4', '0 | 1']);
    expect(of({ '0.weight': [8, 4], '2.weight': [2, 8] })).toEqual(['4', '0 | relu | 2']);
  });

  it('nn.Sequential of convolutions: gaps tell of pooling and flattening', () => {
    const shapes = {
      ...layer('0', 8, 1, 3, 3),
      ...norm('1', 8),
      ...layer('4', 16, 8, 3, 3),
      ...norm('5', 16),
      ...layer('9', 10, 16 * 7 * 7),
    };
    expect(of(shapes)).toEqual([
      '1×28×28',
      '0 s1p1 | 1 | relu | pool 2s2p0 | 4 s1p1 | 5 | relu | pool 2s2p0 | flatten | 9',
    ]);
    const bare = { ...layer('0', 4, 1, 5, 5), ...layer('2', 4, 4, 3, 3), ...layer('5', 10, 4 * 22 * 22) };
    expect(of(bare)).toEqual(['1×28×28', '0 s1p0 | relu | 2 s1p0 | relu | flatten | 5']);
  });

  it('named layers: sizes that come out tell of padding and pooling', () => {
    // PyTorch's own example for MNIST, LeNet-5 for MNIST, and the tutorial's network for CIFAR-10.
    const mnist = {
      ...layer('conv1', 32, 1, 3, 3),
      ...layer('conv2', 64, 32, 3, 3),
      ...layer('fc1', 16, 9216),
      ...layer('fc2', 10, 16),
    };
    expect(of(mnist)).toEqual([
      '1×28×28',
      'conv1 s1p0 | relu | conv2 s1p0 | relu | pool 2s2p0 | flatten | fc1 | relu | fc2',
    ]);
    const lenet = {
      ...layer('conv1', 6, 1, 5, 5),
      ...layer('conv2', 16, 6, 5, 5),
      ...layer('fc1', 120, 256),
      ...layer('fc2', 10, 120),
    };
    expect(of(lenet)[1]).toBe(
      'conv1 s1p0 | relu | pool 2s2p0 | conv2 s1p0 | relu | pool 2s2p0 | flatten | fc1 | relu | fc2',
    );
    const cifar = {
      ...layer('conv1', 6, 3, 5, 5),
      ...layer('conv2', 16, 6, 5, 5),
      ...layer('fc1', 120, 400),
      ...layer('fc2', 10, 120),
    };
    expect(of(cifar)[0]).toBe('3×32×32');
  });

  it('norms with names of their own follow what they fit to', () => {
    const shapes = {
      ...layer('conv1', 4, 3, 3, 3),
      ...norm('bn1', 4),
      ...layer('conv2', 8, 4, 3, 3),
      ...norm('bn2', 8),
      ...layer('fc1', 6, 8 * 8 * 8),
      ...norm('bn3', 6),
      ...layer('fc2', 10, 6),
    };
    expect(of(shapes)[1]).toBe(
      'conv1 s1p1 | bn1 | relu | pool 2s2p0 | conv2 s1p1 | bn2 | relu | pool 2s2p0 | flatten | fc1 | bn3 | relu | fc2',
    );
  });

  it('VGG: features before classifier, pooled from 224 to 7', () => {
    const convolutions = [
      ['0', 4, 3],
      ['3', 8, 4],
      ['6', 8, 8],
      ['8', 8, 8],
      ['11', 8, 8],
      ['13', 8, 8],
      ['16', 8, 8],
      ['18', 8, 8],
    ] as const;
    const shapes = Object.assign(
      { ...layer('classifier.0', 12, 8 * 7 * 7), ...layer('classifier.3', 12, 12), ...layer('classifier.6', 10, 12) },
      ...convolutions.map(([at, out, from]) => layer(`features.${at}`, out, from, 3, 3)),
    ) as Record<string, readonly number[]>;
    const { architecture } = guessed(state(shapes));
    expect(architecture.inputShape).toEqual([3, 224, 224]);
    expect(architecture.steps.filter(({ kind }) => kind === 'maxPool')).toHaveLength(5);
    expect(architecture.steps.map(({ name }) => name).slice(-6)).toEqual([
      'flatten',
      'classifier.0',
      'classifier.0 relu',
      'classifier.3',
      'classifier.3 relu',
      'classifier.6',
    ]);
  });

  it('AlexNet', () => {
    const shapes = {
      ...layer('features.0', 8, 3, 11, 11),
      ...layer('features.3', 8, 8, 5, 5),
      ...layer('features.6', 8, 8, 3, 3),
      ...layer('features.8', 8, 8, 3, 3),
      ...layer('features.10', 8, 8, 3, 3),
      ...layer('classifier.1', 12, 8 * 36),
      ...layer('classifier.4', 12, 12),
      ...layer('classifier.6', 10, 12),
    };
    const [shape, steps] = of(shapes);
    expect(shape).toBe('3×224×224');
    expect(steps.startsWith('features.0 s4p2 | relu | pool 3s2p0 | features.3 s1p2 | relu | pool ')).toBe(true);
  });

  it('residual blocks as torchvision names them', () => {
    const block = (path: string, from: number, to: number): Record<string, readonly number[]> => ({
      [`${path}.conv1.weight`]: [to, from, 3, 3],
      ...norm(`${path}.bn1`, to),
      [`${path}.conv2.weight`]: [to, to, 3, 3],
      ...norm(`${path}.bn2`, to),
      ...(from === to
        ? {}
        : { [`${path}.downsample.0.weight`]: [to, from, 1, 1], ...norm(`${path}.downsample.1`, to) }),
    });
    const shapes = {
      'conv1.weight': [4, 3, 7, 7],
      ...norm('bn1', 4),
      ...block('layer1.0', 4, 4),
      ...block('layer2.0', 4, 8),
      ...layer('fc', 10, 8),
    };
    expect(of(shapes)).toEqual([
      '3×224×224',
      'conv1 s2p3 | bn1 | relu | pool 3s2p1 | layer1.0.conv1 s1p1 | layer1.0.bn1 | relu | layer1.0.conv2 s1p1 | layer1.0.bn2 | ' +
        'add conv1 pool | relu | layer2.0.conv1 s2p1 | layer2.0.bn1 | relu | layer2.0.conv2 s1p1 | layer2.0.bn2 | ' +
        'add layer1.0 add relu through layer2.0.downsample.0 s2p0, layer2.0.downsample.1 | relu | globalAveragePool | fc',
    ]);
  });

  it('one spatial axis, depthwise, transposed, PReLU and layer norm', () => {
    expect(of({ ...layer('0', 4, 2, 3), ...layer('3', 5, 4 * 128) })[1]).toBe('0 s1p1 | relu | flatten | 3');
    const depthwise = { ...layer('0', 6, 1, 3, 3), ...layer('1', 6, 1, 3, 3), ...layer('2', 4, 6, 1, 1) };
    expect(of(depthwise)[1]).toBe('0 s1p1 | 1 s1p1g6 | 2 s1p0');
    const decoder = { ...layer('0', 4, 1, 3, 3), '2.weight': [4, 2, 2, 2], '2.bias': [2] };
    expect(of(decoder)[1]).toBe('0 s1p1 | relu | 2 s2p0');
    expect(of({ ...layer('0', 4, 3), '1.weight': [4], ...layer('2', 2, 4) })[1]).toBe('0 | 1 | 2');
    expect(of({ ...layer('fc1', 4, 3), ...layer('ln1', 4), ...layer('fc2', 2, 4) })[1]).toBe('fc1 | ln1 | relu | fc2');
  });

  it('the file has its own order where names tell none', () => {
    const shapes = { ...layer('zeta', 5, 3), ...layer('alpha', 4, 5), ...layer('mu', 2, 4) };
    expect(of(shapes, false)[1]).toBe('zeta | relu | alpha | relu | mu');
  });
});
