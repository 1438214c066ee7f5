var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) =>
  function __init() {
    if (err) throw err[0];
    try {
      return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])((fn = 0))), res;
    } catch (e) {
      throw ((err = [e]), e);
    }
  };
var __export = (target, all2) => {
  for (var name in all2) __defProp(target, name, { get: all2[name], enumerable: true });
};

// src/core/math/typed.ts
var f64, i32, u32, u8;
var init_typed = __esm({
  'src/core/math/typed.ts'() {
    f64 = (array, index) => array[index];
    i32 = (array, index) => array[index];
    u32 = (array, index) => array[index];
    u8 = (array, index) => array[index];
  },
});

// src/core/network/activation.ts
function piecewiseLinear(spec) {
  switch (spec.name) {
    case 'identity':
      return { slopes: [1], offsets: [0], thresholds: [], atThreshold: 'above' };
    case 'relu':
    case 'gelu':
    case 'swish':
    case 'softplus':
      return { slopes: [0, 1], offsets: [0, 0], thresholds: [0], atThreshold: 'below' };
    case 'leakyRelu':
      return { slopes: [spec.alpha ?? 0.01, 1], offsets: [0, 0], thresholds: [0], atThreshold: 'above' };
    case 'abs':
      return { slopes: [-1, 1], offsets: [0, 0], thresholds: [0], atThreshold: 'above' };
    case 'hardTanh':
      return { slopes: [0, 1, 0], offsets: [-1, 0, 1], thresholds: [-1, 1], atThreshold: 'above' };
    case 'relu6':
      return { slopes: [0, 1, 0], offsets: [0, 0, 6], thresholds: [0, 6], atThreshold: 'above' };
    case 'table': {
      const { slopes, offsets, thresholds, atThreshold = 'above' } = spec.table ?? IDENTITY_TABLE;
      return { slopes, offsets, thresholds, atThreshold };
    }
    case 'sigmoid':
      return { slopes: [0, 0], offsets: [0, 1], thresholds: [0], atThreshold: 'above' };
    case 'tanh':
      return { slopes: [0, 0], offsets: [-1, 1], thresholds: [0], atThreshold: 'above' };
  }
}
function pieceOf(f, z) {
  const { thresholds } = f;
  let piece = 0;
  if (f.atThreshold === 'below') while (piece < thresholds.length && z > thresholds[piece]) piece++;
  else while (piece < thresholds.length && z >= thresholds[piece]) piece++;
  return piece;
}
var IDENTITY_TABLE, isSmooth, isContinuous;
var init_activation = __esm({
  'src/core/network/activation.ts'() {
    IDENTITY_TABLE = { label: 'identity', slopes: [1], offsets: [0], thresholds: [] };
    isSmooth = ({ name }) =>
      name === 'gelu' || name === 'swish' || name === 'softplus' || name === 'sigmoid' || name === 'tanh';
    isContinuous = ({ slopes, offsets, thresholds }) =>
      thresholds.every((t, r2) => {
        const before = slopes[r2] * t + offsets[r2];
        return before === slopes[r2 + 1] * t + offsets[r2 + 1];
      });
  },
});

// src/core/network/held.ts
function layerPieces({ activation: activation3, held: held2 }) {
  const f = piecewiseLinear(activation3);
  const own = f.slopes.length;
  if (held2?.includes(own + 1)) return { ...f, slopes: [...f.slopes, 0, 1], offsets: [...f.offsets, 0, 0] };
  return held2?.includes(own) ? { ...f, slopes: [...f.slopes, 0], offsets: [...f.offsets, 0] } : f;
}
function identityPiece(activation3) {
  const { slopes, offsets } = piecewiseLinear(activation3);
  const own = slopes.findIndex((slope, r2) => slope === 1 && offsets[r2] === 0);
  return own >= 0 ? own : slopes.length + 1;
}
function activated(layer, z) {
  const f = layerPieces(layer);
  const h2 = new Float64Array(z.length);
  for (let unit = 0; unit < h2.length; unit++) {
    const value = f64(z, unit);
    const piece = unitPiece(f, layer.held, unit, value);
    h2[unit] = f.slopes[piece] * value + f.offsets[piece];
  }
  return h2;
}
var FREE, isHeld, unitPiece;
var init_held = __esm({
  'src/core/network/held.ts'() {
    init_typed();
    init_activation();
    FREE = -1;
    isHeld = (held2, unit) => held2 !== void 0 && held2[unit] !== FREE;
    unitPiece = (f, held2, unit, z) => (isHeld(held2, unit) ? held2[unit] : pieceOf(f, z));
  },
});

// src/core/network/network.ts
function codeLayout(network2, upToLayer = network2.layers.length) {
  const gated = [];
  let units = 0;
  let bit = 0;
  network2.layers.slice(0, upToLayer).forEach((layer, index) => {
    const activation3 = layerPieces(layer);
    if (activation3.slopes.length < 2) return;
    const bits2 = Math.ceil(Math.log2(activation3.slopes.length));
    const size2 = gatedCount(layer);
    if (size2 === 0) return;
    const entry = {
      layer: index + 1,
      size: size2,
      width: layer.outputSize,
      activation: activation3,
      firstUnit: units,
      bits: bits2,
      firstBit: bit,
    };
    const { held: held2, contest, source: source2 } = layer;
    gated.push({
      ...entry,
      ...(held2 ? { held: held2 } : {}),
      ...(contest ? { contest } : {}),
      ...(source2 ? { source: source2 } : {}),
    });
    units += size2;
    bit += bits2 * size2;
  });
  const layout = { gated, units, words: Math.max(1, Math.ceil(bit / 32)) };
  return network2.layersBefore ? { ...layout, layersBefore: network2.layersBefore } : layout;
}
function denseLayers({ layers }) {
  const plain3 = layers.every((layer) => layer.kind === 'dense' && layer.gated === void 0);
  return plain3 ? layers : null;
}
function denseNetwork(name, layers) {
  return networkOf(name, layers);
}
function networkOf(name, layers) {
  const first = layers[0];
  const last = layers[layers.length - 1];
  if (!first || !last) throw new RangeError('a network needs at least one layer');
  layers.forEach((layer, i) => {
    const before = layers[i - 1];
    if (before && before.outputSize !== layer.inputSize)
      throw new RangeError(`layer ${i + 1}: takes ${layer.inputSize} inputs, layer ${i} gives ${before.outputSize}`);
    if (!sizesFit(layer)) throw new RangeError(`layer ${i + 1}: weights or bias do not have the stated size`);
  });
  return { name, inputSize: first.inputSize, outputSize: last.outputSize, layers };
}
function sizesFit(layer) {
  const { inputSize: n, outputSize: m } = layer;
  if (layer.bias.length !== m) return false;
  if (layer.kind === 'dense') return layer.weights.length === n * m;
  const { sizes } = layer.program;
  return sizes[0] === n && sizes[sizes.length - 1] === m;
}
var gatedCount;
var init_network = __esm({
  'src/core/network/network.ts'() {
    init_held();
    gatedCount = ({ gated, outputSize }) => gated ?? outputSize;
  },
});

// src/formats/chainOf.ts
function chainOf(network2) {
  const dense2 = denseLayers(network2);
  if (!dense2) throw new RangeError(`${network2.name} is a graph of nodes, not a chain of dense layers`);
  return dense2;
}
var init_chainOf = __esm({
  'src/formats/chainOf.ts'() {
    init_network();
  },
});

// src/core/graph/types.ts
var GraphError, sizeOf;
var init_types = __esm({
  'src/core/graph/types.ts'() {
    GraphError = class extends Error {
      constructor(node, message) {
        super(message);
        this.node = node;
      }
      node;
      name = 'GraphError';
    };
    sizeOf = (shape4) => shape4.reduce((product2, size2) => product2 * size2, 1);
  },
});

// src/core/graph/shapes.ts
function broadcastShape(shapes) {
  const rank = Math.max(0, ...shapes.map((shape4) => shape4.length));
  const out = [];
  for (let back = rank; back > 0; back--) {
    let size2 = 1;
    for (const shape4 of shapes) {
      const own = shape4[shape4.length - back] ?? 1;
      if (own === 1 || own === size2) continue;
      if (size2 !== 1) return null;
      size2 = own;
    }
    out.push(size2);
  }
  return out;
}
function windowsShape(node, input) {
  const rank = node.kernel.length;
  if (input.length !== rank + 1)
    throw fault(node, `takes ${rank} spatial axes and channels, its input has the shape ${shapeText(input)}`);
  const { channels, sizes } = spatialOf(input, node.channels);
  checkWindows(node, rank);
  const out = sizes.map((size2, axis) => {
    const reach = (node.dilations?.[axis] ?? 1) * (node.kernel[axis] - 1) + 1;
    const room = size2 + node.pads[axis] + node.pads[rank + axis] - reach;
    if (room < 0) throw fault(node, `its window of ${reach} does not fit into ${size2} places and their padding`);
    return Math.floor(room / node.strides[axis]) + 1;
  });
  return { channels, sizes: out };
}
function checkWindows(node, rank) {
  const positive = (values) => values.length === rank && values.every((value) => Number.isInteger(value) && value > 0);
  if (rank < 1 || rank > 2) throw fault(node, `has a kernel of ${rank} axes; one or two are taken`);
  if (!positive(node.kernel) || !positive(node.strides) || (node.dilations && !positive(node.dilations)))
    throw fault(node, 'kernel, strides and dilations must be positive whole numbers, one a spatial axis');
  if (node.pads.length !== 2 * rank || !node.pads.every((pad4) => Number.isInteger(pad4) && pad4 >= 0))
    throw fault(node, 'pads must be whole numbers from 0, one before and one after each spatial axis');
}
function expectSize(node, what, values, size2) {
  if (values && values.length !== size2) throw fault(node, `${what} has ${values.length} values, expected ${size2}`);
}
function convShape(node, input) {
  const out = windowsShape(node, input);
  const { channels } = out;
  if (channels % node.groups !== 0 || node.filters % node.groups !== 0)
    throw fault(node, `${channels} channels and ${node.filters} filters do not divide into ${node.groups} groups`);
  expectSize(node, 'weights', node.weights, node.filters * (channels / node.groups) * sizeOf(node.kernel));
  expectSize(node, 'bias', node.bias, node.filters);
  return shapeOfSpatial({ channels: node.filters, sizes: out.sizes }, node.channels);
}
function convTransposeShape(node, input) {
  const rank = node.kernel.length;
  checkWindows(node, rank);
  if (input.length !== rank + 1)
    throw fault(node, `takes ${rank} spatial axes and channels, its input has the shape ${shapeText(input)}`);
  const { channels, sizes } = spatialOf(input, node.channels);
  if (channels % node.groups !== 0 || node.filters % node.groups !== 0)
    throw fault(node, `${channels} channels and ${node.filters} filters do not divide into ${node.groups} groups`);
  expectSize(node, 'weights', node.weights, channels * (node.filters / node.groups) * sizeOf(node.kernel));
  expectSize(node, 'bias', node.bias, node.filters);
  const out = sizes.map((size2, axis) => {
    const spread2 = (size2 - 1) * node.strides[axis] + node.dilations[axis] * (node.kernel[axis] - 1) + 1;
    const length = spread2 + (node.outputPads[axis] ?? 0) - node.pads[axis] - node.pads[rank + axis];
    if (length < 1) throw fault(node, `its padding leaves ${length} places`);
    return length;
  });
  return shapeOfSpatial({ channels: node.filters, sizes: out }, node.channels);
}
function axesOf(node, axes2, rank) {
  for (const axis of axes2)
    if (!Number.isInteger(axis) || axis < 0 || axis >= rank) throw fault(node, `axis ${axis} of ${rank} axes`);
  return new Set(axes2);
}
function reducedShape(node, input, axes2, keep2) {
  const gone = axesOf(node, axes2, input.length);
  return keep2 ? input.map((size2, axis) => (gone.has(axis) ? 1 : size2)) : input.filter((_, axis) => !gone.has(axis));
}
function broadcastOf(node, shapes) {
  const shape4 = broadcastShape(shapes);
  if (!shape4) throw fault(node, `shapes ${shapes.map(shapeText).join(' and ')} do not broadcast`);
  return shape4;
}
function parameterFits(node, input, shape4) {
  const out = broadcastShape([input, shape4]);
  if (!out || shapeText(out) !== shapeText(input))
    throw fault(
      node,
      `its parameters of shape ${shapeText(shape4)} do not broadcast to the input's ${shapeText(input)}`,
    );
  return input;
}
function padShape(node, input) {
  if (node.before.length !== input.length || node.after.length !== input.length)
    throw fault(node, `pads ${node.before.length} axes, its input has the shape ${shapeText(input)}`);
  return input.map((size2, axis) => {
    const [before, after] = [node.before[axis], node.after[axis]];
    const most = node.mode === 'reflect' ? size2 - 1 : Infinity;
    if (!Number.isInteger(before) || !Number.isInteger(after) || before < 0 || after < 0)
      throw fault(node, 'pads must be whole numbers from 0');
    if (before > most || after > most) throw fault(node, `reflects ${Math.max(before, after)} places of ${size2}`);
    return before + size2 + after;
  });
}
function cropShape(node, input) {
  const { starts, sizes, steps } = node;
  if (starts.length !== input.length || sizes.length !== input.length || steps.length !== input.length)
    throw fault(node, `crops ${starts.length} axes, its input has the shape ${shapeText(input)}`);
  input.forEach((size2, axis) => {
    const first = starts[axis];
    const last = first + (sizes[axis] - 1) * steps[axis];
    const inside = (at2) => Number.isInteger(at2) && at2 >= 0 && at2 < size2;
    if (!(sizes[axis] >= 1) || !inside(first) || !inside(last))
      throw fault(node, `takes places ${first} to ${last} of axis ${axis}, which has ${size2}`);
  });
  return sizes;
}
function concatShape(node, inputs) {
  const [first] = inputs;
  axesOf(node, [node.axis], first.length);
  let total = 0;
  for (const shape4 of inputs) {
    const same3 =
      shape4.length === first.length && shape4.every((size2, axis) => axis === node.axis || size2 === first[axis]);
    if (!same3) throw fault(node, `shapes ${inputs.map(shapeText).join(' and ')} do not join along axis ${node.axis}`);
    total += shape4[node.axis];
  }
  return first.map((size2, axis) => (axis === node.axis ? total : size2));
}
function arity(node) {
  switch (node.op) {
    case 'input':
    case 'constant':
      return [0, 0];
    case 'add':
    case 'concat':
    case 'maximum':
    case 'minimum':
      return [1, Infinity];
    case 'subtract':
    case 'multiply':
    case 'divide':
      return [2, 2];
    case 'unknown':
      return [0, Infinity];
    default:
      return [1, 1];
  }
}
function nodeShape(node, inputs) {
  const input = inputs[0];
  switch (node.op) {
    case 'input':
      return node.shape;
    case 'constant':
      expectSize(node, 'values', node.values, sizeOf(node.shape));
      return node.shape;
    case 'dense': {
      const features = input[input.length - 1];
      if (features === void 0) throw fault(node, 'takes a vector, its input is one number');
      if (node.weights.length !== features * node.units)
        throw fault(
          node,
          `weights have ${node.weights.length} values, ${node.units} units of ${features} inputs need ${node.units * features}`,
        );
      expectSize(node, 'bias', node.bias, node.units);
      return [...input.slice(0, -1), node.units];
    }
    case 'conv':
      return convShape(node, input);
    case 'convTranspose':
      return convTransposeShape(node, input);
    case 'averagePool':
    case 'maxPool':
      return shapeOfSpatial(windowsShape(node, input), node.channels);
    case 'scale':
      expectSize(node, 'factors', node.factors, sizeOf(node.shape));
      expectSize(node, 'offsets', node.offsets, sizeOf(node.shape));
      return parameterFits(node, input, node.shape);
    case 'prelu':
      expectSize(node, 'slopes', node.slopes, sizeOf(node.shape));
      return parameterFits(node, input, node.shape);
    case 'batchNorm': {
      axesOf(node, [node.axis], input.length);
      for (const what of ['gamma', 'beta', 'mean', 'variance']) expectSize(node, what, node[what], input[node.axis]);
      return input;
    }
    case 'mean':
    case 'sum':
    case 'reduceMax':
    case 'reduceMin':
      return reducedShape(node, input, node.axes, node.keep);
    case 'argMax':
      return reducedShape(node, input, [node.axis], node.keep);
    case 'pad':
      return padShape(node, input);
    case 'crop':
      return cropShape(node, input);
    case 'resize':
      if (node.shape.length !== input.length)
        throw fault(node, `resizes ${shapeText(input)} to ${shapeText(node.shape)}: other axes`);
      return node.shape;
    case 'reshape':
      if (sizeOf(node.shape) !== sizeOf(input))
        throw fault(node, `reshapes ${shapeText(input)} to ${shapeText(node.shape)}: another number of values`);
      return node.shape;
    case 'transpose':
      if (axesOf(node, node.order, input.length).size !== input.length)
        throw fault(node, `order ${shapeText(node.order)} does not name each of ${input.length} axes once`);
      return node.order.map((axis) => input[axis]);
    case 'concat':
      return concatShape(node, inputs);
    case 'add':
    case 'subtract':
    case 'maximum':
    case 'minimum':
    case 'multiply':
    case 'divide':
      return broadcastOf(node, inputs);
    case 'softmax':
      axesOf(node, [node.axis], input.length);
      return input;
    case 'layerNorm': {
      axesOf(node, [node.axis], input.length);
      const size2 = sizeOf(input.slice(node.axis));
      expectSize(node, 'gamma', node.gamma, size2);
      expectSize(node, 'beta', node.beta, size2);
      return input;
    }
    case 'activation':
    case 'function':
      return input;
    case 'unknown':
      throw fault(node, `an op of type ${node.type} has no known shape`);
  }
}
var MAX_TENSOR, shapeText, fault, spatialOf, shapeOfSpatial;
var init_shapes = __esm({
  'src/core/graph/shapes.ts'() {
    init_types();
    MAX_TENSOR = 2 ** 24;
    shapeText = (shape4) => `[${shape4.join(', ')}]`;
    fault = (node, message) => new GraphError(node.name, message);
    spatialOf = (shape4, channels) =>
      channels === 'first'
        ? { channels: shape4[0], sizes: shape4.slice(1) }
        : { channels: shape4[shape4.length - 1], sizes: shape4.slice(0, -1) };
    shapeOfSpatial = ({ channels, sizes }, axis) => (axis === 'first' ? [channels, ...sizes] : [...sizes, channels]);
  },
});

// src/core/graph/check.ts
function checkGraph(graph) {
  const byName = nodesByName(graph);
  const inputs = graph.nodes.filter((node) => node.op === 'input');
  const [input] = inputs;
  if (!input) throw new GraphError('', 'the graph has no input');
  if (inputs.length > 1) throw new GraphError(inputs[1].name, 'a second input; networks of one input are taken');
  const output = byName.get(graph.output);
  if (!output) throw new GraphError('', `its output ${JSON.stringify(graph.output)} is no node`);
  const order = ordered(output, byName);
  if (!order.includes(input)) throw new GraphError(output.name, 'the output does not depend on the input');
  const shapes = /* @__PURE__ */ new Map();
  for (const node of order) {
    checkParameters(node);
    const shape4 = shapeAt(node, shapes);
    if (shape4) shapes.set(node.name, shape4);
  }
  return { name: graph.name, nodes: order, output: graph.output, input, shapes };
}
function nodesByName(graph) {
  const byName = /* @__PURE__ */ new Map();
  for (const node of graph.nodes) {
    if (byName.has(node.name)) throw new GraphError(node.name, 'a second node of this name');
    byName.set(node.name, node);
  }
  return byName;
}
function ordered(output, byName) {
  const order = [];
  const done = /* @__PURE__ */ new Set();
  const open = /* @__PURE__ */ new Set();
  const path = [{ node: output, next: 0 }];
  while (path.length > 0) {
    const top = path[path.length - 1];
    const { node } = top;
    open.add(node);
    const name = node.inputs[top.next++];
    if (name === void 0) {
      path.pop();
      open.delete(node);
      if (!done.has(node)) order.push(node);
      done.add(node);
      continue;
    }
    const before = byName.get(name);
    if (!before) throw new GraphError(node.name, `takes ${JSON.stringify(name)}, which is no node`);
    if (open.has(before))
      throw new GraphError(node.name, `takes ${JSON.stringify(name)}, which depends on it: a cycle`);
    if (!done.has(before)) path.push({ node: before, next: 0 });
  }
  return order;
}
function shapeAt(node, shapes) {
  const [least, most] = arity(node);
  if (node.inputs.length < least || node.inputs.length > most)
    throw new GraphError(
      node.name,
      `takes ${node.inputs.length} inputs, expected ${least === most ? least : `at least ${least}`}`,
    );
  if (node.op === 'unknown') return null;
  const inputs = [];
  for (const name of node.inputs) {
    const shape5 = shapes.get(name);
    if (!shape5) return null;
    inputs.push(shape5);
  }
  const shape4 = nodeShape(node, inputs);
  const size2 = sizeOf(shape4);
  if (!shape4.every((axis) => Number.isInteger(axis) && axis > 0))
    throw new GraphError(node.name, `has the shape ${shapeText(shape4)}; sizes are whole numbers from 1`);
  if (!(size2 <= MAX_TENSOR)) throw new GraphError(node.name, `has ${size2} values; at most ${MAX_TENSOR} are taken`);
  return shape4;
}
function checkParameters(node) {
  for (const [key, value] of Object.entries(node)) {
    if (!(value instanceof Float64Array)) continue;
    const at2 = value.findIndex((number2) => !Number.isFinite(number2));
    if (at2 >= 0) throw new GraphError(node.name, `${key}[${at2}] is ${value[at2]}, not a finite number`);
  }
  if (node.op === 'batchNorm' && node.variance.some((variance) => !(variance + node.epsilon > 0)))
    throw new GraphError(node.name, 'has a variance that is not above 0');
}
var init_check = __esm({
  'src/core/graph/check.ts'() {
    init_shapes();
    init_types();
  },
});

// src/formats/checks.ts
function shown(value) {
  if (value === void 0) return 'missing';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text3 = JSON.stringify(value);
  return text3.length > 40 ? `${text3.slice(0, 39)}\u2026` : text3;
}
function objectAt(value, where2) {
  if (value === void 0) throw new Fault(where2, 'missing');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Fault(where2, `expected an object, found ${shown(value)}`);
  return value;
}
function listAt(value, where2) {
  if (value === void 0) throw new Fault(where2, 'missing');
  if (!Array.isArray(value)) throw new Fault(where2, `expected a list, found ${shown(value)}`);
  return value;
}
function finiteAt(value, where2) {
  if (value === void 0) throw new Fault(where2, 'missing');
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new Fault(where2, `not a finite number (found ${shown(value)})`);
  return value;
}
function copyNumbers(value, where2, target, start, length) {
  const list3 = listAt(value, where2);
  if (list3.length !== length) throw new Fault(where2, `${list3.length} values, expected ${length}`);
  for (let i = 0; i < length; i++) {
    const number2 = list3[i];
    target[start + i] =
      typeof number2 === 'number' && Number.isFinite(number2) ? number2 : finiteAt(number2, `${where2}[${i}]`);
  }
}
function plainName(value, where2, most = 120) {
  if (typeof value !== 'string') throw new Fault(where2, `expected a text, found ${shown(value)}`);
  const visible = Array.from(value).filter((character) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character));
  return visible.slice(0, most).join('').trim();
}
var Fault;
var init_checks = __esm({
  'src/formats/checks.ts'() {
    Fault = class extends Error {
      constructor(where2, message) {
        super(message);
        this.where = where2;
      }
      where;
      name = 'Fault';
    };
  },
});

// src/formats/graphResult.ts
function graphResult(read) {
  try {
    const { graph, ...beside } = read();
    return { ok: true, graph: checkGraph(graph), ...beside };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    if (error instanceof GraphError)
      return {
        ok: false,
        error: { where: error.node ? `node ${JSON.stringify(error.node)}` : '', message: error.message },
      };
    throw error;
  }
}
var init_graphResult = __esm({
  'src/formats/graphResult.ts'() {
    init_check();
    init_types();
    init_checks();
  },
});

// src/formats/fileKind.ts
var looksLikeSafetensors, isZip, begins, isHdf5, isPickle, looksLikeOnnx;
var init_fileKind = __esm({
  'src/formats/fileKind.ts'() {
    looksLikeSafetensors = (bytes, fileName) =>
      /\.safetensors$/i.test(fileName) ||
      (bytes[8] === 123 && bytes.length > 8 && bytes.subarray(4, 8).every((byte) => byte === 0));
    isZip = (bytes) => [80, 75, 3, 4].every((byte, i) => bytes[i] === byte);
    begins = (bytes, ...first) => first.every((byte, i) => bytes[i] === byte);
    isHdf5 = (bytes) => begins(bytes, 137, 72, 68, 70, 13, 10, 26, 10);
    isPickle = (bytes) => begins(bytes, 128) && bytes[1] >= 2 && bytes[1] <= 5;
    looksLikeOnnx = (bytes, fileName) =>
      /\.onnx$/i.test(fileName) || (begins(bytes, 8) && bytes.length > 2 && bytes[1] < 32);
  },
});

// src/formats/jsonText.ts
function parseJsonText(text3) {
  try {
    return JSON.parse(text3);
  } catch (error) {
    try {
      return JSON.parse(
        text3.replace(/"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|-?\b(?:NaN|Infinity)\b/g, (part) =>
          part.startsWith('"') ? part : `"${part}"`,
        ),
      );
    } catch {
      throw new Fault('', `not valid JSON: ${error.message}`);
    }
  }
}
var init_jsonText = __esm({
  'src/formats/jsonText.ts'() {
    init_checks();
  },
});

// src/formats/limits.ts
var MAX_TEXT,
  MAX_LAYERS,
  MAX_INPUTS,
  MAX_PARAMETERS,
  MAX_TENSOR_FILE,
  MAX_DATA_FILE,
  MAX_NODES,
  MAX_GRAPH_PARAMETERS,
  MAX_ONNX_FILE,
  MAX_GRAPH_FILE;
var init_limits = __esm({
  'src/formats/limits.ts'() {
    MAX_TEXT = 64 * 1024 * 1024;
    MAX_LAYERS = 64;
    MAX_INPUTS = 65536;
    MAX_PARAMETERS = 1e7;
    MAX_TENSOR_FILE = 8 * MAX_PARAMETERS + 1024 * 1024 + 8;
    MAX_DATA_FILE = 256 * 1024 * 1024;
    MAX_NODES = 4096;
    MAX_GRAPH_PARAMETERS = 32 * 1024 * 1024;
    MAX_ONNX_FILE = 256 * 1024 * 1024;
    MAX_GRAPH_FILE = 8 * MAX_GRAPH_PARAMETERS + 1024 * 1024 + 8;
  },
});

// src/formats/activations.ts
function nameAt(value, where2) {
  const key = keyOf(value);
  const name = Object.hasOwn(names, key) ? names[key] : void 0;
  if (!name) throw new Fault(where2, `${shown(value)} is not supported; ${supportedActivations}`);
  return name;
}
function activationAt(value, where2, beside) {
  const own = typeof value === 'object';
  const spec = own ? objectAt(value, where2) : { name: value };
  const name = nameAt(spec.name, own ? `${where2}.name` : where2);
  const find = (key) =>
    spec[key] === void 0
      ? { value: beside?.[key], where: `${beside?.where}.${key}` }
      : { value: spec[key], where: `${where2}.${key}` };
  const alpha = find('alpha');
  const eta = find('eta');
  if (alpha.value !== void 0 && name !== 'leakyRelu')
    throw new Fault(alpha.where, `only leakyRelu takes an alpha, this is ${name}`);
  if (eta.value !== void 0 && ((name !== 'swish' && name !== 'softplus') || keyOf(spec.name) === 'quickgelu'))
    throw new Fault(eta.where, `only swish and softplus take an eta, this is ${shown(spec.name)}`);
  if (alpha.value !== void 0) return leaky(finiteAt(alpha.value, alpha.where));
  if (keyOf(spec.name) === 'quickgelu') return { name, eta: QUICK_GELU };
  return eta.value === void 0 ? { name } : { name, eta: slopeAt(eta.value, eta.where) };
}
function slopeAt(value, where2) {
  const eta = finiteAt(value, where2);
  if (!(eta > 0)) throw new Fault(where2, `${eta}; the slope of a gate is above 0`);
  return eta;
}
function hiddenActivationAt(value, where2, beside) {
  const name = typeof value === 'object' && value !== null ? value.name : value;
  if (keyOf(name) === 'softmax')
    throw new Fault(
      where2,
      'softmax stands between layers; it is taken after the last one alone, as the code of max-pooling',
    );
  return activationAt(value, where2, beside);
}
function readOutAt(value, where2, beside) {
  const name = typeof value === 'object' && value !== null ? value.name : value;
  if (keyOf(name) === 'softmax') return { activation: { name: 'identity' }, codeOutput: 'softmax' };
  return readOutOf(activationAt(value, where2, beside));
}
var names, supportedActivations, QUICK_GELU, keyOf, leaky, readOutOf;
var init_activations = __esm({
  'src/formats/activations.ts'() {
    init_checks();
    names = {
      identity: 'identity',
      linear: 'identity',
      none: 'identity',
      relu: 'relu',
      leakyrelu: 'leakyRelu',
      abs: 'abs',
      hardtanh: 'hardTanh',
      relu6: 'relu6',
      gelu: 'gelu',
      silu: 'swish',
      swish: 'swish',
      quickgelu: 'swish',
      softplus: 'softplus',
      sigmoid: 'sigmoid',
      tanh: 'tanh',
    };
    supportedActivations =
      'identity, relu, leakyRelu, abs, hardTanh, relu6 are, and the smooth gelu, silu, swish, softplus, sigmoid, tanh';
    QUICK_GELU = 1.702;
    keyOf = (value) => (typeof value === 'string' ? value.toLowerCase().replace(/[_\-\s]/g, '') : '');
    leaky = (alpha) => (alpha === 1 ? { name: 'identity' } : { name: 'leakyRelu', alpha });
    readOutOf = (activation3) =>
      activation3.name === 'sigmoid' || activation3.name === 'tanh'
        ? { activation: { name: 'identity' }, codeOutput: activation3.name }
        : { activation: activation3 };
  },
});

// src/core/slice/slice.ts
function axisSlice(inputSize, i = 0, j = 1, origin) {
  const e1 = new Float64Array(inputSize);
  const e2 = new Float64Array(inputSize);
  e1[i] = 1;
  e2[j] = 1;
  return { origin: origin ? Float64Array.from(origin) : new Float64Array(inputSize), e1, e2 };
}
function pointInInput({ origin, e1, e2 }, [p, q]) {
  const x2 = new Float64Array(origin.length);
  for (let i = 0; i < x2.length; i++) x2[i] = origin[i] + p * e1[i] + q * e2[i];
  return x2;
}
function metric(slice2) {
  const g11 = dot(slice2.e1, slice2.e1);
  const g12 = dot(slice2.e1, slice2.e2);
  const g22 = dot(slice2.e2, slice2.e2);
  return { g11, g12, g22, areaScale: Math.sqrt(Math.max(0, g11 * g22 - g12 * g12)) };
}
function sliceFault(slice2, inputSize) {
  for (const name of ['origin', 'e1', 'e2']) {
    const vector2 = slice2[name];
    if (vector2.length !== inputSize)
      return `slice.${name} has ${vector2.length} entries, the network takes ${inputSize} inputs`;
    const at2 = vector2.findIndex((value) => !Number.isFinite(value));
    if (at2 >= 0) return `slice.${name}[${at2}] is not finite`;
  }
  const { g11, g22, areaScale } = metric(slice2);
  return areaScale > 1e-7 * Math.sqrt(g11) * Math.sqrt(g22)
    ? null
    : 'the axes e1 and e2 of the slice are parallel or zero';
}
function projectOnSlice(slice2, x2) {
  const { origin, e1, e2 } = slice2;
  const { g11, g12, g22 } = metric(slice2);
  const det = g11 * g22 - g12 * g12;
  let a = 0;
  let b = 0;
  for (let i = 0; i < origin.length; i++) {
    const r2 = x2[i] - origin[i];
    a += r2 * e1[i];
    b += r2 * e2[i];
  }
  return [(g22 * a - g12 * b) / det, (g11 * b - g12 * a) / det];
}
function square(h2 = 1) {
  return [
    [-h2, -h2],
    [h2, -h2],
    [h2, h2],
    [-h2, h2],
  ];
}
var dot;
var init_slice = __esm({
  'src/core/slice/slice.ts'() {
    dot = (a, b) => {
      let sum = 0;
      for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
      return sum;
    };
  },
});

// src/core/network/rows.ts
function addRows(rows, n, { units, scales, count }, out, start = 0) {
  let u = 0;
  for (; u + 4 <= count; u += 4) {
    const [a, b, c2, d] = [i32(units, u) * n, i32(units, u + 1) * n, i32(units, u + 2) * n, i32(units, u + 3) * n];
    const [s2, t, v, w] = [f64(scales, u), f64(scales, u + 1), f64(scales, u + 2), f64(scales, u + 3)];
    for (let i = 0; i < n; i++)
      out[start + i] =
        f64(out, start + i) +
        s2 * f64(rows, a + i) +
        t * f64(rows, b + i) +
        v * f64(rows, c2 + i) +
        w * f64(rows, d + i);
  }
  for (; u < count; u++) {
    const row2 = i32(units, u) * n;
    const scale2 = f64(scales, u);
    for (let i = 0; i < n; i++) out[start + i] = f64(out, start + i) + scale2 * f64(rows, row2 + i);
  }
}
function gather(sum, values, start, slopes) {
  const { units, scales } = sum;
  let count = 0;
  for (let j = 0; j < units.length; j++) {
    const scale2 = slopes ? f64(values, start + j) * f64(slopes, j) : f64(values, start + j);
    if (scale2 === 0) continue;
    units[count] = j;
    scales[count++] = scale2;
  }
  sum.count = count;
  return sum;
}
function transpose(a, rows, cols) {
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = f64(a, i * cols + j);
  return out;
}
var rowSum;
var init_rows = __esm({
  'src/core/network/rows.ts'() {
    init_typed();
    rowSum = (most) => ({
      units: new Int32Array(most),
      scales: new Float64Array(most),
      count: 0,
    });
  },
});

// src/core/network/denseOp.ts
function threeColumns(weights, n, units, count, values, y) {
  const m = y.length / 3;
  for (let j = 0; j < m; j += 2) {
    const first = j * n;
    const second = j + 1 < m ? first + n : first;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    for (let i = 0, g = 0; i < count; i++, g += 3) {
      const k = i32(units, i);
      const v = f64(weights, first + k);
      const w = f64(weights, second + k);
      const x0 = f64(values, g);
      const x1 = f64(values, g + 1);
      const x2 = f64(values, g + 2);
      a0 += v * x0;
      a1 += v * x1;
      a2 += v * x2;
      b0 += w * x0;
      b1 += w * x1;
      b2 += w * x2;
    }
    const other = second === first ? j : j + 1;
    y[j] = a0;
    y[other] = b0;
    y[m + j] = a1;
    y[m + other] = b1;
    y[2 * m + j] = a2;
    y[2 * m + other] = b2;
  }
}
var DenseOp;
var init_denseOp = __esm({
  'src/core/network/denseOp.ts'() {
    init_typed();
    init_rows();
    DenseOp = class {
      constructor(weights, bias3, inputSize, outputSize) {
        this.weights = weights;
        this.bias = bias3;
        this.inputSize = inputSize;
        this.outputSize = outputSize;
      }
      weights;
      bias;
      inputSize;
      outputSize;
      transposed = null;
      sum = null;
      apply(x2, y, columns) {
        let c2 = 0;
        for (; c2 + 3 <= columns; c2 += 3) this.applyThree(x2, c2 * this.inputSize, y, c2 * this.outputSize);
        for (; c2 < columns; c2++) this.applyOne(x2, c2 * this.inputSize, y, c2 * this.outputSize);
        this.addBias(y, (columns - 1) * this.outputSize);
      }
      applyUnits(units, count, values, y) {
        threeColumns(this.weights, this.inputSize, units, count, values, y);
        this.addBias(y, 2 * this.outputSize);
      }
      addBias(y, start) {
        for (let j = 0; j < this.outputSize; j++) y[start + j] = f64(y, start + j) + f64(this.bias, j);
      }
      /** Two outputs at once: each input is read once for both. An odd last output is computed twice. */
      applyOne(x2, xStart, y, yStart) {
        const { weights, inputSize: n, outputSize: m } = this;
        for (let j = 0; j < m; j += 2) {
          const first = j * n;
          const second = j + 1 < m ? first + n : first;
          let a = 0;
          let b = 0;
          for (let k = 0; k < n; k++) {
            const value = f64(x2, xStart + k);
            a += f64(weights, first + k) * value;
            b += f64(weights, second + k) * value;
          }
          y[yStart + j] = a;
          if (j + 1 < m) y[yStart + j + 1] = b;
        }
      }
      /** Three columns at once: each weight is read once, and three sums hide the adder's latency. */
      applyThree(x2, xStart, y, yStart) {
        const { weights, inputSize: n, outputSize: m } = this;
        for (let j = 0, w = 0; j < m; j++) {
          let a = 0;
          let b = 0;
          let c2 = 0;
          for (let k = xStart; k < xStart + n; k++, w++) {
            const weight = f64(weights, w);
            a += weight * f64(x2, k);
            b += weight * f64(x2, k + n);
            c2 += weight * f64(x2, k + 2 * n);
          }
          y[yStart + j] = a;
          y[yStart + m + j] = b;
          y[yStart + 2 * m + j] = c2;
        }
      }
      /** Four outputs at once, so that four sums hide the adder's latency; what is left over is computed twice. */
      applyColumn(units, count, values, y) {
        const { weights, inputSize: n, outputSize: m } = this;
        for (let from = 0; from < m; from += 4) {
          const j = Math.max(0, Math.min(from, m - 4));
          const first = j * n;
          const second = m > 1 ? first + n : first;
          const third = m > 2 ? second + n : second;
          const fourth = m > 3 ? third + n : third;
          let a = 0;
          let b = 0;
          let c2 = 0;
          let d = 0;
          for (let i = 0; i < count; i++) {
            const k = i32(units, i);
            const v = f64(values, i);
            a += f64(weights, first + k) * v;
            b += f64(weights, second + k) * v;
            c2 += f64(weights, third + k) * v;
            d += f64(weights, fourth + k) * v;
          }
          y[j] = a;
          if (m > 1) y[j + 1] = b;
          if (m > 2) y[j + 2] = c2;
          if (m > 3) y[j + 3] = d;
        }
      }
      unitColumn(unit, y) {
        this.transposed ??= transpose(this.weights, this.outputSize, this.inputSize);
        const start = unit * this.outputSize;
        for (let j = 0; j < this.outputSize; j++) y[j] = f64(this.transposed, start + j);
      }
      push(x2, y) {
        this.transposed ??= transpose(this.weights, this.outputSize, this.inputSize);
        for (let t = 0; t < x2.count; t++) {
          const unit = i32(x2.touched, t);
          const value = f64(x2.values, unit);
          if (value === 0) continue;
          const start = unit * this.outputSize;
          for (let j = 0; j < this.outputSize; j++) y.add(j, f64(this.transposed, start + j) * value);
        }
      }
      addUnit(unit, scale0, scale1, scale2, y) {
        this.transposed ??= transpose(this.weights, this.outputSize, this.inputSize);
        const { transposed: transposed4, outputSize: m } = this;
        const start = unit * m;
        for (let j = 0; j < m; j++) {
          const w = f64(transposed4, start + j);
          y[j] = f64(y, j) + w * scale0;
          y[m + j] = f64(y, m + j) + w * scale1;
          y[2 * m + j] = f64(y, 2 * m + j) + w * scale2;
        }
      }
      applyTransposed(y, x2) {
        this.sum ??= rowSum(this.outputSize);
        x2.fill(0);
        addRows(this.weights, this.inputSize, gather(this.sum, y, 0), x2);
      }
      applyAbsolute(h2, y) {
        this.applyMagnitudes(h2, y);
        for (let j = 0; j < this.outputSize; j++) y[j] = f64(y, j) + Math.abs(f64(this.bias, j));
      }
      applyRows(rows, columns, factors, out) {
        const { weights, inputSize: n } = this;
        const sum = rowSum(n);
        out.fill(0);
        for (let j = 0; j < this.outputSize; j++)
          addRows(rows, columns, gather(sum, weights, j * n, factors ?? void 0), out, j * columns);
      }
      applyMagnitudes(h2, y) {
        const { weights, inputSize: n } = this;
        const units = Int32Array.from(h2.keys()).filter((k) => f64(h2, k) !== 0);
        for (let j = 0; j < this.outputSize; j++) {
          const row2 = j * n;
          let sum = 0;
          for (let i = 0; i < units.length; i++) {
            const k = i32(units, i);
            sum += Math.abs(f64(weights, row2 + k)) * f64(h2, k);
          }
          y[j] = sum;
        }
      }
      applyErrors(e, y) {
        const { weights, inputSize: n } = this;
        for (let j = 0; j < this.outputSize; j++) {
          const row2 = j * n;
          let sum = 0;
          for (let k = 0; k < n; k++) {
            const term = f64(weights, row2 + k) * f64(e, k);
            sum += term * term;
          }
          y[j] = sum > 2 ** -900 && sum < Infinity ? Math.sqrt(sum) : this.scaledErrors(row2, e);
        }
      }
      /** The same for one row, scaled, so that squares of huge or tiny weights neither overflow nor vanish. */
      scaledErrors(row2, e) {
        const { weights, inputSize: n } = this;
        let largest2 = 0;
        for (let k = 0; k < n; k++) {
          const term = Math.abs(f64(weights, row2 + k) * f64(e, k));
          if (term > largest2) largest2 = term;
        }
        if (largest2 === 0) return 0;
        let sum = 0;
        for (let k = 0; k < n; k++) {
          const share = (f64(weights, row2 + k) * f64(e, k)) / largest2;
          sum += share * share;
        }
        return largest2 * Math.sqrt(sum);
      }
    };
  },
});

// src/core/linear/types.ts
function reserve(entries, count) {
  if (entries.index.length >= count) return;
  entries.index = new Int32Array(2 * count);
  entries.weight = new Float64Array(2 * count);
}
function gatherMap(inputs, from) {
  const rows = new Int32Array(from.length + 1);
  let count = 0;
  const columns = new Int32Array(from.length);
  for (let i = 0; i < from.length; i++) {
    if (from[i] >= 0) columns[count++] = from[i];
    rows[i + 1] = count;
  }
  return { kind: 'sparse', inputs, outputs: from.length, rows, columns: columns.slice(0, count) };
}
var newEntries, identityMap;
var init_types2 = __esm({
  'src/core/linear/types.ts'() {
    newEntries = () => ({ count: 0, index: new Int32Array(64), weight: new Float64Array(64) });
    identityMap = (n) =>
      gatherMap(
        n,
        Int32Array.from({ length: n }, (_, i) => i),
      );
  },
});

// src/core/linear/conv.ts
function alongFilters(x2, at2, stride, y, out, step, weights, weight, filters, count) {
  for (let i = 0; i < count; i++) {
    const value = f64(x2, at2 + i * stride);
    if (value === 0) continue;
    const to = out + i * step;
    for (let f = 0; f < filters; f++) y[to + f] = f64(y, to + f) + f64(weights, weight + f) * value;
  }
}
function alongRow(x2, at2, stride, y, out, channel, weights, weight, filters, count) {
  for (let f = 0; f < filters; f++) {
    const value = f64(weights, weight + f);
    if (value === 0) continue;
    const to = out + f * channel;
    for (let i = 0, from = at2; i < count; i++, from += stride) y[to + i] = f64(y, to + i) + value * f64(x2, from);
  }
}
function byPlace({ weights, filters, channels, groups: groups2, kernel }) {
  const perGroup = channels / groups2;
  const places2 = kernel[0] * kernel[1];
  const out = new Float64Array(weights.length);
  for (let f = 0; f < filters; f++)
    for (let c2 = 0; c2 < perGroup; c2++)
      for (let place3 = 0; place3 < places2; place3++)
        out[(place3 * perGroup + c2) * filters + f] = f64(weights, (f * perGroup + c2) * places2 + place3);
  return out;
}
var stepsOf, ConvKernel;
var init_conv = __esm({
  'src/core/linear/conv.ts'() {
    init_typed();
    init_types2();
    stepsOf = (axis, channels, rows, columns) =>
      axis === 'first'
        ? { channel: rows * columns, row: columns, column: 1 }
        : { channel: 1, row: columns * channels, column: channels };
    ConvKernel = class {
      constructor(map) {
        this.map = map;
        this.inputs = map.inputs;
        this.outputs = map.outputs;
        this.wide = stepsOf(map.channelAxis, map.channels, map.height, map.width);
        this.narrow = stepsOf(map.channelAxis, map.filters, map.rows, map.columns);
        this.weights = byPlace(map);
      }
      map;
      inputs;
      outputs;
      wide;
      narrow;
      /** Kernel places × channels a group × filters: for channels last, neighbouring filters are neighbours. */
      weights;
      forward(x2, xStart, y, yStart) {
        if (this.map.transposed) this.scatter(x2, xStart, y, yStart, this.weights);
        else this.gather(x2, xStart, y, yStart, this.weights);
      }
      transposed(y, yStart, x2, xStart) {
        if (this.map.transposed) this.gather(y, yStart, x2, xStart, this.weights);
        else this.scatter(y, yStart, x2, xStart, this.weights);
      }
      magnitude(x2, xStart, y, yStart, power2) {
        const weights = this.weights.map((w) => (power2 === 1 ? Math.abs(w) : w * w));
        if (this.map.transposed) this.scatter(x2, xStart, y, yStart, weights);
        else this.gather(x2, xStart, y, yStart, weights);
      }
      column(input, entries) {
        if (this.map.transposed) this.wideEntries(input, entries);
        else this.narrowEntries(input, entries);
      }
      /** Rows (or columns) of the narrow side at which a kernel place meets the wide side: [first, end). */
      range(axis, place3) {
        const { strides: strides2, dilations: dilations2, pads, rows, columns, height, width } = this.map;
        const shift = place3 * dilations2[axis] - pads[axis];
        const size2 = axis === 0 ? height : width;
        const first = Math.max(0, Math.ceil(-shift / strides2[axis]));
        const end = Math.min(axis === 0 ? rows : columns, Math.floor((size2 - 1 - shift) / strides2[axis]) + 1);
        return [first, end];
      }
      /** Calls `visit` for each kernel place and position: where wide, narrow and weights begin there, for the first group. */
      positions(visit) {
        const { kernel, strides: strides2, dilations: dilations2, pads, channels, filters, groups: groups2 } = this.map;
        const { wide, narrow } = this;
        const size2 = (channels / groups2) * filters;
        for (let ky = 0; ky < kernel[0]; ky++) {
          const [top, bottom] = this.range(0, ky);
          for (let kx = 0; kx < kernel[1]; kx++) {
            const [left, right] = this.range(1, kx);
            if (right <= left) continue;
            const weight = (ky * kernel[1] + kx) * size2;
            const column = left * strides2[1] + kx * dilations2[1] - pads[1];
            for (let row2 = top; row2 < bottom; row2++) {
              const from = (row2 * strides2[0] + ky * dilations2[0] - pads[0]) * wide.row + column * wide.column;
              visit(from, row2 * narrow.row + left * narrow.column, weight, right - left);
            }
          }
        }
      }
      /** From the wide to the narrow side. */
      gather(x2, xStart, y, yStart, weights) {
        const { channels, filters, groups: groups2, strides: strides2 } = this.map;
        const { wide, narrow } = this;
        const [perGroup, filtersPerGroup] = [channels / groups2, filters / groups2];
        const stride = strides2[1] * wide.column;
        const last = this.map.channelAxis === 'last';
        this.positions((from, to, w, count) => {
          for (let g = 0; g < groups2; g++)
            for (let c2 = 0; c2 < perGroup; c2++) {
              const at2 = xStart + from + (g * perGroup + c2) * wide.channel;
              const weight = w + c2 * filters + g * filtersPerGroup;
              const out = yStart + to + g * filtersPerGroup * narrow.channel;
              if (last) alongFilters(x2, at2, stride, y, out, narrow.column, weights, weight, filtersPerGroup, count);
              else alongRow(x2, at2, stride, y, out, narrow.channel, weights, weight, filtersPerGroup, count);
            }
        });
      }
      /** From the narrow to the wide side. */
      scatter(y, yStart, x2, xStart, weights) {
        const { channels, filters, groups: groups2, strides: strides2 } = this.map;
        const { wide, narrow } = this;
        const [perGroup, filtersPerGroup] = [channels / groups2, filters / groups2];
        const stride = strides2[1] * wide.column;
        this.positions((from, to, w, count) => {
          for (let i = 0; i < count; i++)
            for (let g = 0; g < groups2; g++)
              for (let f = 0; f < filtersPerGroup; f++) {
                const filter = g * filtersPerGroup + f;
                const value = f64(y, yStart + to + i * narrow.column + filter * narrow.channel);
                if (value === 0) continue;
                let at2 = xStart + from + i * stride + g * perGroup * wide.channel;
                let weight = w + filter;
                for (let c2 = 0; c2 < perGroup; c2++, at2 += wide.channel, weight += filters)
                  x2[at2] = f64(x2, at2) + f64(weights, weight) * value;
              }
        });
      }
      /** What a place of the wide side gives to the narrow one. */
      narrowEntries(input, entries) {
        const {
          kernel,
          strides: strides2,
          dilations: dilations2,
          pads,
          channels,
          filters,
          groups: groups2,
          rows,
          columns,
        } = this.map;
        const { wide, narrow, weights } = this;
        const channel = Math.floor(input / wide.channel) % channels;
        const y = Math.floor(input / wide.row) % this.map.height;
        const x2 = Math.floor(input / wide.column) % this.map.width;
        const perGroup = channels / groups2;
        const group = Math.floor(channel / perGroup);
        const filtersPerGroup = filters / groups2;
        reserve(entries, kernel[0] * kernel[1] * filtersPerGroup);
        let count = 0;
        for (let ky = 0; ky < kernel[0]; ky++) {
          const row2 = (y + pads[0] - ky * dilations2[0]) / strides2[0];
          if (row2 < 0 || row2 >= rows || row2 !== Math.floor(row2)) continue;
          for (let kx = 0; kx < kernel[1]; kx++) {
            const column = (x2 + pads[1] - kx * dilations2[1]) / strides2[1];
            if (column < 0 || column >= columns || column !== Math.floor(column)) continue;
            const first = group * filtersPerGroup;
            const at2 = row2 * narrow.row + column * narrow.column + first * narrow.channel;
            const w = ((ky * kernel[1] + kx) * perGroup + (channel - group * perGroup)) * filters + first;
            for (let f = 0; f < filtersPerGroup; f++) {
              entries.index[count] = at2 + f * narrow.channel;
              entries.weight[count++] = f64(weights, w + f);
            }
          }
        }
        entries.count = count;
      }
      /** What a place of the narrow side takes from the wide one. */
      wideEntries(input, entries) {
        const {
          kernel,
          strides: strides2,
          dilations: dilations2,
          pads,
          channels,
          filters,
          groups: groups2,
          height,
          width,
        } = this.map;
        const { wide, narrow, weights } = this;
        const filter = Math.floor(input / narrow.channel) % filters;
        const top = (Math.floor(input / narrow.row) % this.map.rows) * strides2[0] - pads[0];
        const left = (Math.floor(input / narrow.column) % this.map.columns) * strides2[1] - pads[1];
        const perGroup = channels / groups2;
        const first = Math.floor(filter / (filters / groups2)) * perGroup;
        reserve(entries, kernel[0] * kernel[1] * perGroup);
        let count = 0;
        for (let ky = 0; ky < kernel[0]; ky++) {
          const y = top + ky * dilations2[0];
          if (y < 0 || y >= height) continue;
          for (let kx = 0; kx < kernel[1]; kx++) {
            const x2 = left + kx * dilations2[1];
            if (x2 < 0 || x2 >= width) continue;
            for (let c2 = 0; c2 < perGroup; c2++) {
              entries.index[count] = y * wide.row + x2 * wide.column + (first + c2) * wide.channel;
              entries.weight[count++] = f64(weights, ((ky * kernel[1] + kx) * perGroup + c2) * filters + filter);
            }
          }
        }
        entries.count = count;
      }
    };
  },
});

// src/core/linear/dense.ts
var DenseKernel;
var init_dense = __esm({
  'src/core/linear/dense.ts'() {
    init_typed();
    init_types2();
    DenseKernel = class {
      constructor(map) {
        this.map = map;
        this.inputs = map.inputs;
        this.outputs = map.outputs;
      }
      map;
      inputs;
      outputs;
      forward(x2, xStart, y, yStart) {
        const { blocks: blocks2, units, features, weights } = this.map;
        for (let block = 0; block < blocks2; block++) {
          const from = xStart + block * features;
          const to = yStart + block * units;
          for (let j = 0, w = 0; j < units; j++) {
            let sum = 0;
            for (let k = 0; k < features; k++, w++) sum += f64(weights, w) * f64(x2, from + k);
            y[to + j] = f64(y, to + j) + sum;
          }
        }
      }
      transposed(y, yStart, x2, xStart) {
        const { blocks: blocks2, units, features, weights } = this.map;
        for (let block = 0; block < blocks2; block++) {
          const from = xStart + block * features;
          for (let j = 0; j < units; j++) {
            const value = f64(y, yStart + block * units + j);
            if (value === 0) continue;
            const w = j * features;
            for (let k = 0; k < features; k++) x2[from + k] = f64(x2, from + k) + f64(weights, w + k) * value;
          }
        }
      }
      magnitude(x2, xStart, y, yStart, power2) {
        const { blocks: blocks2, units, features, weights } = this.map;
        for (let block = 0; block < blocks2; block++)
          for (let j = 0, w = 0; j < units; j++) {
            let sum = 0;
            for (let k = 0; k < features; k++, w++) {
              const weight = Math.abs(f64(weights, w));
              sum += (power2 === 1 ? weight : weight * weight) * f64(x2, xStart + block * features + k);
            }
            const at2 = yStart + block * units + j;
            y[at2] = f64(y, at2) + sum;
          }
      }
      column(input, entries) {
        const { units, features, weights } = this.map;
        const block = Math.floor(input / features);
        const k = input - block * features;
        reserve(entries, units);
        entries.count = units;
        for (let j = 0; j < units; j++) {
          entries.index[j] = block * units + j;
          entries.weight[j] = f64(weights, j * features + k);
        }
      }
    };
  },
});

// src/core/linear/sparse.ts
function transposedRows({ inputs, outputs, rows, columns, weights }) {
  const starts = new Int32Array(inputs + 1);
  for (const column of columns) starts[column + 1] = i32(starts, column + 1) + 1;
  for (let k = 0; k < inputs; k++) starts[k + 1] = i32(starts, k + 1) + i32(starts, k);
  const next = starts.slice();
  const turned2 = new Int32Array(columns.length);
  const turnedWeights = new Float64Array(columns.length);
  for (let j = 0; j < outputs; j++)
    for (let i = i32(rows, j); i < i32(rows, j + 1); i++) {
      const column = i32(columns, i);
      const at2 = i32(next, column);
      next[column] = at2 + 1;
      turned2[at2] = j;
      turnedWeights[at2] = weights ? f64(weights, i) : 1;
    }
  return { rows: starts, columns: turned2, weights: turnedWeights };
}
var SparseKernel;
var init_sparse = __esm({
  'src/core/linear/sparse.ts'() {
    init_typed();
    init_types2();
    SparseKernel = class {
      constructor(map) {
        this.map = map;
        this.inputs = map.inputs;
        this.outputs = map.outputs;
      }
      map;
      inputs;
      outputs;
      byColumn = null;
      forward(x2, xStart, y, yStart) {
        const { rows, columns, weights } = this.map;
        let i = 0;
        for (let j = 0; j < this.outputs; j++) {
          const end = i32(rows, j + 1);
          let sum = 0;
          if (weights) for (; i < end; i++) sum += f64(weights, i) * f64(x2, xStart + i32(columns, i));
          else for (; i < end; i++) sum += f64(x2, xStart + i32(columns, i));
          y[yStart + j] = f64(y, yStart + j) + sum;
        }
      }
      transposed(y, yStart, x2, xStart) {
        const { rows, columns, weights } = this.map;
        let i = 0;
        for (let j = 0; j < this.outputs; j++) {
          const end = i32(rows, j + 1);
          const value = f64(y, yStart + j);
          if (value === 0) {
            i = end;
            continue;
          }
          for (; i < end; i++) {
            const at2 = xStart + i32(columns, i);
            x2[at2] = f64(x2, at2) + (weights ? f64(weights, i) * value : value);
          }
        }
      }
      magnitude(x2, xStart, y, yStart, power2) {
        const { rows, columns, weights } = this.map;
        let i = 0;
        for (let j = 0; j < this.outputs; j++) {
          const end = i32(rows, j + 1);
          let sum = 0;
          for (; i < end; i++) {
            const weight = weights ? Math.abs(f64(weights, i)) : 1;
            sum += (power2 === 1 ? weight : weight * weight) * f64(x2, xStart + i32(columns, i));
          }
          y[yStart + j] = f64(y, yStart + j) + sum;
        }
      }
      column(input, entries) {
        this.byColumn ??= transposedRows(this.map);
        const { rows, columns, weights } = this.byColumn;
        const start = i32(rows, input);
        const count = i32(rows, input + 1) - start;
        reserve(entries, count);
        entries.count = count;
        for (let i = 0; i < count; i++) {
          entries.index[i] = i32(columns, start + i);
          entries.weight[i] = f64(weights, start + i);
        }
      }
    };
  },
});

// src/core/linear/kernel.ts
function kernelOf(map) {
  let kernel = kernels.get(map);
  if (!kernel) {
    kernel =
      map.kind === 'sparse' ? new SparseKernel(map) : map.kind === 'dense' ? new DenseKernel(map) : new ConvKernel(map);
    kernels.set(map, kernel);
  }
  return kernel;
}
var kernels;
var init_kernel = __esm({
  'src/core/linear/kernel.ts'() {
    init_conv();
    init_dense();
    init_sparse();
    kernels = /* @__PURE__ */ new WeakMap();
  },
});

// src/core/linear/sparseVector.ts
var SparseVector;
var init_sparseVector = __esm({
  'src/core/linear/sparseVector.ts'() {
    init_typed();
    SparseVector = class {
      constructor(size2) {
        this.size = size2;
        this.values = new Float64Array(size2);
        this.marks = new Uint8Array(size2);
      }
      size;
      values;
      touched = new Int32Array(64);
      count = 0;
      marks;
      add(at2, value) {
        this.values[at2] = f64(this.values, at2) + value;
        if (u8(this.marks, at2) === 1) return;
        this.marks[at2] = 1;
        if (this.count === this.touched.length) {
          const larger = new Int32Array(2 * this.count);
          larger.set(this.touched);
          this.touched = larger;
        }
        this.touched[this.count++] = at2;
      }
      clear() {
        for (let t = 0; t < this.count; t++) {
          const at2 = i32(this.touched, t);
          this.values[at2] = 0;
          this.marks[at2] = 0;
        }
        this.count = 0;
      }
    };
  },
});

// src/core/linear/program.ts
function pushThrough(kernel, step, from, to, entries) {
  for (let t = 0; t < from.count; t++) {
    const at2 = i32(from.touched, t);
    const within = at2 - step.fromStart;
    const value = f64(from.values, at2);
    if (within < 0 || within >= kernel.inputs || value === 0) continue;
    kernel.column(within, entries);
    const { index, weight, count } = entries;
    for (let e = 0; e < count; e++) to.add(step.toStart + i32(index, e), f64(weight, e) * value);
  }
}
var Program;
var init_program = __esm({
  'src/core/linear/program.ts'() {
    init_typed();
    init_kernel();
    init_sparseVector();
    init_types2();
    Program = class {
      constructor(program) {
        this.program = program;
        this.kernels = program.steps.map(({ map }) => kernelOf(map));
        this.last = program.sizes.length - 1;
        this.inputs = program.sizes[0];
        this.outputs = program.sizes[this.last];
      }
      program;
      inputs;
      outputs;
      kernels;
      last;
      buffers = null;
      scratch = null;
      single = null;
      entries = newEntries();
      /** y = M x; `x` and `y` are columns that begin at the given places. */
      forward(x2, xStart, y, yStart) {
        y.fill(0, yStart, yStart + this.outputs);
        this.run(x2, xStart, y, yStart, (kernel, from, fromStart, to, toStart) =>
          kernel.forward(from, fromStart, to, toStart),
        );
      }
      /** y = |M| x, or of squares, buffer by buffer: a bound where maps are composed. */
      magnitude(x2, y, power2) {
        y.fill(0);
        this.run(x2, 0, y, 0, (kernel, from, fromStart, to, toStart) =>
          kernel.magnitude(from, fromStart, to, toStart, power2),
        );
      }
      run(x2, xStart, y, yStart, apply2) {
        this.buffers ??= this.program.sizes.slice(1, -1).map((size2) => new Float64Array(size2));
        const { buffers, last } = this;
        for (const buffer of buffers) buffer.fill(0);
        this.program.steps.forEach((step, i) => {
          const from = step.from === 0 ? x2 : buffers[step.from - 1];
          const to = step.to === last ? y : buffers[step.to - 1];
          const toStart = step.to === last ? yStart + step.toStart : step.toStart;
          apply2(this.kernels[i], from, step.from === 0 ? xStart + step.fromStart : step.fromStart, to, toStart);
        });
      }
      /** x = Mᵀ y. */
      transposed(y, x2) {
        x2.fill(0);
        this.buffers ??= this.program.sizes.slice(1, -1).map((size2) => new Float64Array(size2));
        const { buffers, last } = this;
        for (const buffer of buffers) buffer.fill(0);
        for (let i = this.program.steps.length - 1; i >= 0; i--) {
          const step = this.program.steps[i];
          const from = step.to === last ? y : buffers[step.to - 1];
          const to = step.from === 0 ? x2 : buffers[step.from - 1];
          this.kernels[i].transposed(from, step.toStart, to, step.fromStart);
        }
      }
      /** y += M x, by the columns of what is touched in x. */
      push(x2, y) {
        this.scratch ??= this.program.sizes.slice(1, -1).map((size2) => new SparseVector(size2));
        const { scratch, last } = this;
        this.program.steps.forEach((step, i) => {
          const from = step.from === 0 ? x2 : scratch[step.from - 1];
          const to = step.to === last ? y : scratch[step.to - 1];
          pushThrough(this.kernels[i], step, from, to, this.entries);
        });
        for (const vector2 of scratch) vector2.clear();
      }
      /** The column of one input; `clear` it when it has been read. */
      column(input) {
        this.single ??= [new SparseVector(this.inputs), new SparseVector(this.outputs)];
        const [x2, y] = this.single;
        x2.add(input, 1);
        this.push(x2, y);
        x2.clear();
        return y;
      }
    };
  },
});

// src/core/network/programOp.ts
function addColumn({ starts, rows, weights }, unit, s0, s1, s2, y) {
  const m = y.length / 3;
  const end = i32(starts, unit + 1);
  for (let e = i32(starts, unit); e < end; e++) {
    const at2 = i32(rows, e);
    const weight = f64(weights, e);
    y[at2] = f64(y, at2) + weight * s0;
    y[m + at2] = f64(y, m + at2) + weight * s1;
    y[2 * m + at2] = f64(y, 2 * m + at2) + weight * s2;
  }
}
function writtenOut(program) {
  const starts = new Int32Array(program.inputs + 1);
  let rows = new Int32Array(1024);
  let weights = new Float64Array(1024);
  let count = 0;
  for (let unit = 0; unit < program.inputs; unit++) {
    const column = program.column(unit);
    if (count + column.count > MOST_ENTRIES) {
      column.clear();
      return null;
    }
    while (count + column.count > rows.length) {
      const [moreRows, moreWeights] = [new Int32Array(2 * rows.length), new Float64Array(2 * rows.length)];
      moreRows.set(rows);
      moreWeights.set(weights);
      [rows, weights] = [moreRows, moreWeights];
    }
    for (let i = 0; i < column.count; i++) {
      const at2 = i32(column.touched, i);
      rows[count] = at2;
      weights[count++] = f64(column.values, at2);
    }
    column.clear();
    starts[unit + 1] = count;
  }
  return { starts, rows: rows.slice(0, count), weights: weights.slice(0, count) };
}
var MOST_ENTRIES, ProgramOp;
var init_programOp = __esm({
  'src/core/network/programOp.ts'() {
    init_program();
    init_typed();
    MOST_ENTRIES = 2e6;
    ProgramOp = class {
      constructor(program, bias3) {
        this.bias = bias3;
        this.program = new Program(program);
        this.inputSize = this.program.inputs;
        this.outputSize = this.program.outputs;
      }
      bias;
      inputSize;
      outputSize;
      program;
      matrix;
      three = null;
      apply(x2, y, columns) {
        for (let c2 = 0; c2 < columns; c2++) this.program.forward(x2, c2 * this.inputSize, y, c2 * this.outputSize);
        this.addBias(y, (columns - 1) * this.outputSize);
      }
      addBias(y, start) {
        for (let j = 0; j < this.outputSize; j++) y[start + j] = f64(y, start + j) + f64(this.bias, j);
      }
      applyUnits(units, count, values, y) {
        const matrix = this.columns();
        if (matrix) {
          y.fill(0);
          for (let i = 0; i < count; i++)
            addColumn(matrix, i32(units, i), f64(values, 3 * i), f64(values, 3 * i + 1), f64(values, 3 * i + 2), y);
        } else {
          const n = this.inputSize;
          this.three ??= new Float64Array(3 * n);
          this.three.fill(0);
          for (let i = 0; i < count; i++)
            for (let c2 = 0; c2 < 3; c2++) this.three[c2 * n + i32(units, i)] = f64(values, 3 * i + c2);
          for (let c2 = 0; c2 < 3; c2++) this.program.forward(this.three, c2 * n, y, c2 * this.outputSize);
        }
        this.addBias(y, 2 * this.outputSize);
      }
      applyColumn(units, count, values, y) {
        const matrix = this.columns();
        if (matrix) {
          const { starts, rows, weights } = matrix;
          y.fill(0);
          for (let i = 0; i < count; i++) {
            const unit = i32(units, i);
            const value = f64(values, i);
            const end = i32(starts, unit + 1);
            for (let e = i32(starts, unit); e < end; e++)
              y[i32(rows, e)] = f64(y, i32(rows, e)) + f64(weights, e) * value;
          }
          return;
        }
        const x2 = new Float64Array(this.inputSize);
        for (let i = 0; i < count; i++) x2[i32(units, i)] = f64(values, i);
        this.program.forward(x2, 0, y, 0);
      }
      unitColumn(unit, y) {
        y.fill(0);
        const matrix = this.columns();
        if (!matrix) {
          const column = this.program.column(unit);
          for (let i = 0; i < column.count; i++) y[i32(column.touched, i)] = f64(column.values, i32(column.touched, i));
          column.clear();
          return;
        }
        const end = i32(matrix.starts, unit + 1);
        for (let e = i32(matrix.starts, unit); e < end; e++) y[i32(matrix.rows, e)] = f64(matrix.weights, e);
      }
      addUnit(unit, scale0, scale1, scale2, y) {
        const matrix = this.columns();
        if (matrix) {
          addColumn(matrix, unit, scale0, scale1, scale2, y);
          return;
        }
        const m = this.outputSize;
        const column = this.program.column(unit);
        for (let i = 0; i < column.count; i++) {
          const at2 = i32(column.touched, i);
          const weight = f64(column.values, at2);
          y[at2] = f64(y, at2) + weight * scale0;
          y[m + at2] = f64(y, m + at2) + weight * scale1;
          y[2 * m + at2] = f64(y, 2 * m + at2) + weight * scale2;
        }
        column.clear();
      }
      push(x2, y) {
        const matrix = this.columns();
        if (!matrix) {
          this.program.push(x2, y);
          return;
        }
        const { starts, rows, weights } = matrix;
        for (let t = 0; t < x2.count; t++) {
          const at2 = i32(x2.touched, t);
          const value = f64(x2.values, at2);
          if (value === 0) continue;
          const end = i32(starts, at2 + 1);
          for (let e = i32(starts, at2); e < end; e++) y.add(i32(rows, e), f64(weights, e) * value);
        }
      }
      applyTransposed(y, x2) {
        this.program.transposed(y, x2);
      }
      applyMagnitudes(h2, y) {
        this.program.magnitude(h2, y, 1);
      }
      applyRows(rows, columns, factors, out) {
        const [x2, y] = [new Float64Array(this.inputSize), new Float64Array(this.outputSize)];
        for (let c2 = 0; c2 < columns; c2++) {
          for (let k = 0; k < x2.length; k++) x2[k] = f64(rows, k * columns + c2) * (factors ? f64(factors, k) : 1);
          this.program.forward(x2, 0, y, 0);
          for (let j = 0; j < y.length; j++) out[j * columns + c2] = f64(y, j);
        }
      }
      applyAbsolute(h2, y) {
        this.applyMagnitudes(h2, y);
        for (let j = 0; j < y.length; j++) y[j] = f64(y, j) + Math.abs(f64(this.bias, j));
      }
      /** Errors are scaled before they are squared, so that tiny ones do not vanish. */
      applyErrors(e, y) {
        let largest2 = 0;
        for (let k = 0; k < e.length; k++) largest2 = Math.max(largest2, Math.abs(f64(e, k)));
        if (largest2 === 0) {
          y.fill(0);
          return;
        }
        this.program.magnitude(
          e.map((value) => (value / largest2) ** 2),
          y,
          2,
        );
        for (let j = 0; j < y.length; j++) y[j] = largest2 * Math.sqrt(f64(y, j));
      }
      /** The matrix by columns, or null where it has too many entries. */
      columns() {
        if (this.matrix === void 0) this.matrix = writtenOut(this.program);
        return this.matrix;
      }
    };
  },
});

// src/core/network/affine.ts
function affineOp(layer) {
  let op = cache.get(layer);
  if (!op) {
    op =
      layer.kind === 'dense'
        ? new DenseOp(layer.weights, layer.bias, layer.inputSize, layer.outputSize)
        : new ProgramOp(layer.program, layer.bias);
    cache.set(layer, op);
  }
  return op;
}
var cache;
var init_affine = __esm({
  'src/core/network/affine.ts'() {
    init_denseOp();
    init_programOp();
    cache = /* @__PURE__ */ new WeakMap();
  },
});

// src/core/network/boundaryGradient.ts
var init_boundaryGradient = __esm({
  'src/core/network/boundaryGradient.ts'() {
    init_typed();
    init_affine();
  },
});

// src/core/network/entries.ts
function writeEntry(words, start, bit, bits2, piece) {
  for (let b = 0; b < bits2; b++) {
    const position = bit + b;
    const index = start + (position >>> 5);
    const mask = 1 << (position & 31);
    words[index] = (piece >>> b) & 1 ? u32(words, index) | mask : u32(words, index) & ~mask;
  }
}
function readEntry(words, start, bit, bits2) {
  let piece = 0;
  for (let b = 0; b < bits2; b++) {
    const position = bit + b;
    piece |= ((u32(words, start + (position >>> 5)) >>> (position & 31)) & 1) << b;
  }
  return piece;
}
function unitEntry({ size: size2, held: held2, bits: bits2, firstBit }, words, start, unit) {
  if (unit >= size2) return held2?.[unit];
  const bit = firstBit + unit * bits2;
  return bits2 === 1 ? (u32(words, start + (bit >>> 5)) >>> (bit & 31)) & 1 : readEntry(words, start, bit, bits2);
}
var init_entries = __esm({
  'src/core/network/entries.ts'() {
    init_typed();
  },
});

// src/core/network/contest.ts
function unitsThatMatter(layout, words, start = 0, open) {
  const matters = new Uint8Array(layout.units).fill(1);
  const byLayer = new Map(layout.gated.map((gated) => [gated.layer, gated]));
  for (let g = layout.gated.length - 1; g >= 0; g--) {
    const gated = layout.gated[g];
    const { contest } = gated;
    if (!contest) continue;
    for (let unit = 0; unit < gated.size; unit++) {
      const on = contest.next[unit];
      const next = on === 0 ? void 0 : byLayer.get(gated.layer + on);
      if (!next) continue;
      const nextUnit = i32(contest.nextUnit, unit);
      const index = next.firstUnit + nextUnit;
      const wins = open?.has(index) || unitEntry(next, words, start, nextUnit) === u8(contest.side, unit);
      if (!wins || matters[index] === 0) matters[gated.firstUnit + unit] = 0;
    }
  }
  return matters;
}
function settleContests(layout, words, start = 0) {
  if (!hasContests(layout)) return;
  const matters = unitsThatMatter(layout, words, start);
  for (const gated of layout.gated) {
    if (!gated.contest) continue;
    for (let unit = 0; unit < gated.size; unit++)
      if (matters[gated.firstUnit + unit] === 0)
        writeEntry(words, start, gated.firstBit + unit * gated.bits, gated.bits, 0);
  }
}
var hasContests, mattering;
var init_contest = __esm({
  'src/core/network/contest.ts'() {
    init_typed();
    init_entries();
    hasContests = ({ gated }) => gated.some(({ contest }) => contest !== void 0);
    mattering = (layout, words, start = 0) => (hasContests(layout) ? unitsThatMatter(layout, words, start) : null);
  },
});

// src/core/network/forward.ts
function preActivations(network2, x2) {
  const [first] = network2.layers;
  if (!first) return [];
  const z = new Float64Array(first.outputSize);
  affineOp(first).apply(Float64Array.from(x2), z, 1);
  return preActivationsAfter(network2, z);
}
function preActivationsAfter(network2, first) {
  const all2 = [first];
  for (const [i, layer] of network2.layers.slice(1).entries()) {
    const h2 = activated(network2.layers[i], all2[i]);
    const z = new Float64Array(layer.outputSize);
    affineOp(layer).apply(h2, z, 1);
    all2.push(z);
  }
  return all2;
}
function forward(network2, x2) {
  const z = preActivations(network2, x2);
  return readOut(network2, z[z.length - 1]);
}
function readOut(network2, z) {
  const last = network2.layers[network2.layers.length - 1];
  return last ? activated(last, z) : z.slice();
}
var init_forward = __esm({
  'src/core/network/forward.ts'() {
    init_affine();
    init_held();
  },
});

// src/core/network/code.ts
function codeOf(layout, z) {
  const words = new Uint32Array(layout.words);
  for (const { layer, size: size2, activation: activation3, held: held2, bits: bits2, firstBit } of layout.gated) {
    const values = z[layer - 1];
    for (let j = 0; j < size2; j++)
      writeEntry(words, 0, firstBit + j * bits2, bits2, unitPiece(activation3, held2, j, f64(values, j)));
  }
  settleContests(layout, words);
  return words;
}
function splineCode(network2, x2) {
  return codeOf(codeLayout(network2), preActivations(network2, x2));
}
function entryOf(layout, words, unit, start = 0) {
  for (const gated of layout.gated)
    if (unit < gated.firstUnit + gated.size)
      return readEntry(words, start, gated.firstBit + (unit - gated.firstUnit) * gated.bits, gated.bits);
  throw new RangeError(`invalid unit: ${unit} of ${layout.units}`);
}
var init_code = __esm({
  'src/core/network/code.ts'() {
    init_typed();
    init_contest();
    init_entries();
    init_forward();
    init_held();
    init_network();
  },
});

// src/core/network/entrants.ts
var init_entrants = __esm({
  'src/core/network/entrants.ts'() {
    init_typed();
    init_entries();
    init_held();
  },
});

// src/core/network/localMap.ts
function gatesOf(network2, code, start = 0) {
  const gatedLayers = new Map(codeLayout(network2).gated.map((gated) => [gated.layer, gated]));
  return network2.layers.map((layer, index) => {
    const gated = gatedLayers.get(index + 1);
    const f = gated?.activation ?? layerPieces(layer);
    const slopes = new Float64Array(layer.outputSize);
    const offsets = new Float64Array(layer.outputSize);
    for (let j = 0; j < layer.outputSize; j++) {
      const piece = gated ? unitEntry(gated, code, start, j) : 0;
      slopes[j] = f.slopes[piece];
      offsets[j] = f.offsets[piece];
    }
    return { slopes, offsets };
  });
}
function localAffineMap(network2, code, options = {}) {
  return mapOfGates(network2, gatesOf(network2, code), options);
}
function mapOfGates(network2, gates, options = {}) {
  const layers = network2.layers.slice(0, options.readout ?? network2.layers.length);
  const rows = layers[layers.length - 1].outputSize;
  const cols = network2.inputSize;
  const A = new Float64Array(rows * cols);
  const c2 = new Float64Array(rows);
  for (let r2 = 0; r2 < rows; r2++) c2[r2] = rowOfMap(layers, gates, r2, options.readout === void 0, A, r2 * cols);
  const map = { rows, cols, A, c: c2 };
  return options.slice ? mapOnSlice(map, options.slice) : map;
}
function rowOfMap(layers, gates, r2, throughLast, A, start) {
  const last = layers.length - 1;
  let row2 = new Float64Array(layers[last].outputSize);
  row2[r2] = 1;
  let constant4 = 0;
  for (let l = last; l >= 0; l--) {
    const layer = layers[l];
    const { slopes, offsets } = gates[l];
    const gated = l < last || throughLast;
    for (let j = 0; j < row2.length; j++) {
      const value = f64(row2, j);
      if (value === 0) continue;
      if (gated) constant4 += value * f64(offsets, j);
      row2[j] = gated ? value * f64(slopes, j) : value;
      constant4 += f64(row2, j) * f64(layer.bias, j);
    }
    const before = new Float64Array(layer.inputSize);
    affineOp(layer).applyTransposed(row2, before);
    row2 = before;
  }
  A.set(row2, start);
  return constant4;
}
function mapOnSlice(map, slice2) {
  const A = new Float64Array(map.rows * 2);
  const c2 = Float64Array.from(map.c);
  for (let r2 = 0; r2 < map.rows; r2++) {
    let a1 = 0;
    let a2 = 0;
    let constant4 = f64(c2, r2);
    for (let k = 0; k < map.cols; k++) {
      const a = f64(map.A, r2 * map.cols + k);
      a1 += a * f64(slice2.e1, k);
      a2 += a * f64(slice2.e2, k);
      constant4 += a * f64(slice2.origin, k);
    }
    A[2 * r2] = a1;
    A[2 * r2 + 1] = a2;
    c2[r2] = constant4;
  }
  return { rows: map.rows, cols: 2, A, c: c2 };
}
function applyMap(map, x2) {
  return map.c.map((constant4, r2) => {
    let sum = 0;
    for (let k = 0; k < map.cols; k++) sum += f64(map.A, r2 * map.cols + k) * x2[k];
    return sum + constant4;
  });
}
var init_localMap = __esm({
  'src/core/network/localMap.ts'() {
    init_typed();
    init_affine();
    init_entries();
    init_held();
    init_network();
  },
});

// src/core/network/nearestSearch.ts
var init_nearestSearch = __esm({
  'src/core/network/nearestSearch.ts'() {
    init_typed();
    init_affine();
    init_boundaryGradient();
    init_code();
    init_entrants();
    init_held();
    init_network();
    init_rows();
  },
});

// src/core/network/weightMatrix.ts
var MOST_ENTRIES2;
var init_weightMatrix = __esm({
  'src/core/network/weightMatrix.ts'() {
    init_affine();
    MOST_ENTRIES2 = 2 ** 25;
  },
});

// src/core/network/rowSpace.ts
var DEPENDENT;
var init_rowSpace = __esm({
  'src/core/network/rowSpace.ts'() {
    init_typed();
    init_weightMatrix();
    DEPENDENT = 2 ** -44;
  },
});

// src/core/network/boundary.ts
var init_boundary = __esm({
  'src/core/network/boundary.ts'() {
    init_typed();
    init_slice();
    init_affine();
    init_boundaryGradient();
    init_code();
    init_entrants();
    init_forward();
    init_held();
    init_localMap();
    init_nearestSearch();
    init_network();
    init_rowSpace();
    init_rows();
    init_weightMatrix();
  },
});

// src/core/network/margin.ts
var init_margin = __esm({
  'src/core/network/margin.ts'() {
    init_typed();
    init_boundary();
    init_boundaryGradient();
    init_code();
    init_entrants();
    init_held();
    init_localMap();
    init_network();
    init_rows();
  },
});

// src/core/math/elementary.ts
function polynomial(c2, x2) {
  let sum = 0;
  for (let i = c2.length - 1; i >= 0; i--) sum = sum * x2 + c2[i];
  return sum;
}
function reduceAngle(x2) {
  if (!(Math.abs(x2) <= MAX_ANGLE)) throw new RangeError(`invalid angle: ${x2} (at most ${MAX_ANGLE} in size)`);
  const k = Math.floor(x2 / HALF_PI + 0.5);
  let r2 = x2 - k * HALF_PI_1;
  let tail = 0;
  for (const part of [k * HALF_PI_2, k * HALF_PI_3, k * HALF_PI_4]) {
    const next = r2 - part;
    const taken4 = r2 - next;
    tail += r2 - (next + taken4) + (taken4 - part);
    r2 = next;
  }
  const sum = r2 + tail;
  return { r: sum, tail: r2 - sum + tail, quadrant: ((k % 4) + 4) % 4 };
}
function sineKernel(r2, tail) {
  const square2 = r2 * r2;
  return r2 + (tail * (1 - 0.5 * square2) - r2 * square2 * polynomial(SINE, square2));
}
function cosineKernel(r2, tail) {
  const square2 = r2 * r2;
  const half = 0.5 * square2;
  const lead = 1 - half;
  return lead + (1 - lead - half + (square2 * square2 * polynomial(COSINE, square2) - r2 * tail));
}
function sin(x2) {
  if (x2 === 0) return x2;
  const { r: r2, tail, quadrant } = reduceAngle(x2);
  const value = quadrant % 2 === 0 ? sineKernel(r2, tail) : cosineKernel(r2, tail);
  return quadrant < 2 ? value : -value;
}
function cos(x2) {
  const { r: r2, tail, quadrant } = reduceAngle(x2);
  const value = quadrant % 2 === 0 ? cosineKernel(r2, tail) : sineKernel(r2, tail);
  return quadrant === 0 || quadrant === 3 ? value : -value;
}
var view,
  HALF_PI_1,
  HALF_PI_2,
  HALF_PI_3,
  HALF_PI_4,
  HALF_PI,
  MAX_ANGLE,
  ARTANH,
  INVERSE_FACTORIALS,
  EXPONENTIAL,
  alternating,
  SINE,
  COSINE,
  ARCTANGENT;
var init_elementary = __esm({
  'src/core/math/elementary.ts'() {
    view = new DataView(new ArrayBuffer(8));
    HALF_PI_1 = 1.5707963267341256;
    HALF_PI_2 = 6077100506303966e-26;
    HALF_PI_3 = 20222662487111665e-37;
    HALF_PI_4 = 84784276603689e-45;
    HALF_PI = 1.5707963267948966;
    MAX_ANGLE = 16e5;
    ARTANH = Array.from({ length: 11 }, (_, n) => 2 / (2 * n + 3));
    INVERSE_FACTORIALS = [1];
    for (let n = 1; n < 20; n++) {
      let factorial = 1;
      for (let i = 2; i <= n; i++) factorial *= i;
      INVERSE_FACTORIALS.push(1 / factorial);
    }
    EXPONENTIAL = INVERSE_FACTORIALS.slice(2, 15);
    alternating = (from) =>
      INVERSE_FACTORIALS.filter((_, n) => n >= from && (n - from) % 2 === 0).map((c2, i) => (i % 2 === 0 ? c2 : -c2));
    SINE = alternating(3);
    COSINE = alternating(4);
    ARCTANGENT = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? -1 : 1) / (2 * n + 3));
  },
});

// src/core/math/random.ts
var init_random = __esm({
  'src/core/math/random.ts'() {
    init_elementary();
  },
});

// src/core/network/onBoundary.ts
var BOUNDARY_TOLERANCE, CONSTANT, MARGIN;
var init_onBoundary = __esm({
  'src/core/network/onBoundary.ts'() {
    init_random();
    init_typed();
    init_activation();
    init_affine();
    init_code();
    init_contest();
    init_forward();
    init_held();
    init_network();
    BOUNDARY_TOLERANCE = 2 ** -46;
    CONSTANT = 2 ** -40;
    MARGIN = 1 + 1e-6;
  },
});

// src/core/network/permuted.ts
var init_permuted = __esm({
  'src/core/network/permuted.ts'() {
    init_random();
    init_network();
  },
});

// src/core/network/index.ts
var init_network2 = __esm({
  'src/core/network/index.ts'() {
    init_activation();
    init_boundary();
    init_code();
    init_forward();
    init_localMap();
    init_margin();
    init_network();
    init_onBoundary();
    init_permuted();
  },
});

// src/core/partition/complex.ts
var vertexCount, edgeCount;
var init_complex = __esm({
  'src/core/partition/complex.ts'() {
    vertexCount = (complex) => complex.vertices.length / 2;
    edgeCount = (complex) => complex.edgeVertices.length / 2;
  },
});

// src/core/partition/errors.ts
var EngineError;
var init_errors = __esm({
  'src/core/partition/errors.ts'() {
    EngineError = class extends Error {
      name = 'EngineError';
    };
  },
});

// src/core/partition/domain.ts
function doubleArea(polygon) {
  let sum = 0;
  const [ox, oy] = polygon[0];
  for (let i = 1; i + 1 < polygon.length; i++) {
    const [ax, ay] = polygon[i];
    const [bx, by] = polygon[i + 1];
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return sum;
}
function domainFault(polygon) {
  if (polygon.length < 3) return `a domain needs at least 3 corners, this one has ${polygon.length}`;
  for (let i = 0; i < polygon.length; i++) {
    const corner = polygon[i];
    if (!Number.isFinite(corner[0]) || !Number.isFinite(corner[1])) return `domain[${i}] is not finite`;
  }
  const area = doubleArea(polygon);
  if (!Number.isFinite(area) || area === 0) return 'the domain has no area';
  if (area < 0) return 'the domain is clockwise; list its corners counter-clockwise';
  let turns = 0;
  for (let i = 0; i < polygon.length; i++) {
    const [ax, ay] = polygon[i];
    const [bx, by] = polygon[(i + 1) % polygon.length];
    const [cx, cy] = polygon[(i + 2) % polygon.length];
    const cross = (bx - ax) * (cy - by) - (by - ay) * (cx - bx);
    if (cross < -1e-12 * area) return `the domain is not convex at domain[${(i + 1) % polygon.length}]`;
    turns += Math.atan2(cross, (bx - ax) * (cx - bx) + (by - ay) * (cy - by));
  }
  return Math.abs(turns - 2 * Math.PI) < 0.01 ? null : 'the domain winds around more than once';
}
function localDomain(polygon) {
  const fault2 = domainFault(polygon);
  if (fault2) throw new EngineError(fault2);
  const ps = polygon.map((corner) => corner[0]);
  const qs = polygon.map((corner) => corner[1]);
  const [p0, p1, q0, q1] = [Math.min(...ps), Math.max(...ps), Math.min(...qs), Math.max(...qs)];
  const centre = [p0 + (p1 - p0) / 2, q0 + (q1 - q0) / 2];
  const local = polygon.flatMap((corner) => [corner[0] - centre[0], corner[1] - centre[1]]);
  return { polygon: Float64Array.from(local), centre, diameter: Math.max(p1 - p0, q1 - q0) };
}
var init_domain = __esm({
  'src/core/partition/domain.ts'() {
    init_errors();
  },
});

// src/core/partition/outputs.ts
function coversNetwork(network2, complex) {
  return complex.layout.units === codeLayout(network2).units;
}
var CodeColumns, loopOf;
var init_outputs = __esm({
  'src/core/partition/outputs.ts'() {
    init_typed();
    init_affine();
    init_entries();
    init_held();
    init_network();
    CodeColumns = class {
      /** `layers`: how many are brought under a code, the same in every call, since a kept layer must have been read. */
      constructor(network2, slice2, layers = network2.layers.length) {
        this.network = network2;
        this.layers = layers;
        const gated = new Map(codeLayout(network2).gated.map((entry) => [entry.layer, entry]));
        this.gated = network2.layers.map((_, i) => gated.get(i + 1) ?? null);
        this.activations = network2.layers.map(layerPieces);
        this.columns = network2.layers.map((layer) => new Float64Array(3 * layer.outputSize));
        this.pieces = network2.layers.map((layer) => new Int16Array(layer.outputSize).fill(-1));
        this.words = new Uint32Array(codeLayout(network2).words);
        const widest = Math.max(...network2.layers.map((layer) => layer.outputSize));
        this.values = new Float64Array(3 * widest);
        this.units = new Int32Array(widest);
        const first = network2.layers[0];
        if (!first) return;
        const input = new Float64Array(3 * first.inputSize);
        input.set(slice2.e1);
        input.set(slice2.e2, first.inputSize);
        input.set(slice2.origin, 2 * first.inputSize);
        affineOp(first).apply(input, this.columns[0], 3);
      }
      network;
      layers;
      columns;
      activations;
      gated;
      pieces;
      /** The code of the call before. */
      words;
      values;
      units;
      /** Columns of layers 1 … `layers` under the code that begins at words[start]. Valid until the next call. */
      under(words, start) {
        let stale = false;
        for (let l = 0; l + 1 < this.layers; l++) {
          stale = this.readPieces(l, words, start) || stale;
          if (stale) this.pass(l);
        }
        for (let w = 0; w < this.words.length; w++) this.words[w] = words[start + w];
        return this.columns;
      }
      /** Whether the layer's pieces differ from the call before. Words that are the same are not read. */
      readPieces(l, words, start) {
        const entry = this.gated[l];
        const pieces = this.pieces[l];
        if (!entry) {
          const first = pieces[0] === -1;
          pieces.fill(0);
          return first;
        }
        const from = entry.firstBit >>> 5;
        const to = (entry.firstBit + entry.bits * entry.size - 1) >>> 5;
        let same3 = pieces[0] !== -1;
        for (let w = from; w <= to && same3; w++) same3 = words[start + w] === this.words[w];
        if (same3) return false;
        let changed = false;
        for (let j = 0; j < pieces.length; j++) {
          const piece = unitEntry(entry, words, start, j);
          if (piece !== pieces[j]) changed = true;
          pieces[j] = piece;
        }
        return changed;
      }
      pass(l) {
        const layer = this.network.layers[l + 1];
        if (!layer) return;
        const z = this.columns[l];
        const { slopes, offsets } = this.activations[l];
        const pieces = this.pieces[l];
        const n = pieces.length;
        const { values, units } = this;
        let count = 0;
        for (let j = 0; j < n; j++) {
          const piece = pieces[j];
          const slope = slopes[piece];
          const offset = offsets[piece];
          if (slope === 0 && offset === 0) continue;
          values[3 * count] = slope * f64(z, j);
          values[3 * count + 1] = slope * f64(z, n + j);
          values[3 * count + 2] = slope * f64(z, 2 * n + j) + offset;
          units[count++] = j;
        }
        affineOp(layer).applyUnits(units, count, values, this.columns[l + 1]);
      }
      /** Columns of the network's output (after the last activation) under the code; call after `under`. */
      output(words, start) {
        const last = this.columns.length - 1;
        const z = this.columns[last];
        const entry = this.gated[last];
        if (!entry) return z;
        const { slopes, offsets } = this.activations[last];
        const n = z.length / 3;
        const out = new Float64Array(3 * n);
        for (let j = 0; j < n; j++) {
          const piece = unitEntry(entry, words, start, j);
          for (let c2 = 0; c2 < 3; c2++) out[c2 * n + j] = slopes[piece] * f64(z, c2 * n + j);
          out[2 * n + j] = f64(out, 2 * n + j) + offsets[piece];
        }
        return out;
      }
    };
    loopOf = (complex, face) => [u32(complex.faceOffsets, face), u32(complex.faceOffsets, face + 1)];
  },
});

// src/core/partition/jumps.ts
function steppingEdges({ layout, edgeUnitOffsets, edgeUnits }, edges) {
  const stepping = new Uint8Array(edges);
  for (const { activation: activation3, firstUnit, size: size2 } of layout.gated) {
    if (isContinuous(activation3)) continue;
    for (let edge = 0; edge < edges; edge++)
      for (let i = u32(edgeUnitOffsets, edge); i < u32(edgeUnitOffsets, edge + 1); i++) {
        const unit = i32(edgeUnits, i) - firstUnit;
        if (unit >= 0 && unit < size2) stepping[edge] = 1;
      }
  }
  return stepping;
}
var NOISE_SHARE, Jumps;
var init_jumps = __esm({
  'src/core/partition/jumps.ts'() {
    init_typed();
    init_activation();
    init_complex();
    init_outputs();
    NOISE_SHARE = 2 ** 26;
    Jumps = class {
      constructor(complex, outputs, noise) {
        this.complex = complex;
        this.outputs = outputs;
        this.scale = NOISE_SHARE * Math.max(...noise);
        this.first = new Float64Array(2 * outputs * edgeCount(complex));
        this.seen = new Uint8Array(edgeCount(complex));
        this.stepping = steppingEdges(complex, edgeCount(complex));
      }
      complex;
      outputs;
      first;
      seen;
      stepping;
      jump = 0;
      scale;
      add(face, columns) {
        const { complex, outputs: k, first } = this;
        const [start, end] = loopOf(complex, face);
        for (let i = start; i < end; i++) {
          const edge = i32(complex.faceEdges, i);
          for (let side = 0; side < 2; side++) {
            const v = i32(complex.edgeVertices, 2 * edge + side);
            const p = f64(complex.vertices, 2 * v);
            const q = f64(complex.vertices, 2 * v + 1);
            for (let j = 0; j < k; j++) {
              const value = f64(columns, j) * p + f64(columns, k + j) * q + f64(columns, 2 * k + j);
              const at2 = (2 * edge + side) * k + j;
              if (this.seen[edge] && !this.stepping[edge])
                this.jump = Math.max(this.jump, Math.abs(value - f64(first, at2)));
              else first[at2] = value;
              this.scale = Math.max(this.scale, Math.abs(value));
            }
          }
          this.seen[edge] = 1;
        }
      }
      largest() {
        return this.scale > 0 ? this.jump / this.scale : 0;
      }
    };
  },
});

// src/core/partition/tolerance.ts
function preActivationNoise(network2, slice2, domain) {
  const input = largestInputs(slice2, domain);
  const first = checkOverflow(network2, input);
  const largest2 = largestActivations(network2, slice2, domain);
  let errors = input.map((h2) => h2 * 2 ** -52);
  return network2.layers.map((layer, index) => {
    const op = affineOp(layer);
    const noise = index === 0 ? first : new Float64Array(layer.outputSize);
    const inherited2 = new Float64Array(layer.outputSize);
    if (index > 0) op.applyAbsolute(largest2[index - 1], noise);
    op.applyErrors(errors, inherited2);
    for (let j = 0; j < noise.length; j++) noise[j] = NOISE_FACTOR * f64(noise, j) + f64(inherited2, j);
    const steepest = Math.max(...layerPieces(layer).slopes.map(Math.abs));
    errors = noise.map((e) => e * steepest);
    return noise;
  });
}
function largestInputs(slice2, domain) {
  const extent = (axis) => Math.max(...domain.map((corner) => Math.abs(corner[axis])));
  const [p, q] = [extent(0), extent(1)];
  return slice2.origin.map((o, i) => Math.abs(o) + p * Math.abs(f64(slice2.e1, i)) + q * Math.abs(f64(slice2.e2, i)));
}
function largestActivations(network2, slice2, domain) {
  const largest2 = network2.layers.map((layer) => new Float64Array(layer.outputSize));
  const columns = firstColumns(network2.layers[0], slice2, [0, 0]);
  const n = columns.length / 3;
  for (const [p, q] of samplePoints(domain)) {
    const first = Float64Array.from(
      { length: n },
      (_, j) => p * f64(columns, j) + q * f64(columns, n + j) + f64(columns, 2 * n + j),
    );
    preActivationsAfter(network2, first).forEach((z, index) => {
      const h2 = activated(network2.layers[index], z);
      const most = largest2[index];
      for (let j = 0; j < h2.length; j++) most[j] = Math.max(f64(most, j), Math.abs(f64(h2, j)));
    });
  }
  return largest2;
}
function firstColumns(layer, slice2, at2) {
  const columns = new Float64Array(3 * layer.inputSize);
  columns.set(slice2.e1);
  columns.set(slice2.e2, layer.inputSize);
  columns.set(pointInInput(slice2, at2), 2 * layer.inputSize);
  const z = new Float64Array(3 * layer.outputSize);
  affineOp(layer).apply(columns, z, 3);
  return z;
}
function samplePoints(domain) {
  const n = domain.length;
  const cp2 = domain.reduce((sum, corner) => sum + corner[0] / n, 0);
  const cq2 = domain.reduce((sum, corner) => sum + corner[1] / n, 0);
  const points = [[cp2, cq2]];
  for (const [p, q] of domain) for (const t of [0.5, 1]) points.push([cp2 + t * (p - cp2), cq2 + t * (q - cq2)]);
  return points;
}
function checkOverflow(network2, input) {
  let bound = input;
  const terms = network2.layers.map((layer, index) => {
    const z = new Float64Array(layer.outputSize);
    affineOp(layer).applyAbsolute(bound, z);
    const unit = z.findIndex((value) => !(value < LARGEST));
    if (unit >= 0)
      throw new EngineError(
        `layer ${index + 1}, unit ${unit}: its weights are too large, the pre-activation overflows float64 on this domain`,
      );
    const f = layerPieces(layer);
    const slope = Math.max(...f.slopes.map(Math.abs));
    const offset = Math.max(...f.offsets.map(Math.abs));
    bound = z.map((value) => value * slope + offset);
    return z;
  });
  return terms[0];
}
var MERGE_TOLERANCE, NOISE_FACTOR, LARGEST;
var init_tolerance = __esm({
  'src/core/partition/tolerance.ts'() {
    init_typed();
    init_affine();
    init_forward();
    init_held();
    init_slice();
    init_errors();
    MERGE_TOLERANCE = 1e-13;
    NOISE_FACTOR = 16 * 2 ** -53;
    LARGEST = 1e306;
  },
});

// src/core/partition/certificate.ts
function certify(network2, slice2, domain, complex, options = {}) {
  const steps = certifySteps(network2, slice2, domain, complex, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
function* certifySteps(network2, slice2, domain, complex, options = {}) {
  const domainArea = (doubleArea(domain) / 2) * metric(slice2).areaScale;
  const area = complex.areas.reduce((sum, value) => sum + value, 0);
  const points = yield* checkPoints(network2, slice2, domain, complex, options);
  const cells = yield* checkCells(network2, slice2, domain, complex, options.decision?.threshold ?? 0);
  return {
    euler: vertexCount(complex) - edgeCount(complex) + complex.areas.length,
    areaError: Math.abs(area - domainArea) / domainArea,
    ...points,
    ...cells,
    undecided: complex.undecided,
    merged: complex.merged,
  };
}
function* checkPoints(network2, slice2, domain, complex, { maxFaces = Infinity, maxMaps = Infinity }) {
  const faces = complex.areas.length;
  const stride = Math.max(1, Math.ceil(faces / Math.max(1, maxFaces)));
  const mapStride = stride * Math.max(1, Math.ceil(faces / stride / Math.max(1, maxMaps)));
  const noise = preActivationNoise(network2, slice2, domain);
  const covered = coversNetwork(network2, complex);
  let codesChecked = 0;
  let codeMismatches = 0;
  let residual = 0;
  let residualsChecked = 0;
  for (let f = 0; f < faces; f += stride) {
    const at2 = [f64(complex.centroids, 2 * f), f64(complex.centroids, 2 * f + 1)];
    const x2 = pointInInput(slice2, at2);
    const z = preActivations(network2, x2);
    codesChecked++;
    const code = complex.codes.subarray(f * complex.layout.words, (f + 1) * complex.layout.words);
    if (!sameCode(complex, code, z, noise)) codeMismatches++;
    if (covered && f % mapStride === 0) {
      residual = Math.max(residual, mapResidual(network2, code, x2));
      residualsChecked++;
    }
    yield;
  }
  return { codesChecked, codeMismatches, residual, residualsChecked };
}
function sameCode({ layout }, code, z, noise) {
  const matters = mattering(layout, code);
  for (const gated of layout.gated) {
    const values = z[gated.layer - 1];
    for (let j = 0; j < gated.size; j++) {
      if (matters?.[gated.firstUnit + j] === 0) continue;
      const value = f64(values, j);
      const slack = f64(noise[gated.layer - 1], j);
      const entry = entryOf(layout, code, gated.firstUnit + j);
      const pieceAt = (z2) => unitPiece(gated.activation, gated.held, j, z2);
      if (entry < pieceAt(value - slack) || entry > pieceAt(value + slack)) return false;
    }
  }
  return true;
}
function mapResidual(network2, code, x2) {
  const map = localAffineMap(network2, code);
  const own = applyMap(map, x2);
  const f = forward(network2, x2);
  const scale2 = norm(map.A) * norm(x2) + norm(map.c) + 1;
  return norm(own.map((value, i) => value - f64(f, i))) / scale2;
}
function norm(v) {
  const largest2 = v.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest2 === 0) return 0;
  return largest2 * Math.sqrt(v.reduce((sum, value) => sum + (value / largest2) ** 2, 0));
}
function* checkCells(network2, slice2, domain, complex, threshold) {
  const faces = complex.areas.length;
  const covered = coversNetwork(network2, complex);
  const noise = preActivationNoise(network2, slice2, domain);
  const diameter = Math.max(
    ...domain.flatMap((a) => domain.map((b) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])))),
  );
  const layers = complex.layout.gated[complex.layout.gated.length - 1]?.layer ?? 1;
  const own = new CodeColumns(network2, slice2, covered ? network2.layers.length : layers);
  const lastNoise = { values: noise[noise.length - 1], diameter };
  const jumps = covered ? new Jumps(complex, network2.outputSize, lastNoise.values) : null;
  let signViolations = 0;
  for (let f = 0; f < faces; f++) {
    const columns = own.under(complex.codes, f * complex.layout.words);
    const output = own.output(complex.codes, f * complex.layout.words);
    const kept =
      keepsPieces(complex, f, columns, noise, diameter) && keepsWinner(complex, f, output, lastNoise, threshold);
    if (!kept) signViolations++;
    jumps?.add(f, output);
    yield;
  }
  return { signViolations, continuity: jumps?.largest() ?? 0 };
}
function keepsPieces(complex, face, columns, noise, diameter) {
  const [start, end] = loopOf(complex, face);
  const matters = mattering(complex.layout, complex.codes, face * complex.layout.words);
  for (const gated of complex.layout.gated) {
    const z = columns[gated.layer - 1];
    const n = gated.width;
    const { thresholds } = gated.activation;
    for (let j = 0; j < gated.size; j++) {
      if (isHeld(gated.held, j) || matters?.[gated.firstUnit + j] === 0) continue;
      const a = f64(z, j);
      const b = f64(z, n + j);
      const slack = 4 * f64(noise[gated.layer - 1], j) + SIGN_TOLERANCE * diameter * (Math.abs(a) + Math.abs(b));
      const entry = entryOf(complex.layout, complex.codes, gated.firstUnit + j, face * complex.layout.words);
      const low = (entry > 0 ? thresholds[entry - 1] : -Infinity) - slack;
      const high = (entry < thresholds.length ? thresholds[entry] : Infinity) + slack;
      for (let i = start; i < end; i++) {
        const v = i32(complex.faceVertices, i);
        const value = a * f64(complex.vertices, 2 * v) + b * f64(complex.vertices, 2 * v + 1) + f64(z, 2 * n + j);
        if (!(value >= low && value <= high)) return false;
      }
    }
  }
  return true;
}
function keepsWinner(complex, face, output, { values: noise, diameter }, threshold) {
  if (!complex.classes) return true;
  const [start, end] = loopOf(complex, face);
  const winner = i32(complex.classes, face);
  const k = output.length / 3;
  const rivals = k === 1 ? 1 : k;
  for (let m = 0; m < rivals; m++) {
    const sign2 = k === 1 && winner === 0 ? -1 : 1;
    const lead = [0, 1, 2].map((c2) =>
      k === 1 ? sign2 * f64(output, c2) : f64(output, c2 * k + winner) - f64(output, c2 * k + m),
    );
    const offset = k === 1 ? sign2 * threshold : 0;
    const slack =
      4 * (f64(noise, m) + f64(noise, k === 1 ? 0 : winner)) +
      SIGN_TOLERANCE * diameter * (Math.abs(lead[0]) + Math.abs(lead[1]));
    for (let i = start; i < end; i++) {
      const v = i32(complex.faceVertices, i);
      const value = lead[0] * f64(complex.vertices, 2 * v) + lead[1] * f64(complex.vertices, 2 * v + 1) + lead[2];
      if (!(value - offset >= -slack)) return false;
    }
  }
  return true;
}
var SIGN_TOLERANCE;
var init_certificate = __esm({
  'src/core/partition/certificate.ts'() {
    init_typed();
    init_code();
    init_contest();
    init_forward();
    init_held();
    init_localMap();
    init_slice();
    init_complex();
    init_domain();
    init_jumps();
    init_outputs();
    init_tolerance();
    SIGN_TOLERANCE = 16 * MERGE_TOLERANCE;
  },
});

// src/core/partition/intervalComplex.ts
var init_intervalComplex = __esm({
  'src/core/partition/intervalComplex.ts'() {
    init_typed();
    init_held();
  },
});

// src/core/partition/certifyInterval.ts
var init_certifyInterval = __esm({
  'src/core/partition/certifyInterval.ts'() {
    init_typed();
    init_code();
    init_contest();
    init_forward();
    init_held();
    init_network();
    init_slice();
    init_certificate();
    init_intervalComplex();
    init_outputs();
    init_tolerance();
  },
});

// src/core/partition/faceOutputs.ts
var init_faceOutputs = __esm({
  'src/core/partition/faceOutputs.ts'() {
    init_typed();
    init_affine();
    init_entries();
    init_forward();
    init_network();
    init_slice();
    init_outputs();
  },
});

// src/core/partition/intervalEnds.ts
var init_intervalEnds = __esm({
  'src/core/partition/intervalEnds.ts'() {
    init_entries();
  },
});

// src/core/partition/interval.ts
var init_interval = __esm({
  'src/core/partition/interval.ts'() {
    init_typed();
    init_activation();
    init_affine();
    init_code();
    init_contest();
    init_entries();
    init_held();
    init_network();
    init_slice();
    init_errors();
    init_intervalComplex();
    init_intervalEnds();
    init_tolerance();
  },
});

// src/core/partition/locate.ts
import Flatbush from 'flatbush';

var init_locate = __esm({
  'src/core/partition/locate.ts'() {
    init_typed();
    init_outputs();
  },
});

// src/core/partition/edgeUnits.ts
function unitsOfEdges(edges, codes, layout, border) {
  const { edgeFaces, edgeVertices, vertices } = edges;
  const unitOfBit = bitUnits(layout);
  const lists2 = new UnitLists();
  const edgeUnitOffsets = new Uint32Array(edgeFaces.length / 2 + 1);
  for (let e = 0; 2 * e < edgeFaces.length; e++) {
    const right = i32(edgeFaces, 2 * e + 1);
    if (right >= 0) differingUnits(lists2, codes, layout.words, unitOfBit, i32(edgeFaces, 2 * e), right);
    else {
      const on = border.on(vertices, i32(edgeVertices, 2 * e), i32(edgeVertices, 2 * e + 1));
      for (const unit of on) lists2.push(unit);
    }
    edgeUnitOffsets[e + 1] = lists2.count;
  }
  return { edgeUnitOffsets, edgeUnits: lists2.values.slice(0, lists2.count) };
}
function differingUnits(lists2, codes, words, unitOfBit, left, right) {
  let last = -1;
  for (let w = 0; w < words; w++) {
    let difference = u32(codes, left * words + w) ^ u32(codes, right * words + w);
    while (difference !== 0) {
      const unit = i32(unitOfBit, 32 * w + 31 - Math.clz32(difference & -difference));
      difference &= difference - 1;
      if (unit !== last) lists2.push(unit);
      last = unit;
    }
  }
}
function bitUnits(layout) {
  const units = new Int32Array(32 * layout.words);
  for (const { size: size2, bits: bits2, firstBit, firstUnit } of layout.gated)
    for (let j = 0; j < size2; j++) for (let b = 0; b < bits2; b++) units[firstBit + j * bits2 + b] = firstUnit + j;
  return units;
}
var UnitLists, BorderUnits;
var init_edgeUnits = __esm({
  'src/core/partition/edgeUnits.ts'() {
    init_typed();
    init_tolerance();
    UnitLists = class {
      values = new Int32Array(1024);
      count = 0;
      push(unit) {
        if (this.count === this.values.length) {
          const larger = new Int32Array(2 * this.count);
          larger.set(this.values);
          this.values = larger;
        }
        this.values[this.count++] = unit;
      }
    };
    BorderUnits = class {
      constructor(lines, local) {
        this.lines = lines;
        this.local = local;
        this.tolerance = 8 * MERGE_TOLERANCE * local.diameter;
      }
      lines;
      local;
      tolerance;
      on(vertices, v, w) {
        if (this.lines.length === 0) return [];
        const [p, q] = this.local.centre;
        const a = [f64(vertices, 2 * v) - p, f64(vertices, 2 * v + 1) - q];
        const b = [f64(vertices, 2 * w) - p, f64(vertices, 2 * w + 1) - q];
        const found = this.lines
          .filter((line2) => this.holds(line2, a) && this.holds(line2, b))
          .map((line2) => line2.unit);
        return [...new Set(found)].sort((x2, y) => x2 - y);
      }
      /** Whether a point lies on the stretch. */
      holds({ from, to }, point) {
        const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        const length = Math.sqrt(dx * dx + dy * dy);
        const [x2, y] = [point[0] - from[0], point[1] - from[1]];
        const along = (x2 * dx + y * dy) / length;
        const away = Math.abs(x2 * dy - y * dx) / length;
        return away <= this.tolerance && along >= -this.tolerance && along <= length + this.tolerance;
      }
    };
  },
});

// src/core/partition/assemble.ts
function assemble({ mesh, borderLines }, leaves2, codes, layout, slice2, local) {
  const loops = numberLoops(mesh, leaves2);
  const vertices = placeVertices(mesh, loops.vertexOf, loops.vertexCount);
  const { areas, centroids } = measureFaces(vertices, loops.faceOffsets, loops.faceVertices, metric(slice2).areaScale);
  moveBy(vertices, local.centre);
  moveBy(centroids, local.centre);
  const border = new BorderUnits(borderLines, local);
  const units = unitsOfEdges({ ...loops, vertices }, codes, layout, border);
  const { faceOffsets, faceVertices, faceEdges, edgeVertices, edgeFaces } = loops;
  return { vertices, faceOffsets, faceVertices, faceEdges, edgeVertices, edgeFaces, ...units, areas, centroids };
}
function numberLoops(mesh, leaves2) {
  const { origin, next, twin } = mesh;
  const most = mesh.vertices + mesh.faces - 1;
  const vertexOf = new Int32Array(mesh.vertices).fill(-1);
  const edgeOf = new Int32Array(mesh.halfEdges).fill(-1);
  const faceOffsets = new Uint32Array(leaves2.length + 1);
  const faceVertices = new Int32Array(mesh.halfEdges);
  const faceEdges = new Int32Array(mesh.halfEdges);
  const edgeVertices = new Int32Array(2 * most);
  const edgeFaces = new Int32Array(2 * most);
  let vertexCount2 = 0;
  let edges = 0;
  let at2 = 0;
  for (let f = 0; f < leaves2.length; f++) {
    const start = i32(mesh.first, i32(leaves2, f));
    let h2 = start;
    do {
      const v = i32(origin, h2);
      let vertex = i32(vertexOf, v);
      if (vertex < 0) {
        vertex = vertexCount2++;
        vertexOf[v] = vertex;
      }
      faceVertices[at2] = vertex;
      let edge = i32(edgeOf, h2);
      if (edge < 0) {
        edge = edges++;
        const t = i32(twin, h2);
        if (t >= 0) edgeOf[t] = edge;
        edgeVertices[2 * edge] = v;
        edgeVertices[2 * edge + 1] = i32(origin, i32(next, h2));
        edgeFaces[2 * edge] = f;
        edgeFaces[2 * edge + 1] = -1;
      } else edgeFaces[2 * edge + 1] = f;
      faceEdges[at2++] = edge;
      h2 = i32(next, h2);
    } while (h2 !== start);
    faceOffsets[f + 1] = at2;
  }
  for (let i = 0; i < 2 * edges; i++) edgeVertices[i] = i32(vertexOf, i32(edgeVertices, i));
  const loops = { faceVertices: trimmed(faceVertices, at2), faceEdges: trimmed(faceEdges, at2) };
  const ends2 = { edgeVertices: trimmed(edgeVertices, 2 * edges), edgeFaces: trimmed(edgeFaces, 2 * edges) };
  return { faceOffsets, ...loops, ...ends2, vertexOf, vertexCount: vertexCount2 };
}
function placeVertices(mesh, vertexOf, count) {
  const vertices = new Float64Array(2 * count);
  for (let v = 0; v < mesh.vertices; v++) {
    const to = i32(vertexOf, v);
    if (to < 0) continue;
    vertices[2 * to] = f64(mesh.x, v);
    vertices[2 * to + 1] = f64(mesh.y, v);
  }
  return vertices;
}
function moveBy(points, [p, q]) {
  for (let i = 0; i < points.length; i += 2) {
    points[i] = f64(points, i) + p;
    points[i + 1] = f64(points, i + 1) + q;
  }
}
function measureFaces(vertices, faceOffsets, faceVertices, areaScale) {
  const faces = faceOffsets.length - 1;
  const areas = new Float64Array(faces);
  const centroids = new Float64Array(2 * faces);
  for (let f = 0; f < faces; f++) {
    const start = u32(faceOffsets, f);
    const end = u32(faceOffsets, f + 1);
    const o = i32(faceVertices, start);
    const ox = f64(vertices, 2 * o);
    const oy = f64(vertices, 2 * o + 1);
    let double = 0;
    let sx = 0;
    let sy = 0;
    let mx = 0;
    let my = 0;
    let ax = 0;
    let ay = 0;
    for (let i = start + 1; i < end; i++) {
      const v = i32(faceVertices, i);
      const bx = f64(vertices, 2 * v) - ox;
      const by = f64(vertices, 2 * v + 1) - oy;
      const cross = ax * by - bx * ay;
      double += cross;
      sx += cross * (ax + bx);
      sy += cross * (ay + by);
      mx += bx;
      my += by;
      ax = bx;
      ay = by;
    }
    areas[f] = (double / 2) * areaScale;
    const thin = !(double > 0) || !Number.isFinite(sx / (3 * double)) || !Number.isFinite(sy / (3 * double));
    centroids[2 * f] = ox + (thin ? mx / (end - start) : sx / (3 * double));
    centroids[2 * f + 1] = oy + (thin ? my / (end - start) : sy / (3 * double));
  }
  return { areas, centroids };
}
var trimmed;
var init_assemble = __esm({
  'src/core/partition/assemble.ts'() {
    init_typed();
    init_slice();
    init_edgeUnits();
    trimmed = (array, length) => (array.length === length ? array : array.slice(0, length));
  },
});

// src/core/partition/mesh.ts
function grown(array) {
  const larger = new array.constructor(array.length * 2);
  larger.set(array);
  return larger;
}
var Mesh;
var init_mesh = __esm({
  'src/core/partition/mesh.ts'() {
    init_typed();
    Mesh = class {
      x = new Float64Array(256);
      y = new Float64Array(256);
      vertices = 0;
      origin = new Int32Array(1024);
      next = new Int32Array(1024);
      twin = new Int32Array(1024);
      face = new Int32Array(1024);
      halfEdges = 0;
      /** Any half-edge of each face. */
      first = new Int32Array(256);
      faces = 0;
      /** Starts with one face: a counter-clockwise polygon [x0, y0, …]. */
      constructor(polygon) {
        const n = polygon.length / 2;
        for (let i = 0; i < n; i++) this.addVertex(f64(polygon, 2 * i), f64(polygon, 2 * i + 1));
        const face = this.addFace();
        for (let i = 0; i < n; i++) this.addHalfEdge(i, (i + 1) % n, -1, face);
        this.first[face] = 0;
      }
      addVertex(x2, y) {
        if (this.vertices === this.x.length) {
          this.x = grown(this.x);
          this.y = grown(this.y);
        }
        this.x[this.vertices] = x2;
        this.y[this.vertices] = y;
        return this.vertices++;
      }
      addFace() {
        if (this.faces === this.first.length) this.first = grown(this.first);
        return this.faces++;
      }
      addHalfEdge(origin, next, twin, face) {
        if (this.halfEdges === this.origin.length) {
          this.origin = grown(this.origin);
          this.next = grown(this.next);
          this.twin = grown(this.twin);
          this.face = grown(this.face);
        }
        const h2 = this.halfEdges++;
        this.origin[h2] = origin;
        this.next[h2] = next;
        this.twin[h2] = twin;
        this.face[h2] = face;
        return h2;
      }
      /** Puts a vertex on half-edge h: A→B becomes A→m (still h) and m→B. Returns m. */
      splitEdge(h2, x2, y) {
        const m = this.addVertex(x2, y);
        const after = this.addHalfEdge(m, i32(this.next, h2), -1, i32(this.face, h2));
        this.next[h2] = after;
        const t = i32(this.twin, h2);
        if (t < 0) return m;
        const tAfter = this.addHalfEdge(m, i32(this.next, t), h2, i32(this.face, t));
        this.next[t] = tAfter;
        this.twin[h2] = tAfter;
        this.twin[t] = after;
        this.twin[after] = t;
        return m;
      }
      /**
       * Cuts a face by the chord from the end of half-edge `toA` to the end of `toB`, both in its loop. The part whose loop
       * runs b … a keeps the face's index; the other gets a new one, which is returned.
       */
      splitFace(toA, toB) {
        const old = i32(this.face, toA);
        const fromA = i32(this.next, toA);
        const fromB = i32(this.next, toB);
        const created = this.addFace();
        const ab = this.addHalfEdge(i32(this.origin, fromA), fromB, -1, old);
        const ba = this.addHalfEdge(i32(this.origin, fromB), fromA, ab, created);
        this.twin[ab] = ba;
        this.next[toA] = ab;
        this.next[toB] = ba;
        for (let h2 = fromA; h2 !== ba; h2 = i32(this.next, h2)) this.face[h2] = created;
        this.first[old] = ab;
        this.first[created] = ba;
        return created;
      }
      /** The half-edge before h in its loop. */
      before(h2) {
        let p = h2;
        while (i32(this.next, p) !== h2) p = i32(this.next, p);
        return p;
      }
      /** Takes an inner edge away: the twin's face joins h's. The twin's face index is dead afterwards. */
      dissolveEdge(h2) {
        const t = i32(this.twin, h2);
        const kept = i32(this.face, h2);
        const beforeH = this.before(h2);
        const beforeT = this.before(t);
        for (let e = i32(this.next, t); e !== t; e = i32(this.next, e)) this.face[e] = kept;
        this.next[beforeH] = i32(this.next, t);
        this.next[beforeT] = i32(this.next, h2);
        this.first[kept] = beforeH;
      }
      /** Joins h and the half-edge after it where their common vertex has no third edge. Returns whether it did. */
      dissolveVertexAfter(h2) {
        const after = i32(this.next, h2);
        const t = i32(this.twin, h2);
        const tAfter = i32(this.twin, after);
        if (t >= 0 !== tAfter >= 0) return false;
        if (t >= 0 && i32(this.next, tAfter) !== t) return false;
        this.next[h2] = i32(this.next, after);
        this.first[i32(this.face, h2)] = h2;
        if (t >= 0) {
          this.next[tAfter] = i32(this.next, t);
          this.twin[h2] = tAfter;
          this.twin[tAfter] = h2;
          this.first[i32(this.face, tAfter)] = tAfter;
        }
        return true;
      }
    };
  },
});

// src/core/partition/partOrder.ts
var PartOrder;
var init_partOrder = __esm({
  'src/core/partition/partOrder.ts'() {
    init_typed();
    PartOrder = class {
      stamps = new Int32Array(256);
      stamp = 0;
      starts = new Int32Array(64);
      cursors = new Int32Array(64);
      ordered = new Int32Array(64);
      /** `parts[0]` is the face that was cut, the others are the mesh's newest faces. Cost: the parts' edges. */
      arrange(mesh, parts2, count) {
        const first = i32(parts2, 0);
        const created = mesh.faces - (count - 1);
        this.reserve(mesh.faces, count);
        const { starts, cursors, stamps, ordered: ordered2 } = this;
        const stamp = ++this.stamp;
        let depth = 0;
        let found = 1;
        stamps[first] = stamp;
        ordered2[0] = first;
        starts[0] = i32(mesh.first, first);
        cursors[0] = i32(mesh.first, first);
        while (depth >= 0) {
          const h2 = i32(cursors, depth);
          const t = i32(mesh.twin, h2);
          const next = i32(mesh.next, h2);
          const neighbour = t < 0 ? -1 : i32(mesh.face, t);
          const done = next === i32(starts, depth);
          cursors[depth] = next;
          if (done) depth--;
          if ((neighbour !== first && neighbour < created) || i32(stamps, neighbour) === stamp) continue;
          stamps[neighbour] = stamp;
          ordered2[found++] = neighbour;
          depth++;
          starts[depth] = t;
          cursors[depth] = i32(mesh.next, t);
        }
        if (found === count) parts2.set(ordered2.subarray(0, count));
      }
      reserve(faces, count) {
        if (this.stamps.length < faces) {
          const larger = new Int32Array(2 * faces);
          larger.set(this.stamps);
          this.stamps = larger;
        }
        if (this.starts.length > count) return;
        this.starts = new Int32Array(2 * count);
        this.cursors = new Int32Array(2 * count);
        this.ordered = new Int32Array(2 * count);
      }
    };
  },
});

// src/core/partition/cutter.ts
var Cutter;
var init_cutter = __esm({
  'src/core/partition/cutter.ts'() {
    init_typed();
    init_mesh();
    init_partOrder();
    init_tolerance();
    Cutter = class {
      constructor(polygon, diameter) {
        this.diameter = diameter;
        this.mesh = new Mesh(polygon);
      }
      diameter;
      mesh;
      order = new PartOrder();
      /** Cells thinner than MERGE_TOLERANCE that were not cut off. */
      merged = 0;
      /** Cells where the rounding noise hides on which side of the line they are. */
      undecided = 0;
      // Bounding box of the face last measured.
      centreX = 0;
      centreY = 0;
      halfX = 0;
      halfY = 0;
      // Centroid of the face last measured by `measureCentroid`.
      centroidX = 0;
      centroidY = 0;
      /** Whether the face that `side` last looked at lies beside the line and touches it. */
      touches = false;
      /** Stretches of the border that lie on a unit's line. */
      borderLines = [];
      loop = new Int32Array(64);
      values = new Float64Array(64);
      length = 0;
      /** Entries of the loop where the line's value is lowest and highest. */
      lowestAt = 0;
      highestAt = 0;
      /** Sets the bounding box of a face. */
      measure(face) {
        const { mesh } = this;
        const start = i32(mesh.first, face);
        let x0 = Infinity;
        let x1 = -Infinity;
        let y0 = Infinity;
        let y1 = -Infinity;
        let h2 = start;
        do {
          const v = i32(mesh.origin, h2);
          const x2 = f64(mesh.x, v);
          const y = f64(mesh.y, v);
          if (x2 < x0) x0 = x2;
          if (x2 > x1) x1 = x2;
          if (y < y0) y0 = y;
          if (y > y1) y1 = y;
          h2 = i32(mesh.next, h2);
        } while (h2 !== start);
        this.halfX = (x1 - x0) / 2;
        this.halfY = (y1 - y0) / 2;
        this.centreX = x0 + this.halfX;
        this.centreY = y0 + this.halfY;
      }
      /** Sets the centroid of a face; of one so thin that its area vanishes, the mean of its corners. */
      measureCentroid(face) {
        const { mesh } = this;
        const start = i32(mesh.first, face);
        const o = i32(mesh.origin, start);
        const ox = f64(mesh.x, o);
        const oy = f64(mesh.y, o);
        let double = 0;
        let sx = 0;
        let sy = 0;
        let mx = 0;
        let my = 0;
        let ax = 0;
        let ay = 0;
        let n = 1;
        for (let h2 = i32(mesh.next, start); h2 !== start; h2 = i32(mesh.next, h2)) {
          const v = i32(mesh.origin, h2);
          const bx = f64(mesh.x, v) - ox;
          const by = f64(mesh.y, v) - oy;
          const cross = ax * by - bx * ay;
          double += cross;
          sx += cross * (ax + bx);
          sy += cross * (ay + by);
          mx += bx;
          my += by;
          ax = bx;
          ay = by;
          n++;
        }
        const x2 = sx / (3 * double);
        const y = sy / (3 * double);
        const thin = !(double > 0) || !Number.isFinite(x2) || !Number.isFinite(y);
        this.centroidX = ox + (thin ? mx / n : x2);
        this.centroidY = oy + (thin ? my / n : y);
      }
      tolerance(a, b, noise) {
        return Math.max(noise, MERGE_TOLERANCE * this.diameter * (Math.abs(a) + Math.abs(b)));
      }
      /**
       * On which side of the line a face lies: 1, −1, 0 when it lies on it as a whole, 2 when the line cuts it. `noise`:
       * rounding noise of the line's value. Keeps the values at the loop's vertices for `cut`.
       */
      side(face, a, b, c2, noise) {
        const { mesh } = this;
        let loop2 = this.loop;
        let values = this.values;
        const start = i32(mesh.first, face);
        let n = 0;
        let lowest = Infinity;
        let highest = -Infinity;
        let lowestAt = 0;
        let highestAt = 0;
        let h2 = start;
        do {
          if (n === loop2.length) {
            this.growScratch();
            loop2 = this.loop;
            values = this.values;
          }
          const v = i32(mesh.origin, h2);
          const value = a * f64(mesh.x, v) + b * f64(mesh.y, v) + c2;
          loop2[n] = h2;
          values[n] = value;
          if (value < lowest) {
            lowest = value;
            lowestAt = n;
          }
          if (value > highest) {
            highest = value;
            highestAt = n;
          }
          n++;
          h2 = i32(mesh.next, h2);
        } while (h2 !== start);
        this.length = n;
        this.lowestAt = lowestAt;
        this.highestAt = highestAt;
        return this.sideOf(lowest, highest, this.tolerance(a, b, noise), a, b, noise);
      }
      /** The verdict on a face whose corners have values from `lowest` to `highest`; counts what was merged or stays open. */
      sideOf(lowest, highest, tolerance, a, b, noise) {
        if (lowest < -tolerance) {
          if (highest > tolerance) return 2;
          this.touches = highest >= -tolerance;
          if (highest > noise) this.merged++;
          else if (highest > 0 && noise >= tolerance) this.noteThick(highest, a, b);
          return -1;
        }
        this.touches = lowest <= tolerance && highest > tolerance;
        if (highest > tolerance) {
          if (lowest < -noise) this.merged++;
          else if (lowest < 0 && noise >= tolerance) this.noteThick(-lowest, a, b);
          return 1;
        }
        if (highest !== 0 || lowest !== 0) this.undecided++;
        return 0;
      }
      /** Notes the sides of the domain that lie on the line which `side` has just found to touch the face. */
      noteBorder(unit, a, b, noise) {
        const { mesh, loop: loop2, length } = this;
        const tolerance = this.tolerance(a, b, noise);
        for (let i = 0; i < length; i++) {
          const next = i + 1 === length ? 0 : i + 1;
          if (
            i32(mesh.twin, i32(loop2, i)) >= 0 ||
            this.signAt(i, tolerance) !== 0 ||
            this.signAt(next, tolerance) !== 0
          )
            continue;
          const v = i32(mesh.origin, i32(loop2, i));
          const w = i32(mesh.origin, i32(loop2, next));
          this.borderLines.push({ unit, from: [f64(mesh.x, v), f64(mesh.y, v)], to: [f64(mesh.x, w), f64(mesh.y, w)] });
        }
      }
      /** A part within the noise that would be thicker than what may be merged cannot be decided. */
      noteThick(value, a, b) {
        if (value > 10 * MERGE_TOLERANCE * this.diameter * (Math.abs(a) + Math.abs(b))) this.undecided++;
      }
      growScratch() {
        const loop2 = new Int32Array(this.loop.length * 2);
        const values = new Float64Array(this.values.length * 2);
        loop2.set(this.loop);
        values.set(this.values);
        this.loop = loop2;
        this.values = values;
      }
      /** Cuts a face that `side` has just found cut. Returns the new face; the old index keeps the other part. */
      cut(a, b, noise) {
        const tolerance = this.tolerance(a, b, noise);
        const up = this.crossing(this.lowestAt, tolerance, 1);
        const down = this.crossing(this.highestAt, tolerance, -1);
        return this.mesh.splitFace(this.placeVertex(up, tolerance), this.placeVertex(down, tolerance));
      }
      signAt(i, tolerance) {
        const value = f64(this.values, i);
        return value > tolerance ? 1 : value < -tolerance ? -1 : 0;
      }
      /**
       * Where the loop goes over to the side `to`: index i of the last vertex before that is strictly on the other side or
       * the first on the line. Taken after the `extreme` vertex of the other side, so that rounding along a nearly flat
       * corner cannot name two crossings.
       */
      crossing(extreme3, tolerance, to) {
        const { length } = this;
        let i = extreme3;
        for (;;) {
          const next = i + 1 === length ? 0 : i + 1;
          const sign2 = this.signAt(next, tolerance) * to;
          if (sign2 > 0) return i;
          i = next;
          if (sign2 === 0) return i;
        }
      }
      /** The half-edge that ends at the crossing's vertex, which is made when it lies inside an edge. */
      placeVertex(i, tolerance) {
        const { mesh, loop: loop2, values, length } = this;
        if (this.signAt(i, tolerance) === 0) return this.halfEdgeInto(i === 0 ? length - 1 : i - 1, i32(loop2, i));
        const h2 = i32(loop2, i);
        const v = i32(mesh.origin, h2);
        const w = i32(mesh.origin, i32(loop2, i + 1 === length ? 0 : i + 1));
        const from = f64(values, i);
        const t = from / (from - f64(values, i + 1 === length ? 0 : i + 1));
        const x2 = f64(mesh.x, v);
        const y = f64(mesh.y, v);
        mesh.splitEdge(h2, x2 + t * (f64(mesh.x, w) - x2), y + t * (f64(mesh.y, w) - y));
        return h2;
      }
      /** The edge before may just have been split by the other crossing: follow it to its last part. */
      halfEdgeInto(before, target) {
        let h2 = i32(this.loop, before);
        while (i32(this.mesh.next, h2) !== target) h2 = i32(this.mesh.next, h2);
        return h2;
      }
    };
  },
});

// src/core/partition/leafOutputs.ts
var LeafOutputs;
var init_leafOutputs = __esm({
  'src/core/partition/leafOutputs.ts'() {
    init_typed();
    LeafOutputs = class {
      constructor(outputs) {
        this.outputs = outputs;
        this.values = new Float64Array(256 * outputs);
      }
      outputs;
      values;
      faces = 0;
      /** Adds the outputs of the next face; `last` holds the columns of the read-out layer there. */
      add(face, cutter, last) {
        const { outputs: k } = this;
        const { z } = last;
        const start = this.faces++ * k;
        if (start + k > this.values.length) {
          const larger = new Float64Array(2 * this.values.length);
          larger.set(this.values);
          this.values = larger;
        }
        cutter.measureCentroid(face);
        const { centroidX, centroidY } = cutter;
        for (let j = 0; j < k; j++)
          this.values[start + j] = f64(z, j) * centroidX + f64(z, k + j) * centroidY + f64(z, 2 * k + j);
        if (last.gated) this.activate(start, last);
      }
      /** A gated read-out: each output by its own piece, whichever side rounding puts it on. */
      activate(start, { pieces, activation: activation3 }) {
        for (let j = 0; j < this.outputs; j++) {
          const slope = activation3.slopes[u8(pieces, j)];
          const offset = activation3.offsets[u8(pieces, j)];
          this.values[start + j] = slope === 0 ? offset : slope * f64(this.values, start + j) + offset;
        }
      }
      /** Faces × outputs. */
      finish() {
        return this.values.slice(0, this.faces * this.outputs);
      }
    };
  },
});

// src/core/partition/mergeCells.ts
function mergeCells(mesh, leaves2, corners, same3) {
  const leafOf = new Int32Array(mesh.faces).fill(-1);
  leaves2.forEach((face, leaf) => {
    leafOf[face] = leaf;
  });
  const into = Int32Array.from(leaves2.keys());
  const loose = new Uint8Array(mesh.vertices);
  for (let leaf = 0; leaf < leaves2.length; leaf++) {
    if (into[leaf] !== leaf) continue;
    const face = i32(leaves2, leaf);
    for (let joined4 = true; joined4; ) {
      joined4 = false;
      let h2 = i32(mesh.first, face);
      const start = h2;
      do {
        const t = i32(mesh.twin, h2);
        const other = t < 0 ? -1 : i32(leafOf, i32(mesh.face, t));
        if (other >= 0 && other !== leaf && same3(leaf, other)) {
          join(mesh, h2, loose);
          into[other] = leaf;
          leafOf[i32(leaves2, other)] = leaf;
          joined4 = true;
          break;
        }
        h2 = i32(mesh.next, h2);
      } while (h2 !== start);
    }
  }
  tidy(mesh, leaves2, into, loose, corners);
  return rooted(into);
}
function join(mesh, h2, loose) {
  const kept = i32(mesh.face, h2);
  const gone = i32(mesh.face, i32(mesh.twin, h2));
  const shared = (e) =>
    i32(mesh.face, e) === kept && i32(mesh.twin, e) >= 0 && i32(mesh.face, i32(mesh.twin, e)) === gone;
  while (shared(i32(mesh.next, h2)) && mesh.dissolveVertexAfter(h2));
  let first = h2;
  for (let before = mesh.before(first); shared(before) && mesh.dissolveVertexAfter(before); before = mesh.before(first))
    first = before;
  loose[i32(mesh.origin, first)] = 1;
  loose[i32(mesh.origin, i32(mesh.next, first))] = 1;
  mesh.dissolveEdge(first);
}
function tidy(mesh, leaves2, into, loose, corners) {
  for (let leaf = 0; leaf < leaves2.length; leaf++) {
    if (into[leaf] !== leaf) continue;
    const face = i32(leaves2, leaf);
    let h2 = i32(mesh.first, face);
    for (let left = loopLength(mesh, h2); left > 0; left--) {
      const v = i32(mesh.origin, i32(mesh.next, h2));
      if (v >= corners && u8(loose, v) === 1 && mesh.dissolveVertexAfter(h2)) continue;
      h2 = i32(mesh.next, h2);
    }
  }
}
function loopLength(mesh, start) {
  let n = 1;
  for (let h2 = i32(mesh.next, start); h2 !== start; h2 = i32(mesh.next, h2)) n++;
  return n;
}
function rooted(into) {
  return into.map((leaf) => {
    let root = leaf;
    while (into[root] !== root) root = i32(into, root);
    return root;
  });
}
function meanRows(rows, width, weights, into) {
  const sums = new Float64Array(rows.length);
  const totals = new Float64Array(into.length);
  for (let leaf = 0; leaf < into.length; leaf++) {
    const root = i32(into, leaf);
    const weight = f64(weights, leaf);
    totals[root] = f64(totals, root) + weight;
    for (let k = 0; k < width; k++)
      sums[root * width + k] = f64(sums, root * width + k) + weight * f64(rows, leaf * width + k);
  }
  return sums.map((sum, i) => {
    const total = f64(totals, Math.floor(i / width));
    return total > 0 ? sum / total : f64(rows, i);
  });
}
var init_mergeCells = __esm({
  'src/core/partition/mergeCells.ts'() {
    init_typed();
  },
});

// src/core/partition/halfPlane.ts
function clipped(cell, values, label, tolerance) {
  const out = [];
  cell.forEach(([x2, y, side], i) => {
    const next = cell[(i + 1) % cell.length];
    const here = values[i];
    const there = values[(i + 1) % cell.length];
    const inside = here >= -tolerance;
    if (inside) out.push([x2, y, here <= tolerance && there < -tolerance ? label : side]);
    if ((here > tolerance && there < -tolerance) || (here < -tolerance && there > tolerance)) {
      const t = here / (here - there);
      out.push([x2 + t * (next[0] - x2), y + t * (next[1] - y), here > 0 ? label : side]);
    }
  });
  return out;
}
var init_halfPlane = __esm({
  'src/core/partition/halfPlane.ts'() {},
});

// src/core/partition/decision.ts
var DecisionCutter;
var init_decision = __esm({
  'src/core/partition/decision.ts'() {
    init_typed();
    init_held();
    init_halfPlane();
    DecisionCutter = class {
      constructor(network2, noise, threshold, cutter) {
        this.threshold = threshold;
        this.cutter = cutter;
        const last = network2.layers[network2.layers.length - 1];
        const activation3 = layerPieces(last);
        this.outputs = network2.outputSize;
        this.columns = new Float64Array(3 * this.outputs);
        this.noise = noise[noise.length - 1];
        this.slopes = activation3.slopes;
        this.offsets = activation3.offsets;
      }
      threshold;
      cutter;
      outputs;
      columns;
      noise;
      slopes;
      offsets;
      /** `z`: columns of the last layer's pre-activations on the face, `pieces`: its pieces there. */
      decide(face, z, pieces) {
        const { outputs: k, columns } = this;
        for (let j = 0; j < k; j++) {
          const slope = this.slopes[u8(pieces, j)];
          for (let c2 = 0; c2 < 3; c2++) columns[c2 * k + j] = slope * f64(z, c2 * k + j);
          columns[2 * k + j] = f64(columns, 2 * k + j) + this.offsets[u8(pieces, j)];
        }
        if (k === 1) return this.decideSingle(face);
        const winner = this.soleWinner(face);
        return winner >= 0 ? [{ face, winner }] : this.decideMany(face);
      }
      decideSingle(face) {
        const { columns, cutter } = this;
        const line2 = {
          a: f64(columns, 0),
          b: f64(columns, 1),
          c: f64(columns, 2) - this.threshold,
          noise: f64(this.noise, 0),
        };
        const side = cutter.side(face, line2.a, line2.b, line2.c, line2.noise);
        if (side !== 2) return [{ face, winner: side > 0 ? 1 : 0 }];
        const created = cutter.cut(line2.a, line2.b, line2.noise);
        return [face, created].map((part) => ({
          face: part,
          winner: cutter.side(part, line2.a, line2.b, line2.c, line2.noise) > 0 ? 1 : 0,
        }));
      }
      /** z_i − z_m as a line. */
      difference(i, m) {
        const { columns, outputs: k, noise } = this;
        return {
          a: f64(columns, i) - f64(columns, m),
          b: f64(columns, k + i) - f64(columns, k + m),
          c: f64(columns, 2 * k + i) - f64(columns, 2 * k + m),
          noise: f64(noise, i) + f64(noise, m),
        };
      }
      /** The class that wins on the whole face, or −1. By convexity the corners decide. */
      soleWinner(face) {
        const { cutter, outputs: k, columns } = this;
        cutter.measure(face);
        let best = 0;
        let highest = -Infinity;
        for (let i = 0; i < k; i++) {
          const value =
            f64(columns, i) * cutter.centreX + f64(columns, k + i) * cutter.centreY + f64(columns, 2 * k + i);
          if (value > highest) [best, highest] = [i, value];
        }
        let winner = best;
        for (let m = 0; m < k; m++) {
          if (m === best) continue;
          const { a, b, c: c2, noise } = this.difference(best, m);
          const middle = a * cutter.centreX + b * cutter.centreY + c2;
          if (middle > Math.abs(a) * cutter.halfX + Math.abs(b) * cutter.halfY + noise) continue;
          const side = cutter.side(face, a, b, c2, noise);
          if (side === 2 || side === -1) return -1;
          if (side === 0) winner = Math.min(winner, m);
        }
        return winner;
      }
      decideMany(face) {
        const { cutter } = this;
        const parts2 = [face];
        const firstNewVertex = cutter.mesh.vertices;
        for (const [i, m] of this.neighbouringPairs(face)) {
          const { a, b, c: c2, noise } = this.difference(i, m);
          for (let p = parts2.length - 1; p >= 0; p--)
            if (cutter.side(parts2[p], a, b, c2, noise) === 2) parts2.push(cutter.cut(a, b, noise));
        }
        const winners = new Map(parts2.map((part) => [part, this.winnerAt(part)]));
        if (parts2.length > 2) this.join(winners, firstNewVertex);
        return [...winners].map(([part, winner]) => ({ face: part, winner }));
      }
      /** Class that wins at the mean of the corners; among classes equal on the whole part, the lowest. */
      winnerAt(face) {
        const { mesh } = this.cutter;
        const { columns, outputs: k } = this;
        let [x2, y, n] = [0, 0, 0];
        const start = i32(mesh.first, face);
        let h2 = start;
        do {
          x2 += f64(mesh.x, i32(mesh.origin, h2));
          y += f64(mesh.y, i32(mesh.origin, h2));
          n++;
          h2 = i32(mesh.next, h2);
        } while (h2 !== start);
        let best = 0;
        let highest = -Infinity;
        for (let i = 0; i < k; i++) {
          const value = (f64(columns, i) * x2 + f64(columns, k + i) * y) / n + f64(columns, 2 * k + i);
          if (value > highest) [best, highest] = [i, value];
        }
        for (let m = 0; m < best; m++) {
          const { a, b, c: c2, noise } = this.difference(best, m);
          if (this.cutter.side(face, a, b, c2, noise) === 0) return m;
        }
        return best;
      }
      /** Pairs (i < m) of classes whose cells share a piece of boundary inside the face. */
      neighbouringPairs(face) {
        const polygon = this.corners(face);
        const pairs = /* @__PURE__ */ new Map();
        for (let i = 0; i < this.outputs; i++) {
          const cell = this.clip(polygon, i);
          for (const m of cell) {
            const pair3 = i < m ? [i, m] : [m, i];
            pairs.set(pair3.join(), pair3);
          }
        }
        return [...pairs.values()];
      }
      corners(face) {
        const { mesh } = this.cutter;
        const corners = [];
        const start = i32(mesh.first, face);
        let h2 = start;
        do {
          const v = i32(mesh.origin, h2);
          corners.push([f64(mesh.x, v), f64(mesh.y, v), -1]);
          h2 = i32(mesh.next, h2);
        } while (h2 !== start);
        return corners;
      }
      /** Classes on the other side of the sides of class i's cell. A corner carries the class beyond the side after it. */
      clip(polygon, i) {
        let cell = [...polygon];
        for (let m = 0; m < this.outputs && cell.length > 0; m++) {
          if (m === i) continue;
          const line2 = this.difference(i, m);
          const tolerance = this.cutter.tolerance(line2.a, line2.b, line2.noise);
          const values = cell.map(([x2, y]) => line2.a * x2 + line2.b * y + line2.c);
          if (values.every((value) => value <= tolerance)) {
            if (values.some((value) => value < -tolerance) || m < i) return [];
            continue;
          }
          if (values.some((value) => value < -tolerance)) cell = clipped(cell, values, m, tolerance);
        }
        return cell.map((corner) => corner[2]).filter((label) => label >= 0);
      }
      /** Takes away the edges between parts of one winner, and the vertices that only they had. */
      join(winners, firstNewVertex) {
        const { mesh } = this.cutter;
        for (const [part, winner] of winners) {
          let h2 = i32(mesh.first, part);
          const start = h2;
          do {
            const other = i32(mesh.twin, h2) < 0 ? -1 : i32(mesh.face, i32(mesh.twin, h2));
            if (other !== part && other >= 0 && winners.get(other) === winner) {
              mesh.dissolveEdge(h2);
              winners.delete(other);
              this.join(winners, firstNewVertex);
              return;
            }
            h2 = i32(mesh.next, h2);
          } while (h2 !== start);
        }
        for (const part of winners.keys()) this.tidy(part, firstNewVertex);
      }
      tidy(part, firstNewVertex) {
        const { mesh } = this.cutter;
        let h2 = i32(mesh.first, part);
        let unchanged = 0;
        while (unchanged <= this.loopLength(part)) {
          const v = i32(mesh.origin, i32(mesh.next, h2));
          if (v >= firstNewVertex && mesh.dissolveVertexAfter(h2)) unchanged = 0;
          else {
            h2 = i32(mesh.next, h2);
            unchanged++;
          }
        }
      }
      loopLength(face) {
        const { mesh } = this.cutter;
        const start = i32(mesh.first, face);
        let n = 1;
        for (let h2 = i32(mesh.next, start); h2 !== start; h2 = i32(mesh.next, h2)) n++;
        return n;
      }
    };
  },
});

// src/core/partition/parts.ts
var LINES_FOR_BOXES, Parts;
var init_parts = __esm({
  'src/core/partition/parts.ts'() {
    init_typed();
    LINES_FOR_BOXES = 8;
    Parts = class {
      count = 0;
      /** Faces of the mesh. Entry 0 at first is the face that was cut; the others are its newest ones, in order. */
      faces = new Int32Array(16);
      given = 0;
      first = 0;
      created = 0;
      /** Words of 32 lines a part. */
      words = 1;
      /** `words` a part, by order of creation: bit i of a part is 1 above line i. */
      sides = new Uint32Array(16);
      /** centreX, centreY, halfX, halfY a part, while boxes are in use. */
      boxes = new Float64Array(0);
      boxed = false;
      /** Where the sides of the part that was given out last begin. */
      entry = 0;
      /** Begins with a face that `cutter` has just measured and that `lines` lines cut. */
      begin(cutter, face, lines) {
        this.count = 1;
        this.given = 0;
        this.first = face;
        this.created = cutter.mesh.faces;
        this.faces[0] = face;
        this.words = Math.max(1, (lines + 31) >>> 5);
        this.boxed = lines >= LINES_FOR_BOXES;
        if (this.sides.length < this.words) this.sides = new Uint32Array(4 * this.words);
        this.sides.fill(0, 0, this.words);
        if (this.boxed) this.measure(cutter, 0);
      }
      /** Cuts every part that the line runs through. */
      cutBy(cutter, line2) {
        const { a, b, c: c2, noise, onIt } = line2;
        const tolerance = this.boxed ? cutter.tolerance(a, b, noise) : 0;
        for (let i = this.count - 1; i >= 0; i--) {
          let side = this.boxed ? this.sideOfBox(i, a, b, c2, tolerance) : 0;
          if (side === 0) side = cutter.side(i32(this.faces, i), a, b, c2, noise);
          if (side === 2) this.split(cutter, i, line2);
          else if (side === 1 || (side === 0 && onIt === 1)) this.setAbove(i, line2);
        }
      }
      /** 1 or −1 where the part's box lies beside the line, farther than the tolerance; 0 where that is open. */
      sideOfBox(i, a, b, c2, tolerance) {
        const { boxes } = this;
        const middle = a * f64(boxes, 4 * i) + b * f64(boxes, 4 * i + 1) + c2;
        const reach = Math.abs(a) * f64(boxes, 4 * i + 2) + Math.abs(b) * f64(boxes, 4 * i + 3) + tolerance;
        return middle > reach ? 1 : middle < -reach ? -1 : 0;
      }
      /** A cut leaves the kept face below the line and the created one above. */
      split(cutter, i, line2) {
        const made = this.count++;
        this.reserve();
        const { words, sides } = this;
        for (let w = 0; w < words; w++) sides[made * words + w] = u32(sides, i * words + w);
        this.faces[made] = cutter.cut(line2.a, line2.b, line2.noise);
        this.setAbove(made, line2);
        if (!this.boxed) return;
        this.measure(cutter, i);
        this.measure(cutter, made);
      }
      setAbove(i, { index }) {
        const at2 = i * this.words + (index >>> 5);
        this.sides[at2] = u32(this.sides, at2) | (1 << (index & 31));
      }
      reserve() {
        if (this.count > this.faces.length) {
          const faces = new Int32Array(2 * this.count);
          faces.set(this.faces);
          this.faces = faces;
        }
        if (this.count * this.words > this.sides.length) {
          const sides = new Uint32Array(2 * this.count * this.words);
          sides.set(this.sides);
          this.sides = sides;
        }
      }
      measure(cutter, i) {
        if (this.boxes.length < 4 * (i + 1)) {
          const boxes = new Float64Array(8 * (i + 8));
          boxes.set(this.boxes);
          this.boxes = boxes;
        }
        cutter.measure(i32(this.faces, i));
        this.boxes[4 * i] = cutter.centreX;
        this.boxes[4 * i + 1] = cutter.centreY;
        this.boxes[4 * i + 2] = cutter.halfX;
        this.boxes[4 * i + 3] = cutter.halfY;
      }
      /** Puts the parts in an order in which successive ones are neighbours as a rule. */
      arrange(cutter) {
        if (this.count > 3) cutter.order.arrange(cutter.mesh, this.faces, this.count);
      }
      /** Whether every part has been given out. */
      get exhausted() {
        return this.given === this.count;
      }
      /** The next part's face. */
      next() {
        const face = i32(this.faces, this.given++);
        this.entry = this.words * (face === this.first ? 0 : face - this.created + 1);
        return face;
      }
      /** Word `w` of the sides of the part that was given out last. */
      sidesOf(w) {
        return u32(this.sides, this.entry + w);
      }
    };
  },
});

// src/core/partition/level.ts
function freeUnits({ held: held2, outputSize }) {
  if (!held2) return null;
  return Int32Array.from({ length: outputSize }, (_, j) => j).filter((j) => !isHeld(held2, j));
}
var Level;
var init_level = __esm({
  'src/core/partition/level.ts'() {
    init_typed();
    init_affine();
    init_entries();
    init_held();
    init_parts();
    Level = class {
      constructor(layer, gated, noise, source2) {
        this.gated = gated;
        this.noise = noise;
        this.source = source2;
        this.size = layer.outputSize;
        this.op = affineOp(layer);
        this.activation = gated?.activation ?? layerPieces(layer);
        this.free = freeUnits(layer);
        this.z = new Float64Array(3 * this.size);
        this.pieces = new Uint8Array(this.size);
        this.changed = new Int32Array(this.size);
        this.listed = new Uint8Array(this.size);
        this.signs = new Float64Array(this.size).fill(-1);
        const most = this.size * Math.max(1, this.activation.thresholds.length);
        this.lineUnit = new Int32Array(most);
        this.lineThreshold = new Float64Array(most);
        this.sides = new Uint32Array((most + 31) >>> 5);
        this.onIt = this.activation.atThreshold === 'above' ? 1 : 0;
      }
      gated;
      noise;
      source;
      size;
      op;
      activation;
      /** 3 × size. */
      z;
      pieces;
      /** Units whose piece may differ from the one that the next level's columns were last brought to, each once. */
      changed;
      changes = 0;
      /** Whether `z` has changed since the next level's columns were made from it. */
      fresh = true;
      parts = new Parts();
      /** Unit and threshold of the lines that cut the face at hand; a unit's thresholds follow each other, ascending. */
      lineUnit;
      lineThreshold;
      lines = 0;
      /** A bit a line: the side that `pieces` stands for. */
      sides;
      listed;
      /** 1 for piece 1, −1 for piece 0: one comparison tells that a unit has kept its piece. Two pieces only. */
      signs;
      line = { index: 0, a: 0, b: 0, c: 0, noise: 0, onIt: 0 };
      onIt;
      /** Units that can be cut by, where some are clamped; null: all. */
      free;
      /** Puts clamped units on their pieces, which they keep. Call it once, before the walk. */
      hold(held2, code) {
        const own = this.gated?.size ?? 0;
        for (let j = 0; j < own; j++) if (isHeld(held2, j)) this.setPiece(j, held2[j], code);
        for (let j = own; j < this.size; j++) this.pieces[j] = held2[j];
      }
      /** Columns have changed: cuts `face` into parts, and sets the pieces and code bits that all parts share. */
      enter(face, cutter, code) {
        this.fresh = true;
        this.lines = 0;
        if (this.gated) {
          cutter.measure(face);
          this.findSettled(face, cutter, code);
        }
        this.parts.begin(cutter, face, this.lines);
        if (this.lines === 0) return;
        for (let line2 = 0; line2 < this.lines; line2++) this.cutParts(cutter, line2);
        this.parts.arrange(cutter);
      }
      /** Sets a unit's piece, its code entry, and lists the unit as changed. */
      setPiece(unit, piece, code) {
        if (u8(this.pieces, unit) === piece) return;
        this.pieces[unit] = piece;
        this.signs[unit] = piece === 0 ? -1 : 1;
        const { bits: bits2, firstBit } = this.gated;
        if (bits2 === 1) {
          const bit = firstBit + unit;
          code[bit >>> 5] = u32(code, bit >>> 5) ^ (1 << (bit & 31));
        } else writeEntry(code, 0, firstBit + unit * bits2, bits2, piece);
        if (u8(this.listed, unit) === 1) return;
        this.listed[unit] = 1;
        this.changed[this.changes++] = unit;
      }
      /** The next level's columns are in step with `pieces`. */
      settle() {
        for (let i = 0; i < this.changes; i++) this.listed[i32(this.changed, i)] = 0;
        this.changes = 0;
        this.fresh = false;
      }
      /**
       * Finds the lines. Where a unit stays within the noise of its threshold, rounding left by rank-1 updates may be all
       * there is: then the columns are computed afresh and asked again.
       */
      findSettled(face, cutter, code) {
        const { merged, undecided } = cutter;
        this.find(face, cutter, code);
        if (cutter.undecided === undecided || !this.source?.refresh()) return;
        cutter.merged = merged;
        cutter.undecided = undecided;
        this.lines = 0;
        this.find(face, cutter, code);
      }
      find(face, cutter, code) {
        const { thresholds } = this.activation;
        if (thresholds.length === 1) this.findLines(face, cutter, thresholds[0], code);
        else this.findAllLines(face, cutter, thresholds, code);
      }
      /** Two pieces a unit, the common case. Most units lie where they did, beside the face's box: one test settles them. */
      findLines(face, cutter, threshold, code) {
        const { z, size: n, signs, noise, free } = this;
        const { centreX, centreY, halfX, halfY } = cutter;
        const count = free ? free.length : n;
        for (let i = 0; i < count; i++) {
          const j = free ? i32(free, i) : i;
          const a = f64(z, j);
          const b = f64(z, n + j);
          const middle = a * centreX + b * centreY + f64(z, 2 * n + j) - threshold;
          const reach = Math.abs(a) * halfX + Math.abs(b) * halfY + f64(noise, j);
          if (middle * f64(signs, j) > reach) continue;
          if (middle > reach) this.setPiece(j, 1, code);
          else if (middle < -reach) this.setPiece(j, 0, code);
          else this.findLine(face, cutter, j, threshold, code);
        }
      }
      /** The box leaves it open on which side of the unit's line the face lies: its corners decide. */
      findLine(face, cutter, j, threshold, code) {
        const { z, size: n } = this;
        const side = cutter.side(face, f64(z, j), f64(z, n + j), f64(z, 2 * n + j) - threshold, f64(this.noise, j));
        if (side === 2) {
          this.addLine(j, threshold);
          this.assume(this.lines - 1, u8(this.pieces, j) === 1);
          return;
        }
        if (side !== 0 && cutter.touches) this.noteBorder(cutter, j);
        this.setPiece(j, side === 0 ? this.onIt : side === 1 ? 1 : 0, code);
      }
      findAllLines(face, cutter, thresholds, code) {
        const { z, size: n, noise, free } = this;
        const count = free ? free.length : n;
        for (let i = 0; i < count; i++) {
          const j = free ? i32(free, i) : i;
          const before = this.lines;
          let piece = 0;
          for (const threshold of thresholds) {
            const side = cutter.side(face, f64(z, j), f64(z, n + j), f64(z, 2 * n + j) - threshold, f64(noise, j));
            if (side === 2) this.addLine(j, threshold);
            else piece += side === 0 ? this.onIt : side === 1 ? 1 : 0;
            if (side !== 2 && side !== 0 && cutter.touches) this.noteBorder(cutter, j);
          }
          const now = Math.min(Math.max(u8(this.pieces, j), piece), piece + this.lines - before);
          this.setPiece(j, now, code);
          for (let line2 = before; line2 < this.lines; line2++) this.assume(line2, now - piece > line2 - before);
        }
      }
      noteBorder(cutter, j) {
        const unit = this.gated.firstUnit + j;
        cutter.noteBorder(unit, f64(this.z, j), f64(this.z, this.size + j), f64(this.noise, j));
      }
      addLine(unit, threshold) {
        this.lineUnit[this.lines] = unit;
        this.lineThreshold[this.lines++] = threshold;
      }
      /** Notes on which side of the newest line the unit's piece now is. A word's first line clears what faces before left. */
      assume(line2, above) {
        const word = line2 >>> 5;
        const bit = line2 & 31;
        const known = bit === 0 ? 0 : u32(this.sides, word);
        this.sides[word] = known | (Number(above) << bit);
      }
      cutParts(cutter, index) {
        const { z, size: n, line: line2 } = this;
        const j = i32(this.lineUnit, index);
        line2.index = index;
        line2.a = f64(z, j);
        line2.b = f64(z, n + j);
        line2.c = f64(z, 2 * n + j) - f64(this.lineThreshold, index);
        line2.noise = f64(this.noise, j);
        line2.onIt = this.onIt;
        this.parts.cutBy(cutter, line2);
      }
      /** Whether every part of the face at hand has been given out. */
      get exhausted() {
        return this.parts.exhausted;
      }
      /** Sets the pieces and code bits of the next part in which it differs from the one before. Returns its face. */
      nextPart(code) {
        const { parts: parts2, sides } = this;
        const face = parts2.next();
        for (let w = 0; 32 * w < this.lines; w++) {
          const now = parts2.sidesOf(w);
          let difference = now ^ u32(sides, w);
          sides[w] = now;
          while (difference !== 0) {
            const bit = difference & -difference;
            difference ^= bit;
            const unit = i32(this.lineUnit, 32 * w + 31 - Math.clz32(bit));
            this.setPiece(unit, u8(this.pieces, unit) + ((now & bit) !== 0 ? 1 : -1), code);
          }
        }
        return face;
      }
    };
  },
});

// src/core/partition/passage.ts
var TERMS_BEFORE_REFRESH, Passage;
var init_passage = __esm({
  'src/core/partition/passage.ts'() {
    init_typed();
    TERMS_BEFORE_REFRESH = 32;
    Passage = class {
      constructor(from, op, before) {
        this.from = from;
        this.op = op;
        this.before = before;
        this.passedPieces = new Uint8Array(from.size);
        this.units = new Int32Array(from.size);
        this.values = new Float64Array(3 * from.size);
        this.direction = new Float64Array(op.outputSize);
        if (before) before.asked = true;
      }
      from;
      op;
      before;
      to = null;
      /** Pieces of `from` that the columns of `to` were last brought to. */
      passedPieces;
      units;
      values;
      terms = Infinity;
      /** Whether a passage follows that asks how the columns changed. */
      asked = false;
      /** How the columns of `to` last changed: by nothing (0), by direction ⊗ scale (1), or otherwise (2). */
      rank = 2;
      direction;
      scale = new Float64Array(3);
      leadTo(level) {
        this.to = level;
      }
      /** Brings the next level's columns to the part at hand. */
      pass() {
        const { from, before } = this;
        const known = !from.fresh || (before !== null && before.rank < 2);
        if (!known || this.terms >= TERMS_BEFORE_REFRESH) this.compute();
        else this.follow();
        from.settle();
      }
      /** Computes the columns in full where they were made by rank-1 terms. Returns whether it did. */
      refresh() {
        if (this.terms === 0) return false;
        this.compute();
        return true;
      }
      /** The columns of `from` have changed by at most one rank-1 term since the last part, and then units changed. */
      follow() {
        const { from, before } = this;
        this.rank = 0;
        if (from.fresh && before && before.rank === 1) this.carry(before);
        for (let i = 0; i < from.changes; i++) this.flip(i32(from.changed, i));
      }
      /** Takes a rank-1 change of the columns of `from` over to the next ones, under the pieces that these were made with. */
      carry(before) {
        const { from, passedPieces, units, values } = this;
        const { slopes } = from.activation;
        let count = 0;
        for (let j = 0; j < from.size; j++) {
          const slope = slopes[u8(passedPieces, j)];
          if (slope === 0) continue;
          values[count] = slope * f64(before.direction, j);
          units[count++] = j;
        }
        this.op.applyColumn(units, count, values, this.direction);
        this.addTerm(before.scale);
      }
      /** Adds direction ⊗ scale to the columns of `to`. */
      addTerm(scale2) {
        const z = this.to.z;
        const { direction } = this;
        const m = direction.length;
        const s0 = f64(scale2, 0);
        const s1 = f64(scale2, 1);
        const s2 = f64(scale2, 2);
        for (let j = 0; j < m; j++) {
          const u = f64(direction, j);
          z[j] = f64(z, j) + u * s0;
          z[m + j] = f64(z, m + j) + u * s1;
          z[2 * m + j] = f64(z, 2 * m + j) + u * s2;
        }
        this.scale.set(scale2);
        this.rank = 1;
        this.terms++;
      }
      /** Takes a unit's change of piece, if any, over to the next columns. */
      flip(unit) {
        const { from, passedPieces } = this;
        const old = u8(passedPieces, unit);
        const piece = u8(from.pieces, unit);
        if (old === piece) return;
        passedPieces[unit] = piece;
        const { slopes, offsets } = from.activation;
        const slope = slopes[piece] - slopes[old];
        const offset = offsets[piece] - offsets[old];
        const n = from.size;
        const s0 = slope * f64(from.z, unit);
        const s1 = slope * f64(from.z, n + unit);
        const s2 = slope * f64(from.z, 2 * n + unit) + offset;
        this.op.addUnit(unit, s0, s1, s2, this.to.z);
        this.terms++;
        this.rank++;
        if (this.rank > 1 || !this.asked) return;
        this.op.unitColumn(unit, this.direction);
        this.scale[0] = s0;
        this.scale[1] = s1;
        this.scale[2] = s2;
      }
      compute() {
        const { from, passedPieces, units, values } = this;
        const { slopes, offsets } = from.activation;
        const { z, size: n, pieces } = from;
        let count = 0;
        for (let j = 0; j < n; j++) {
          const piece = u8(pieces, j);
          passedPieces[j] = piece;
          const slope = slopes[piece];
          const offset = offsets[piece];
          if (slope === 0 && offset === 0) continue;
          values[3 * count] = slope * f64(z, j);
          values[3 * count + 1] = slope * f64(z, n + j);
          values[3 * count + 2] = slope * f64(z, 2 * n + j) + offset;
          units[count++] = j;
        }
        this.op.applyUnits(units, count, values, this.to.z);
        this.rank = 2;
        this.terms = 0;
      }
    };
  },
});

// src/core/partition/walk.ts
var Walk;
var init_walk = __esm({
  'src/core/partition/walk.ts'() {
    init_affine();
    init_network();
    init_decision();
    init_level();
    init_passage();
    Walk = class {
      /** `noise`: rounding noise of each unit's pre-activation, one array a layer. */
      constructor(network2, noise, cutter, { decision, readOut: readOut2, upToLayer }, leaf) {
        this.cutter = cutter;
        this.leaf = leaf;
        this.layout = codeLayout(network2, upToLayer);
        this.code = new Uint32Array(this.layout.words);
        const gated = new Map(this.layout.gated.map((entry) => [entry.layer, entry]));
        const lastGated = this.layout.gated[this.layout.gated.length - 1]?.layer ?? 0;
        for (const [i, layer] of network2.layers.slice(0, readOut2 ? network2.layers.length : lastGated).entries()) {
          const before = this.steps[i - 1];
          const passage = before ? new Passage(before.level, affineOp(layer), before.passage) : null;
          const level = new Level(layer, gated.get(i + 1) ?? null, noise[i], passage);
          passage?.leadTo(level);
          this.steps.push({ level, passage });
        }
        this.decision = decision ? new DecisionCutter(network2, noise, decision.threshold, cutter) : null;
        for (const { level } of this.steps) if (level.gated?.held) level.hold(level.gated.held, this.code);
      }
      cutter;
      leaf;
      layout;
      /** The code of the part at hand. */
      code;
      /** The levels, each with what brings its columns. */
      steps = [];
      decision;
      depth = 0;
      /** Whether there is any level to walk through. */
      get empty() {
        return this.steps.length === 0;
      }
      /** Begins with a face; `columns`: those of the first layer's pre-activations there (3 × size). */
      begin(face, columns) {
        const { level } = this.steps[0];
        level.z.set(columns);
        level.enter(face, this.cutter, this.code);
        this.depth = 1;
      }
      /** Goes on until `goesOn` is false after a part; returns true when all parts are done. */
      advance(goesOn) {
        const { steps, cutter, code } = this;
        while (this.depth > 0 && goesOn()) {
          const { level } = steps[this.depth - 1];
          if (level.exhausted) {
            this.depth--;
            continue;
          }
          const face = level.nextPart(code);
          const next = steps[this.depth];
          if (next) {
            next.passage?.pass();
            next.level.enter(face, cutter, code);
            this.depth++;
          } else this.decide(face, level);
        }
        return this.depth === 0;
      }
      decide(face, level) {
        if (!this.decision) this.leaf(face, -1, level);
        else
          for (const { face: cell, winner } of this.decision.decide(face, level.z, level.pieces))
            this.leaf(cell, winner, level);
      }
    };
  },
});

// src/core/partition/tiles/chord.ts
function pieceWithin({ thresholds, atThreshold }, middle, half, noise) {
  for (let r2 = 0; r2 < thresholds.length; r2++) {
    const gap = middle - thresholds[r2];
    if (gap + half < -noise) return r2;
    if (gap - half > noise) continue;
    if (Math.abs(gap) + half > noise) return -1;
    if (atThreshold === 'below') return r2;
  }
  return thresholds.length;
}
function chordOf(f, low, high) {
  const { thresholds } = f;
  const first = thresholds.findIndex((t) => low < t);
  const from = first < 0 ? thresholds.length : first;
  let to = from;
  while (to < thresholds.length && high >= thresholds[to]) to++;
  const slope = high > low ? (at(f, to, high) - at(f, from, low)) / (high - low) : f.slopes[from];
  let least = Infinity;
  let most = -Infinity;
  const note = (piece, z) => {
    const left = at(f, piece, z) - slope * z;
    least = Math.min(least, left);
    most = Math.max(most, left);
  };
  note(from, low);
  note(to, high);
  for (let r2 = from; r2 < to; r2++) {
    const t = thresholds[r2];
    note(r2, t);
    note(r2 + 1, t);
  }
  return { slope, offset: least / 2 + most / 2, radius: (most - least) / 2 };
}
var at;
var init_chord = __esm({
  'src/core/partition/tiles/chord.ts'() {
    at = (f, piece, z) => f.slopes[piece] * z + f.offsets[piece];
  },
});

// src/core/partition/tiles/rowSum.ts
var CANCELLED, RowSum, settled;
var init_rowSum = __esm({
  'src/core/partition/tiles/rowSum.ts'() {
    init_typed();
    CANCELLED = 2 ** -44;
    RowSum = class {
      constructor(units) {
        this.units = units;
        this.factors = new Float64Array(units);
        this.factorSizes = new Float64Array(units);
      }
      units;
      columns = new Float64Array(3);
      factors;
      columnSizes = new Float64Array(3);
      factorSizes;
      clear() {
        for (const array of [this.columns, this.factors, this.columnSizes, this.factorSizes]) array.fill(0);
      }
      addColumn(c2, value) {
        this.columns[c2] = f64(this.columns, c2) + value;
        this.columnSizes[c2] = f64(this.columnSizes, c2) + Math.abs(value);
      }
      addFactor(unit, value) {
        this.factors[unit] = f64(this.factors, unit) + value;
        this.factorSizes[unit] = f64(this.factorSizes, unit) + Math.abs(value);
      }
      /** Adds `scale` times a row that is done: its first `count` factors, and its columns. */
      addRow(columns, matrix, row2, count, scale2) {
        if (scale2 === 0) return;
        for (let c2 = 0; c2 < 3; c2++) this.addColumn(c2, scale2 * f64(columns, 3 * row2 + c2));
        for (let w = 0; w < count; w++) {
          const factor = f64(matrix, row2 * this.units + w);
          if (factor !== 0) this.addFactor(w, scale2 * factor);
        }
      }
      /** Writes the row. */
      finish(columns, matrix, row2) {
        for (let c2 = 0; c2 < 3; c2++)
          columns[3 * row2 + c2] = settled(f64(this.columns, c2), f64(this.columnSizes, c2));
        for (let w = 0; w < this.units; w++)
          matrix[row2 * this.units + w] = settled(f64(this.factors, w), f64(this.factorSizes, w));
      }
    };
    settled = (sum, size2) => (Math.abs(sum) <= CANCELLED * size2 ? 0 : sum);
  },
});

// src/core/partition/tiles/withoutChords.ts
function withoutChords(generators, outputs, code) {
  const n = generators.length;
  const rows = [...generators.map(({ row: row2 }) => row2), ...outputs];
  const columns = new Float64Array(3 * rows.length);
  const matrix = new Float64Array(rows.length * n);
  const sum = new RowSum(n);
  rows.forEach((row2, u) => {
    sum.clear();
    row2.columns.forEach((value, c2) => {
      sum.addColumn(c2, value);
    });
    for (let v = 0; v < Math.min(u, row2.factors.length); v++) {
      const factor = f64(row2.factors, v);
      if (factor === 0) continue;
      const { chord, unit } = generators[v];
      sum.addRow(columns, matrix, v, v, factor * (unit.activation.slopes[0] - chord.slope));
      sum.addColumn(2, factor * (unit.activation.offsets[0] - chord.offset));
      sum.addFactor(v, factor);
    }
    sum.finish(columns, matrix, u);
  });
  const noise = Float64Array.from(rows, (row2) => row2.noise);
  return { units: generators.map(({ unit }) => unit), outputs: outputs.length, columns, matrix, noise, code };
}
var init_withoutChords = __esm({
  'src/core/partition/tiles/withoutChords.ts'() {
    init_typed();
    init_rowSum();
  },
});

// src/core/partition/tiles/fold.ts
function foldNetwork(whole3, box, most) {
  const { network: network2, layout, first, readOut: readOut2 } = whole3;
  const count = readOut2 ? network2.layers.length : (layout.gated[layout.gated.length - 1]?.layer ?? 0);
  const fold = new Fold(whole3, box, most);
  let z = first;
  for (let l = 0; l < count; l++) {
    if (l > 0) z = fold.pass(l);
    if (!fold.gate(l, z)) return null;
  }
  return withoutChords(fold.generators, readOut2 ? fold.outputs(count - 1) : [], fold.code);
}
function passedOn(op, vector2) {
  const to = new SparseVector(op.outputSize);
  if (vector2.count < DENSE_SHARE * op.inputSize) {
    op.push(vector2, to);
    return to;
  }
  const values = new Float64Array(op.outputSize);
  op.applyColumn(
    vector2.touched,
    vector2.count,
    Float64Array.from(vector2.touched.subarray(0, vector2.count), (at2) => f64(vector2.values, at2)),
    values,
  );
  for (let j = 0; j < values.length; j++) if (f64(values, j) !== 0) to.add(j, f64(values, j));
  return to;
}
var Fold, DENSE_SHARE;
var init_fold = __esm({
  'src/core/partition/tiles/fold.ts'() {
    init_sparseVector();
    init_typed();
    init_affine();
    init_entries();
    init_held();
    init_network();
    init_chord();
    init_withoutChords();
    Fold = class {
      constructor(whole3, box, most) {
        this.whole = whole3;
        this.box = box;
        this.most = most;
        this.code = new Uint32Array(whole3.layout.words);
        this.gated = new Map(whole3.layout.gated.map((entry) => [entry.layer, entry]));
      }
      whole;
      box;
      most;
      generators = [];
      code;
      columns = new Float64Array(0);
      gated;
      /** From the values of layer l − 1 to the pre-activations of layer l; returns the columns. */
      pass(l) {
        const layer = this.whole.network.layers[l];
        const op = affineOp(layer);
        const z = new Float64Array(3 * layer.outputSize);
        op.apply(this.columns, z, 3);
        for (const generator of this.generators) generator.vector = passedOn(op, generator.vector);
        return z;
      }
      /** Settles the units of a layer or opens them, and takes columns and generators through it. False where too many are open. */
      gate(l, z) {
        const layer = this.whole.network.layers[l];
        const n = layer.outputSize;
        const f = layerPieces(layer);
        const entry = this.gated.get(l + 1);
        const own = entry ? gatedCount(layer) : 0;
        const noise = this.whole.noise[l];
        const radius = this.radius(n);
        const slopes = new Float64Array(n);
        const offsets = new Float64Array(n);
        const opened = [];
        for (let j = 0; j < n; j++) {
          let piece = j < own ? 0 : isHeld(layer.held, j) ? layer.held?.[j] : 0;
          if (j < own) {
            if (isHeld(layer.held, j)) piece = layer.held?.[j];
            else {
              const { x: x2, y, halfX, halfY } = this.box;
              const a = f64(z, j);
              const b = f64(z, n + j);
              const middle = a * x2 + b * y + f64(z, 2 * n + j);
              const half = Math.abs(a) * halfX + Math.abs(b) * halfY + f64(radius, j);
              piece = pieceWithin(f, middle, half, f64(noise, j));
              if (piece < 0) {
                const reach = half + f64(noise, j);
                const chord = chordOf(f, middle - reach, middle + reach);
                opened.push({ unit: j, chord });
                slopes[j] = chord.slope;
                offsets[j] = chord.offset;
                if (this.generators.length + opened.length > this.most) return false;
                continue;
              }
            }
            if (piece > 0 && entry) writeEntry(this.code, 0, entry.firstBit + j * entry.bits, entry.bits, piece);
          }
          slopes[j] = f.slopes[piece];
          offsets[j] = f.offsets[piece];
        }
        const rows = opened.map(({ unit }) => this.row(z, n, unit, f64(noise, unit)));
        this.through(z, n, slopes, offsets);
        opened.forEach(({ unit, chord }, i) => {
          const { firstBit, firstUnit, bits: bits2 } = entry;
          const vector2 = new SparseVector(n);
          vector2.add(unit, 1);
          const open = {
            layer: l,
            unit,
            index: firstUnit + unit,
            bits: bits2,
            firstBit: firstBit + unit * bits2,
            activation: f,
          };
          this.generators.push({ unit: open, chord, row: rows[i], vector: vector2 });
        });
        return true;
      }
      /** What the δ so far can add up to, a bound a value of the layer at hand. */
      radius(n) {
        const radius = new Float64Array(n);
        for (const { chord, vector: vector2 } of this.generators)
          for (let t = 0; t < vector2.count; t++) {
            const at2 = i32(vector2.touched, t);
            radius[at2] = f64(radius, at2) + Math.abs(f64(vector2.values, at2)) * chord.radius;
          }
        return radius;
      }
      row(z, n, unit, noise) {
        const factors = Float64Array.from(this.generators, ({ vector: vector2 }) => f64(vector2.values, unit));
        return { columns: [f64(z, unit), f64(z, n + unit), f64(z, 2 * n + unit)], factors, noise };
      }
      through(z, n, slopes, offsets) {
        for (let j = 0; j < n; j++) {
          const slope = f64(slopes, j);
          for (let c2 = 0; c2 < 3; c2++) z[c2 * n + j] = slope === 0 ? 0 : slope * f64(z, c2 * n + j);
          z[2 * n + j] = f64(z, 2 * n + j) + f64(offsets, j);
        }
        this.columns = z;
        for (const { vector: vector2 } of this.generators)
          for (let t = 0; t < vector2.count; t++) {
            const at2 = i32(vector2.touched, t);
            vector2.values[at2] = f64(vector2.values, at2) * f64(slopes, at2);
          }
      }
      /** Rows of the network's outputs, behind the last activation. */
      outputs(l) {
        const { network: network2, noise } = this.whole;
        const last = network2.layers[l];
        const steepest = Math.max(...layerPieces(last).slopes.map(Math.abs));
        return Array.from({ length: last.outputSize }, (_, k) =>
          this.row(this.columns, last.outputSize, k, steepest * f64(noise[l], k)),
        );
      }
    };
    DENSE_SHARE = 0.2;
  },
});

// src/core/partition/tiles/lost.ts
function settleLost(reduced2, pieces, layout) {
  if (!hasContests2(layout)) return;
  const fates = new Fates(reduced2, layout, pieces);
  for (let u = reduced2.units.length - 1; u >= 0; u--) {
    const { layer, unit } = reduced2.units[u];
    if (pieces[u] === -1 && fates.of(layer, unit).kind === 'loses') pieces[u] = 0;
  }
}
function settledEntries(reduced2, layout) {
  const conditional = [];
  if (!hasContests2(layout)) return { code: reduced2.code, conditional };
  const code = reduced2.code.slice();
  const fates = new Fates(reduced2, layout);
  for (const gated of layout.gated) {
    if (!gated.contest) continue;
    const { bits: bits2 } = gated;
    for (let unit = 0; unit < gated.size; unit++) {
      const piece = unitEntry(gated, reduced2.code, 0, unit);
      if (piece === 0) continue;
      const fate = fates.of(gated.layer - 1, unit);
      if (fate.kind === 'wins') continue;
      const firstBit = gated.firstBit + unit * bits2;
      writeEntry(code, 0, firstBit, bits2, 0);
      if (fate.kind === 'open') conditional.push({ firstBit, bits: bits2, piece, open: fate.open, side: fate.side });
    }
  }
  return { code, conditional };
}
var Fates, hasContests2;
var init_lost = __esm({
  'src/core/partition/tiles/lost.ts'() {
    init_entries();
    Fates = class {
      constructor(reduced2, { gated }, pieces = null) {
        this.reduced = reduced2;
        this.pieces = pieces;
        this.layers = new Map(gated.map((entry) => [entry.layer - 1, entry]));
        this.known = new Map(reduced2.units.map(({ index }, u) => [index, u]));
      }
      reduced;
      pieces;
      layers;
      known;
      /** Of the match `unit` of a layer (from 0). */
      of(layer, unit) {
        const contest = this.layers.get(layer)?.contest;
        const on = contest?.next[unit] ?? 0;
        const next = on === 0 ? void 0 : this.layers.get(layer + on);
        if (!contest || !next) return { kind: 'wins' };
        const nextUnit = contest.nextUnit[unit];
        const side = contest.side[unit];
        const open = this.known.get(next.firstUnit + nextUnit);
        const piece = open === void 0 ? unitEntry(next, this.reduced.code, 0, nextUnit) : (this.pieces?.[open] ?? -1);
        if (piece < 0) return { kind: 'open', open, side };
        return piece === side ? this.of(layer + on, nextUnit) : { kind: 'loses' };
      }
    };
    hasContests2 = ({ gated }) => gated.some(({ contest }) => contest !== void 0);
  },
});

// src/core/partition/tiles/openMatches.ts
function openMatches({ gated, units }) {
  const places2 = new Int32Array(units).fill(-1);
  const bits2 = [];
  const nextBits = [];
  const next = [];
  const sides = [];
  for (let g = gated.length - 1; g >= 0; g--) {
    const { contest, size: size2, firstBit, firstUnit, layer } = gated[g];
    if (!contest) continue;
    for (let unit = 0; unit < size2; unit++) {
      const on = contest.next[unit];
      const to = on === 0 ? void 0 : gated.find((entry) => entry.layer === layer + on);
      const nextUnit = i32(contest.nextUnit, unit);
      places2[firstUnit + unit] = bits2.length;
      bits2.push(firstBit + unit);
      nextBits.push(to ? to.firstBit + nextUnit : -1);
      next.push(to ? i32(places2, to.firstUnit + nextUnit) : -1);
      sides.push(contest.side[unit]);
    }
  }
  return {
    bits: Int32Array.from(bits2),
    nextBits: Int32Array.from(nextBits),
    next: Int32Array.from(next),
    sides: Uint8Array.from(sides),
    matters: new Uint8Array(bits2.length),
    places: places2,
  };
}
function settleOpen({ bits: bits2, nextBits, next, sides, matters }, words, start) {
  for (let i = 0; i < bits2.length; i++) {
    const nextBit = i32(nextBits, i);
    const wins =
      nextBit < 0 ||
      (((u32(words, start + (nextBit >>> 5)) >>> (nextBit & 31)) & 1) === u8(sides, i) &&
        u8(matters, i32(next, i)) === 1);
    matters[i] = wins ? 1 : 0;
    if (wins) continue;
    const bit = i32(bits2, i);
    const word = start + (bit >>> 5);
    words[word] = u32(words, word) & ~(1 << (bit & 31));
  }
}
var init_openMatches = __esm({
  'src/core/partition/tiles/openMatches.ts'() {
    init_typed();
  },
});

// src/core/partition/tiles/leaves.ts
function doubled(array) {
  const larger = new array.constructor(array.length * 2);
  larger.set(array);
  return larger;
}
var EMPTY, Leaves;
var init_leaves = __esm({
  'src/core/partition/tiles/leaves.ts'() {
    init_typed();
    init_code();
    init_contest();
    init_entries();
    init_lost();
    init_openMatches();
    EMPTY = { gated: [], units: 0, words: 1 };
    Leaves = class {
      count = 0;
      parts = [];
      cells = new Int32Array(256);
      winners = new Int32Array(256);
      partOf = new Int32Array(256);
      /** Where each code begins. */
      starts = new Int32Array(256);
      packed = new Uint32Array(1024);
      used = 0;
      addPart(reduced2, layout) {
        this.parts.push({ reduced: reduced2, layout: EMPTY, matches: null, ...settledEntries(reduced2, layout) });
        return this.parts.length - 1;
      }
      setLayout(part, layout) {
        const own = this.parts[part];
        own.layout = layout;
        own.matches = hasContests(layout) ? openMatches(layout) : null;
      }
      get lastPart() {
        return this.parts[this.parts.length - 1].reduced;
      }
      add(face, winner, part, code) {
        const leaf = this.count++;
        if (leaf === this.cells.length) {
          this.cells = doubled(this.cells);
          this.winners = doubled(this.winners);
          this.partOf = doubled(this.partOf);
          this.starts = doubled(this.starts);
        }
        while (this.used + code.length > this.packed.length) this.packed = doubled(this.packed);
        this.cells[leaf] = face;
        this.winners[leaf] = winner;
        this.partOf[leaf] = part;
        this.starts[leaf] = this.used;
        this.packed.set(code, this.used);
        const { matches } = this.parts[part];
        if (matches) settleOpen(matches, this.packed, this.used);
        this.used += code.length;
      }
      faces() {
        return this.cells.slice(0, this.count);
      }
      winner(leaf) {
        return i32(this.winners, leaf);
      }
      /** Whether two leaves are one cell: the same winner and the same code. */
      same(a, b) {
        if (this.winners[a] !== this.winners[b]) return false;
        const part = i32(this.partOf, a);
        if (part === i32(this.partOf, b)) {
          const { words } = this.parts[part].layout;
          for (let w = 0; w < words; w++)
            if (u32(this.packed, i32(this.starts, a) + w) !== u32(this.packed, i32(this.starts, b) + w)) return false;
          return true;
        }
        const [first, second] = this.scratch(part);
        this.write(a, first, 0);
        this.write(b, second, 0);
        for (let w = 0; w < first.length; w++) if (first[w] !== second[w]) return false;
        return true;
      }
      pair = null;
      scratch(part) {
        const { length } = this.parts[part].reduced.code;
        this.pair ??= [new Uint32Array(length), new Uint32Array(length)];
        return this.pair;
      }
      /** The whole network's codes of some leaves, `words` each. */
      codes(picked2, words) {
        const codes = new Uint32Array(picked2.length * words);
        picked2.forEach((leaf, i) => {
          this.write(leaf, codes, i * words);
        });
        return codes;
      }
      write(leaf, words, start) {
        const { reduced: reduced2, layout, code, conditional, matches } = this.parts[i32(this.partOf, leaf)];
        words.set(code, start);
        const from = i32(this.starts, leaf);
        for (const { firstUnit, size: size2, firstBit, bits: bits2 } of layout.gated)
          for (let j = 0; j < size2; j++) {
            const piece = readEntry(this.packed, from, firstBit + j * bits2, bits2);
            const open = reduced2.units[firstUnit + j];
            if (piece > 0 && open) writeEntry(words, start, open.firstBit, open.bits, piece);
          }
        if (conditional.length === 0) return;
        if (matches) settleOpen(matches, this.packed, from);
        for (const { open, side, firstBit, bits: bits2, piece } of conditional)
          if (matches?.matters[matches.places[open]] === 1 && entryOf(layout, this.packed, open, from) === side)
            writeEntry(words, start, firstBit, bits2, piece);
      }
    };
  },
});

// src/core/partition/tiles/reducedNetwork.ts
function reducedNetwork(reduced2, whole3, layout) {
  const { units, outputs, columns } = reduced2;
  const rows = units.length + outputs;
  const stages = stagesOf(units);
  const first = new Float64Array(3 * rows);
  for (let u = 0; u < rows; u++) for (let c2 = 0; c2 < 3; c2++) first[c2 * rows + u] = f64(columns, 3 * u + c2);
  const layers = stages.map((stage, i) =>
    stageLayer(reduced2, stages, i, stage, contestOf(stages, i, reduced2, layout)),
  );
  if (outputs > 0) layers.push(readOutLayer(reduced2, stages));
  const noise = [...stages.map(({ start }) => start), ...(outputs > 0 ? [units.length] : [])].map((start) =>
    reduced2.noise.slice(start),
  );
  const name = `${whole3.name}, reduced`;
  return { network: { name, inputSize: 2, outputSize: outputs || rows, layers }, noise, first };
}
function stagesOf(units) {
  const stages = [];
  units.forEach(({ layer }, u) => {
    if (units[u - 1]?.layer === layer) return;
    const next = units.findIndex((unit, w) => w > u && unit.layer !== layer);
    stages.push({ start: u, end: next < 0 ? units.length : next, layer });
  });
  return stages;
}
function stageLayer(reduced2, stages, i, stage, contest) {
  const { units, outputs } = reduced2;
  const size2 = units.length + outputs - stage.start;
  const gated = stage.end - stage.start;
  const activation3 = { name: 'table', table: beyondTable(units[stage.start]) };
  const held2 = new Int8Array(size2).fill(identityPiece(activation3)).fill(FREE, 0, gated);
  return {
    ...affinePart(reduced2, stages[i - 1] ?? null, stage.start),
    activation: activation3,
    gated,
    held: held2,
    ...(contest ? { contest } : {}),
  };
}
function readOutLayer(reduced2, stages) {
  const before = stages[stages.length - 1] ?? null;
  return { ...affinePart(reduced2, before, reduced2.units.length), activation: { name: 'identity' } };
}
function affinePart(reduced2, before, start) {
  const { units, outputs, columns, matrix } = reduced2;
  const n = units.length;
  const outputSize = n + outputs - start;
  if (!before) {
    const weights = new Float64Array(2 * outputSize);
    const bias3 = new Float64Array(outputSize);
    for (let u = 0; u < outputSize; u++) {
      weights.set(columns.subarray(3 * (start + u), 3 * (start + u) + 2), 2 * u);
      bias3[u] = f64(columns, 3 * (start + u) + 2);
    }
    return { kind: 'dense', inputSize: 2, outputSize, weights, bias: bias3 };
  }
  const inputSize = n + outputs - before.start;
  const entries = {
    columns: [],
    weights: [],
    rows: new Int32Array(outputSize + 1),
  };
  for (let u = start; u < n + outputs; u++) {
    for (let v = before.start; v < before.end; v++) {
      const weight = f64(matrix, u * n + v);
      if (weight === 0) continue;
      entries.columns.push(v - before.start);
      entries.weights.push(weight);
    }
    entries.columns.push(u - before.start);
    entries.weights.push(1);
    entries.rows[u - start + 1] = entries.columns.length;
  }
  const map = {
    kind: 'sparse',
    inputs: inputSize,
    outputs: outputSize,
    rows: entries.rows,
    columns: Int32Array.from(entries.columns),
    weights: Float64Array.from(entries.weights),
  };
  const program = { sizes: [inputSize, outputSize], steps: [{ from: 0, fromStart: 0, to: 1, toStart: 0, map }] };
  return { kind: 'program', inputSize, outputSize, program, bias: new Float64Array(outputSize) };
}
function contestOf(stages, i, reduced2, layout) {
  const { start, end, layer } = stages[i];
  if (!layout.gated.find((gated) => gated.layer === layer + 1)?.contest) return null;
  const fates = new Fates(reduced2, layout);
  const size2 = end - start;
  const contest = { next: new Int8Array(size2), nextUnit: new Int32Array(size2), side: new Uint8Array(size2) };
  for (let u = start; u < end; u++) {
    const fate = fates.of(layer, reduced2.units[u].unit);
    if (fate.kind !== 'open') continue;
    const to = stages.findIndex((stage) => fate.open >= stage.start && fate.open < stage.end);
    contest.next[u - start] = to - i;
    contest.nextUnit[u - start] = fate.open - stages[to].start;
    contest.side[u - start] = fate.side;
  }
  return contest;
}
var beyondTable;
var init_reducedNetwork = __esm({
  'src/core/partition/tiles/reducedNetwork.ts'() {
    init_typed();
    init_held();
    init_lost();
    beyondTable = ({ activation: { slopes, offsets, thresholds, atThreshold } }) => {
      const own = thresholds.length + 1;
      return {
        label: 'beyond',
        slopes: slopes.slice(0, own).map((slope) => slope - slopes[0]),
        offsets: offsets.slice(0, own).map((offset) => offset - offsets[0]),
        thresholds,
        atThreshold,
      };
    };
  },
});

// src/core/partition/tiles/reduced.ts
var beyondFirst;
var init_reduced = __esm({
  'src/core/partition/tiles/reduced.ts'() {
    beyondFirst = ({ slopes, offsets }, piece) => [slopes[piece] - slopes[0], offsets[piece] - offsets[0]];
  },
});

// src/core/partition/tiles/restrict.ts
function piecesOn({ units, columns, matrix, noise }, box) {
  const n = units.length;
  const pieces = new Int8Array(n).fill(-1);
  const affine2 = columns.slice(0, 3 * n);
  const errors = new Float64Array(n * n);
  const chords = new Float64Array(3 * n);
  for (let u = 0; u < n; u++) {
    let spread2 = 0;
    const slack = f64(noise, u);
    for (let v = 0; v < u; v++) {
      const weight = f64(matrix, u * n + v);
      if (weight === 0) continue;
      const slope = weight * f64(chords, 3 * v);
      for (let c2 = 0; c2 < 3; c2++) affine2[3 * u + c2] = f64(affine2, 3 * u + c2) + slope * f64(affine2, 3 * v + c2);
      affine2[3 * u + 2] = f64(affine2, 3 * u + 2) + weight * f64(chords, 3 * v + 1);
      if (slope !== 0)
        for (let w = 0; w < v; w++) errors[u * n + w] = f64(errors, u * n + w) + slope * f64(errors, v * n + w);
      errors[u * n + v] = f64(errors, u * n + v) + weight * f64(chords, 3 * v + 2);
    }
    for (let w = 0; w < u; w++) spread2 += Math.abs(f64(errors, u * n + w));
    const middle = f64(affine2, 3 * u) * box.x + f64(affine2, 3 * u + 1) * box.y + f64(affine2, 3 * u + 2);
    const half = Math.abs(f64(affine2, 3 * u)) * box.halfX + Math.abs(f64(affine2, 3 * u + 1)) * box.halfY + spread2;
    const { activation: activation3 } = units[u];
    const piece = pieceWithin(activation3, middle, half, slack);
    pieces[u] = piece;
    const [s0, o0] = [activation3.slopes[0], activation3.offsets[0]];
    if (piece >= 0) {
      const [slope, offset] = beyondFirst(activation3, piece);
      chords.set([slope, offset, 0], 3 * u);
    } else {
      const { slope, offset, radius } = chordOf(activation3, middle - half - slack, middle + half + slack);
      chords.set([slope - s0, offset - o0, radius], 3 * u);
    }
  }
  return pieces;
}
function restrictReduced(reduced2, box, layout) {
  const { units, outputs, noise } = reduced2;
  const n = units.length;
  const pieces = piecesOn(reduced2, box);
  settleLost(reduced2, pieces, layout);
  const kept = Int32Array.from(units.keys()).filter((u) => pieces[u] === -1);
  const code = reduced2.code.slice();
  units.forEach(({ firstBit, bits: bits2 }, u) => {
    if (pieces[u] > 0) writeEntry(code, 0, firstBit, bits2, pieces[u]);
  });
  const columns = new Float64Array(reduced2.columns.length);
  const matrix = new Float64Array(reduced2.matrix.length);
  const sum = new RowSum(n);
  for (let u = 0; u < n + outputs; u++) {
    sum.clear();
    for (let c2 = 0; c2 < 3; c2++) sum.addColumn(c2, f64(reduced2.columns, 3 * u + c2));
    for (let v = 0; v < Math.min(u, n); v++) {
      const piece = pieces[v];
      const weight = f64(reduced2.matrix, u * n + v);
      if (weight === 0 || piece === 0) continue;
      if (piece < 0) sum.addFactor(v, weight);
      else {
        const [slope, offset] = beyondFirst(units[v].activation, piece);
        sum.addRow(columns, matrix, v, v, weight * slope);
        sum.addColumn(2, weight * offset);
      }
    }
    sum.finish(columns, matrix, u);
  }
  return {
    units: Array.from(kept, (u) => units[u]),
    outputs,
    code,
    ...keptRows(kept, n, outputs, columns, matrix, noise),
  };
}
function keptRows(kept, n, outputs, columns, matrix, noise) {
  const rows = [...kept, ...Array.from({ length: outputs }, (_, k) => n + k)];
  const m = kept.length;
  const out = {
    columns: new Float64Array(3 * rows.length),
    matrix: new Float64Array(rows.length * m),
    noise: new Float64Array(rows.length),
  };
  rows.forEach((row2, i) => {
    out.columns.set(columns.subarray(3 * row2, 3 * row2 + 3), 3 * i);
    for (let w = 0; w < m; w++) out.matrix[i * m + w] = f64(matrix, row2 * n + kept[w]);
    out.noise[i] = f64(noise, row2);
  });
  return out;
}
var init_restrict = __esm({
  'src/core/partition/tiles/restrict.ts'() {
    init_typed();
    init_entries();
    init_chord();
    init_lost();
    init_reduced();
    init_rowSum();
  },
});

// src/core/partition/tiles/tiledRun.ts
function areaOf({ mesh }, face) {
  const start = i32(mesh.first, face);
  const o = i32(mesh.origin, start);
  let double = 0;
  for (let h2 = i32(mesh.next, start); i32(mesh.next, h2) !== start; h2 = i32(mesh.next, h2)) {
    const a = i32(mesh.origin, h2);
    const b = i32(mesh.origin, i32(mesh.next, h2));
    double +=
      (f64(mesh.x, a) - f64(mesh.x, o)) * (f64(mesh.y, b) - f64(mesh.y, o)) -
      (f64(mesh.x, b) - f64(mesh.x, o)) * (f64(mesh.y, a) - f64(mesh.y, o));
  }
  return double / 2;
}
function pickedRows(rows, width, picked2) {
  const out = new Float64Array(picked2.length * width);
  picked2.forEach((row2, i) => {
    out.set(rows.subarray(row2 * width, (row2 + 1) * width), i * width);
  });
  return out;
}
var MOST_TO_BUILD, MOST_TO_WALK, SMALLEST, WORTH_HALVING, TiledRun;
var init_tiledRun = __esm({
  'src/core/partition/tiles/tiledRun.ts'() {
    init_typed();
    init_network();
    init_assemble();
    init_cutter();
    init_domain();
    init_errors();
    init_leafOutputs();
    init_mergeCells();
    init_tolerance();
    init_walk();
    init_fold();
    init_leaves();
    init_reducedNetwork();
    init_restrict();
    MOST_TO_BUILD = 768;
    MOST_TO_WALK = 96;
    SMALLEST = 1e-9;
    WORTH_HALVING = 0.8;
    TiledRun = class {
      constructor(network2, slice2, domain, options) {
        this.slice = slice2;
        const upTo = Math.min(options.upToLayer ?? network2.layers.length, network2.layers.length);
        const whole3 = upTo === network2.layers.length;
        const decided = whole3 && options.decision !== void 0;
        this.threshold = decided ? (options.decision?.threshold ?? 0) : null;
        const readOut2 = decided || (whole3 && options.outputs === true);
        const layout = codeLayout(network2, upTo);
        this.local = localDomain(domain);
        const noise = preActivationNoise(network2, slice2, domain);
        const first = firstColumns(network2.layers[0], slice2, this.local.centre);
        this.whole = { network: network2, layout, first, noise, readOut: readOut2 };
        this.cutter = new Cutter(this.local.polygon, this.local.diameter);
        this.outputs = whole3 && options.outputs === true ? new LeafOutputs(network2.outputSize) : null;
        this.leaves = new Leaves();
      }
      slice;
      whole;
      local;
      cutter;
      outputs;
      leaves;
      parts = [{ face: 0, reduced: null, before: [Infinity, Infinity] }];
      threshold;
      walk = null;
      borderLines = 0;
      get faces() {
        return this.leaves.count;
      }
      advance(maxFaces) {
        const target = this.faces + maxFaces;
        while (this.faces < target) {
          if (!this.walk) {
            const part = this.parts.pop();
            if (!part) return true;
            this.open(part);
            if (!this.walk && maxFaces < 1 << 29) return false;
            continue;
          }
          if (this.walk.advance(() => this.faces < target)) this.close();
        }
        return this.parts.length === 0 && this.walk === null;
      }
      /** Reduces the network to a part, and begins to walk through it, or halves it. */
      open(part) {
        const { face, reduced: known, before } = part;
        this.cutter.measure(face);
        const { centreX: x2, centreY: y, halfX, halfY } = this.cutter;
        const box = { x: x2, y, halfX, halfY };
        if (known) {
          const reduced3 = restrictReduced(known, box, this.whole.layout);
          if (reduced3.units.length <= MOST_TO_WALK || !this.halve(part, box, reduced3, reduced3.units.length))
            this.begin(face, reduced3);
          return;
        }
        const folded3 = foldNetwork(this.whole, box, MOST_TO_BUILD);
        if (!folded3) {
          if (this.halve(part, box, null, Infinity)) return;
          throw new EngineError(
            `more than ${MOST_TO_BUILD} units change their piece within ${SMALLEST} of the domain: too many boundaries lie on one another`,
          );
        }
        const reduced2 = restrictReduced(folded3, box, this.whole.layout);
        const own = { face, reduced: reduced2, before };
        if (reduced2.units.length <= MOST_TO_WALK || !this.halve(own, box, reduced2, reduced2.units.length))
          this.begin(face, reduced2);
      }
      /** Cuts a part through the middle of its longer side, where that is of use. Returns whether it did. */
      halve({ face, before }, { x: x2, y, halfX, halfY }, reduced2, open) {
        const { cutter } = this;
        if (Math.max(halfX, halfY) < SMALLEST * this.local.diameter) return false;
        if (Number.isFinite(open) && open > WORTH_HALVING * before[1]) return false;
        const [a, b, c2] = halfX >= halfY ? [1, 0, -x2] : [0, 1, -y];
        if (cutter.side(face, a, b, c2, 0) !== 2) return false;
        const created = cutter.cut(a, b, 0);
        const since = [open, before[0]];
        this.parts.push(
          { face, reduced: reduced2, before: since },
          { face: created, reduced: reduced2, before: since },
        );
        return true;
      }
      begin(face, reduced2) {
        const { network: network2, noise, first } = reducedNetwork(reduced2, this.whole.network, this.whole.layout);
        const part = this.leaves.addPart(reduced2, this.whole.layout);
        const { readOut: readOut2 } = this.whole;
        if (network2.layers.length === 0) {
          this.leaves.add(face, -1, part, new Uint32Array(1));
          return;
        }
        const decision = this.threshold === null ? void 0 : { threshold: this.threshold };
        const options = { decision, readOut: readOut2, upToLayer: network2.layers.length };
        const leaf = (cell, winner, last) => {
          this.outputs?.add(cell, this.cutter, last);
          this.leaves.add(cell, winner, part, walk.code);
        };
        const walk = new Walk(network2, noise, this.cutter, options, leaf);
        this.leaves.setLayout(part, walk.layout);
        this.borderLines = this.cutter.borderLines.length;
        this.walk = walk;
        walk.begin(face, first);
      }
      /** The walk through a part is done: its border lines get the units' own numbers. */
      close() {
        const { borderLines } = this.cutter;
        const { units } = this.leaves.lastPart;
        for (let i = this.borderLines; i < borderLines.length; i++) {
          const line2 = borderLines[i];
          borderLines[i] = { ...line2, unit: units[line2.unit]?.index ?? line2.unit };
        }
        this.walk = null;
      }
      finish() {
        if (this.walk || this.parts.length > 0) throw new Error('finish() before advance() has returned true');
        const { leaves: leaves2, cutter, slice: slice2, local } = this;
        const { network: network2, layout } = this.whole;
        const faces = leaves2.faces();
        const areas = Float64Array.from(faces, (face) => areaOf(cutter, face));
        const corners = local.polygon.length / 2;
        const into = mergeCells(cutter.mesh, faces, corners, (a, b) => leaves2.same(a, b));
        const kept = Int32Array.from(into.keys()).filter((leaf) => into[leaf] === leaf);
        const codes = leaves2.codes(kept, layout.words);
        const parts2 = assemble(
          cutter,
          kept.map((leaf) => i32(faces, leaf)),
          codes,
          layout,
          slice2,
          local,
        );
        const all2 = this.outputs?.finish() ?? null;
        const k = network2.outputSize;
        const outputs = all2 ? pickedRows(meanRows(all2, k, areas, into), k, kept) : null;
        const classes = this.threshold === null ? null : kept.map((leaf) => leaves2.winner(leaf));
        return { ...parts2, codes, layout, classes, outputs, merged: cutter.merged, undecided: cutter.undecided };
      }
    };
  },
});

// src/core/partition/run.ts
function startPartition(network2, slice2, domain, options = {}) {
  const fault2 = sliceFault(slice2, network2.inputSize);
  if (fault2) throw new EngineError(fault2);
  const large = network2.layers.some(({ kind }) => kind === 'program');
  return large ? new TiledRun(network2, slice2, domain, options) : new Run(network2, slice2, domain, options);
}
function partition(network2, slice2, domain, options = {}) {
  const run2 = startPartition(network2, slice2, domain, options);
  while (!run2.advance(1 << 30));
  return run2.finish();
}
function doubled2(array) {
  const larger = new array.constructor(array.length * 2);
  larger.set(array);
  return larger;
}
var Run;
var init_run = __esm({
  'src/core/partition/run.ts'() {
    init_slice();
    init_assemble();
    init_cutter();
    init_domain();
    init_errors();
    init_leafOutputs();
    init_tiledRun();
    init_tolerance();
    init_walk();
    Run = class {
      constructor(network2, slice2, domain, options) {
        this.slice = slice2;
        const upTo = Math.min(options.upToLayer ?? network2.layers.length, network2.layers.length);
        this.local = localDomain(domain);
        const noise = preActivationNoise(network2, slice2, domain);
        this.cutter = new Cutter(this.local.polygon, this.local.diameter);
        const whole3 = upTo === network2.layers.length;
        const decision = whole3 && options.decision ? { threshold: options.decision.threshold ?? 0 } : void 0;
        const withOutputs = whole3 && options.outputs === true;
        this.outputs = withOutputs ? new LeafOutputs(network2.outputSize) : null;
        const walkOptions = { decision, readOut: withOutputs || decision !== void 0, upToLayer: upTo };
        this.walk = new Walk(network2, noise, this.cutter, walkOptions, (face, winner, last) => {
          this.outputs?.add(face, this.cutter, last);
          this.addLeaf(face, winner);
        });
        this.codes = new Uint32Array(256 * this.walk.layout.words);
        this.classes = decision ? new Int32Array(256) : null;
        if (this.walk.empty) {
          this.addLeaf(0, -1);
          this.done = true;
        } else this.walk.begin(0, firstColumns(network2.layers[0], slice2, this.local.centre));
      }
      slice;
      faces = 0;
      walk;
      cutter;
      outputs;
      local;
      leaves = new Int32Array(256);
      codes;
      classes;
      done = false;
      advance(maxFaces) {
        const target = this.faces + maxFaces;
        this.done ||= this.walk.advance(() => this.faces < target);
        return this.done;
      }
      addLeaf(face, winner) {
        const { words } = this.walk.layout;
        const { code } = this.walk;
        if (this.faces === this.leaves.length) {
          this.leaves = doubled2(this.leaves);
          this.codes = doubled2(this.codes);
          if (this.classes) this.classes = doubled2(this.classes);
        }
        this.leaves[this.faces] = face;
        for (let w = 0, at2 = this.faces * words; w < words; w++, at2++) this.codes[at2] = code[w];
        if (this.classes) this.classes[this.faces] = winner;
        this.faces++;
      }
      finish() {
        if (!this.done) throw new Error('finish() before advance() has returned true');
        const { slice: slice2, local, cutter } = this;
        const { layout } = this.walk;
        const leaves2 = this.leaves.subarray(0, this.faces);
        const codes = this.codes.slice(0, this.faces * layout.words);
        const classes = this.classes ? this.classes.slice(0, this.faces) : null;
        const parts2 = assemble(cutter, leaves2, codes, layout, slice2, local);
        const outputs = this.outputs?.finish() ?? null;
        return { ...parts2, codes, layout, classes, outputs, merged: cutter.merged, undecided: cutter.undecided };
      }
    };
  },
});

// src/core/partition/vertexOutputs.ts
var init_vertexOutputs = __esm({
  'src/core/partition/vertexOutputs.ts'() {
    init_typed();
    init_forward();
    init_outputs();
    init_tolerance();
  },
});

// src/core/partition/index.ts
var init_partition = __esm({
  'src/core/partition/index.ts'() {
    init_certificate();
    init_certifyInterval();
    init_complex();
    init_domain();
    init_errors();
    init_faceOutputs();
    init_interval();
    init_locate();
    init_run();
    init_tolerance();
    init_vertexOutputs();
  },
});

// src/formats/sliceJson.ts
function vector(value, where2, length) {
  const target = new Float64Array(length);
  copyNumbers(value, where2, target, 0, length);
  return target;
}
function checkAxis(axis, where2) {
  const most = largest(axis);
  if (most === 0) throw new Fault(where2, 'is the zero vector');
  if (most > 1e70 || most < 1e-70)
    throw new Fault(where2, `its largest entry, ${most}, is out of range (1e-70 \u2026 1e70)`);
  return axis;
}
function sliceAt(value, inputSize) {
  const line2 = inputSize === 1;
  if (value === void 0 || value === null)
    return line2 ? { ...axisSlice(1, 0, 0), e2: new Float64Array(1) } : axisSlice(inputSize);
  const spec = objectAt(value, 'slice');
  const origin = spec.origin === void 0 ? new Float64Array(inputSize) : vector(spec.origin, 'slice.origin', inputSize);
  const e1 = checkAxis(vector(spec.u, 'slice.u', inputSize), 'slice.u');
  if (line2) return { origin, e1, e2: new Float64Array(1) };
  const e2 = checkAxis(vector(spec.v, 'slice.v', inputSize), 'slice.v');
  const { g11, g12, g22 } = metric({
    origin,
    e1: e1.map((x2) => x2 / largest(e1)),
    e2: e2.map((x2) => x2 / largest(e2)),
  });
  if (g11 * g22 - g12 * g12 <= LEAST_SINE_SQUARED * g11 * g22)
    throw new Fault('slice', 'u and v are parallel; a slice needs two independent directions');
  return { origin, e1, e2 };
}
function domainAt(value) {
  if (value === void 0 || value === null) return square();
  const list3 = listAt(value, 'domain');
  if (list3.length < 3) throw new Fault('domain', `${list3.length} corners; a convex polygon needs at least 3`);
  if (list3.length > MAX_CORNERS)
    throw new Fault('domain', `${list3.length} corners; at most ${MAX_CORNERS} are taken`);
  const corners = list3.map((corner, i) => {
    const [p, q] = vector(corner, `domain[${i}]`, 2);
    return [p, q];
  });
  const domain = doubleArea(corners) < 0 ? corners.toReversed() : corners;
  const fault2 = domainFault(domain);
  if (fault2) throw new Fault('domain', fault2);
  return domain;
}
function intervalAt(value) {
  if (value === void 0 || value === null) return [-1, 1];
  const list3 = listAt(value, 'domain');
  if (list3.length !== 2) throw new Fault('domain', `${list3.length} ends; a network with one input needs [lo, hi]`);
  const [a, b] = list3.map((end, i) =>
    Array.isArray(end) ? vector(end, `domain[${i}]`, 1)[0] : finiteAt(end, `domain[${i}]`),
  );
  if (a === b || !Number.isFinite(b - a)) throw new Fault('domain', `[${a}, ${b}] has no length that can be cut`);
  return a < b ? [a, b] : [b, a];
}
var MAX_CORNERS, LEAST_SINE_SQUARED, largest;
var init_sliceJson = __esm({
  'src/formats/sliceJson.ts'() {
    init_partition();
    init_slice();
    init_checks();
    MAX_CORNERS = 1e3;
    LEAST_SINE_SQUARED = 1e-12;
    largest = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  },
});

// src/formats/parsedNetwork.ts
function networkResult(where2, read) {
  try {
    return read();
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    if (error instanceof EngineError || error instanceof RangeError)
      return { ok: false, error: { where: where2, message: error.message } };
    throw error;
  }
}
function checkLayerCount(count, where2) {
  if (count === 0) throw new Fault(where2, 'empty; a network needs at least one layer');
  if (count > MAX_LAYERS) throw new Fault(where2, `${count} layers; at most ${MAX_LAYERS} are taken`);
}
function parsedNetwork(layers, described, fallbackName, notes = []) {
  const name = described.name === void 0 ? '' : plainName(described.name, 'name');
  const plain3 = denseNetwork(name || plainName(fallbackName, 'name') || 'network', layers);
  const network2 = described.codeOutput ? { ...plain3, codeOutput: described.codeOutput } : plain3;
  const slice2 = sliceAt(described.slice, network2.inputSize);
  const interval = network2.inputSize === 1 ? intervalAt(described.domain) : null;
  const domain = interval ? interval.map((end) => [end, 0]) : domainAt(described.domain);
  preActivationNoise(network2, slice2, domain);
  return { ok: true, network: network2, slice: slice2, domain, interval, precision: precisionOf(network2), notes };
}
function precisionOf(network2) {
  const single = (values) => values.every((value) => Object.is(Math.fround(value), value));
  const dense2 = denseLayers(network2);
  const arrays = dense2
    ? dense2.flatMap(({ weights, bias: bias3 }) => [weights, bias3])
    : (network2.graph?.nodes ?? []).flatMap((node) =>
        Object.values(node).filter((value) => value instanceof Float64Array),
      );
  return arrays.every(single) ? 'float32' : 'float64';
}
var ShapeChain;
var init_parsedNetwork = __esm({
  'src/formats/parsedNetwork.ts'() {
    init_network2();
    init_network();
    init_partition();
    init_tolerance();
    init_checks();
    init_limits();
    init_sliceJson();
    ShapeChain = class {
      layers = 0;
      outputs = 0;
      parameters = 0;
      /** The next layer's weights, outputs × inputs, neither of them 0. Throws a `Fault` at `where`. */
      add(outputs, inputs, where2) {
        if (this.layers > 0 && inputs !== this.outputs)
          throw new Fault(where2, `${inputs} columns, layer ${this.layers} has ${this.outputs} outputs`);
        if (inputs > MAX_INPUTS) throw new Fault(where2, `${inputs} inputs; at most ${MAX_INPUTS} are taken`);
        this.parameters += outputs * (inputs + 1);
        if (this.parameters > MAX_PARAMETERS)
          throw new Fault(where2, `${this.parameters} parameters up to here; at most ${MAX_PARAMETERS} are taken`);
        this.layers++;
        this.outputs = outputs;
      }
    };
  },
});

// src/formats/naturalOrder.ts
function byNumber(a, b) {
  const [x2, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x2.length - y.length || byText(x2, y);
}
function naturalOrder(a, b) {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x2, y] = [left[i], right[i]];
    const order = isNumber(x2) && isNumber(y) ? byNumber(x2, y) : byText(x2, y);
    if (order !== 0) return order;
  }
  return left.length - right.length || byText(a, b);
}
var parts, isNumber, byText;
var init_naturalOrder = __esm({
  'src/formats/naturalOrder.ts'() {
    parts = (name) => name.match(/\d+|\D+/g) ?? [];
    isNumber = (part) => /^\d/.test(part);
    byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  },
});

// src/formats/jsonKeys.ts
function topLevelKeys(text3) {
  const keys2 = [];
  const parts2 = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;
  let depth = 0;
  for (let part = parts2.exec(text3); part; part = parts2.exec(text3)) {
    const [found, colon] = part;
    if (found === '{' || found === '[') depth++;
    else if (found === '}' || found === ']') depth--;
    else if (depth === 1 && colon !== void 0) keys2.push(JSON.parse(found.slice(0, -colon.length)));
  }
  return keys2;
}
var init_jsonKeys = __esm({
  'src/formats/jsonKeys.ts'() {},
});

// src/formats/halfNumbers.ts
function halfNumber(bits2) {
  const sign2 = bits2 & 32768 ? -1 : 1;
  const exponent = (bits2 >> 10) & 31;
  const fraction = bits2 & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign2 * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign2 * fraction * 2 ** -24 : sign2 * (1024 + fraction) * 2 ** (exponent - 25);
}
function brainNumber(bits2) {
  bits32[0] = bits2 << 16;
  return value32[0];
}
var bits32, value32;
var init_halfNumbers = __esm({
  'src/formats/halfNumbers.ts'() {
    bits32 = new Uint32Array(1);
    value32 = new Float32Array(bits32.buffer);
  },
});

// src/formats/tensors.ts
function typeOf2(data) {
  if (data instanceof Float32Array) return 'F32';
  if (data instanceof Float64Array) return 'F64';
  if (data instanceof Int32Array) return 'I32';
  if (data instanceof Uint16Array) return 'F16';
  return data instanceof BigInt64Array ? 'I64' : 'U8';
}
function entriesOf(shape4, where2) {
  if (shape4.length > MAX_DIMENSIONS)
    throw new Fault(where2, `its shape has ${shape4.length} lengths; at most ${MAX_DIMENSIONS} are taken`);
  let product2 = 1;
  for (const length of shape4) {
    if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0)
      throw new Fault(where2, `${shown(length)} in its shape is no length`);
    product2 *= length;
  }
  if (!Number.isSafeInteger(product2)) throw new Fault(where2, `its shape, ${shape4.join(' \xD7 ')}, is too large`);
  return product2;
}
function checkTensor({ type, shape: shape4, data }) {
  const entries = shape4.reduce((product2, length) => product2 * length, 1);
  const whole3 = shape4.every((length) => Number.isSafeInteger(length) && length >= 0);
  if (!whole3 || shape4.length > MAX_DIMENSIONS || entries !== data.length)
    throw new RangeError(`invalid shape: ${shape4.join(' \xD7 ')} for ${data.length} values`);
  const truth = type === 'BOOL' && data instanceof Uint8Array && data.every((value) => value <= 1);
  if (type !== typeOf2(data) && !truth && !(type === 'BF16' && data instanceof Uint16Array))
    throw new RangeError(`invalid type: ${type} for values of type ${typeOf2(data)}`);
}
function tensorFrom(type, shape4, bytes, where2) {
  const { buffer } = new Uint8Array(bytes);
  if (type === 'F32') return { type, shape: shape4, data: new Float32Array(buffer) };
  if (type === 'F64') return { type, shape: shape4, data: new Float64Array(buffer) };
  if (type === 'I32') return { type, shape: shape4, data: new Int32Array(buffer) };
  if (type === 'I64') return { type, shape: shape4, data: new BigInt64Array(buffer) };
  if (type === 'F16' || type === 'BF16') return { type, shape: shape4, data: new Uint16Array(buffer) };
  const data = new Uint8Array(buffer);
  const wrong = type === 'BOOL' ? data.findIndex((value) => value > 1) : -1;
  if (wrong >= 0) throw new Fault(where2, `entry ${wrong} is ${data[wrong]}, neither 0 nor 1`);
  return { type, shape: shape4, data };
}
function numbersOf({ type, data }) {
  if (data instanceof BigInt64Array) return Float64Array.from(data, Number);
  if (type === 'F16') return Float64Array.from(data, halfNumber);
  return type === 'BF16' ? Float64Array.from(data, brainNumber) : Float64Array.from(data);
}
var MAX_DIMENSIONS, entryBytes, tensorTypes, isTensorType, reals, realTypes, isReal, bytesOf;
var init_tensors = __esm({
  'src/formats/tensors.ts'() {
    init_checks();
    init_halfNumbers();
    MAX_DIMENSIONS = 32;
    entryBytes = {
      F32: 4,
      F64: 8,
      F16: 2,
      BF16: 2,
      I32: 4,
      I64: 8,
      U8: 1,
      BOOL: 1,
    };
    tensorTypes = Object.keys(entryBytes).join(', ');
    isTensorType = (name) => typeof name === 'string' && Object.hasOwn(entryBytes, name);
    reals = ['F32', 'F64', 'F16', 'BF16'];
    realTypes = reals.join(', ');
    isReal = (type) => reals.includes(type);
    bytesOf = (data) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  },
});

// src/formats/safetensors.ts
function writeSafetensors(tensors, metadata = /* @__PURE__ */ new Map()) {
  const places2 = /* @__PURE__ */ new Map();
  let size2 = 0;
  for (const tensor2 of tensors.toSorted((a, b) => entryBytes[b.type] - entryBytes[a.type])) {
    checkTensor(tensor2);
    places2.set(tensor2, size2);
    size2 += tensor2.data.byteLength;
  }
  if (new Set(tensors.map(({ name }) => name)).add(METADATA).size !== tensors.length + 1)
    throw new RangeError(`invalid names: one comes twice, or is ${METADATA}`);
  const fields = tensors.map((tensor2) => {
    const begin = places2.get(tensor2);
    const place3 = `[${begin},${begin + tensor2.data.byteLength}]`;
    return `${JSON.stringify(tensor2.name)}:{"dtype":"${tensor2.type}","shape":[${tensor2.shape.join(',')}],"data_offsets":${place3}}`;
  });
  if (metadata.size > 0) fields.unshift(`"${METADATA}":${JSON.stringify(Object.fromEntries(metadata))}`);
  const header = new TextEncoder().encode(`{${fields.join(',')}}`);
  const start = 8 + Math.ceil(header.length / 8) * 8;
  if (start - 8 > MAX_SAFETENSORS_HEADER) throw new RangeError(`invalid header: ${header.length} bytes`);
  const file = new Uint8Array(start + size2).fill(32, 8, start);
  new DataView(file.buffer).setUint32(0, start - 8, true);
  file.set(header, 8);
  for (const [tensor2, begin] of places2) file.set(bytesOf(tensor2.data), start + begin);
  return file;
}
function readSafetensors(bytes) {
  try {
    const layout = safetensorsLayout(bytes);
    return { ok: true, tensors: layout.places.map((place3) => tensorAt(layout, place3)), metadata: layout.metadata };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}
function safetensorsLayout(bytes) {
  const { header, keys: keys2, values } = headerOf(bytes);
  const places2 = keys2.filter((name) => name !== METADATA).map((name) => placeOf(name, header[name], values.length));
  checkCover(places2, values.length);
  return { places: places2, metadata: metadataOf(header[METADATA]), values };
}
function headerOf(bytes) {
  if (bytes.length < 8) throw new Fault('', 'not a safetensors file: shorter than 8 bytes');
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > MAX_SAFETENSORS_HEADER)
    throw new Fault('', `a header of ${length} bytes; at most ${MAX_SAFETENSORS_HEADER} are read`);
  if (8 + length > bytes.length) throw new Fault('', `the file ends within its header of ${length} bytes`);
  let text3;
  let header;
  try {
    text3 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(8, 8 + length));
    header = JSON.parse(text3);
  } catch (error) {
    throw new Fault('', `the header is not valid JSON: ${error.message}`);
  }
  if (!text3.startsWith('{')) throw new Fault('', `the header is no object: ${shown(header)}`);
  const keys2 = topLevelKeys(text3);
  const seen = /* @__PURE__ */ new Set();
  for (const key of keys2) {
    if (seen.has(key)) throw new Fault(tensorLabel(key), 'named twice');
    seen.add(key);
  }
  return { header: objectAt(header, ''), keys: keys2, values: bytes.subarray(8 + length) };
}
function placeOf(name, value, available) {
  const where2 = tensorLabel(name);
  const entry = objectAt(value, where2);
  const type = entry.dtype;
  if (!isTensorType(type)) throw new Fault(where2, `dtype ${shown(type)} is not supported; ${tensorTypes} are`);
  const shape4 = listAt(entry.shape, `${where2}, shape`);
  const bytes = entriesOf(shape4, where2) * entryBytes[type];
  const offsets = listAt(entry.data_offsets, `${where2}, data_offsets`);
  const [begin, end] = offsets;
  const whole3 = offsets.every((offset) => Number.isSafeInteger(offset));
  if (
    offsets.length !== 2 ||
    !whole3 ||
    typeof begin !== 'number' ||
    typeof end !== 'number' ||
    begin < 0 ||
    end < begin
  )
    throw new Fault(where2, `data_offsets ${shown(JSON.stringify(offsets))} are no two places in order`);
  if (end > available) throw new Fault(where2, `ends at byte ${end}; the file holds ${available} bytes of values`);
  if (end - begin !== bytes)
    throw new Fault(where2, `has ${end - begin} bytes, expected ${bytes} for ${shape4.join(' \xD7 ') || 'one value'}`);
  return { name, type, shape: shape4, begin, end };
}
function checkCover(places2, available) {
  let covered = 0;
  let before = '';
  for (const { name, begin, end } of places2.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < covered) throw new Fault(tensorLabel(name), `overlaps ${tensorLabel(before)}`);
    if (begin > covered) throw new Fault(tensorLabel(name), `${begin - covered} bytes before it belong to no tensor`);
    covered = end;
    before = name;
  }
  if (covered < available) throw new Fault('', `${available - covered} bytes at the end belong to no tensor`);
}
function metadataOf(value) {
  if (value === void 0) return /* @__PURE__ */ new Map();
  const entries = Object.entries(objectAt(value, METADATA));
  for (const [key, text3] of entries)
    if (typeof text3 !== 'string') throw new Fault(METADATA, `${shown(key)}: expected a text, found ${shown(text3)}`);
  return new Map(entries);
}
var MAX_SAFETENSORS_HEADER, METADATA, tensorLabel, tensorAt;
var init_safetensors = __esm({
  'src/formats/safetensors.ts'() {
    init_checks();
    init_jsonKeys();
    init_tensors();
    MAX_SAFETENSORS_HEADER = 1024 * 1024;
    METADATA = '__metadata__';
    tensorLabel = (name) => `tensor ${shown(name)}`;
    tensorAt = ({ values }, place3) => {
      const { name, type, shape: shape4, begin, end } = place3;
      return { name, ...tensorFrom(type, shape4, values.subarray(begin, end), tensorLabel(name)) };
    };
  },
});

// src/formats/npy.ts
function writeNpy(data, shape4, type = typeOf2(data)) {
  checkTensor({ type, shape: shape4, data });
  if (type === 'BF16') throw new RangeError('invalid type: NumPy has no BF16');
  const tuple = shape4.length === 1 ? `(${shape4[0]},)` : `(${shape4.join(', ')})`;
  const text3 = `{'descr': '${descriptions[type]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((10 + text3.length + 1) / 64) * 64;
  const file = new Uint8Array(start + data.byteLength);
  file.set(MAGIC);
  file.set([1, 0, (start - 10) & 255, (start - 10) >> 8], 6);
  file.set(
    new TextEncoder().encode(`${text3.padEnd(start - 11)}
`),
    10,
  );
  file.set(bytesOf(data), start);
  return file;
}
function readNpy(bytes) {
  try {
    const { text: text3, start } = headerOf2(bytes);
    const { type, shape: shape4 } = describe(text3);
    const length = entriesOf(shape4, 'shape') * entryBytes[type];
    const found = bytes.length - start;
    if (found !== length)
      throw new Fault('', `${found} bytes of values, expected ${length} for ${shape4.join(' \xD7 ') || 'one value'}`);
    return { ok: true, tensor: tensorFrom(type, shape4, bytes.subarray(start), 'values') };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}
function headerOf2(bytes) {
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte)) throw new Fault('', 'not a .npy file');
  const view2 = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view2.getUint8(6);
  if (version < 1 || version > 3) throw new Fault('', `version ${version} of the format is not known; 1 to 3 are`);
  const wide = version > 1;
  const first = wide ? 12 : 10;
  if (bytes.length < first) throw new Fault('', 'the file ends within its header');
  const length = wide ? view2.getUint32(8, true) : view2.getUint16(8, true);
  if (length > MAX_NPY_HEADER) throw new Fault('', `a header of ${length} bytes; at most ${MAX_NPY_HEADER} are read`);
  if (first + length > bytes.length) throw new Fault('', 'the file ends within its header');
  const text3 = new TextDecoder('latin1').decode(bytes.subarray(first, first + length));
  return { text: text3, start: first + length };
}
function describe(text3) {
  if (/'descr'\s*:\s*\[/.test(text3)) throw new Fault('descr', 'arrays of records are not supported');
  const found = /* @__PURE__ */ new Map();
  ENTRY.lastIndex = text3.indexOf('{') + 1;
  let end = ENTRY.lastIndex;
  for (let entry = ENTRY.exec(text3); entry; entry = ENTRY.exec(text3)) {
    if (found.has(entry[1])) throw new Fault(entry[1], 'given twice');
    found.set(entry[1], entry[2] ?? entry[3] ?? entry[4] ?? '');
    end = ENTRY.lastIndex;
  }
  const [descr, order, shape4] = ['descr', 'fortran_order', 'shape'].map((key) => found.get(key));
  if (!/^\s*\}\s*$/.test(text3.slice(end)) || descr === void 0 || order === void 0 || shape4 === void 0)
    throw new Fault('', `a header that is not understood: ${shown(text3)}`);
  if (order !== 'False')
    throw new Fault('fortran_order', 'columns come first; np.ascontiguousarray before saving puts rows first');
  const type = readable.get(descr);
  if (!type) throw new Fault('descr', `${shown(descr)} is not supported; ${[...readable.keys()].join(', ')} are`);
  const lengths = shape4.split(',').map((part) => part.trim());
  if (lengths.at(-1) === '') lengths.pop();
  if (lengths.some((part) => !/^\d+$/.test(part))) throw new Fault('shape', `(${shape4}) is no shape`);
  return { type, shape: lengths.map(Number) };
}
var MAX_NPY_HEADER, MAGIC, descriptions, readable, ENTRY;
var init_npy = __esm({
  'src/formats/npy.ts'() {
    init_checks();
    init_tensors();
    MAX_NPY_HEADER = 65536;
    MAGIC = [147, 78, 85, 77, 80, 89];
    descriptions = {
      F32: '<f4',
      F64: '<f8',
      F16: '<f2',
      I32: '<i4',
      I64: '<i8',
      U8: '|u1',
      BOOL: '|b1',
    };
    readable = new Map(Object.entries(descriptions).map(([type, text3]) => [text3, type]));
    ENTRY = /\s*'(\w+)'\s*:\s*(?:'([^']*)'|(True|False)|\(([\d,\s]*)\))\s*(?:,\s*|(?=\}))/y;
  },
});

// src/formats/zip/directory.ts
function zipDirectory(bytes) {
  const { view: view2, start, count } = endOf(bytes);
  const entries = [];
  const seen = /* @__PURE__ */ new Set();
  let at2 = start;
  for (let i = 0; i < count; i++) {
    if (at2 + CENTRAL_SIZE > bytes.length || view2.getUint32(at2, true) !== CENTRAL)
      throw new Fault('', `a damaged zip archive: entry ${i} of its directory is not there`);
    const nameLength = view2.getUint16(at2 + 28, true);
    const length = CENTRAL_SIZE + nameLength + view2.getUint16(at2 + 30, true) + view2.getUint16(at2 + 32, true);
    const name = new TextDecoder().decode(bytes.subarray(at2 + CENTRAL_SIZE, at2 + CENTRAL_SIZE + nameLength));
    const entry = entryAt(view2, at2, name);
    if (seen.has(name)) throw new Fault(entryLabel(name), 'is in the archive twice');
    seen.add(name);
    if (!name.endsWith('/')) entries.push(entry);
    at2 += length;
  }
  return entries;
}
function endOf(bytes) {
  const view2 = viewOf(bytes);
  const last = bytes.length - END_SIZE;
  for (let at2 = last; at2 >= Math.max(0, last - 65535); at2--) {
    if (view2.getUint32(at2, true) !== END) continue;
    const count = view2.getUint16(at2 + 10, true);
    const start = view2.getUint32(at2 + 16, true);
    if (count > MAX_ZIP_ENTRIES || start === ELSEWHERE)
      throw new Fault('', `a zip archive of ${count} files; at most ${MAX_ZIP_ENTRIES} are read, and none of 4 GB`);
    return { view: view2, start, count };
  }
  throw new Fault('', 'no zip archive, or one that is cut off: the end of its directory is missing');
}
function entryAt(view2, at2, name) {
  const where2 = entryLabel(name);
  if (view2.getUint16(at2 + 8, true) & 1) throw new Fault(where2, 'is encrypted');
  const [compressedSize, size2, offset] = [20, 24, 42].map((field) => view2.getUint32(at2 + field, true));
  if ([compressedSize, size2, offset].includes(ELSEWHERE)) throw new Fault(where2, 'is said to have 4 GB or more');
  return {
    name,
    method: view2.getUint16(at2 + 10, true),
    crc: view2.getUint32(at2 + 16, true),
    compressedSize,
    size: size2,
    offset,
  };
}
var MAX_ZIP_ENTRIES, END, END_SIZE, CENTRAL, CENTRAL_SIZE, ELSEWHERE, viewOf, entryLabel;
var init_directory = __esm({
  'src/formats/zip/directory.ts'() {
    init_checks();
    MAX_ZIP_ENTRIES = 1e4;
    END = 101010256;
    END_SIZE = 22;
    CENTRAL = 33639248;
    CENTRAL_SIZE = 46;
    ELSEWHERE = 4294967295;
    viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    entryLabel = (name) => `file ${shown(name)}`;
  },
});

// src/formats/png/chunks.ts
function crc32(...parts2) {
  let crc = 4294967295;
  for (const part of parts2) for (let i = 0; i < part.length; i++) crc = CRC_TABLE[(crc ^ part[i]) & 255] ^ (crc >>> 8);
  return (crc ^ 4294967295) >>> 0;
}
var PNG_SIGNATURE, CRC_TABLE;
var init_chunks = __esm({
  'src/formats/png/chunks.ts'() {
    PNG_SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
    CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
      let value = byte;
      for (let bit = 0; bit < 8; bit++) value = value & 1 ? 3988292384 ^ (value >>> 1) : value >>> 1;
      return value;
    });
  },
});

// src/formats/zip/unzip.ts
var unzip_exports = {};
__export(unzip_exports, {
  unzip: () => unzip,
});

import { Inflate } from 'fflate';

function unzip(bytes, { maxBytes, wanted = () => true }) {
  const entries = zipDirectory(bytes).filter(({ name }) => wanted(name));
  const total = entries.reduce((sum, { size: size2 }) => sum + size2, 0);
  if (total > maxBytes)
    throw new Fault('', `a zip archive whose files have ${total} bytes; at most ${maxBytes} are unpacked`);
  return new Map(entries.map((entry) => [entry.name, contentOf(bytes, entry)]));
}
function contentOf(bytes, entry) {
  const where2 = entryLabel(entry.name);
  const packed = packedBytes(bytes, entry);
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new Fault(where2, `is packed by method ${entry.method}; stored and deflated files are read`);
  const content = entry.method === STORED ? packed.slice() : inflated(packed, entry);
  if (content.length !== entry.size)
    throw new Fault(where2, `has ${content.length} bytes, the directory says ${entry.size}`);
  if (crc32(content) !== entry.crc) throw new Fault(where2, 'is damaged: its check sum does not fit');
  return content;
}
function packedBytes(bytes, { name, offset, compressedSize }) {
  const view2 = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const where2 = entryLabel(name);
  if (offset + LOCAL_SIZE > bytes.length || view2.getUint32(offset, true) !== LOCAL)
    throw new Fault(where2, 'is not where the directory says');
  const start = offset + LOCAL_SIZE + view2.getUint16(offset + 26, true) + view2.getUint16(offset + 28, true);
  if (start + compressedSize > bytes.length) throw new Fault(where2, 'is cut off');
  return bytes.subarray(start, start + compressedSize);
}
function inflated(packed, { name, size: size2 }) {
  const content = new GrowingBytes();
  const inflate = new Inflate((part) => {
    if (content.length + part.length > size2)
      throw new Fault(entryLabel(name), `has more than the ${size2} bytes that the directory says`);
    content.add(part);
  });
  try {
    for (let at2 = 0; at2 < packed.length || at2 === 0; at2 += PIECE)
      inflate.push(packed.subarray(at2, at2 + PIECE), at2 + PIECE >= packed.length);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(entryLabel(name), `is damaged: ${error.message}`);
  }
  return content.whole();
}
var LOCAL, LOCAL_SIZE, STORED, DEFLATED, PIECE, GrowingBytes;
var init_unzip = __esm({
  'src/formats/zip/unzip.ts'() {
    init_checks();
    init_chunks();
    init_directory();
    LOCAL = 67324752;
    LOCAL_SIZE = 30;
    STORED = 0;
    DEFLATED = 8;
    PIECE = 8192;
    GrowingBytes = class {
      length = 0;
      parts = [];
      add(part) {
        this.parts.push(part);
        this.length += part.length;
      }
      whole() {
        const bytes = new Uint8Array(this.length);
        let at2 = 0;
        for (const part of this.parts) {
          bytes.set(part, at2);
          at2 += part.length;
        }
        return bytes;
      }
    };
  },
});

// src/formats/npz/textNpy.ts
function headerOf3(bytes) {
  const latin = new TextDecoder('latin1');
  if (bytes.length < 10 || !MAGIC2.endsWith(latin.decode(bytes.subarray(1, 8)))) return null;
  const start = 10 + bytes[8] + 256 * bytes[9];
  return start > bytes.length ? null : { text: latin.decode(bytes.subarray(10, start)), start };
}
function readTextNpy(bytes, where2) {
  const { text: text3 = '', start = 0 } = headerOf3(bytes) ?? {};
  const length = Number(HEADER.exec(text3)?.[1]);
  if (bytes.length - start !== 4 * length)
    throw new Fault(where2, `${bytes.length - start} bytes of text, expected ${4 * length}`);
  const view2 = new DataView(bytes.buffer, bytes.byteOffset + start);
  const characters = [];
  for (let i = 0; i < length; i++) {
    const code = view2.getUint32(4 * i, true);
    if (code > 1114111) throw new Fault(where2, `character ${i} is ${code}, which is none`);
    characters.push(String.fromCodePoint(code));
  }
  return characters.join('').replace(/\0+$/, '');
}
function writeTextNpy(text3) {
  const characters = Array.from(text3);
  const head = `{'descr': '<U${characters.length}', 'fortran_order': False, 'shape': (), }`;
  const start = Math.ceil((10 + head.length + 1) / 64) * 64;
  const file = new Uint8Array(start + 4 * characters.length);
  const view2 = new DataView(file.buffer);
  for (let i = 0; i < MAGIC2.length; i++) file[i] = MAGIC2.charCodeAt(i);
  view2.setUint16(8, start - 10, true);
  file.set(
    new TextEncoder().encode(`${head.padEnd(start - 11)}
`),
    10,
  );
  for (const [i, character] of characters.entries()) view2.setUint32(start + 4 * i, character.codePointAt(0), true);
  return file;
}
var MAGIC2, HEADER, isTextNpy;
var init_textNpy = __esm({
  'src/formats/npz/textNpy.ts'() {
    init_checks();
    MAGIC2 = String.fromCharCode(147, ...Array.from('NUMPY', (letter) => letter.charCodeAt(0)), 1, 0);
    HEADER = /^\{'descr': '<U(\d+)', 'fortran_order': False, 'shape': \(\), *\} *\n?$/;
    isTextNpy = (bytes) => HEADER.test(headerOf3(bytes)?.text ?? '');
  },
});

// src/formats/npz/npz.ts
import { zipSync } from 'fflate';

function readNpz(bytes, maxBytes = MAX_TENSOR_FILE) {
  try {
    const files = unzip(bytes, { maxBytes, wanted: (name) => name.endsWith('.npy') });
    const arrays = /* @__PURE__ */ new Map();
    const texts = /* @__PURE__ */ new Map();
    for (const [file, content] of files) {
      const name = file.slice(0, -'.npy'.length);
      if (isTextNpy(content)) texts.set(name, readTextNpy(content, entryLabel(file)));
      else arrays.set(name, tensorOf(content, file));
    }
    return { ok: true, arrays, texts };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}
function tensorOf(content, file) {
  const result = readNpy(content);
  if (result.ok) return result.tensor;
  const { where: where2, message } = result.error;
  throw new Fault(where2 ? `${entryLabel(file)}, ${where2}` : entryLabel(file), message);
}
function writeNpz(arrays, texts = /* @__PURE__ */ new Map()) {
  const files = /* @__PURE__ */ Object.create(null);
  const add2 = (name, content) => {
    if (Object.hasOwn(files, `${name}.npy`)) throw new RangeError(`invalid names: ${name} comes twice`);
    files[`${name}.npy`] = content;
  };
  for (const { name, data, shape: shape4, type } of arrays) add2(name, writeNpy(data, shape4, type));
  for (const [name, text3] of texts) add2(name, writeTextNpy(text3));
  return zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) });
}
var init_npz = __esm({
  'src/formats/npz/npz.ts'() {
    init_checks();
    init_limits();
    init_npy();
    init_directory();
    init_unzip();
    init_textNpy();
  },
});

// src/formats/npz/index.ts
var npz_exports = {};
__export(npz_exports, {
  readNpz: () => readNpz,
  writeNpz: () => writeNpz,
});
var init_npz2 = __esm({
  'src/formats/npz/index.ts'() {
    init_npz();
  },
});

// src/formats/weightFile.ts
async function readWeightFile(bytes) {
  if (bytes.length > MAX_GRAPH_FILE)
    return {
      ok: false,
      error: { where: '', message: `the file has ${bytes.length} bytes; at most ${MAX_GRAPH_FILE} are read` },
    };
  return isZip(bytes) ? fromNpz(bytes) : fromSafetensors(bytes);
}
async function fromNpz(bytes) {
  const { readNpz: readNpz2 } = await Promise.resolve().then(() => (init_npz2(), npz_exports));
  const result = readNpz2(bytes, MAX_GRAPH_FILE);
  if (!result.ok) return result;
  return { ok: true, tensors: result.arrays, graphText: result.texts.get(GRAPH_KEY) ?? null };
}
function fromSafetensors(bytes) {
  const result = readSafetensors(bytes);
  if (!result.ok) return result;
  const tensors = new Map(result.tensors.map(({ name, ...tensor2 }) => [name, tensor2]));
  return { ok: true, tensors, graphText: result.metadata.get(GRAPH_KEY) ?? null };
}
var GRAPH_KEY;
var init_weightFile = __esm({
  'src/formats/weightFile.ts'() {
    init_fileKind();
    init_limits();
    init_safetensors();
    GRAPH_KEY = 'graph';
  },
});

// src/formats/hdf5/bytes.ts
var MAX_STEPS, NOWHERE, damaged, FileBytes;
var init_bytes = __esm({
  'src/formats/hdf5/bytes.ts'() {
    init_checks();
    MAX_STEPS = 4e6;
    NOWHERE = -1;
    damaged = (what) => new Fault('', `a damaged HDF5 file: ${what}`);
    FileBytes = class {
      constructor(bytes, values) {
        this.bytes = bytes;
        this.values = values;
        this.length = bytes.length;
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      }
      bytes;
      values;
      length;
      view;
      steps = MAX_STEPS;
      /** Takes so many bytes of values from what the file may have. Throws a `Fault` where it is more. */
      spend(values) {
        this.values -= values;
        if (!(this.values >= 0)) throw new Fault('', 'the file holds more values than are read');
      }
      at(offset, length) {
        if (--this.steps < 0) throw damaged('it goes round in circles, or has too many parts');
        if (!(offset >= 0 && length >= 0 && offset + length <= this.length)) throw damaged('it ends too early');
        return offset;
      }
      u8(offset) {
        return this.view.getUint8(this.at(offset, 1));
      }
      u16(offset) {
        return this.view.getUint16(this.at(offset, 2), true);
      }
      u32(offset) {
        return this.view.getUint32(this.at(offset, 4), true);
      }
      /** A number of so many bytes, at most 8. Throws a `Fault` beyond 2⁵³. */
      uint(offset, size2) {
        this.at(offset, size2);
        let value = 0;
        for (let i = size2 - 1; i >= 0; i--) value = value * 256 + this.view.getUint8(offset + i);
        if (!Number.isSafeInteger(value)) throw damaged('a size or an address is too large');
        return value;
      }
      /** An address, or `NOWHERE`. */
      address(offset) {
        this.at(offset, 8);
        if (this.view.getUint32(offset, true) === 4294967295 && this.view.getUint32(offset + 4, true) === 4294967295)
          return NOWHERE;
        return this.uint(offset, 8);
      }
      /** Bytes as they are: a view. */
      part(offset, length) {
        this.at(offset, length);
        return this.bytes.subarray(offset, offset + length);
      }
      /** Text in UTF-8 up to the first zero. */
      text(offset, length) {
        const part = this.part(offset, length);
        const end = part.indexOf(0);
        return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end));
      }
      /** Throws a `Fault` unless these letters stand there. */
      expect(offset, letters) {
        if (this.text(offset, letters.length) !== letters) throw damaged(`${letters} is not where it should be`);
      }
    };
  },
});

// src/formats/hdf5/heaps.ts
function localName(file, heap, offset) {
  file.expect(heap, 'HEAP');
  const [size2, data] = [file.uint(heap + 8, 8), file.uint(heap + 24, 8)];
  if (offset >= size2) throw damaged('a name lies outside its heap');
  return file.text(data + offset, Math.min(size2 - offset, 1024));
}
function globalObject(file, heap, index) {
  file.expect(heap, 'GCOL');
  const end = heap + file.uint(heap + 8, 8);
  for (let at2 = heap + 16; at2 + 16 <= end; ) {
    const [own, size2] = [file.u16(at2), file.uint(at2 + 8, 8)];
    if (own === 0) return null;
    if (own === index) return file.part(at2 + 16, size2);
    at2 += 16 + Math.ceil(size2 / 8) * 8;
  }
  return null;
}
var FractalHeap, bytesFor;
var init_heaps = __esm({
  'src/formats/hdf5/heaps.ts'() {
    init_checks();
    init_bytes();
    FractalHeap = class {
      constructor(file, address) {
        this.file = file;
        file.expect(address, 'FRHP');
        if (file.u16(address + 7) > 0) throw new Fault('', 'a group is packed in a way that is not read here');
        const [largest2, managed] = [file.uint(address + 120, 8), file.u32(address + 10)];
        this.width = file.u16(address + 110);
        this.startSize = file.uint(address + 112, 8);
        this.offsetBytes = Math.ceil(file.u16(address + 128) / 8);
        this.lengthBytes = bytesFor(Math.min(largest2, managed));
        this.directRows = Math.log2(largest2 / this.startSize) + 2;
        this.root = file.address(address + 132);
        this.rows = file.u16(address + 140);
        if (!(this.width > 0 && this.startSize > 0 && Number.isInteger(this.directRows) && this.offsetBytes <= 7))
          throw damaged('a heap has no sizes');
      }
      file;
      offsetBytes;
      lengthBytes;
      width;
      startSize;
      directRows;
      root;
      rows;
      /** Where the object with the id at `id` begins. */
      place(id) {
        const kind = (this.file.u8(id) >> 4) & 3;
        if (kind === 2) return id + 1;
        if (kind !== 0) throw new Fault('', 'an object is stored in a way that is not read here');
        const offset = this.file.uint(id + 1, this.offsetBytes);
        this.file.uint(id + 1 + this.offsetBytes, this.lengthBytes);
        if (this.root === NOWHERE) throw damaged('a heap is empty');
        return this.rows === 0 ? this.root + offset : this.within(this.root, this.rows, offset);
      }
      /** Place of an offset from the beginning of an indirect block. */
      within(block, rows, offset) {
        this.file.expect(block, 'FHIB');
        let entry = block + 13 + this.offsetBytes;
        let before = 0;
        for (let row2 = 0; row2 < rows; row2++) {
          const size2 = this.startSize * 2 ** Math.max(row2 - 1, 0);
          const column = Math.floor((offset - before) / size2);
          if (column < this.width) return this.child(entry + 8 * column, row2, size2, offset - before - column * size2);
          before += size2 * this.width;
          entry += 8 * this.width;
        }
        throw damaged('an object lies outside its heap');
      }
      child(entry, row2, size2, offset) {
        const address = this.file.address(entry);
        if (address === NOWHERE) throw damaged('a block of a heap is missing');
        if (row2 < this.directRows) return address + offset;
        const rows = Math.log2(size2 / (this.startSize * this.width)) + 1;
        if (!(Number.isInteger(rows) && rows > 0)) throw damaged('a heap has no rows');
        return this.within(address, rows, offset);
      }
    };
    bytesFor = (limit) => Math.max(1, Math.ceil(Math.log2(limit + 1) / 8));
  },
});

// src/formats/hdf5/objectHeader.ts
function messagesAt(file, address) {
  return file.u8(address) === 1 ? oldMessages(file, address) : newMessages(file, address);
}
function oldMessages(file, address) {
  const from = address + 16;
  return collected(file, { from, to: from + file.u32(address + 8) }, (at2) => ({
    message: {
      type: file.u16(at2),
      size: file.u16(at2 + 2),
      shared: (file.u8(at2 + 4) & 2) !== 0,
      offset: at2 + 8,
    },
    trim: (block) => block,
  }));
}
function newMessages(file, address) {
  file.expect(address, 'OHDR');
  const flags = file.u8(address + 5);
  const sizeAt = address + 6 + (flags & 32 ? 16 : 0) + (flags & 16 ? 4 : 0);
  const width = 1 << (flags & 3);
  const head = flags & 4 ? 6 : 4;
  const from = sizeAt + width;
  return collected(file, { from, to: from + file.uint(sizeAt, width) }, (at2) => ({
    message: {
      type: file.u8(at2),
      size: file.u16(at2 + 1),
      shared: (file.u8(at2 + 3) & 2) !== 0,
      offset: at2 + head,
    },
    // A block has its letters before and a check sum behind.
    trim: (block) => {
      file.expect(block.from, 'OCHK');
      return { from: block.from + 4, to: block.to - 4 };
    },
  }));
}
function collected(file, first, parse) {
  const messages = [];
  const spans = [first];
  for (let span = spans.shift(); span; span = spans.shift()) {
    for (let at2 = span.from; at2 + LEAST <= span.to; ) {
      const { message, trim } = parse(at2);
      if (message.offset + message.size > span.to) throw damaged('a message is longer than its header');
      if (messages.length >= MAX_MESSAGES) throw damaged('an object has too many messages');
      messages.push(message);
      if (message.type === MESSAGE.continuation) {
        const from = file.uint(message.offset, 8);
        spans.push(trim({ from, to: from + file.uint(message.offset + 8, 8) }));
      }
      at2 = message.offset + message.size;
    }
  }
  return messages;
}
var MESSAGE, MAX_MESSAGES, LEAST;
var init_objectHeader = __esm({
  'src/formats/hdf5/objectHeader.ts'() {
    init_bytes();
    MESSAGE = {
      dataspace: 1,
      linkInfo: 2,
      datatype: 3,
      link: 6,
      layout: 8,
      filters: 11,
      attribute: 12,
      continuation: 16,
      symbolTable: 17,
      attributeInfo: 21,
    };
    MAX_MESSAGES = 65536;
    LEAST = 4;
  },
});

// src/formats/hdf5/trees.ts
function* leaves(file, address, type, keySize) {
  const open = [{ address, level: -1 }];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.address === NOWHERE) continue;
    file.expect(node.address, 'TREE');
    const level = file.u8(node.address + 5);
    if (file.u8(node.address + 4) !== type || (node.level >= 0 && level !== node.level))
      throw damaged('a tree has a node of another kind');
    const count = file.u16(node.address + 6);
    for (let i = 0; i < count; i++) {
      const key = node.address + NODE_HEADER + i * (keySize + 8);
      const child = file.address(key + keySize);
      if (level === 0) yield { key, child };
      else open.push({ address: child, level: level - 1 });
    }
  }
}
function* records(file, address) {
  file.expect(address, 'BTHD');
  const [nodeSize, recordSize, depth] = [file.u32(address + 6), file.u16(address + 10), file.u16(address + 12)];
  const root = file.address(address + 16);
  if (root === NOWHERE) return;
  if (recordSize === 0 || depth > 16) throw damaged('a tree has no sizes');
  const pointers = pointerSizes(nodeSize, recordSize, depth);
  const open = [{ address: root, count: file.u16(address + 24), level: depth }];
  for (let node = open.pop(); node; node = open.pop()) {
    const { address: at2, count, level } = node;
    file.expect(at2, level > 0 ? 'BTIN' : 'BTLF');
    for (let i = 0; i < count; i++) yield at2 + 6 + i * recordSize;
    if (level === 0) continue;
    const { size: size2, countBytes } = pointers[level];
    for (let i = 0; i <= count; i++) {
      const pointer = at2 + 6 + count * recordSize + i * size2;
      open.push({ address: file.uint(pointer, 8), count: file.uint(pointer + 8, countBytes), level: level - 1 });
    }
  }
}
function pointerSizes(nodeSize, recordSize, depth) {
  let most = Math.floor((nodeSize - 10) / recordSize);
  let total = most;
  const sizes = [{ size: 0, countBytes: 0 }];
  for (let level = 1; level <= depth; level++) {
    const countBytes = bytesFor(most);
    const size2 = 8 + countBytes + (level > 1 ? bytesFor(total) : 0);
    sizes.push({ size: size2, countBytes });
    most = Math.floor((nodeSize - 10 - size2) / (recordSize + size2));
    total = (most + 1) * total + most;
  }
  return sizes;
}
var NODE_HEADER;
var init_trees = __esm({
  'src/formats/hdf5/trees.ts'() {
    init_bytes();
    init_heaps();
    NODE_HEADER = 24;
  },
});

// src/formats/hdf5/links.ts
function linksOf(file, messages) {
  const links = /* @__PURE__ */ new Map();
  for (const { type, offset } of messages) {
    if (type === MESSAGE.symbolTable) addSymbols(file, offset, links);
    else if (type === MESSAGE.link) addLink(file, offset, links);
    else if (type === MESSAGE.linkInfo) addDense(file, offset, links);
  }
  return links;
}
function addSymbols(file, offset, links) {
  const [tree, heap] = [file.address(offset), file.uint(offset + 8, 8)];
  for (const { child } of leaves(file, tree, GROUP_TREE, 8)) {
    file.expect(child, 'SNOD');
    const count = file.u16(child + 6);
    for (let i = 0; i < count; i++) {
      const symbol = child + 8 + i * SYMBOL_SIZE;
      if (file.u32(symbol + 16) === SOFT) continue;
      links.set(localName(file, heap, file.uint(symbol, 8)), file.uint(symbol + 8, 8));
    }
  }
}
function addLink(file, offset, links) {
  if (file.u8(offset) !== 1) throw damaged('a link of an unknown version');
  const flags = file.u8(offset + 1);
  let at2 = offset + 2;
  const type = flags & 8 ? file.u8(at2++) : 0;
  if (flags & 4) at2 += 8;
  if (flags & 16) at2 += 1;
  const width = 1 << (flags & 3);
  const length = file.uint(at2, width);
  if (type === 0) links.set(file.text(at2 + width, length), file.uint(at2 + width + length, 8));
}
function addDense(file, offset, links) {
  const at2 = offset + 2 + (file.u8(offset + 1) & 1 ? 8 : 0);
  for (const id of heapIds(file, at2, 4)) addLink(file, id, links);
}
function* heapIds(file, at2, idAt) {
  const [heapAddress, tree] = [file.address(at2), file.address(at2 + 8)];
  if (heapAddress === NOWHERE || tree === NOWHERE) return;
  const heap = new FractalHeap(file, heapAddress);
  for (const record of records(file, tree)) yield heap.place(record + idAt);
}
var GROUP_TREE, SYMBOL_SIZE, SOFT;
var init_links = __esm({
  'src/formats/hdf5/links.ts'() {
    init_bytes();
    init_heaps();
    init_objectHeader();
    init_trees();
    GROUP_TREE = 0;
    SYMBOL_SIZE = 40;
    SOFT = 2;
  },
});

// src/formats/hdf5/types.ts
function dataTypeAt(file, offset) {
  const kind = file.u8(offset) & 15;
  const bits2 = file.u8(offset + 1);
  const size2 = file.u32(offset + 4);
  const name = CLASSES[kind] ?? `class ${kind}`;
  if (name === 'text') return { kind: 'text', size: size2 };
  if (kind === VLEN && (bits2 & 15) === 1) return { kind: 'vlenText', size: size2 };
  if (kind === ENUMERATION) return dataTypeAt(file, offset + 8);
  const type = numberType(name, size2, (bits2 & 8) !== 0);
  return type
    ? { kind: 'number', type, size: size2, bigEndian: (bits2 & 1) !== 0 }
    : { kind: 'other', size: size2, name };
}
function numberType(name, size2, signed2) {
  if (name === 'float') return size2 === 2 ? 'F16' : size2 === 4 ? 'F32' : size2 === 8 ? 'F64' : null;
  if (name !== 'integer') return null;
  if (size2 === 1 && !signed2) return 'U8';
  return signed2 && size2 === 4 ? 'I32' : signed2 && size2 === 8 ? 'I64' : null;
}
function shapeAt2(file, offset) {
  const version = file.u8(offset);
  const rank = file.u8(offset + 1);
  if (version !== 1 && version !== 2) throw damaged('a shape of an unknown version');
  if (rank > MAX_DIMENSIONS) throw new Fault('', `a shape of ${rank} lengths; at most ${MAX_DIMENSIONS} are taken`);
  const first = offset + (version === 1 ? 8 : 4);
  return Array.from({ length: rank }, (_, i) => file.uint(first + 8 * i, 8));
}
var CLASSES, ENUMERATION, VLEN;
var init_types3 = __esm({
  'src/formats/hdf5/types.ts'() {
    init_checks();
    init_tensors();
    init_bytes();
    CLASSES = [
      'integer',
      'float',
      'time',
      'text',
      'bits',
      'opaque',
      'compound',
      'reference',
      'enumeration',
      'vlen',
      'array',
    ];
    ENUMERATION = 8;
    VLEN = 9;
  },
});

// src/formats/hdf5/attributes.ts
function textsOf(file, messages, name) {
  for (const { type, offset, shared } of messages) {
    if (type === MESSAGE.attribute && !shared) {
      const texts = textsAt(file, offset, name);
      if (texts) return texts;
    } else if (type === MESSAGE.attributeInfo) {
      const at2 = offset + 2 + (file.u8(offset + 1) & 1 ? 2 : 0);
      for (const place3 of heapIds(file, at2, 0)) {
        const texts = textsAt(file, place3, name);
        if (texts) return texts;
      }
    }
  }
  return null;
}
function textsAt(file, offset, wanted) {
  const version = file.u8(offset);
  if (version < 1 || version > 3) throw damaged('an attribute of an unknown version');
  const [nameSize, typeSize, shapeSize] = [2, 4, 6].map((at2) => file.u16(offset + at2));
  const padded = (size2) => (version === 1 ? Math.ceil(size2 / 8) * 8 : size2);
  const nameAt2 = offset + (version === 3 ? 9 : 8);
  if (file.text(nameAt2, nameSize) !== wanted) return null;
  const typeAt = nameAt2 + padded(nameSize);
  const type = dataTypeAt(file, typeAt);
  const shape4 = shapeAt2(file, typeAt + padded(typeSize));
  const first = typeAt + padded(typeSize) + padded(shapeSize);
  const count = shape4.reduce((product2, length) => product2 * length, 1);
  if (type.kind !== 'text' && type.kind !== 'vlenText') return null;
  if (count > MAX_TEXTS) throw damaged('an attribute has too many texts');
  return Array.from({ length: count }, (_, i) => textAt(file, type, first + i * type.size));
}
function textAt(file, type, offset) {
  if (type.kind === 'text') {
    file.spend(type.size);
    return file.text(offset, type.size);
  }
  const bytes = globalObject(file, file.uint(offset + 4, 8), file.u32(offset + 12));
  if (!bytes) throw damaged('a text is missing');
  file.spend(bytes.length);
  return new TextDecoder().decode(bytes.subarray(0, file.u32(offset)));
}
var MAX_TEXTS;
var init_attributes = __esm({
  'src/formats/hdf5/attributes.ts'() {
    init_bytes();
    init_heaps();
    init_links();
    init_objectHeader();
    init_types3();
    MAX_TEXTS = 1e5;
  },
});

// src/formats/hdf5/filters.ts
import { Unzlib } from 'fflate';

function filtersAt(file, offset) {
  const [version, count] = [file.u8(offset), file.u8(offset + 1)];
  if (version !== 1 && version !== 2) throw damaged('filters of an unknown version');
  let at2 = offset + (version === 1 ? 8 : 2);
  return Array.from({ length: count }, () => {
    const id = file.u16(at2);
    const named2 = version === 1 || id >= 256;
    const name = named2 ? file.u16(at2 + 2) : 0;
    const values = file.u16(at2 + (named2 ? 6 : 4));
    const head = named2 ? 8 : 6;
    at2 += head + (version === 1 ? Math.ceil(name / 8) * 8 + (values + (values % 2)) * 4 : name + values * 4);
    return id;
  });
}
function unfiltered(packed, filters, size2, entry) {
  let bytes = packed;
  for (const id of filters.toReversed()) {
    if (id === DEFLATE) bytes = inflated2(bytes, size2 + 4);
    else if (id === SHUFFLE) bytes = unshuffled(bytes, entry);
    else if (id === FLETCHER) bytes = bytes.subarray(0, Math.max(0, bytes.length - 4));
    else throw new Fault('', `values are packed by filter ${id}; gzip and shuffle are read`);
  }
  if (bytes.length !== size2) throw damaged(`a chunk has ${bytes.length} bytes, expected ${size2}`);
  return bytes;
}
function inflated2(packed, most) {
  const bytes = new Uint8Array(most);
  let length = 0;
  const inflate = new Unzlib((part) => {
    if (length + part.length > most) throw damaged('a chunk unpacks to more than it should');
    bytes.set(part, length);
    length += part.length;
  });
  try {
    for (let at2 = 0; at2 < packed.length || at2 === 0; at2 += PIECE2)
      inflate.push(packed.subarray(at2, at2 + PIECE2), at2 + PIECE2 >= packed.length);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw damaged(`a chunk cannot be unpacked (${error.message})`);
  }
  return bytes.subarray(0, length);
}
function unshuffled(bytes, entry) {
  const count = Math.floor(bytes.length / entry);
  const out = bytes.slice();
  for (let part = 0; part < entry; part++)
    for (let i = 0; i < count; i++) out[i * entry + part] = bytes[part * count + i];
  return out;
}
var DEFLATE, SHUFFLE, FLETCHER, PIECE2;
var init_filters = __esm({
  'src/formats/hdf5/filters.ts'() {
    init_checks();
    init_bytes();
    DEFLATE = 1;
    SHUFFLE = 2;
    FLETCHER = 3;
    PIECE2 = 8192;
  },
});

// src/formats/hdf5/dataset.ts
function tensorOf2(file, messages, where2) {
  const typeMessage = the(messages, MESSAGE.datatype);
  if (typeMessage.shared) throw new Fault(where2, 'its type is kept elsewhere, which is not read here');
  const type = dataTypeAt(file, typeMessage.offset);
  if (type.kind !== 'number')
    throw new Fault(where2, `holds values of type ${type.kind === 'other' ? type.name : 'text'}, not numbers`);
  const shape4 = shapeAt2(file, the(messages, MESSAGE.dataspace).offset);
  const count = shape4.reduce((product2, length) => product2 * length, 1);
  if (count > MAX_GRAPH_PARAMETERS)
    throw new Fault(where2, `${count} values; at most ${MAX_GRAPH_PARAMETERS} are taken`);
  file.spend(count * type.size);
  const filterMessage = messages.find((message) => message.type === MESSAGE.filters);
  const filters = filterMessage ? filtersAt(file, filterMessage.offset) : [];
  const values = { shape: shape4, entry: type.size, filters, bytes: new Uint8Array(count * type.size) };
  fill(file, the(messages, MESSAGE.layout).offset, values);
  if (type.bigEndian) reverseEntries(values.bytes, type.size);
  return tensorFrom(type.type, shape4, values.bytes, where2);
}
function the(messages, type) {
  const message = messages.find((each) => each.type === type);
  if (!message) throw damaged('a dataset has no type, shape or place');
  return message;
}
function fill(file, layout, values) {
  const [version, kind] = [file.u8(layout), file.u8(layout + 1)];
  if (version !== 3 && version !== 4) throw new Fault('', `values in a layout of version ${version}; 3 and 4 are read`);
  const { bytes } = values;
  if (kind === COMPACT) {
    bytes.set(file.part(layout + 4, bytes.length));
  } else if (kind === CONTIGUOUS) {
    const address = file.address(layout + 2);
    if (address !== NOWHERE) bytes.set(file.part(address, bytes.length));
  } else if (version === 3) fillFromTree(file, layout, values);
  else fillFromOne(file, layout, values);
}
function fillFromTree(file, layout, values) {
  const rank = file.u8(layout + 2) - 1;
  const tree = file.address(layout + 3);
  const chunk = chunkShape(values, rank, (i) => file.u32(layout + 11 + 4 * i));
  for (const { key, child } of leaves(file, tree, CHUNK_TREE, 8 + 8 * (rank + 1))) {
    const start = chunk.map((_, i) => file.uint(key + 8 + 8 * i, 8));
    place(file, values, { chunk, start, mask: file.u32(key + 4), packed: file.part(child, file.u32(key)) });
  }
}
function fillFromOne(file, layout, values) {
  const [flags, rank, width] = [file.u8(layout + 2), file.u8(layout + 3) - 1, file.u8(layout + 4)];
  if (width < 1 || width > 8) throw damaged('chunks have no size');
  const index = layout + 5 + width * (rank + 1);
  if (file.u8(index) !== 1) throw new Fault('', 'values in an index of chunks that is not read here');
  const chunk = chunkShape(values, rank, (i) => file.uint(layout + 5 + width * i, width));
  const size2 = chunk.reduce((product2, length2) => product2 * length2, values.entry);
  const filtered = (flags & 2) !== 0;
  const [length, mask] = filtered ? [file.uint(index + 1, 8), file.u32(index + 9)] : [size2, 0];
  const address = file.address(index + (filtered ? 13 : 1));
  if (address === NOWHERE) return;
  place(file, values, { chunk, start: chunk.map(() => 0), mask, packed: file.part(address, length) });
}
function chunkShape({ shape: shape4, entry }, rank, length) {
  if (rank !== shape4.length) throw damaged('chunks have another number of axes than the values');
  const chunk = shape4.map((_, i) => length(i));
  const size2 = chunk.reduce((product2, each) => product2 * each, entry);
  if (chunk.includes(0) || size2 > 8 * MAX_GRAPH_PARAMETERS) throw damaged('chunks have no usable size');
  return chunk;
}
function place(file, values, { chunk, start, mask, packed }) {
  const { shape: shape4, entry, filters, bytes } = values;
  const size2 = chunk.reduce((product2, length) => product2 * length, entry);
  file.spend(size2);
  const used = filters.filter((_, i) => (mask & (1 << i)) === 0);
  const content = unfiltered(packed, used, size2, entry);
  const last = shape4.length - 1;
  const rowLength = Math.min(chunk[last] ?? 1, (shape4[last] ?? 1) - (start[last] ?? 0)) * entry;
  const rows = size2 / entry / (chunk[last] ?? 1);
  for (let row2 = 0; row2 < rows && rowLength > 0; row2++) {
    let [rest, target, stride, inside] = [row2, start[last] ?? 0, shape4[last] ?? 1, true];
    for (let axis = last - 1; axis >= 0; axis--) {
      const at2 = start[axis] + (rest % chunk[axis]);
      rest = Math.floor(rest / chunk[axis]);
      inside &&= at2 < shape4[axis];
      target += at2 * stride;
      stride *= shape4[axis];
    }
    const from = row2 * (chunk[last] ?? 1) * entry;
    if (inside) bytes.set(content.subarray(from, from + rowLength), target * entry);
  }
}
function reverseEntries(bytes, size2) {
  for (let at2 = 0; at2 + size2 <= bytes.length; at2 += size2) bytes.subarray(at2, at2 + size2).reverse();
}
var CHUNK_TREE, COMPACT, CONTIGUOUS;
var init_dataset = __esm({
  'src/formats/hdf5/dataset.ts'() {
    init_checks();
    init_limits();
    init_tensors();
    init_bytes();
    init_filters();
    init_objectHeader();
    init_trees();
    init_types3();
    CHUNK_TREE = 1;
    COMPACT = 0;
    CONTIGUOUS = 1;
  },
});

// src/formats/hdf5/file.ts
function openHdf5(bytes, maxBytes = 2 * MAX_GRAPH_FILE) {
  const file = new FileBytes(bytes, maxBytes);
  const version = file.u8(8);
  if (version > 3) throw damaged(`version ${version} of the format is not known`);
  const old = version < 2;
  if (file.u8(old ? 13 : 9) !== 8 || file.u8(old ? 14 : 10) !== 8)
    throw new Fault('', 'an HDF5 file with addresses of another width than 64 bits');
  const base = old ? 24 + 4 * version : 12;
  if (file.uint(base, 8) !== 0) throw new Fault('', 'an HDF5 file with something in front of it');
  const end = file.uint(base + 16, 8);
  if (end > bytes.length)
    throw new Fault('', `the file is cut off: it has ${bytes.length} bytes, its beginning says ${end}`);
  const root = file.uint(old ? base + 40 : 36, 8);
  return new Hdf5Object(file, messagesAt(file, root), '');
}
var Hdf5Object;
var init_file = __esm({
  'src/formats/hdf5/file.ts'() {
    init_checks();
    init_limits();
    init_attributes();
    init_bytes();
    init_dataset();
    init_links();
    init_objectHeader();
    Hdf5Object = class _Hdf5Object {
      constructor(file, messages, path) {
        this.file = file;
        this.messages = messages;
        this.path = path;
      }
      file;
      messages;
      path;
      links = null;
      get isDataset() {
        return this.messages.some(({ type }) => type === MESSAGE.dataspace);
      }
      /** Names of the members, in the file's order. */
      names() {
        return [...this.members().keys()];
      }
      /** The object at a path from here (`a/b`), null where there is none. */
      get(path) {
        const [first = '', ...rest] = path.split('/').filter((part) => part !== '');
        if (first === '') return this;
        const address = this.members().get(first);
        if (address === void 0) return null;
        const child = new _Hdf5Object(
          this.file,
          messagesAt(this.file, address),
          this.path ? `${this.path}/${first}` : first,
        );
        return child.get(rest.join('/'));
      }
      /** Texts of an attribute; null where there is none of this name, or it holds no texts. */
      texts(name) {
        return textsOf(this.file, this.messages, name);
      }
      /** Values of a dataset. */
      tensor() {
        if (!this.isDataset) throw new Fault(JSON.stringify(this.path), 'is a group, not values');
        return tensorOf2(this.file, this.messages, JSON.stringify(this.path));
      }
      members() {
        if (!this.links) this.links = this.isDataset ? /* @__PURE__ */ new Map() : linksOf(this.file, this.messages);
        return this.links;
      }
    };
  },
});

// src/formats/graphBuilder.ts
function checkShape(shape4, where2) {
  for (const size3 of shape4)
    if (!Number.isSafeInteger(size3) || size3 < 1) throw new Fault(where2, `${shown(size3)} in its shape is no size`);
  const size2 = sizeOf(shape4);
  if (!(size2 <= MAX_TENSOR)) throw new Fault(where2, `has ${size2} values; at most ${MAX_TENSOR} are taken`);
}
var isKnown, GraphBuilder, nodeLabel;
var init_graphBuilder = __esm({
  'src/formats/graphBuilder.ts'() {
    init_shapes();
    init_types();
    init_checks();
    init_limits();
    isKnown = (value) => value.shape !== null;
    GraphBuilder = class {
      /** In the order in which they were made: each after what it takes. */
      nodes = [];
      notes = [];
      /** Whether the file leaves sizes of the input open. */
      openInput = false;
      #shapes = /* @__PURE__ */ new Map();
      /** A name that no node has: `name` itself, or with a number behind it. */
      freshName(name) {
        let fresh = name;
        for (let i = 1; this.#shapes.has(fresh); i++) fresh = `${name}:${i}`;
        return fresh;
      }
      /** Adds a node whose inputs have known shapes. Throws a `GraphError` where they do not fit, a `Fault` beyond the limits. */
      add(node) {
        const shape4 = nodeShape(
          node,
          node.inputs.map((input) => this.shapeOf(input) ?? []),
        );
        this.#keep(node, shape4);
        return { name: node.name, shape: shape4 };
      }
      /** Adds an op that nothing here computes; `shape` where it is known all the same. */
      addUnknown(name, type, inputs, shape4 = null) {
        this.#keep({ name, op: 'unknown', type, inputs: inputs.map((input) => input.name) }, shape4);
        return { name, shape: shape4 };
      }
      /** States the shape of an unknown op's values. */
      state(name, shape4) {
        checkShape(shape4, nodeLabel(name));
        this.#shapes.set(name, shape4);
      }
      /** Adds a note once. */
      note(text3) {
        if (!this.notes.includes(text3)) this.notes.push(text3);
      }
      /** Null for nodes of unknown shape, and for names of none. */
      shapeOf(name) {
        return this.#shapes.get(name) ?? null;
      }
      #keep(node, shape4) {
        const where2 = nodeLabel(node.name);
        if (this.#shapes.has(node.name)) throw new Fault(where2, 'another node has this name');
        if (this.nodes.length >= MAX_NODES) throw new Fault(where2, `more than ${MAX_NODES} nodes`);
        if (shape4) checkShape(shape4, where2);
        this.nodes.push(node);
        this.#shapes.set(node.name, shape4);
      }
    };
    nodeLabel = (name, type) =>
      type === void 0 ? `node ${JSON.stringify(name)}` : `node ${JSON.stringify(name)} (${type})`;
  },
});

// src/formats/beginAt.ts
function begunAt(builder, name, output, starts) {
  const begin = new Set(starts);
  const { available, following } = reachedFrom(builder.nodes, begin);
  let end = output;
  if (!following.has(output) && !begin.has(output)) {
    end = [...following].at(-1) ?? '';
    if (end === '') throw new Fault(nodeLabel(starts[0] ?? ''), 'nothing that is known follows it');
    builder.note(endNote(builder.nodes, end, available));
  }
  const used = /* @__PURE__ */ new Set([end]);
  for (const node of builder.nodes.toReversed())
    if (used.has(node.name) && !begin.has(node.name)) for (const input of node.inputs) used.add(input);
  const taken4 = starts.filter((start) => used.has(start));
  const nodes = builder.nodes.filter((node) => used.has(node.name) && !begin.has(node.name));
  return { name, nodes: [...inputNodes(builder, taken4), ...nodes], output: end };
}
function reachedFrom(nodes, begin) {
  const available = new Set(begin);
  const following = /* @__PURE__ */ new Set();
  for (const { name, op, inputs } of nodes) {
    const source2 = op === 'input' || (op === 'unknown' && inputs.length === 0);
    if (begin.has(name) || source2 || !inputs.every((input) => available.has(input))) continue;
    available.add(name);
    if (inputs.some((input) => begin.has(input) || following.has(input))) following.add(name);
  }
  return { available, following };
}
function endNote(nodes, end, available) {
  const next = nodes.find((node) => node.inputs.includes(end));
  const other = next?.inputs.find((input) => !available.has(input));
  const why =
    next && other ? `: ${JSON.stringify(next.name)} also takes ${JSON.stringify(other)}, which is left out` : '';
  return `The network ends at ${JSON.stringify(end)}${why}.`;
}
function inputNodes(builder, starts) {
  const known = starts.map((start) => {
    const shape4 = builder.shapeOf(start);
    if (!shape4) throw new Fault(nodeLabel(start), 'the shape of its values is not known');
    return { name: start, shape: shape4 };
  });
  if (known.length === 1)
    return known.map(({ name, shape: shape4 }) => ({ name, op: 'input', inputs: [], shape: shape4 }));
  const joined4 = builder.freshName(JOINED);
  const total = known.reduce((sum, { shape: shape4 }) => sum + sizeOf(shape4), 0);
  builder.note(`The inputs ${joinNames(known)} are held by one, ${JSON.stringify(joined4)}, one after another.`);
  const nodes = [{ name: joined4, op: 'input', inputs: [], shape: [total] }];
  let place3 = 0;
  for (const { name, shape: shape4 } of known) {
    nodes.push(...partOf(builder, joined4, place3, name, shape4));
    place3 += sizeOf(shape4);
  }
  return nodes;
}
function partOf(builder, from, place3, name, shape4) {
  const flat = shape4.length === 1 ? name : builder.freshName(`${name}/flat`);
  const crop2 = {
    name: flat,
    op: 'crop',
    inputs: [from],
    starts: [place3],
    sizes: [sizeOf(shape4)],
    steps: [1],
  };
  return flat === name ? [crop2] : [crop2, { name, op: 'reshape', inputs: [flat], shape: shape4 }];
}
function inputShape(builder, name, sizes, given) {
  const where2 = nodeLabel(name);
  if (given && given.length !== sizes.length)
    throw new Fault(where2, `the file's input has ${sizes.length} axes, the shape asked for ${given.length}`);
  const isOpen = (size2) => size2 === null || size2 === void 0 || size2 === -1;
  const shape4 = sizes.map((size2, axis) => {
    if (isOpen(size2)) return given?.[axis] ?? OPEN_SIZE;
    if (typeof size2 !== 'number' || !Number.isSafeInteger(size2) || size2 < 1)
      throw new Fault(where2, `${String(size2)} in its shape is no size`);
    if (given && given[axis] !== size2)
      throw new Fault(where2, `axis ${axis} has the size ${size2}, asked for is ${given[axis]}`);
    return size2;
  });
  if (sizes.some(isOpen)) builder.openInput = true;
  if (!given && sizes.some(isOpen))
    builder.note(
      `The file leaves sizes of the input ${JSON.stringify(name)} open; ${shape4.join(' \xD7 ')} is assumed.`,
    );
  return shape4;
}
var JOINED, joinNames, OPEN_SIZE;
var init_beginAt = __esm({
  'src/formats/beginAt.ts'() {
    init_types();
    init_checks();
    init_graphBuilder();
    JOINED = 'inputs';
    joinNames = (values) =>
      values.map(({ name, shape: shape4 }) => `${JSON.stringify(name)} (${shape4.join(' \xD7 ')})`).join(', ');
    OPEN_SIZE = 16;
  },
});

// src/formats/kerasConfig/fields.ts
function wholeAt(value, least, where2) {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least)
    throw new Fault(where2, `expected a whole number from ${least} on, found ${shown(value)}`);
  return value;
}
function axisAt(value, rank, where2) {
  const axis = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const whole3 = typeof axis === 'number' && Number.isSafeInteger(axis) ? axis : Number.NaN;
  const fromStart = whole3 < 0 ? whole3 + rank : whole3 - 1;
  if (!(fromStart >= 0 && fromStart < rank))
    throw new Fault(where2, `axis ${shown(axis)} is none of the ${rank} axes behind the batch`);
  return fromStart;
}
var plain, camel, Fields;
var init_fields = __esm({
  'src/formats/kerasConfig/fields.ts'() {
    init_checks();
    plain = (name) => name.replaceAll('_', '').toLowerCase();
    camel = (key) => key.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
    Fields = class {
      constructor(config, where2) {
        this.where = where2;
        this.#config = objectAt(config, where2);
      }
      where;
      #config;
      /** The value of the first key that is there; undefined for none. */
      raw(...keys2) {
        for (const key of keys2)
          for (const written2 of [key, camel(key)])
            if (Object.hasOwn(this.#config, written2)) {
              const value = this.#config[written2];
              if (value !== null && value !== void 0) return value;
            }
        return void 0;
      }
      number(key, otherwise) {
        const value = this.raw(key);
        return value === void 0 ? otherwise : finiteAt(value, `${this.where}, ${key}`);
      }
      flag(key, otherwise) {
        const value = this.raw(key);
        if (value === void 0) return otherwise;
        if (typeof value !== 'boolean')
          throw new Fault(this.where, `${key}: expected true or false, found ${shown(value)}`);
        return value;
      }
      /** In the writing of `plain`. */
      text(key, otherwise) {
        const value = this.raw(key);
        if (value === void 0) return otherwise;
        if (typeof value !== 'string') throw new Fault(this.where, `${key}: expected a text, found ${shown(value)}`);
        return plain(value);
      }
      /** A whole number of at least `least`. */
      whole(key, least, otherwise) {
        const value = this.raw(key) ?? otherwise;
        if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least)
          throw new Fault(this.where, `${key}: expected a whole number from ${least} on, found ${shown(value)}`);
        return value;
      }
      /** `count` whole numbers of at least `least`; one number stands for all of them. */
      wholes(key, count, least, otherwise) {
        const value = this.raw(key) ?? otherwise;
        const list3 = Array.isArray(value) ? value : Array.from({ length: count }, () => value);
        if (list3.length !== count) throw new Fault(this.where, `${key}: ${list3.length} numbers, expected ${count}`);
        return list3.map((item) => wholeAt(item, least, `${this.where}, ${key}`));
      }
      channels() {
        const format = this.text('data_format', 'channelslast');
        if (format === 'channelslast') return 'last';
        if (format === 'channelsfirst') return 'first';
        throw new Fault(this.where, `data_format: ${shown(format)} is neither channels_last nor channels_first`);
      }
    };
  },
});

// src/formats/kerasConfig/activations.ts
function addScale(call, name, input, factor, offset) {
  const numbers = { factors: Float64Array.of(factor), offsets: Float64Array.of(offset) };
  return call.builder.add({
    name: call.builder.freshName(name),
    op: 'scale',
    inputs: [input.name],
    shape: [1],
    ...numbers,
  });
}
function activated2(call, name, input, activation3) {
  const kind = plain(activation3);
  if (kind === 'linear') return input;
  const spec = Object.hasOwn(specs, kind) ? specs[kind] : void 0;
  if (spec) return addActivation(call, name, input, spec);
  const known = Object.hasOwn(functions, kind) ? functions[kind] : void 0;
  if (known) return addFunction(call, name, input, known);
  const axis = input.shape.length - 1;
  const softmax3 = (as) =>
    call.builder.add({ name: call.builder.freshName(as), op: 'softmax', inputs: [input.name], axis });
  if (kind === 'softmax') return softmax3(name);
  if (kind === 'logsoftmax') return addFunction(call, name, softmax3(`${name}/softmax`), 'log');
  if (kind === 'logsigmoid') return addLogSigmoid(call, name, input);
  if (kind === 'hardsigmoid') return addHardSigmoid(call, name, input);
  return kind === 'gelunew' ? addTanhGelu(call, name, input) : null;
}
function addLogSigmoid(call, name, input) {
  const negated = addScale(call, `${name}/negated`, input, -1, 0);
  return addScale(call, name, addActivation(call, `${name}/softplus`, negated, { name: 'softplus' }), -1, 0);
}
function addHardSigmoid(call, name, input) {
  const slope = call.dialect === 'keras3' ? 1 / 6 : 0.2;
  const pieces = { slopes: [0, slope, 0], offsets: [0, 0.5, 1], thresholds: [-0.5 / slope, 0.5 / slope] };
  return addActivation(call, name, input, { name: 'table', table: { label: 'hard sigmoid', ...pieces } });
}
function addTanhGelu(call, name, input) {
  const { builder } = call;
  const slope = Math.sqrt(2 / Math.PI);
  const square2 = addFunction(call, `${name}/square`, input, 'square');
  const factor = addScale(call, `${name}/factor`, square2, slope * 0.044715, slope);
  const product2 = (as, other) =>
    builder.add({ name: builder.freshName(as), op: 'multiply', inputs: [input.name, other.name] });
  const tanh = addActivation(call, `${name}/tanh`, product2(`${name}/inner`, factor), { name: 'tanh' });
  return product2(name, addScale(call, `${name}/gate`, tanh, 0.5, 0.5));
}
function withActivation(call, value) {
  const given = call.fields.raw('activation');
  if (given === void 0) return value;
  const name = activationName(given, call.fields.where);
  if (typeof name === 'string') {
    const result = activated2(call, `${call.name}/${name}`, value, name);
    return result ?? call.builder.addUnknown(call.builder.freshName(`${call.name}/${name}`), name, [value]);
  }
  const own = `${call.name}/${name.className}`;
  const layer = call.with({ name: own, className: name.className, fields: name.fields, inputs: [value] });
  return (
    activationLayers[name.className]?.(layer) ??
    call.builder.addUnknown(call.builder.freshName(own), name.className, [value])
  );
}
function activationName(given, where2) {
  if (typeof given === 'string') return given;
  const { class_name: className, config } = objectAt(given, `${where2}, activation`);
  if (typeof config === 'string') return config;
  if (typeof className !== 'string') throw new Fault(where2, `activation: class_name ${shown(className)} is no name`);
  if (Object.hasOwn(activationLayers, className))
    return { className, fields: new Fields(config ?? {}, `${where2}, activation`) };
  return className;
}
var specs,
  functions,
  addActivation,
  addFunction,
  readActivation,
  readRelu,
  readThreshold,
  readLeakyRelu,
  readPrelu,
  readElu,
  readSoftmax,
  activationLayers;
var init_activations2 = __esm({
  'src/formats/kerasConfig/activations.ts'() {
    init_checks();
    init_fields();
    specs = {
      relu: { name: 'relu' },
      relu6: { name: 'relu6' },
      leakyrelu: { name: 'leakyRelu', alpha: 0.2 },
      hardtanh: { name: 'hardTanh' },
      sigmoid: { name: 'sigmoid' },
      tanh: { name: 'tanh' },
      softplus: { name: 'softplus' },
      swish: { name: 'swish' },
      silu: { name: 'swish' },
      gelu: { name: 'gelu' },
    };
    functions = {
      elu: 'elu',
      selu: 'selu',
      softsign: 'softsign',
      exponential: 'exp',
      mish: 'mish',
      hardsilu: 'hardSwish',
      hardswish: 'hardSwish',
    };
    addActivation = (call, name, input, activation3) =>
      call.builder.add({
        name: call.builder.freshName(name),
        op: 'activation',
        inputs: [input.name],
        activation: activation3,
      });
    addFunction = (call, name, input, kind, alpha) =>
      call.builder.add({
        name: call.builder.freshName(name),
        op: 'function',
        inputs: [input.name],
        function: kind,
        ...(alpha === void 0 ? {} : { alpha }),
      });
    readActivation = (call) => {
      const [input] = call.inputs;
      const name = activationName(call.fields.raw('activation') ?? 'linear', call.fields.where);
      if (typeof name === 'string') return activated2(call, call.name, input, name);
      return activationLayers[name.className]?.(call.with({ className: name.className, fields: name.fields })) ?? null;
    };
    readRelu = (call) => {
      const { fields, name } = call;
      const [input] = call.inputs;
      const ceiling = fields.raw('max_value') === void 0 ? Infinity : fields.number('max_value', 0);
      const alpha = fields.number('negative_slope', 0);
      const threshold = fields.number('threshold', 0);
      if (threshold === 0 && ceiling === Infinity)
        return addActivation(call, name, input, alpha === 0 ? { name: 'relu' } : { name: 'leakyRelu', alpha });
      if (threshold === 0 && alpha === 0 && ceiling === 6) return addActivation(call, name, input, { name: 'relu6' });
      if (!(ceiling > threshold)) return null;
      const table2 = {
        label: 'ReLU',
        slopes: [alpha, 1, ...(ceiling === Infinity ? [] : [0])],
        offsets: [alpha === 0 ? 0 : -alpha * threshold, 0, ...(ceiling === Infinity ? [] : [ceiling])],
        thresholds: [threshold, ...(ceiling === Infinity ? [] : [ceiling])],
      };
      return addActivation(call, name, input, { name: 'table', table: table2 });
    };
    readThreshold = (call) => {
      const threshold = call.fields.number('theta', 1);
      const table2 = { label: 'threshold', slopes: [0, 1], offsets: [0, 0], thresholds: [threshold] };
      return addActivation(call, call.name, call.inputs[0], { name: 'table', table: table2 });
    };
    readLeakyRelu = (call) => {
      const alpha = call.fields.number(call.fields.raw('alpha') === void 0 ? 'negative_slope' : 'alpha', 0.3);
      return addActivation(call, call.name, call.inputs[0], { name: 'leakyRelu', alpha });
    };
    readPrelu = (call) => {
      const [input] = call.inputs;
      const shared = call.fields.raw('shared_axes') ?? [];
      const axes2 = Array.isArray(shared) ? shared : [shared];
      const shape4 = input.shape.map((size2, axis) => (axes2.includes(axis + 1) ? 1 : size2));
      const slopes = call.weight('alpha', 0, shape4);
      return call.builder.add({ name: call.name, op: 'prelu', inputs: [input.name], shape: shape4, slopes });
    };
    readElu = (call) => addFunction(call, call.name, call.inputs[0], 'elu', call.fields.number('alpha', 1));
    readSoftmax = (call) => {
      const [input] = call.inputs;
      const rank = input.shape.length;
      const given = call.fields.number('axis', -1);
      const axis = given < 0 ? given + rank : given - 1;
      return call.builder.add({ name: call.name, op: 'softmax', inputs: [input.name], axis });
    };
    activationLayers = {
      Activation: readActivation,
      ReLU: readRelu,
      LeakyReLU: readLeakyRelu,
      ThresholdedReLU: readThreshold,
      PReLU: readPrelu,
      ELU: readElu,
      Softmax: readSoftmax,
    };
  },
});

// src/formats/windowPads.ts
function padsOf(padding, places2, { kernel, strides: strides2, dilations: dilations2 }) {
  const totals = places2.map((size2, i) => {
    const stride = strides2[i];
    const span = spanOf(kernel[i], dilations2[i]);
    if (padding === 'causal') return span - 1;
    return padding === 'same' ? Math.max((Math.ceil(size2 / stride) - 1) * stride + span - size2, 0) : 0;
  });
  const before = totals.map((total) => (padding === 'causal' ? total : Math.floor(total / 2)));
  return [...before, ...totals.map((total, i) => total - before[i])];
}
function permuted(values, shape4, order) {
  const strides2 = shape4.map((_, axis) => shape4.slice(axis + 1).reduce((product2, size2) => product2 * size2, 1));
  const sizes = order.map((axis) => shape4[axis]);
  const steps = order.map((axis) => strides2[axis]);
  const result = new Float64Array(values.length);
  const index = new Int32Array(sizes.length);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from];
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      index[axis] = index[axis] + 1;
      if (index[axis] < sizes[axis]) break;
      from -= steps[axis] * sizes[axis];
      index[axis] = 0;
    }
  }
  return result;
}
var spanOf;
var init_windowPads = __esm({
  'src/formats/windowPads.ts'() {
    spanOf = (kernel, dilation) => dilation * (kernel - 1) + 1;
  },
});

// src/formats/kerasConfig/affineLayers.ts
function settingsOf({ fields, inputs: [input] }, rank) {
  if (input.shape.length !== rank + 1)
    throw new Fault(fields.where, `takes ${rank} spatial axes and channels, its input has ${input.shape.length} axes`);
  const channels = fields.channels();
  const { channels: count, sizes } = spatialOf(input.shape, channels);
  const padding = fields.text('padding', 'valid');
  if (padding !== 'same' && padding !== 'valid' && !(padding === 'causal' && rank === 1))
    throw new Fault(fields.where, `padding: ${padding} is not known`);
  const kernel = fields.wholes('kernel_size', rank, 1);
  const strides2 = fields.wholes('strides', rank, 1, 1);
  return {
    kernel,
    strides: strides2,
    dilations: fields.wholes('dilation_rate', rank, 1, 1),
    channels,
    padding,
    count,
    sizes,
  };
}
function addConv(call, name, settings, parts2) {
  const { kernel, strides: strides2, dilations: dilations2, channels, padding, sizes } = settings;
  const pads = padsOf(padding, sizes, { kernel, strides: strides2, dilations: dilations2 });
  const [input] = call.inputs;
  return call.builder.add({
    name,
    op: 'conv',
    inputs: [input.name],
    kernel,
    strides: strides2,
    dilations: dilations2,
    pads,
    channels,
    ...parts2,
  });
}
function outputsFirst(values, kernel, inputs, outputs) {
  const rank = kernel.length;
  return permuted(values, [...kernel, inputs, outputs], [rank + 1, rank, ...kernel.keys()]);
}
function depthwiseParts(call, settings) {
  const { kernel, count } = settings;
  const multiplier = call.fields.whole('depth_multiplier', 1, 1);
  const { length: rank } = kernel;
  const values = call.weight('depthwise_kernel', 0, [...kernel, count, multiplier]);
  const weights = permuted(values, [...kernel, count, multiplier], [rank, rank + 1, ...kernel.keys()]);
  return { filters: count * multiplier, groups: count, weights };
}
function transposePads(call, settings) {
  const { kernel, strides: strides2, dilations: dilations2, padding, sizes } = settings;
  const extra =
    call.fields.raw('output_padding') === void 0 ? null : call.fields.wholes('output_padding', kernel.length, 0);
  const before = [];
  const after = [];
  const outputPads = [];
  sizes.forEach((size2, i) => {
    const stride = strides2[i];
    const span = spanOf(kernel[i], dilations2[i]);
    const reach = (size2 - 1) * stride + span;
    const cut = padding === 'same' ? Math.floor(span / 2) : 0;
    const plainSize = padding === 'same' ? size2 * stride : size2 * stride + Math.max(span - stride, 0);
    const out = extra ? reach - 2 * cut + extra[i] : plainSize;
    const total = padding === 'same' ? Math.max((Math.ceil(out / stride) - 1) * stride + span - out, 0) : 0;
    before.push(Math.floor(total / 2));
    after.push(total - Math.floor(total / 2));
    outputPads.push(out - reach + total);
  });
  return { pads: [...before, ...after], outputPads };
}
var transposed, biasOf, readDense, conv, depthwise, separable, convTranspose, affineLayers;
var init_affineLayers = __esm({
  'src/formats/kerasConfig/affineLayers.ts'() {
    init_shapes();
    init_checks();
    init_windowPads();
    init_activations2();
    transposed = (values, rows, columns) => permuted(values, [rows, columns], [1, 0]);
    biasOf = (call, index, count) =>
      call.fields.flag('use_bias', true) ? { bias: call.weight('bias', index, [count]) } : {};
    readDense = (call) => {
      const [input] = call.inputs;
      const features = input.shape.at(-1);
      if (features === void 0) throw new Fault(call.fields.where, 'takes a vector, its input is one number');
      const units = call.fields.whole('units', 1);
      const weights = transposed(call.weight('kernel', 0, [features, units]), features, units);
      const node = {
        name: call.name,
        op: 'dense',
        inputs: [input.name],
        units,
        weights,
        ...biasOf(call, 1, units),
      };
      return withActivation(call, call.builder.add(node));
    };
    conv = (rank) => {
      return (call) => {
        const settings = settingsOf(call, rank);
        const { kernel, count } = settings;
        const filters = call.fields.whole('filters', 1);
        const groups2 = call.fields.whole('groups', 1, 1);
        if (count % groups2 !== 0 || filters % groups2 !== 0)
          throw new Fault(
            call.fields.where,
            `${count} channels and ${filters} filters do not divide into ${groups2} groups`,
          );
        const inputs = count / groups2;
        const weights = outputsFirst(call.weight('kernel', 0, [...kernel, inputs, filters]), kernel, inputs, filters);
        const parts2 = { filters, groups: groups2, weights, ...biasOf(call, 1, filters) };
        return withActivation(call, addConv(call, call.name, settings, parts2));
      };
    };
    depthwise = (rank) => {
      return (call) => {
        const settings = settingsOf(call, rank);
        const parts2 = depthwiseParts(call, settings);
        return withActivation(
          call,
          addConv(call, call.name, settings, { ...parts2, ...biasOf(call, 1, parts2.filters) }),
        );
      };
    };
    separable = (rank) => {
      return (call) => {
        const settings = settingsOf(call, rank);
        const parts2 = depthwiseParts(call, settings);
        const inner = addConv(call, call.builder.freshName(`${call.name}/depthwise`), settings, parts2);
        const filters = call.fields.whole('filters', 1);
        const ones3 = settings.kernel.map(() => 1);
        const kernel = call.weight('pointwise_kernel', 1, [...ones3, parts2.filters, filters]);
        const weights = outputsFirst(kernel, ones3, parts2.filters, filters);
        const point = { ...settings, kernel: ones3, strides: ones3, dilations: ones3, padding: 'valid' };
        const outer = call.with({ inputs: [inner] });
        const own = { filters, groups: 1, weights, ...biasOf(call, 2, filters) };
        return withActivation(outer, addConv(outer, call.name, point, own));
      };
    };
    convTranspose = (rank) => {
      return (call) => {
        const settings = settingsOf(call, rank);
        const { kernel, strides: strides2, dilations: dilations2, channels, count } = settings;
        const filters = call.fields.whole('filters', 1);
        const values = call.weight('kernel', 0, [...kernel, filters, count]);
        const weights = outputsFirst(values, kernel, filters, count);
        const { pads, outputPads } = transposePads(call, settings);
        if (settings.padding === 'causal' || outputPads.some((pad4) => pad4 < 0)) return null;
        const shared = {
          name: call.name,
          inputs: [call.inputs[0].name],
          kernel,
          strides: strides2,
          dilations: dilations2,
          channels,
          filters,
        };
        const own = { groups: 1, pads, outputPads, weights, ...biasOf(call, 1, filters) };
        return withActivation(call, call.builder.add({ op: 'convTranspose', ...shared, ...own }));
      };
    };
    affineLayers = {
      Dense: readDense,
      Conv1D: conv(1),
      Conv2D: conv(2),
      Convolution1D: conv(1),
      Convolution2D: conv(2),
      DepthwiseConv1D: depthwise(1),
      DepthwiseConv2D: depthwise(2),
      SeparableConv1D: separable(1),
      SeparableConv2D: separable(2),
      SeparableConvolution2D: separable(2),
      Conv1DTranspose: convTranspose(1),
      Conv2DTranspose: convTranspose(2),
      Convolution2DTranspose: convTranspose(2),
    };
  },
});

// src/formats/kerasConfig/normLayers.ts
function numbersAt(value, where2) {
  const list3 = Array.isArray(value) ? value.flat(8) : [value];
  return Float64Array.from(list3, (item) => finiteAt(item, where2));
}
function scaled(call, factors, offsets) {
  const size2 = Math.max(factors.length, offsets.length);
  const spread2 = (values) => (values.length === 1 ? filled(size2, values[0]) : values);
  const numbers = { shape: [size2], factors: spread2(factors), offsets: spread2(offsets) };
  return call.builder.add({ name: call.name, op: 'scale', inputs: [call.inputs[0].name], ...numbers });
}
var filled, readBatchNorm, readLayerNorm, readRescaling, readNormalization, normLayers;
var init_normLayers = __esm({
  'src/formats/kerasConfig/normLayers.ts'() {
    init_checks();
    init_fields();
    filled = (size2, value) => new Float64Array(size2).fill(value);
    readBatchNorm = (call) => {
      const { fields, builder } = call;
      const [input] = call.inputs;
      const axis = axisAt(fields.raw('axis') ?? -1, input.shape.length, fields.where);
      const size2 = input.shape[axis];
      let index = 0;
      const gamma = fields.flag('scale', true) ? call.weight('gamma', index++, [size2]) : filled(size2, 1);
      const beta = fields.flag('center', true) ? call.weight('beta', index++, [size2]) : filled(size2, 0);
      const mean = call.weight('moving_mean', index++, [size2]);
      const variance = call.weight('moving_variance', index, [size2]);
      const epsilon = fields.number('epsilon', 1e-3);
      return builder.add({
        name: call.name,
        op: 'batchNorm',
        inputs: [input.name],
        axis,
        gamma,
        beta,
        mean,
        variance,
        epsilon,
      });
    };
    readLayerNorm = (call) => {
      const { fields, builder } = call;
      const [input] = call.inputs;
      const rank = input.shape.length;
      const given = fields.raw('axis') ?? -1;
      const axes2 = (Array.isArray(given) ? given : [given]).map((axis2) => axisAt(axis2, rank, fields.where));
      const axis = Math.min(...axes2);
      if (new Set(axes2).size !== rank - axis || fields.flag('rms_scaling', false)) return null;
      const shape4 = input.shape.slice(axis);
      const size2 = shape4.reduce((product2, length) => product2 * length, 1);
      const scaled3 = fields.flag('scale', true);
      const gamma = scaled3 ? call.weight('gamma', 0, shape4) : filled(size2, 1);
      const beta = fields.flag('center', true) ? call.weight('beta', scaled3 ? 1 : 0, shape4) : filled(size2, 0);
      const epsilon = fields.number('epsilon', 1e-3);
      return builder.add({ name: call.name, op: 'layerNorm', inputs: [input.name], axis, gamma, beta, epsilon });
    };
    readRescaling = (call) => {
      const { fields } = call;
      const factors = numbersAt(fields.raw('scale'), `${fields.where}, scale`);
      return scaled(call, factors, numbersAt(fields.raw('offset') ?? 0, `${fields.where}, offset`));
    };
    readNormalization = (call) => {
      const { fields } = call;
      const size2 = call.inputs[0].shape.at(-1);
      const statistic = (key, index) =>
        fields.raw(key) === void 0
          ? call.weight(key, index, [size2])
          : numbersAt(fields.raw(key), `${fields.where}, ${key}`);
      const mean = statistic('mean', 0);
      const factors = statistic('variance', 1).map((variance) => 1 / Math.max(Math.sqrt(variance), 1e-7));
      if (mean.length !== factors.length)
        throw new Fault(fields.where, `${mean.length} means, ${factors.length} variances`);
      if (fields.flag('invert', false)) return null;
      return scaled(
        call,
        factors,
        mean.map((value, i) => -value * factors[i]),
      );
    };
    normLayers = {
      BatchNormalization: readBatchNorm,
      BatchNormalizationV1: readBatchNorm,
      LayerNormalization: readLayerNorm,
      Rescaling: readRescaling,
      Normalization: readNormalization,
    };
  },
});

// src/formats/kerasConfig/placeLayers.ts
function checkRank({ fields, inputs: [input] }, rank) {
  if (input.shape.length !== rank + 1)
    throw new Fault(fields.where, `takes ${rank} spatial axes and channels, its input has ${input.shape.length} axes`);
}
function sidesOf(fields, key, rank) {
  const where2 = `${fields.where}, ${key}`;
  const value = fields.raw(key) ?? 1;
  const pair3 = (item) => {
    if (!Array.isArray(item)) return [wholeAt(item, 0, where2), wholeAt(item, 0, where2)];
    if (item.length !== 2) throw new Fault(where2, `${shown(item)}, expected two numbers`);
    return [wholeAt(item[0], 0, where2), wholeAt(item[1], 0, where2)];
  };
  if (rank === 1) return [pair3(Array.isArray(value) && value.length === 1 ? value[0] : value)];
  const list3 = Array.isArray(value) ? value : [value, value];
  if (list3.length !== rank) throw new Fault(where2, `${shown(value)}, expected ${rank} entries`);
  return list3.map(pair3);
}
function allSides(call, key, rank) {
  checkRank(call, rank);
  const sides = sidesOf(call.fields, key, rank);
  return call.fields.channels() === 'first' ? [[0, 0], ...sides] : [...sides, [0, 0]];
}
var pool, globalPool, zeroPadding, cropping, upSampling, placeLayers;
var init_placeLayers = __esm({
  'src/formats/kerasConfig/placeLayers.ts'() {
    init_shapes();
    init_checks();
    init_windowPads();
    init_fields();
    pool = (rank, op) => {
      return (call) => {
        checkRank(call, rank);
        const { fields, builder, name } = call;
        const [input] = call.inputs;
        const kernel = fields.wholes('pool_size', rank, 1, 2);
        const strides2 = fields.raw('strides') === void 0 ? kernel : fields.wholes('strides', rank, 1);
        const channels = fields.channels();
        const padding = fields.text('padding', 'valid');
        if (padding !== 'same' && padding !== 'valid')
          throw new Fault(fields.where, `padding: ${padding} is not known`);
        const dilations2 = kernel.map(() => 1);
        const pads = padsOf(padding, spatialOf(input.shape, channels).sizes, {
          kernel,
          strides: strides2,
          dilations: dilations2,
        });
        const windows3 = { name, inputs: [input.name], kernel, strides: strides2, pads, channels };
        if (op === 'maxPool') return builder.add({ op, ...windows3, dilations: dilations2 });
        return builder.add({ op, ...windows3, countPads: false });
      };
    };
    globalPool = (rank, op) => {
      return (call) => {
        checkRank(call, rank);
        const first = call.fields.channels() === 'first' ? 1 : 0;
        const axes2 = Array.from({ length: rank }, (_, i) => first + i);
        return call.builder.add({
          name: call.name,
          op,
          inputs: [call.inputs[0].name],
          axes: axes2,
          keep: call.fields.flag('keepdims', false),
        });
      };
    };
    zeroPadding = (rank) => {
      return (call) => {
        const sides = allSides(call, 'padding', rank);
        return call.builder.add({
          name: call.name,
          op: 'pad',
          inputs: [call.inputs[0].name],
          before: sides.map(([before]) => before),
          after: sides.map(([, after]) => after),
          mode: 'constant',
          value: 0,
        });
      };
    };
    cropping = (rank) => {
      return (call) => {
        const sides = allSides(call, 'cropping', rank);
        const [input] = call.inputs;
        const sizes = input.shape.map((size2, axis) => size2 - (sides[axis]?.[0] ?? 0) - (sides[axis]?.[1] ?? 0));
        const starts = sides.map(([before]) => before);
        const steps = starts.map(() => 1);
        return call.builder.add({ name: call.name, op: 'crop', inputs: [input.name], starts, sizes, steps });
      };
    };
    upSampling = (rank) => {
      return (call) => {
        checkRank(call, rank);
        const { fields, builder, dialect } = call;
        const [input] = call.inputs;
        const factors = fields.wholes('size', rank, 1, 2);
        const mode = fields.text('interpolation', 'nearest');
        if (mode !== 'nearest' && mode !== 'bilinear') return null;
        const first = fields.channels() === 'first' ? 1 : 0;
        const shape4 = input.shape.map((size2, axis) => size2 * (factors[axis - first] ?? 1));
        const fromCorner = mode === 'nearest' || dialect === 'tfjs';
        if (mode === 'bilinear' && fromCorner)
          builder.note(
            `${fields.where}: bilinear upsampling is taken as tfjs computes it; Keras samples half a place aside.`,
          );
        const coordinates = fromCorner ? 'asymmetric' : 'halfPixel';
        return builder.add({ name: call.name, op: 'resize', inputs: [input.name], shape: shape4, mode, coordinates });
      };
    };
    placeLayers = {
      MaxPooling1D: pool(1, 'maxPool'),
      MaxPooling2D: pool(2, 'maxPool'),
      AveragePooling1D: pool(1, 'averagePool'),
      AveragePooling2D: pool(2, 'averagePool'),
      GlobalAveragePooling1D: globalPool(1, 'mean'),
      GlobalAveragePooling2D: globalPool(2, 'mean'),
      GlobalMaxPooling1D: globalPool(1, 'reduceMax'),
      GlobalMaxPooling2D: globalPool(2, 'reduceMax'),
      ZeroPadding1D: zeroPadding(1),
      ZeroPadding2D: zeroPadding(2),
      Cropping1D: cropping(1),
      Cropping2D: cropping(2),
      UpSampling1D: upSampling(1),
      UpSampling2D: upSampling(2),
    };
  },
});

// src/formats/kerasConfig/plan.ts
function planOf(className, config, where2) {
  if (className === 'Sequential') return sequential(config, where2);
  const model = objectAt(config, where2);
  const layers = listAt(model.layers, `${where2}, layers`).map((layer, i) => {
    const entry = layerAt(layer, `${where2}, layers[${i}]`);
    const calls = listAt(entry.inbound ?? [], `${nodeWhere(entry.name)}, inbound_nodes`).map((call) =>
      refsOf(call, entry.name),
    );
    return { ...entry, calls: calls.length === 0 ? [[]] : calls };
  });
  checkCount(layers, where2);
  const refs = (key) => endsOf(model[key], `${where2}, ${key}`);
  return { name: nameOf(model.name, className), layers, inputs: refs('input_layers'), outputs: refs('output_layers') };
}
function layerAt(value, where2) {
  const layer = objectAt(value, where2);
  const className = layer.class_name ?? layer.className;
  if (typeof className !== 'string') throw new Fault(where2, `class_name: expected a text, found ${shown(className)}`);
  const config = isList(layer.config)
    ? { layers: layer.config }
    : objectAt(layer.config, `${where2} (${className}), config`);
  const name = layer.name ?? config.name;
  if (typeof name !== 'string' || name === '')
    throw new Fault(where2, `its name: expected a text, found ${shown(name)}`);
  return { className, name, config, inbound: layer.inbound_nodes ?? layer.inboundNodes };
}
function checkCount(layers, where2) {
  if (layers.length === 0) throw new Fault(where2, 'no layers');
  const calls = layers.reduce((sum, layer) => sum + layer.calls.length, 0);
  if (calls > MAX_NODES) throw new Fault(where2, `${calls} layers; at most ${MAX_NODES} are taken`);
  const names3 = /* @__PURE__ */ new Set();
  for (const { name } of layers) {
    if (names3.has(name)) throw new Fault(nodeWhere(name), 'two layers have this name');
    names3.add(name);
  }
}
function sequential(config, where2) {
  const model = isList(config) ? { layers: config } : objectAt(config, where2);
  const entries = listAt(model.layers, `${where2}, layers`).map((layer, i) =>
    layerAt(layer, `${where2}, layers[${i}]`),
  );
  const [first] = entries;
  if (!first) throw new Fault(where2, 'no layers');
  if (first.className !== 'InputLayer') entries.unshift(inputBefore(first, model));
  const layers = entries.map(({ className, name, config: own }, i) => {
    const before = entries[i - 1];
    return { className, name, config: own, calls: [before ? [{ layer: before.name, call: 0, tensor: 0 }] : []] };
  });
  checkCount(layers, where2);
  const end = (layer) => (layer ? [{ layer: layer.name, call: 0, tensor: 0 }] : []);
  return { name: nameOf(model.name, 'Sequential'), layers, inputs: end(layers[0]), outputs: end(layers.at(-1)) };
}
function inputBefore(first, model) {
  const shape4 = batchShapeOf(first.config, 0) ?? model.build_input_shape;
  const config = shape4 === void 0 ? {} : { batch_input_shape: shape4 };
  return { className: 'InputLayer', name: `${first.name}_input`, config, inbound: void 0 };
}
function batchShapeOf(config, depth) {
  const own = config.batch_input_shape ?? config.batch_shape ?? config.batchInputShape;
  if (own !== void 0 && own !== null) return own;
  const inner = isList(config.layers) ? config.layers[0] : void 0;
  if (depth > 16 || typeof inner !== 'object' || inner === null) return void 0;
  const { config: next } = inner;
  return typeof next === 'object' && next !== null ? batchShapeOf(next, depth + 1) : void 0;
}
function refAt(value) {
  if (!isList(value)) return null;
  const [layer, call, tensor2] = value;
  if (typeof layer !== 'string' || typeof call !== 'number' || typeof tensor2 !== 'number') return null;
  return { layer, call, tensor: tensor2 };
}
function endsOf(value, where2) {
  const one = refAt(value);
  if (one) return [one];
  const list3 = isList(value) ? value : Object.values(objectAt(value, where2));
  const refs = list3.map((item) => {
    const ref = refAt(item);
    if (!ref) throw new Fault(where2, `${shown(item)} names no layer's output`);
    return ref;
  });
  if (refs.length === 0) throw new Fault(where2, 'names none');
  return refs;
}
function refsOf(call, layer) {
  const one = refAt(call);
  if (one) return [one];
  const refs = [];
  if (isList(call)) {
    for (const item of call) {
      const ref = refAt(item);
      if (!ref) throw new Fault(nodeWhere(layer), `inbound_nodes: ${shown(item)} names no layer's output`);
      refs.push(ref);
    }
    return refs;
  }
  const { args } = objectAt(call, `${nodeWhere(layer)}, inbound_nodes`);
  collectTensors(args, refs, 0);
  return refs;
}
function collectTensors(value, into, depth) {
  if (depth > 8 || typeof value !== 'object' || value === null) return;
  if (isList(value)) {
    for (const item of value) collectTensors(item, into, depth + 1);
    return;
  }
  const { class_name: className, config } = value;
  if (className !== '__keras_tensor__') return;
  const ref = refAt(objectAt(config, 'inbound_nodes').keras_history);
  if (ref) into.push(ref);
}
var isList, isModel, nodeWhere, nameOf;
var init_plan = __esm({
  'src/formats/kerasConfig/plan.ts'() {
    init_checks();
    init_limits();
    isList = (value) => Array.isArray(value);
    isModel = (className, config) =>
      className === 'Sequential' || ((className === 'Functional' || className === 'Model') && isList(config.layers));
    nodeWhere = (name) => `node ${JSON.stringify(name)}`;
    nameOf = (name, otherwise) => (typeof name === 'string' ? plainName(name, 'name') || otherwise : otherwise);
  },
});

// src/formats/kerasConfig/shapeLayers.ts
var identity,
  reshape,
  readFlatten,
  readReshape,
  readPermute,
  readRepeat,
  names2,
  readConcat,
  merge,
  readSubtract,
  readMultiply,
  readAverage,
  readPixelShuffle,
  readMultiplyBeta,
  shapeLayers;
var init_shapeLayers = __esm({
  'src/formats/kerasConfig/shapeLayers.ts'() {
    init_types();
    init_checks();
    init_activations2();
    init_fields();
    identity = (call) => call.inputs[0];
    reshape = (call, input, shape4) =>
      call.builder.add({ name: call.name, op: 'reshape', inputs: [input.name], shape: shape4 });
    readFlatten = (call) => {
      const [input] = call.inputs;
      const rank = input.shape.length;
      const flat = [sizeOf(input.shape)];
      if (call.fields.channels() === 'last' || rank < 2) return reshape(call, input, flat);
      const order = [...Array.from({ length: rank - 1 }, (_, i) => i + 1), 0];
      const name = call.builder.freshName(`${call.name}/channelsLast`);
      return reshape(call, call.builder.add({ name, op: 'transpose', inputs: [input.name], order }), flat);
    };
    readReshape = (call) => {
      const [input] = call.inputs;
      const where2 = `${call.fields.where}, target_shape`;
      const target = listAt(call.fields.raw('target_shape'), where2).map((size2) =>
        size2 === null ? -1 : wholeAt(size2, -1, where2),
      );
      const open = target.filter((size2) => size2 === -1).length;
      if (open > 1) throw new Fault(where2, 'more than one size is left open');
      const rest = sizeOf(input.shape) / Math.abs(sizeOf(target));
      return reshape(
        call,
        input,
        target.map((size2) => (size2 === -1 ? rest : size2)),
      );
    };
    readPermute = (call) => {
      const where2 = `${call.fields.where}, dims`;
      const order = listAt(call.fields.raw('dims'), where2).map((axis) => wholeAt(axis, 1, where2) - 1);
      return call.builder.add({ name: call.name, op: 'transpose', inputs: [call.inputs[0].name], order });
    };
    readRepeat = (call) => {
      const [input] = call.inputs;
      const [size2] = input.shape;
      if (input.shape.length !== 1 || size2 === void 0) throw new Fault(call.fields.where, 'takes a vector');
      const name = call.builder.freshName(`${call.name}/row`);
      const row2 = call.builder.add({ name, op: 'reshape', inputs: [input.name], shape: [1, size2] });
      const shape4 = [call.fields.whole('n', 1), size2];
      const how = { mode: 'nearest', coordinates: 'asymmetric' };
      return call.builder.add({ name: call.name, op: 'resize', inputs: [row2.name], shape: shape4, ...how });
    };
    names2 = (call) => call.inputs.map((input) => input.name);
    readConcat = (call) => {
      if (call.inputs.length === 1) return call.inputs[0];
      const { fields, builder } = call;
      const axis = axisAt(fields.raw('axis') ?? -1, call.inputs[0].shape.length, fields.where);
      return builder.add({ name: call.name, op: 'concat', inputs: names2(call), axis });
    };
    merge = (op) => {
      return (call) =>
        call.inputs.length === 1 ? call.inputs[0] : call.builder.add({ name: call.name, op, inputs: names2(call) });
    };
    readSubtract = (call) => {
      if (call.inputs.length !== 2) throw new Fault(call.fields.where, `takes two inputs, found ${call.inputs.length}`);
      return call.builder.add({ name: call.name, op: 'subtract', inputs: names2(call) });
    };
    readMultiply = (call) => {
      const [first, ...others2] = call.inputs;
      return others2.reduce((product2, other, i) => {
        const name = i === others2.length - 1 ? call.name : call.builder.freshName(`${call.name}/${i + 1}`);
        return call.builder.add({ name, op: 'multiply', inputs: [product2.name, other.name] });
      }, first);
    };
    readAverage = (call) => {
      if (call.inputs.length === 1) return call.inputs[0];
      const name = call.builder.freshName(`${call.name}/sum`);
      const sum = call.builder.add({ name, op: 'add', inputs: names2(call) });
      return addScale(call, call.name, sum, 1 / call.inputs.length, 0);
    };
    readPixelShuffle = (block) => (call) => {
      const [input] = call.inputs;
      const [height, width, channels] = input.shape;
      if (input.shape.length !== 3 || height === void 0 || width === void 0 || channels === void 0)
        throw new Fault(call.fields.where, 'takes height, width and channels');
      const rest = channels / (block * block);
      if (!Number.isInteger(rest))
        throw new Fault(call.fields.where, `${shown(channels)} channels do not fill blocks of ${block}`);
      const { builder, name } = call;
      const parts2 = { op: 'reshape', inputs: [input.name], shape: [height, width, block, block, rest] };
      const split3 = builder.add({ name: builder.freshName(`${name}/blocks`), ...parts2 });
      const turned2 = { op: 'transpose', inputs: [split3.name], order: [0, 2, 1, 3, 4] };
      const moved = builder.add({ name: builder.freshName(`${name}/places`), ...turned2 });
      return reshape(call, moved, [height * block, width * block, rest]);
    };
    readMultiplyBeta = (call) => addScale(call, call.name, call.inputs[0], 0.2, 0);
    shapeLayers = {
      // At inference these change nothing.
      Dropout: identity,
      SpatialDropout1D: identity,
      SpatialDropout2D: identity,
      GaussianDropout: identity,
      GaussianNoise: identity,
      AlphaDropout: identity,
      ActivityRegularization: identity,
      Identity: identity,
      Flatten: readFlatten,
      Reshape: readReshape,
      Permute: readPermute,
      RepeatVector: readRepeat,
      Concatenate: readConcat,
      Add: merge('add'),
      Maximum: merge('maximum'),
      Minimum: merge('minimum'),
      Subtract: readSubtract,
      Multiply: readMultiply,
      Average: readAverage,
      MultiplyBeta: readMultiplyBeta,
      PixelShuffle2x: readPixelShuffle(2),
      PixelShuffle3x: readPixelShuffle(3),
      PixelShuffle4x: readPixelShuffle(4),
      PixelShuffle8x: readPixelShuffle(8),
    };
  },
});

// src/formats/kerasConfig/assemble.ts
function valueAt(ref, made) {
  const calls = made.get(ref.layer);
  return (calls?.[ref.call] ?? calls?.at(-1))?.[ref.tensor];
}
function stuck(plan, waiting, made) {
  for (const { layer: layer2, call: call2 } of waiting) {
    const absent = layer2.calls[call2]?.find((ref) => !made.has(ref.layer));
    if (absent) {
      const where3 = nodeLabel(layer2.name, layer2.className);
      return new Fault(where3, `takes ${shown(absent.layer)}, which is no layer of ${shown(plan.name)}`);
    }
  }
  const [{ layer, call }] = waiting;
  const names3 = layer.calls[call]?.map((ref) => shown(ref.layer)).join(', ');
  const where2 = nodeLabel(layer.name, layer.className);
  return new Fault(where2, `takes ${names3 || 'nothing'}, which is never there: the layers go round in a circle`);
}
var readers, timeless, MAX_DEPTH, Assembly;
var init_assemble2 = __esm({
  'src/formats/kerasConfig/assemble.ts'() {
    init_types();
    init_beginAt();
    init_checks();
    init_graphBuilder();
    init_limits();
    init_tensors();
    init_activations2();
    init_affineLayers();
    init_fields();
    init_normLayers();
    init_placeLayers();
    init_plan();
    init_shapeLayers();
    readers = {
      ...affineLayers,
      ...activationLayers,
      ...normLayers,
      ...placeLayers,
      ...shapeLayers,
    };
    timeless = /* @__PURE__ */ new Set([
      'Dense',
      'Activation',
      'ReLU',
      'LeakyReLU',
      'ELU',
      'Softmax',
      'Dropout',
      'LayerNormalization',
    ]);
    MAX_DEPTH = 16;
    Assembly = class {
      constructor(weightOf, options) {
        this.weightOf = weightOf;
        this.options = options;
      }
      weightOf;
      options;
      builder = new GraphBuilder();
      /** Names of the values that embedding layers give. */
      embeddings = [];
      /** What each layer gives at its first call, by name. */
      values = /* @__PURE__ */ new Map();
      #parameters = 0;
      /** Adds an input node for each input of the model that a file is of. */
      addInputs(plan) {
        const given = plan.inputs.length === 1 ? this.options.inputShape : void 0;
        return plan.inputs.map(({ layer }) => {
          const entry = plan.layers.find(({ name }) => name === layer);
          if (!entry) throw new Fault(nodeLabel(layer), 'an input of the model, but no layer');
          const stated = batchShapeOf(entry.config, 0);
          const where2 = nodeLabel(layer, entry.className);
          if (stated === void 0 && !given) throw new Fault(where2, 'the shape of its input is missing');
          const sizes = stated === void 0 ? (given ?? []) : listAt(stated, `${where2}, batch_input_shape`).slice(1);
          const shape4 = inputShape(this.builder, layer, sizes, given);
          return this.builder.add({ name: this.builder.freshName(layer), op: 'input', inputs: [], shape: shape4 });
        });
      }
      /** Values of the model's outputs. Calls are made as soon as what they take is there, whatever their order in the file. */
      run(plan, inputs, path) {
        if (path.length > MAX_DEPTH)
          throw new Fault(nodeLabel(path.join('/')), `models within models, ${path.length} deep`);
        const made = new Map(plan.layers.map(({ name }) => [name, []]));
        for (const [i, { layer }] of plan.inputs.entries()) made.set(layer, [inputs.slice(i, i + 1)]);
        let open = plan.layers.flatMap((layer) => layer.calls.map((_, call) => ({ layer, call })));
        open = open.filter(({ layer, call }) => !made.get(layer.name)?.[call] && layer.className !== 'InputLayer');
        while (open.length > 0) {
          const waiting = open.filter(({ layer, call }) => !this.#tryCall(layer, call, made, path));
          if (waiting.length === open.length) throw stuck(plan, waiting, made);
          open = waiting;
        }
        return plan.outputs.map((ref) => {
          const value = valueAt(ref, made);
          if (!value) throw new Fault(nodeLabel(ref.layer), 'an output of the model that no layer gives');
          return value;
        });
      }
      #tryCall(layer, call, made, path) {
        const refs = layer.calls[call];
        const inputs = [];
        for (const ref of refs) {
          const value = valueAt(ref, made);
          if (!value) return false;
          inputs.push(value);
        }
        const calls = made.get(layer.name);
        if (call > calls.length) return false;
        calls.push(this.#call(layer, inputs, path));
        return true;
      }
      #call({ className, name, config }, inputs, path) {
        const own = [...path, name];
        if (isModel(className, config)) {
          const plan = planOf(className, config, nodeLabel(name, className));
          if (plan.inputs.length !== inputs.length)
            throw new Fault(nodeLabel(name, className), `takes ${plan.inputs.length} inputs, found ${inputs.length}`);
          return this.#remember(own, this.run(plan, inputs, own));
        }
        const node = this.builder.freshName(own.join('/'));
        const known = inputs.filter(isKnown);
        const [first, ...others2] = known;
        if (!first || known.length !== inputs.length)
          return this.#remember(own, [this.builder.addUnknown(node, className, inputs)]);
        return this.#remember(own, [this.#layer(className, config, own, node, [first, ...others2])]);
      }
      #layer(className, config, path, node, inputs) {
        const where2 = nodeLabel(node, className);
        if (className === 'TimeDistributed') {
          const { class_name: inner, config: innerConfig } = objectAt(config.layer, `${where2}, layer`);
          const innerObject = objectAt(innerConfig, `${where2}, layer`);
          if (typeof inner === 'string' && timeless.has(inner))
            return this.#layer(inner, innerObject, [...path, String(innerObject.name)], node, inputs);
        }
        const fields = new Fields(config, where2);
        if (className === 'Embedding') return this.#embedding(fields, node, inputs);
        const reader = Object.hasOwn(readers, className) ? readers[className] : void 0;
        const value = reader?.(this.#callOf(className, fields, path, node, inputs));
        return value ?? this.builder.addUnknown(node, className, inputs);
      }
      #callOf(className, fields, path, name, inputs) {
        const { builder } = this;
        const weight = (weightName, index, shape4) =>
          this.#weight(className, fields.where, path, weightName, index, shape4);
        const base = { builder, className, fields, inputs, name, dialect: this.options.dialect, weight };
        const complete = (parts2) => ({
          ...parts2,
          with: (changes) => complete({ ...parts2, ...changes }),
        });
        return complete(base);
      }
      /** Rows of a table by whole numbers: nothing here computes it, but its shape is known and a network may begin behind it. */
      #embedding(fields, node, inputs) {
        this.embeddings.push(node);
        return this.builder.addUnknown(node, 'Embedding', inputs, [...inputs[0].shape, fields.whole('output_dim', 1)]);
      }
      #weight(className, where2, path, weight, index, shape4) {
        const tensor2 = this.weightOf({ path, className, weight, index });
        if (!tensor2) throw new Fault(where2, `weight ${shown(weight)} is missing`);
        const fits2 =
          tensor2.shape.length === shape4.length && tensor2.shape.every((size2, axis) => size2 === shape4[axis]);
        if (!fits2)
          throw new Fault(
            where2,
            `weight ${shown(weight)} has the shape ${tensor2.shape.join(' \xD7 ')}, expected ${shape4.join(' \xD7 ')}`,
          );
        this.#parameters += sizeOf(shape4);
        if (this.#parameters > MAX_GRAPH_PARAMETERS)
          throw new Fault(where2, `with it there are more than ${MAX_GRAPH_PARAMETERS} parameters`);
        return numbersOf(tensor2);
      }
      #remember(path, values) {
        const [first] = values;
        const name = path.join('/');
        if (first && !this.values.has(name)) this.values.set(name, first);
        return values;
      }
    };
  },
});

// src/formats/kerasConfig/index.ts
function graphOfKerasConfig(modelConfig, weightOf, options) {
  return graphResult(() => {
    const { class_name: className, config } = objectAt(modelConfig, 'model');
    if (className !== 'Sequential' && className !== 'Functional' && className !== 'Model')
      throw new Fault('model', `class_name ${shown(className)}: Sequential, Functional and Model are read`);
    const plan = planOf(className, config, 'model');
    const assembly = new Assembly(weightOf, options);
    const inputs = assembly.addInputs(plan);
    const outputs = assembly.run(plan, inputs, []);
    const { builder } = assembly;
    const [output] = outputs;
    if (!output) throw new Fault('model', 'it has no outputs');
    if (outputs.length > 1)
      builder.note(`The model has ${outputs.length} outputs; the first, ${JSON.stringify(output.name)}, is taken.`);
    const graph = begun(
      assembly,
      plan.name,
      output.name,
      inputs.map((input) => input.name),
    );
    return { graph, notes: builder.notes, openInput: builder.openInput };
  });
}
function begun({ builder, embeddings, values, options }, name, output, inputs) {
  if (options.from !== void 0) {
    const from = values.get(options.from)?.name ?? options.from;
    checkStart(builder, from);
    builder.note(`The network begins behind ${JSON.stringify(options.from)}.`);
    return begunAt(builder, name, output, [from]);
  }
  for (const embedding of embeddings)
    builder.note(`The network begins behind the embedding lookup ${JSON.stringify(embedding)}.`);
  return begunAt(builder, name, output, [...embeddings, ...inputs]);
}
function checkStart(builder, from) {
  if (!builder.nodes.some((node) => node.name === from))
    throw new Fault('', `the network is to begin behind ${JSON.stringify(from)}, which is none of its nodes`);
}
var init_kerasConfig = __esm({
  'src/formats/kerasConfig/index.ts'() {
    init_beginAt();
    init_checks();
    init_graphResult();
    init_assemble2();
    init_plan();
  },
});

// src/formats/keras/archiveWeights.ts
function archiveWeights(root, model) {
  return ({ path, index }) => {
    const dataset = root.get(`${placeOf2(model, path)}vars/${index}`);
    return dataset?.isDataset ? dataset.tensor() : void 0;
  };
}
function placeOf2(model, [name, ...inner]) {
  if (name === void 0) return '';
  const config = asObject(model.config);
  if (!Array.isArray(config.layers)) return `layer/${placeOf2(asObject(config.layer), inner)}`;
  const seen = /* @__PURE__ */ new Map();
  for (const layer of config.layers.map(asObject)) {
    const key = snakeCase(typeof layer.class_name === 'string' ? layer.class_name : '');
    const number2 = seen.get(key) ?? 0;
    seen.set(key, number2 + 1);
    if (nameOf2(layer) !== name) continue;
    return `layers/${number2 === 0 ? key : `${key}_${number2}`}/${placeOf2(layer, inner)}`;
  }
  return '';
}
var nameOf2, asObject, snakeCase;
var init_archiveWeights = __esm({
  'src/formats/keras/archiveWeights.ts'() {
    nameOf2 = (layer) => asObject(layer.config).name ?? layer.name;
    asObject = (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});
    snakeCase = (name) =>
      name
        .replace(/\W+/g, '')
        .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
        .replace(/([a-z])([A-Z])/g, '$1_$2')
        .toLowerCase();
  },
});

// src/formats/keras/h5Weights.ts
function h5Weights(weights) {
  const known = /* @__PURE__ */ new Map();
  const layerOf3 = (name) => {
    if (!known.has(name)) {
      const group = weights.get(name);
      known.set(name, group && { group, names: namesOf(group) });
    }
    return known.get(name) ?? null;
  };
  return (place3) => {
    const layer = layerOf3(place3.path[0]);
    if (!layer) return void 0;
    const name = nameOf3(layer.names, place3);
    const dataset = name === void 0 ? null : layer.group.get(name);
    return dataset?.isDataset ? dataset.tensor() : void 0;
  };
}
function namesOf(group) {
  const whole3 = group.texts('weight_names');
  if (whole3) return whole3;
  const names3 = [];
  for (let part = 0; part < MAX_PARTS; part++) {
    const more = group.texts(`weight_names${part}`);
    if (!more) break;
    names3.push(...more);
  }
  return names3;
}
function nameOf3(names3, { path, weight, index }) {
  const parts2 = (name) => name.replace(/:\d+$/, '').split('/');
  const alike = names3.filter((name) => parts2(name).at(-1) === weight);
  const own = path.length > 1 ? alike.filter((name) => parts2(name).includes(path.at(-1))) : alike;
  const [first] = own.length > 0 ? own : alike;
  if (own.length === 1 || alike.length === 1) return first;
  return path.length === 1 && alike.length === 0 ? names3[index] : void 0;
}
var MAX_PARTS;
var init_h5Weights = __esm({
  'src/formats/keras/h5Weights.ts'() {
    MAX_PARTS = 1e4;
  },
});

// src/formats/keras/index.ts
var keras_exports = {};
__export(keras_exports, {
  readKeras: () => readKeras,
  readKerasArchive: () => readKerasArchive,
});
function checkSize({ length }) {
  if (length > MAX_GRAPH_FILE) throw new Fault('', `the file has ${length} bytes; at most ${MAX_GRAPH_FILE} are read`);
}
function jsonOf(text3, where2) {
  try {
    return objectAt(JSON.parse(text3), where2);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(where2, `not valid JSON: ${error.message}`);
  }
}
function attempt(read) {
  try {
    return read();
  } catch (error) {
    return graphResult(() => {
      throw error;
    });
  }
}
var CONFIG, WEIGHTS, METADATA2, readKeras, readKerasArchive, dialectOf;
var init_keras = __esm({
  'src/formats/keras/index.ts'() {
    init_checks();
    init_graphResult();
    init_file();
    init_kerasConfig();
    init_limits();
    init_unzip();
    init_archiveWeights();
    init_h5Weights();
    CONFIG = 'config.json';
    WEIGHTS = 'model.weights.h5';
    METADATA2 = 'metadata.json';
    readKeras = (bytes, options = {}) =>
      attempt(() => {
        checkSize(bytes);
        const root = openHdf5(bytes);
        const [text3] = root.texts('model_config') ?? [];
        if (text3 === void 0)
          throw new Fault(
            '',
            'an HDF5 file without model_config: Keras keeps the model there with model.save, weights alone with save_weights',
          );
        const [version = '2'] = root.texts('keras_version') ?? root.get('model_weights')?.texts('keras_version') ?? [];
        const weights = h5Weights(root.get('model_weights') ?? root);
        return graphOfKerasConfig(jsonOf(text3, 'model_config'), weights, { ...options, dialect: dialectOf(version) });
      });
    readKerasArchive = (bytes, options = {}) =>
      attempt(() => {
        checkSize(bytes);
        const wanted = (name) => [CONFIG, WEIGHTS, METADATA2].includes(name);
        const files = unzip(bytes, { maxBytes: MAX_GRAPH_FILE, wanted });
        const [config, weights, metadata] = [CONFIG, WEIGHTS, METADATA2].map((name) => files.get(name));
        if (!config || !weights) throw new Fault('', `no .keras file: ${config ? WEIGHTS : CONFIG} is missing`);
        const model = jsonOf(new TextDecoder().decode(config), CONFIG);
        const about = metadata ? jsonOf(new TextDecoder().decode(metadata), METADATA2) : {};
        const version = typeof about.keras_version === 'string' ? about.keras_version : '3';
        const weightOf = archiveWeights(openHdf5(weights), model);
        return graphOfKerasConfig(model, weightOf, { ...options, dialect: dialectOf(version) });
      });
    dialectOf = (version) => (version.startsWith('3') ? 'keras3' : 'keras2');
  },
});

// src/formats/onnx/values.ts
function axisFrom0(axis, rank) {
  const from0 = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || from0 < 0 || from0 >= rank) throw new Unsupported(`axis ${axis} of ${rank} axes`);
  return from0;
}
var depends, Unsupported, graphShape, graphAxis, without;
var init_values = __esm({
  'src/formats/onnx/values.ts'() {
    depends = (value) => value?.kind === 'dynamic' || value?.kind === 'beyond';
    Unsupported = class extends Error {
      name = 'Unsupported';
    };
    graphShape = ({ shape: shape4, batch }) => shape4.filter((_, axis) => axis !== batch);
    graphAxis = (axis, batch) => (batch >= 0 && axis > batch ? axis - 1 : axis);
    without = (list3, at2) => list3.filter((_, i) => i !== at2);
  },
});

// src/formats/onnx/step.ts
function boundedSize(shape4) {
  const size2 = sizeOf(shape4);
  if (size2 > 2 ** 24) throw new Unsupported(`${size2} values`);
  return size2;
}
var placeOf3, same, ones, Step;
var init_step = __esm({
  'src/formats/onnx/step.ts'() {
    init_shapes();
    init_types();
    init_checks();
    init_values();
    placeOf3 = ({ name, type }) => `node '${name}' (${type})`;
    same = (a, b) => a.length === b.length && a.every((size2, axis) => size2 === b[axis]);
    ones = (count) => new Array(Math.max(0, count)).fill(1);
    Step = class {
      constructor(builder, file, inputs, opset, captured = /* @__PURE__ */ new Map()) {
        this.builder = builder;
        this.file = file;
        this.inputs = inputs;
        this.opset = opset;
        this.captured = captured;
      }
      builder;
      file;
      inputs;
      opset;
      captured;
      get attributes() {
        return this.file.attributes;
      }
      /** The i-th input if it is there and does not depend on the network's. */
      constant(i) {
        const value = this.inputs[i];
        return value?.kind === 'constant' ? value.tensor : null;
      }
      /** The same, which must not depend on the input; null where it is left out. */
      optional(i, what) {
        const value = this.inputs[i];
        if (value?.kind === 'sequence') throw new Unsupported(`${what} is a list of tensors`);
        if (value && value.kind !== 'constant') throw new Unsupported(`${what} depends on the input`);
        return value ? value.tensor : null;
      }
      /** The same, which must be there. */
      parameter(i, what) {
        const tensor2 = this.optional(i, what);
        if (!tensor2) throw new Fault(placeOf3(this.file), `its ${what} is missing`);
        return tensor2;
      }
      /** The i-th input as a node; one that does not depend on the input becomes a constant. */
      dynamic(i) {
        const value = this.inputs[i];
        if (!value) throw new Fault(placeOf3(this.file), `its input ${i + 1} is missing`);
        if (value.kind === 'beyond') throw new Unsupported('behind an op that is not known');
        if (value.kind === 'sequence') throw new Unsupported('takes a list of tensors');
        return value.kind === 'dynamic' ? value : this.constantNode(value.tensor, -1);
      }
      /** Adds a node; `part` tells apart the nodes that one of the file becomes, the last has none. */
      emit(body2, batch, part = '') {
        return this.builder.emit(part ? `${this.file.name}/${part}` : this.file.name, body2, batch);
      }
      constantNode(tensor2, batch) {
        return this.emit(
          { op: 'constant', inputs: [], shape: without(tensor2.shape, batch), values: tensor2.values },
          batch,
          'constant',
        );
      }
      /** The same values in another shape of the file. Adds a node only where the graph sees a difference. */
      reshape(value, shape4, batch, part = 'shape') {
        if (sizeOf(shape4) !== sizeOf(value.shape))
          throw new Fault(
            placeOf3(this.file),
            `reshapes ${shapeText(value.shape)} to ${shapeText(shape4)}: another number of values`,
          );
        const seen = without(shape4, batch);
        if (same(seen, graphShape(value))) return { ...value, shape: shape4, batch };
        return this.emit({ op: 'reshape', inputs: [value.node], shape: seen }, batch, part);
      }
      /** With the batch at `axis`, for ops that keep it there. */
      withBatch(value, axis) {
        const size2 = value.shape[axis];
        if (size2 !== 1) throw new Unsupported(`takes ${size2 ?? 'no'} inputs at once, a batch of one is read`);
        return value.batch === axis ? value : this.reshape(value, value.shape, axis);
      }
      /** With no axis left out, for ops that work along the batch. */
      full(value) {
        return value.batch < 0 ? value : this.reshape(value, value.shape, -1);
      }
      /** With none of these axes left out. */
      keeping(value, axes2) {
        return axes2.includes(value.batch) ? this.full(value) : value;
      }
      /** With axes of size 1 in front, up to `rank` in all. */
      raised(value, rank) {
        const missing = rank - value.shape.length;
        return missing <= 0 ? value : this.reshape(value, [...ones(missing), ...value.shape], value.batch < 0 ? -1 : 0);
      }
      /** Values of one rank and one batch axis, for ops that broadcast; constants become nodes. */
      aligned(values) {
        const rank = Math.max(...values.map(({ shape: shape4 }) => shape4.length));
        const raised = values.map((value) =>
          'node' in value
            ? this.raised(value, rank)
            : { ...value, shape: [...ones(rank - value.shape.length), ...value.shape] },
        );
        const first = raised.find((value) => 'node' in value && value.batch >= 0);
        const batch =
          first && 'node' in first && raised.every(({ shape: shape4 }) => shape4[first.batch] === 1) ? first.batch : -1;
        return raised.map((value) =>
          'node' in value ? this.reshape(value, value.shape, batch) : this.constantNode(value, batch),
        );
      }
      /** A node and the shape with which a parameter broadcasts to it; the node is copied along axes that the parameter adds. */
      alignedWith(given, parameter) {
        const rank = Math.max(given.shape.length, parameter.length);
        const raisedShape = [...ones(rank - parameter.length), ...parameter];
        let value = this.raised(given, rank);
        if (value.batch >= 0 && raisedShape[value.batch] !== 1) value = this.full(value);
        const shape4 = without(raisedShape, value.batch);
        const wide = broadcastShape([graphShape(value), shape4]);
        if (!wide)
          throw new Fault(
            placeOf3(this.file),
            `shapes ${shapeText(given.shape)} and ${shapeText(parameter)} do not broadcast`,
          );
        const lead = shape4.findIndex((size2) => size2 !== 1);
        const trimmed2 = lead < 0 ? [] : shape4.slice(lead);
        return { value: same(wide, graphShape(value)) ? value : this.widened(value, wide), shape: trimmed2 };
      }
      /** Copied along axes of size 1, to the shape that the graph sees. */
      widened(value, wide) {
        const zeros2 = this.builder.emit(
          `${this.file.name}/zeros`,
          { op: 'constant', inputs: [], shape: wide, values: new Float64Array(boundedSize(wide)) },
          -1,
        );
        return this.emit({ op: 'add', inputs: [value.node, zeros2.node] }, value.batch, 'copies');
      }
      /** y = factors ⊙ x + offsets, both constants of one shape of the file. */
      scale(given, parameter, factors, offsets, part = '') {
        const { value, shape: shape4 } = this.alignedWith(given, parameter);
        return this.emit({ op: 'scale', inputs: [value.node], shape: shape4, factors, offsets }, value.batch, part);
      }
      /** y = factor·x + offset. */
      scaleBy(value, factor, offset, part = '') {
        return this.scale(value, [], Float64Array.of(factor), Float64Array.of(offset), part);
      }
    };
  },
});

// src/formats/onnx/activations.ts
function clipped2(step, value, low, high) {
  if (!(low <= high)) throw new Fault(placeOf3(step.file), `clips to [${low}, ${high}]`);
  if (low === 0 && high === Infinity) return apply(step, value, { name: 'relu' });
  if (low === 0 && high === 6) return apply(step, value, { name: 'relu6' });
  if (low === -1 && high === 1) return apply(step, value, { name: 'hardTanh' });
  if (low === -Infinity && high === Infinity) return value;
  const [below, above] = [Number.isFinite(low), Number.isFinite(high)];
  const pick = (first, middle, last) => [...(below ? [first] : []), middle, ...(above ? [last] : [])];
  const thresholds = [...(below ? [low] : []), ...(above && (high > low || !below) ? [high] : [])];
  if (thresholds.length + 1 < pick(0, 1, 0).length)
    return table(step, { label: `clip to ${low}`, slopes: [0], offsets: [low], thresholds: [] }, value);
  const label = `clip ${below ? `from ${low}` : ''}${below && above ? ' ' : ''}${above ? `to ${high}` : ''}`;
  return table(step, { label, slopes: pick(0, 1, 0), offsets: pick(low, 0, high), thresholds }, value);
}
function nextAbove(value) {
  if (value === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}
var apply,
  smooth,
  activation,
  plainFunction,
  table,
  leakyRelu,
  prelu,
  clip,
  hardSigmoid,
  bits,
  thresholdedRelu,
  sign,
  elu,
  celu,
  selu,
  gelu,
  swish,
  ACTIVATIONS;
var init_activations3 = __esm({
  'src/formats/onnx/activations.ts'() {
    init_checks();
    init_step();
    init_values();
    apply = (step, value, activation3, part = '') =>
      step.emit({ op: 'activation', inputs: [value.node], activation: activation3 }, value.batch, part);
    smooth = (step, value, name, part = '') =>
      step.emit({ op: 'function', inputs: [value.node], function: name }, value.batch, part);
    activation = (spec) => (step) => apply(step, step.dynamic(0), spec);
    plainFunction = (name) => (step) => smooth(step, step.dynamic(0), name);
    table = (step, pieces, value = step.dynamic(0)) => apply(step, value, { name: 'table', table: pieces });
    leakyRelu = (step) =>
      apply(step, step.dynamic(0), { name: 'leakyRelu', alpha: step.attributes.number('alpha', 0.01) });
    prelu = (step) => {
      const slopes = step.parameter(1, 'slope');
      const { value, shape: shape4 } = step.alignedWith(step.dynamic(0), slopes.shape);
      return step.emit({ op: 'prelu', inputs: [value.node], shape: shape4, slopes: slopes.values }, value.batch);
    };
    clip = (step) => {
      const bound = (name, i, absent) => {
        const tensor2 = step.optional(i, name);
        return tensor2?.values[0] ?? (step.attributes.has(name) ? step.attributes.number(name) : absent);
      };
      const [low, high] = [bound('min', 1, -Infinity), bound('max', 2, Infinity)];
      return clipped2(step, step.dynamic(0), low <= -34e37 ? -Infinity : low, high >= 34e37 ? Infinity : high);
    };
    hardSigmoid = (step) => {
      const alpha = step.attributes.number('alpha', 0.2);
      const beta = step.attributes.number('beta', 0.5);
      if (!(alpha > 0)) throw new Unsupported(`a hard sigmoid of slope ${alpha}`);
      return table(step, {
        label: 'hard sigmoid',
        slopes: [0, alpha, 0],
        offsets: [0, beta, 1],
        thresholds: [-beta / alpha, (1 - beta) / alpha],
      });
    };
    bits = new DataView(new ArrayBuffer(8));
    thresholdedRelu = (step) => {
      const alpha = step.attributes.number('alpha', 1);
      return table(step, {
        label: `x above ${alpha}`,
        slopes: [0, 1],
        offsets: [0, 0],
        thresholds: [nextAbove(alpha)],
      });
    };
    sign = (step) =>
      table(step, { label: 'sign', slopes: [0, 0, 0], offsets: [-1, 0, 1], thresholds: [0, nextAbove(0)] });
    elu = (step) => {
      const value = step.dynamic(0);
      const alpha = step.attributes.number('alpha', 1);
      return step.emit({ op: 'function', inputs: [value.node], function: 'elu', alpha }, value.batch);
    };
    celu = (step) => {
      const alpha = step.attributes.number('alpha', 1);
      const inner = step.scaleBy(step.dynamic(0), 1 / alpha, 0, 'inner');
      return step.scaleBy(smooth(step, inner, 'elu', 'elu'), alpha, 0);
    };
    selu = (step) => {
      const alpha = step.attributes.number('alpha', 1.6732632);
      const gamma = step.attributes.number('gamma', 1.050701);
      if (Math.abs(alpha - 1.6732632) < 1e-5 && Math.abs(gamma - 1.050701) < 1e-5)
        return smooth(step, step.dynamic(0), 'selu');
      const value = step.dynamic(0);
      const inner = step.emit({ op: 'function', inputs: [value.node], function: 'elu', alpha }, value.batch, 'elu');
      return step.scaleBy(inner, gamma, 0);
    };
    gelu = (step) => {
      const x2 = step.dynamic(0);
      if (step.attributes.text('approximate', 'none') !== 'tanh') return apply(step, x2, { name: 'gelu' });
      const times2 = (a, b, part) => step.emit({ op: 'multiply', inputs: [a.node, b.node] }, x2.batch, part);
      const polynomial2 = step.scaleBy(smooth(step, x2, 'square', 'square'), 0.044715, 1, 'polynomial');
      const inner = step.scaleBy(times2(polynomial2, x2, 'cubic'), Math.sqrt(2 / Math.PI), 0, 'inner');
      const gate = step.scaleBy(apply(step, inner, { name: 'tanh' }, 'tanh'), 0.5, 0.5, 'gate');
      return times2(gate, x2, '');
    };
    swish = (step) => apply(step, step.dynamic(0), { name: 'swish', eta: step.attributes.number('alpha', 1) });
    ACTIVATIONS = {
      Relu: activation({ name: 'relu' }),
      LeakyRelu: leakyRelu,
      PRelu: prelu,
      Clip: clip,
      Abs: activation({ name: 'abs' }),
      HardSigmoid: hardSigmoid,
      ThresholdedRelu: thresholdedRelu,
      Sign: sign,
      Sigmoid: activation({ name: 'sigmoid' }),
      Tanh: activation({ name: 'tanh' }),
      Softplus: activation({ name: 'softplus' }),
      Swish: swish,
      Gelu: gelu,
      HardSwish: plainFunction('hardSwish'),
      Erf: plainFunction('erf'),
      Mish: plainFunction('mish'),
      Elu: elu,
      Celu: celu,
      Selu: selu,
      Exp: plainFunction('exp'),
      Log: plainFunction('log'),
      Sqrt: plainFunction('sqrt'),
      Reciprocal: plainFunction('reciprocal'),
      Softsign: plainFunction('softsign'),
    };
  },
});

// src/formats/onnx/arithmetic.ts
function pair(step, op) {
  const [a, b] = step.aligned([step.dynamic(0), step.dynamic(1)]);
  return step.emit({ op, inputs: [a.node, b.node] }, a.batch);
}
function operands(step) {
  if (step.inputs.length === 0) throw new Fault(placeOf3(step.file), 'it has no inputs');
  return step.aligned(step.inputs.map((value, i) => (value?.kind === 'constant' ? value.tensor : step.dynamic(i))));
}
var zeros, ones2, minus, add, subtract, multiply, divide, power, variadic, extreme, negate, ARITHMETIC;
var init_arithmetic = __esm({
  'src/formats/onnx/arithmetic.ts'() {
    init_checks();
    init_activations3();
    init_step();
    init_values();
    zeros = (tensor2) => new Float64Array(tensor2.values.length);
    ones2 = (tensor2) => new Float64Array(tensor2.values.length).fill(1);
    minus = (tensor2) => tensor2.values.map((value) => -value);
    add = (step) => {
      const at2 = step.constant(1) ? 1 : 0;
      const tensor2 = step.constant(at2);
      return tensor2
        ? step.scale(step.dynamic(1 - at2), tensor2.shape, ones2(tensor2), tensor2.values)
        : pair(step, 'add');
    };
    subtract = (step) => {
      const [first, second] = [step.constant(0), step.constant(1)];
      if (second) return step.scale(step.dynamic(0), second.shape, ones2(second), minus(second));
      if (first) return step.scale(step.dynamic(1), first.shape, ones2(first).fill(-1), first.values);
      return pair(step, 'subtract');
    };
    multiply = (step) => {
      const at2 = step.constant(1) ? 1 : 0;
      const tensor2 = step.constant(at2);
      return tensor2
        ? step.scale(step.dynamic(1 - at2), tensor2.shape, tensor2.values, zeros(tensor2))
        : pair(step, 'multiply');
    };
    divide = (step) => {
      const [first, second] = [step.constant(0), step.constant(1)];
      if (second)
        return step.scale(
          step.dynamic(0),
          second.shape,
          second.values.map((value2) => 1 / value2),
          zeros(second),
        );
      if (!first) return pair(step, 'divide');
      const value = step.dynamic(1);
      const inverse = step.emit(
        { op: 'function', inputs: [value.node], function: 'reciprocal' },
        value.batch,
        'reciprocal',
      );
      return step.scale(inverse, first.shape, first.values, zeros(first));
    };
    power = (step) => {
      const exponent = step.parameter(1, 'exponent');
      const [first] = exponent.values;
      if (exponent.values.some((value2) => value2 !== first)) throw new Unsupported('several exponents');
      const value = step.dynamic(0);
      const apply2 = (name, part = '') =>
        step.emit({ op: 'function', inputs: [value.node], function: name }, value.batch, part);
      if (first === 1) return value;
      if (first === 2) return apply2('square');
      if (first === 0.5) return apply2('sqrt');
      if (first === -1) return apply2('reciprocal');
      if (first !== 3) throw new Unsupported(`the power ${first}`);
      return step.emit({ op: 'multiply', inputs: [apply2('square', 'square').node, value.node] }, value.batch);
    };
    variadic = (op, mean) => (step) => {
      const values = operands(step);
      const [first] = values;
      const body2 = { op, inputs: values.map(({ node }) => node) };
      if (!mean) return values.length === 1 ? first : step.emit(body2, first.batch);
      const sum = step.emit(body2, first.batch, 'sum');
      return step.scaleBy(sum, 1 / values.length, 0);
    };
    extreme = (op) => (step) => {
      const at2 = step.constant(1) ? 1 : 0;
      const bound = step.constant(at2);
      if (step.inputs.length !== 2 || bound?.values.length !== 1) return variadic(op, false)(step);
      const value = step.dynamic(1 - at2);
      if (bound.shape.length > value.shape.length) return variadic(op, false)(step);
      const end = bound.values[0];
      return op === 'maximum'
        ? clipped2(step, value, end, Number.POSITIVE_INFINITY)
        : clipped2(step, value, Number.NEGATIVE_INFINITY, end);
    };
    negate = (step) => step.scaleBy(step.dynamic(0), -1, 0);
    ARITHMETIC = {
      Add: add,
      Sub: subtract,
      Mul: multiply,
      Div: divide,
      Pow: power,
      Sum: variadic('add', false),
      Mean: variadic('add', true),
      Max: extreme('maximum'),
      Min: extreme('minimum'),
      Neg: negate,
    };
  },
});

// src/formats/onnx/builder.ts
var MAX_FOLDED, Builder;
var init_builder = __esm({
  'src/formats/onnx/builder.ts'() {
    init_shapes();
    init_types();
    init_checks();
    MAX_FOLDED = 2 ** 25;
    Builder = class {
      nodes = [];
      notes = [];
      shapes = /* @__PURE__ */ new Map();
      room = MAX_FOLDED;
      names = /* @__PURE__ */ new Set();
      /** Adds a node. Its values have the axis `batch` in the file, which the graph leaves out (−1: none). Throws a GraphError where shapes do not fit. */
      emit(name, body2, batch) {
        const node = { ...body2, name: this.unused(name) };
        const shape4 = nodeShape(
          node,
          node.inputs.map((input) => this.shapes.get(input)),
        );
        if (!shape4.every((size2) => Number.isInteger(size2) && size2 > 0))
          throw new GraphError(node.name, `has the shape ${shapeText(shape4)}; sizes are whole numbers from 1`);
        if (!(sizeOf(shape4) <= MAX_TENSOR))
          throw new GraphError(node.name, `has ${sizeOf(shape4)} values; at most ${MAX_TENSOR} are taken`);
        this.nodes.push(node);
        this.shapes.set(node.name, shape4);
        return { kind: 'dynamic', node: node.name, shape: batch < 0 ? shape4 : shape4.toSpliced(batch, 0, 1), batch };
      }
      /** Adds an op that nothing here computes. Returns its name. */
      emitUnknown(name, type, inputs) {
        const node = { name: this.unused(name), op: 'unknown', type, inputs };
        this.nodes.push(node);
        return node.name;
      }
      /** Counts values that folding makes; throws a `Fault` where they are too many in all. */
      spend(values, where2) {
        this.room -= values + 256;
        if (this.room < 0)
          throw new Fault(where2, `constants of more than ${MAX_FOLDED} values in all are computed up to here`);
      }
      note(text3) {
        if (!this.notes.includes(text3)) this.notes.push(text3);
      }
      /** The name, with a number behind it where another node has it already. */
      unused(name) {
        let free = name;
        for (let count = 2; this.names.has(free); count++) free = `${name} (${count})`;
        this.names.add(free);
        return free;
      }
    };
  },
});

// src/formats/onnx/proto.ts
import onnxProto from 'onnx-proto';

function decodeModel(bytes) {
  if (bytes.length > MAX_ONNX_FILE)
    throw new Fault('', `the file has ${bytes.length} bytes; at most ${MAX_ONNX_FILE} are read`);
  const model = decoded(bytes);
  const { graph } = model;
  if (!graph?.node) throw new Fault('', 'not an ONNX model: it holds no graph');
  return Object.assign(model, { graph });
}
function decoded(bytes) {
  try {
    return onnxProto.onnx.ModelProto.decode(bytes);
  } catch (error) {
    throw new Fault(
      '',
      `not an ONNX file, or a damaged one (${error instanceof Error ? error.message : 'unreadable'})`,
    );
  }
}
var asNumber, encodeModel;
var init_proto = __esm({
  'src/formats/onnx/proto.ts'() {
    init_checks();
    init_limits();
    asNumber = (value) => (typeof value === 'object' && value !== null ? value.toNumber() : (value ?? 0));
    encodeModel = (model) => new Uint8Array(onnxProto.onnx.ModelProto.encode(model).finish());
  },
});

// src/formats/onnx/tensor.ts
function checkedShape(sizes, where2) {
  for (const size3 of sizes)
    if (!Number.isInteger(size3) || size3 < 0) throw new Fault(where2, `an axis of size ${size3}`);
  const size2 = sizeOf(sizes);
  if (!(size2 <= MAX_TENSOR)) throw new Fault(where2, `${size2} values; at most ${MAX_TENSOR} are taken`);
  return sizes;
}
function readTensor(tensor2, where2) {
  checkPlace(tensor2, where2);
  const type = tensor2.dataType ?? 0;
  const layout = LAYOUTS[type];
  if (!layout)
    throw new Fault(where2, `values of type ${type} are not read; floats and whole numbers of 8 to 64 bits are`);
  const shape4 = checkedShape((tensor2.dims ?? []).map(asNumber), where2);
  const raw = tensor2.rawData;
  const values = raw?.length
    ? rawValues(raw, layout, sizeOf(shape4), where2)
    : typedValues(tensor2, layout, sizeOf(shape4), where2);
  return { shape: shape4, values, integer: layout.integer };
}
function checkPlace(tensor2, where2) {
  if (tensor2.dataLocation !== 1 && !tensor2.externalData?.length) return;
  const location = tensor2.externalData?.find(({ key }) => key === 'location')?.value;
  throw new Fault(
    where2,
    `its values are in another file, ${location ? `'${location}'` : 'which is not named'}; save the model with its weights in one file`,
  );
}
function rawValues(raw, layout, size2, where2) {
  if (raw.length !== size2 * layout.bytes)
    throw new Fault(where2, `${raw.length} bytes, expected ${size2 * layout.bytes} for ${size2} values`);
  const view2 = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = new Float64Array(size2);
  for (let i = 0; i < size2; i++) values[i] = layout.read(view2, i * layout.bytes);
  return values;
}
function typedValues(tensor2, layout, size2, where2) {
  const typed = tensor2[layout.typed] ?? [];
  if (typed.length !== size2) throw new Fault(where2, `${typed.length} values, expected ${size2}`);
  const { fromTyped } = layout;
  return Float64Array.from(typed, (value) => (fromTyped ? fromTyped(asNumber(value)) : asNumber(value)));
}
var LAYOUTS, isInteger;
var init_tensor = __esm({
  'src/formats/onnx/tensor.ts'() {
    init_shapes();
    init_types();
    init_checks();
    init_halfNumbers();
    init_proto();
    LAYOUTS = {
      1: { bytes: 4, integer: false, typed: 'floatData', read: (view2, at2) => view2.getFloat32(at2, true) },
      2: { bytes: 1, integer: true, typed: 'int32Data', read: (view2, at2) => view2.getUint8(at2) },
      3: { bytes: 1, integer: true, typed: 'int32Data', read: (view2, at2) => view2.getInt8(at2) },
      4: { bytes: 2, integer: true, typed: 'int32Data', read: (view2, at2) => view2.getUint16(at2, true) },
      5: { bytes: 2, integer: true, typed: 'int32Data', read: (view2, at2) => view2.getInt16(at2, true) },
      6: { bytes: 4, integer: true, typed: 'int32Data', read: (view2, at2) => view2.getInt32(at2, true) },
      7: { bytes: 8, integer: true, typed: 'int64Data', read: (view2, at2) => Number(view2.getBigInt64(at2, true)) },
      9: { bytes: 1, integer: true, typed: 'int32Data', read: (view2, at2) => (view2.getUint8(at2) ? 1 : 0) },
      10: {
        bytes: 2,
        integer: false,
        typed: 'int32Data',
        read: (view2, at2) => halfNumber(view2.getUint16(at2, true)),
        fromTyped: (bits2) => halfNumber(bits2 & 65535),
      },
      11: { bytes: 8, integer: false, typed: 'doubleData', read: (view2, at2) => view2.getFloat64(at2, true) },
      12: { bytes: 4, integer: true, typed: 'uint64Data', read: (view2, at2) => view2.getUint32(at2, true) },
      13: { bytes: 8, integer: true, typed: 'uint64Data', read: (view2, at2) => Number(view2.getBigUint64(at2, true)) },
      16: {
        bytes: 2,
        integer: false,
        typed: 'int32Data',
        read: (view2, at2) => brainNumber(view2.getUint16(at2, true)),
        fromTyped: (bits2) => brainNumber(bits2 & 65535),
      },
    };
    isInteger = (dataType) => LAYOUTS[dataType]?.integer ?? false;
  },
});

// src/formats/onnx/attributes.ts
var text, Attributes;
var init_attributes2 = __esm({
  'src/formats/onnx/attributes.ts'() {
    init_checks();
    init_proto();
    init_tensor();
    text = new TextDecoder();
    Attributes = class {
      constructor(attributes, where2) {
        this.where = where2;
        this.byName = new Map(attributes.map((attribute) => [attribute.name ?? '', attribute]));
      }
      where;
      byName;
      has(name) {
        return this.byName.has(name);
      }
      /** A float or a whole number. Throws a `Fault` where it is absent and nothing stands in for it. */
      number(name, absent) {
        const attribute = this.byName.get(name);
        const value =
          attribute && (attribute.type === 2 || !Object.hasOwn(attribute, 'f') ? asNumber(attribute.i) : attribute.f);
        const number2 = value ?? absent;
        if (number2 === void 0) throw new Fault(this.where, `attribute '${name}' is missing`);
        if (!Number.isFinite(number2))
          throw new Fault(this.where, `attribute '${name}' is ${number2}, not a finite number`);
        return number2;
      }
      /** Whole numbers, or null where there are none. */
      wholes(name) {
        const attribute = this.byName.get(name);
        return attribute ? (attribute.ints ?? []).map(asNumber) : null;
      }
      floats(name) {
        const attribute = this.byName.get(name);
        return attribute ? (attribute.floats ?? []) : null;
      }
      text(name, absent) {
        const bytes = this.byName.get(name)?.s;
        return bytes ? text.decode(bytes) : absent;
      }
      /** The body of a loop or a branch. */
      graph(name) {
        return this.byName.get(name)?.g ?? null;
      }
      tensor(name) {
        const tensor2 = this.byName.get(name)?.t;
        return tensor2 ? readTensor(tensor2, `${this.where}, '${name}'`) : null;
      }
    };
  },
});

// src/formats/onnx/fileGraph.ts
function readFileGraph(bytes) {
  const model = decodeModel(bytes);
  const { graph } = model;
  const nodes = graph.node ?? [];
  if (nodes.length > MAX_NODES2) throw new Fault('', `${nodes.length} nodes; at most ${MAX_NODES2} are read`);
  const opset = model.opsetImport?.find(({ domain }) => isOwn(domain ?? ''))?.version;
  const tensors = new Map((graph.initializer ?? []).map((tensor2) => [tensor2.name ?? '', tensor2]));
  const inputs = (graph.input ?? []).map(declaredOf);
  const outputs = (graph.output ?? []).map(declaredOf);
  const values = [...inputs, ...outputs, ...(graph.valueInfo ?? []).map(declaredOf)];
  return {
    name: plainName(graph.name ?? '', ''),
    opset: opset === void 0 || opset === null ? 1 : asNumber(opset),
    producer: [model.producerName, model.producerVersion].filter(Boolean).join(' '),
    nodes: nodes.map(fileNode),
    tensors,
    inputs: inputs.filter(({ name }) => !tensors.has(name)),
    outputs: outputs.map(({ name }) => name),
    declared: new Map(values.map((value) => [value.name, value])),
  };
}
function declaredOf(value) {
  const dims = value.type?.tensorType?.shape?.dim ?? null;
  const known = (dim) => {
    const size2 = asNumber(dim.dimValue);
    return size2 > 0 ? size2 : null;
  };
  return {
    name: value.name ?? '',
    sizes: dims?.map(known) ?? null,
    symbols: dims?.map(({ dimParam }) => dimParam ?? '') ?? [],
  };
}
function fileNode(node) {
  const domain = node.domain ?? '';
  const outputs = node.output ?? [];
  const name = plainName(node.name || outputs[0] || '', '') || 'unnamed';
  const type = isOwn(domain) ? (node.opType ?? '') : `${domain}.${node.opType ?? ''}`;
  const attributes = new Attributes(node.attribute ?? [], placeOf3({ name, type }));
  return { name, type, inputs: node.input ?? [], outputs, attributes, captured: capturedBy(node) };
}
function capturedBy(node) {
  const bodies = (node.attribute ?? []).flatMap(({ g }) => g ?? []);
  return bodies.flatMap((body2) => {
    const nodes = body2.node ?? [];
    const own = /* @__PURE__ */ new Set([
      ...nodes.flatMap(({ output }) => output ?? []),
      ...(body2.input ?? []).map(({ name }) => name ?? ''),
      ...(body2.initializer ?? []).map(({ name }) => name ?? ''),
      '',
    ]);
    const taken4 = [
      ...nodes.flatMap((inner) => [...(inner.input ?? []), ...capturedBy(inner)]),
      ...(body2.output ?? []).map(({ name }) => name ?? ''),
    ];
    return taken4.filter((name) => !own.has(name));
  });
}
function giversOf({ nodes }) {
  const givers = /* @__PURE__ */ new Map();
  for (const node of nodes)
    for (const output of node.outputs) {
      if (output === '') continue;
      const other = givers.get(output);
      if (other) throw new Fault(placeOf3(node), `gives '${output}', and so does ${placeOf3(other)}`);
      givers.set(output, node);
    }
  return givers;
}
function valueNamed({ nodes, declared }, name) {
  const node = nodes.find((candidate) => candidate.name === name || candidate.outputs.includes(name));
  if (node) return node.outputs.includes(name) ? name : (node.outputs[0] ?? null);
  return declared.has(name) ? name : null;
}
function orderedNodes(file, output, begin) {
  const givers = giversOf(file);
  const order = [];
  const state = /* @__PURE__ */ new Map();
  const path = [];
  const enter = (value, by) => {
    if (value === '' || begin.has(value) || file.tensors.has(value)) return;
    const node = givers.get(value);
    if (!node)
      throw new Fault(
        by ? placeOf3(by) : '',
        `${by ? 'takes' : 'the output is'} '${value}', which nothing in the file gives`,
      );
    if (state.get(node) === 'open') throw new Fault(placeOf3(node), `takes '${value}', which depends on it: a cycle`);
    if (state.has(node)) return;
    state.set(node, 'open');
    path.push({ node, takes: takenBy(node), next: 0 });
  };
  enter(output, null);
  for (let top = path[path.length - 1]; top; top = path[path.length - 1]) {
    const value = top.takes[top.next++];
    if (value !== void 0) {
      enter(value, top.node);
      continue;
    }
    path.pop();
    state.set(top.node, 'done');
    order.push(top.node);
  }
  return order;
}
var MAX_NODES2, isOwn, takenBy;
var init_fileGraph = __esm({
  'src/formats/onnx/fileGraph.ts'() {
    init_checks();
    init_attributes2();
    init_proto();
    init_step();
    MAX_NODES2 = 2e4;
    isOwn = (domain) => domain === '' || domain === 'ai.onnx';
    takenBy = ({ inputs, captured }) => (captured.length === 0 ? inputs : [...inputs, ...captured]);
  },
});

// src/formats/onnx/reshaping.ts
function wholesOf(step, attribute, input) {
  const tensor2 = step.optional(input, attribute);
  return tensor2 ? Array.from(tensor2.values) : step.attributes.wholes(attribute);
}
function reshapedShape(step, shape4) {
  const asked2 = wholesOf(step, 'shape', 1);
  if (!asked2) throw new Fault(placeOf3(step.file), 'its shape is missing');
  const keeps = step.attributes.number('allowzero', 0) === 0;
  const sizes = asked2.map((size2, axis) => (size2 === 0 && keeps ? (shape4[axis] ?? 0) : size2));
  const open = sizes.indexOf(-1);
  if (open < 0) return checkedShape(sizes, placeOf3(step.file));
  sizes[open] = 1;
  sizes[open] = sizeOf(shape4) / sizeOf(sizes);
  return checkedShape(sizes, placeOf3(step.file));
}
function unsqueezedShape(step, shape4) {
  const axes2 = wholesOf(step, 'axes', 1) ?? [];
  const rank = shape4.length + axes2.length;
  const added2 = new Set(axes2.map((axis) => axisFrom0(axis, rank)));
  let next = 0;
  return {
    shape: Array.from({ length: rank }, (_, axis) => (added2.has(axis) ? 1 : (shape4[next++] ?? 1))),
    added: added2,
  };
}
function squeezedAxes(step, shape4) {
  const axes2 = wholesOf(step, 'axes', 1)?.map((axis) => axisFrom0(axis, shape4.length));
  return new Set(axes2 ?? shape4.flatMap((size2, axis) => (size2 === 1 ? [axis] : [])));
}
function flattenedShape(step, shape4) {
  const axis = step.attributes.number('axis', 1);
  const at2 = axis < 0 ? axis + shape4.length : axis;
  return [sizeOf(shape4.slice(0, at2)), sizeOf(shape4.slice(at2))];
}
function orderOf(step, rank) {
  return step.attributes.wholes('perm') ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
}
var batchAfter,
  reshape2,
  flatten,
  unsqueeze,
  squeeze,
  transpose2,
  integers,
  shape,
  size,
  identity2,
  dropout,
  cast,
  castLike,
  blocks,
  RESHAPING;
var init_reshaping = __esm({
  'src/formats/onnx/reshaping.ts'() {
    init_types();
    init_checks();
    init_step();
    init_tensor();
    init_values();
    batchAfter = (value, shape4) => (value.batch >= 0 && shape4[0] === 1 ? 0 : -1);
    reshape2 = (step) => {
      const value = step.dynamic(0);
      const shape4 = reshapedShape(step, value.shape);
      return step.reshape(value, shape4, batchAfter(value, shape4), '');
    };
    flatten = (step) => {
      const value = step.dynamic(0);
      const shape4 = flattenedShape(step, value.shape);
      return step.reshape(value, shape4, batchAfter(value, shape4), '');
    };
    unsqueeze = (step) => {
      const value = step.dynamic(0);
      const { shape: shape4, added: added2 } = unsqueezedShape(step, value.shape);
      const old = shape4.flatMap((_, axis) => (added2.has(axis) ? [] : [axis]));
      return step.reshape(value, shape4, value.batch < 0 ? -1 : (old[value.batch] ?? -1), '');
    };
    squeeze = (step) => {
      const value = step.dynamic(0);
      const gone = squeezedAxes(step, value.shape);
      const kept = value.shape.flatMap((_, axis) => (gone.has(axis) ? [] : [axis]));
      const shape4 = kept.map((axis) => value.shape[axis]);
      return step.reshape(value, shape4, kept.indexOf(value.batch), '');
    };
    transpose2 = (step) => {
      const value = step.dynamic(0);
      const order = orderOf(step, value.shape.length);
      if (order.length !== value.shape.length)
        throw new Fault(placeOf3(step.file), `its order names ${order.length} axes of ${value.shape.length}`);
      const seen = order.filter((axis) => axis !== value.batch).map((axis) => graphAxis(axis, value.batch));
      const batch = order.indexOf(value.batch);
      const shape4 = order.map((axis) => value.shape[axis]);
      if (seen.every((axis, i) => axis === i)) return { ...value, shape: shape4, batch };
      return step.emit({ op: 'transpose', inputs: [value.node], order: seen }, batch);
    };
    integers = (values, shape4) => {
      const tensor2 = { shape: shape4, values: Float64Array.from(values), integer: true };
      return { kind: 'constant', tensor: tensor2 };
    };
    shape = (step) => {
      const { shape: sizes } = step.dynamic(0);
      const sliced2 = sizes.slice(step.attributes.number('start', 0), step.attributes.number('end', sizes.length));
      return integers(sliced2, [sliced2.length]);
    };
    size = (step) => integers([sizeOf(step.dynamic(0).shape)], []);
    identity2 = (step) => step.dynamic(0);
    dropout = (step) => {
      const training = step.constant(2);
      if (training && training.values[0] !== 0) throw new Unsupported('dropout as in training');
      return step.dynamic(0);
    };
    cast = (step) => {
      const value = step.dynamic(0);
      const type = step.attributes.number('to');
      const counts = step.builder.nodes.some((node) => node.name === value.node && node.op === 'argMax');
      if (![1, 10, 11, 16].includes(type) && !counts) throw new Unsupported('values rounded to whole numbers');
      return value;
    };
    castLike = (step) => {
      if (step.constant(1)?.integer) throw new Unsupported('values rounded to whole numbers');
      return step.dynamic(0);
    };
    blocks = (toSpace) => (step) => {
      const value = step.withBatch(step.dynamic(0), 0);
      const block = step.attributes.number('blocksize');
      const [, channels, height, width] = value.shape;
      if (value.shape.length !== 4) throw new Unsupported(`takes pictures, its input has ${value.shape.length} axes`);
      const crossed = step.attributes.text('mode', 'DCR') === 'CRD';
      const depth = toSpace ? channels / block ** 2 : channels;
      const [rows, columns] = toSpace ? [height, width] : [height / block, width / block];
      const split3 = toSpace
        ? crossed
          ? [depth, block, block, rows, columns]
          : [block, block, depth, rows, columns]
        : [depth, rows, block, columns, block];
      const order = toSpace ? (crossed ? [0, 3, 1, 4, 2] : [2, 3, 0, 4, 1]) : [2, 4, 0, 1, 3];
      const joined4 = toSpace ? [depth, rows * block, columns * block] : [depth * block ** 2, rows, columns];
      const parts2 = step.emit({ op: 'reshape', inputs: [value.node], shape: split3 }, 0, 'blocks');
      const turned2 = step.emit({ op: 'transpose', inputs: [parts2.node], order }, 0, 'turned');
      return step.emit({ op: 'reshape', inputs: [turned2.node], shape: joined4 }, 0);
    };
    RESHAPING = {
      Reshape: reshape2,
      Flatten: flatten,
      Unsqueeze: unsqueeze,
      Squeeze: squeeze,
      Transpose: transpose2,
      Shape: shape,
      Size: size,
      Identity: identity2,
      Dropout: dropout,
      Cast: cast,
      CastLike: castLike,
      DepthToSpace: blocks(true),
      SpaceToDepth: blocks(false),
    };
  },
});

// src/formats/onnx/parts.ts
function slicedRanges(step, shape4) {
  const ranges = whole(shape4);
  const starts = wholesOf(step, 'starts', 1);
  const ends2 = wholesOf(step, 'ends', 2);
  if (!starts || !ends2) throw new Fault(placeOf3(step.file), 'its starts or ends are missing');
  const axes2 = wholesOf(step, 'axes', 3) ?? starts.map((_, i) => i);
  const steps = wholesOf(step, 'steps', 4);
  axes2.forEach((named2, i) => {
    const axis = axisFrom0(named2, shape4.length);
    const size2 = shape4[axis];
    const stride = steps?.[i] ?? 1;
    if (stride === 0) throw new Fault(placeOf3(step.file), 'a step of 0');
    const clamped = (bound) => {
      const at2 = bound === void 0 ? 0 : bound < 0 ? bound + size2 : bound;
      return stride > 0 ? Math.min(size2, Math.max(0, at2)) : Math.min(size2 - 1, Math.max(-1, at2));
    };
    const [from, to] = [clamped(starts[i]), clamped(ends2[i])];
    ranges.starts[axis] = from;
    ranges.sizes[axis] = Math.max(0, Math.ceil((to - from) / stride));
    ranges.steps[axis] = stride;
  });
  return ranges;
}
function cropped(step, given, ranges, part = '') {
  const value = given.batch >= 0 && ranges.sizes[given.batch] !== 1 ? step.full(given) : given;
  const [starts, sizes, steps] = [ranges.starts, ranges.sizes, ranges.steps].map((list3) =>
    without(list3, value.batch),
  );
  const untouched = sizes?.every(
    (size2, axis) => size2 === without(value.shape, value.batch)[axis] && (steps?.[axis] ?? 1) > 0,
  );
  if (!starts || !sizes || !steps || untouched) return value;
  return step.emit({ op: 'crop', inputs: [value.node], starts, sizes, steps }, value.batch, part);
}
function taken(step, value, axis, at2) {
  if (at2.length === 0 || at2.length > 4096) throw new Unsupported(`${at2.length} indices`);
  const pieces = stretches(at2).map(({ start, count, stride }, i) => {
    const ranges = whole(value.shape);
    ranges.starts[axis] = start;
    ranges.sizes[axis] = count;
    ranges.steps[axis] = stride;
    return cropped(step, value, ranges, `part ${i + 1}`);
  });
  const [first] = pieces;
  return pieces.length === 1
    ? first
    : step.emit(
        { op: 'concat', inputs: pieces.map(({ node }) => node), axis: graphAxis(axis, first.batch) },
        first.batch,
        'parts',
      );
}
function stretches(at2) {
  const runs = [];
  for (const index of at2) {
    const run2 = runs[runs.length - 1];
    const gap = run2 ? index - (run2.start + (run2.count - 1) * run2.stride) : 0;
    if (run2 && gap !== 0 && (run2.count === 1 || gap === run2.stride)) {
      run2.stride = gap;
      run2.count++;
    } else runs.push({ start: index, count: 1, stride: 1 });
  }
  return runs;
}
function lessNegative(step, value, before, after) {
  if ([...before, ...after].every((places2) => places2 >= 0)) return value;
  const ranges = whole(value.shape);
  value.shape.forEach((size2, axis) => {
    const [first, last] = [Math.max(0, -before[axis]), Math.max(0, -after[axis])];
    ranges.starts[axis] = first;
    ranges.sizes[axis] = size2 - first - last;
  });
  return cropped(step, value, ranges, 'crop');
}
var whole, slice, split, concat, gather2, pad, expand, tile, PARTS;
var init_parts2 = __esm({
  'src/formats/onnx/parts.ts'() {
    init_shapes();
    init_checks();
    init_reshaping();
    init_step();
    init_values();
    whole = (shape4) => ({
      starts: shape4.map(() => 0),
      sizes: [...shape4],
      steps: shape4.map(() => 1),
    });
    slice = (step) => {
      const value = step.dynamic(0);
      return cropped(step, value, slicedRanges(step, value.shape));
    };
    split = (step) => {
      const given = step.dynamic(0);
      const axis = axisFrom0(step.attributes.number('axis', 0), given.shape.length);
      const value = step.keeping(given, [axis]);
      const count = step.file.outputs.length;
      const total = value.shape[axis];
      const each = Math.ceil(total / count);
      const sizes =
        wholesOf(step, 'split', 1) ?? Array.from({ length: count }, (_, i) => Math.min(each, total - i * each));
      if (sizes.length !== count) throw new Fault(placeOf3(step.file), `${sizes.length} sizes for ${count} outputs`);
      let start = 0;
      return sizes.map((size2, i) => {
        const ranges = whole(value.shape);
        ranges.starts[axis] = start;
        ranges.sizes[axis] = size2;
        start += size2;
        return cropped(step, value, ranges, String(i));
      });
    };
    concat = (step) => {
      const values = step.inputs.map((value, i) => (value?.kind === 'constant' ? value.tensor : step.dynamic(i)));
      const parts2 = values.filter((value) => !value.shape.includes(0));
      const rank = parts2[0]?.shape.length ?? 0;
      const axis = axisFrom0(step.attributes.number('axis'), rank);
      let aligned = step.aligned(parts2);
      if (aligned.some(({ batch }) => batch === axis)) aligned = aligned.map((value) => step.full(value));
      const [first] = aligned;
      if (aligned.length === 1) return first;
      return step.emit(
        { op: 'concat', inputs: aligned.map(({ node }) => node), axis: graphAxis(axis, first.batch) },
        first.batch,
      );
    };
    gather2 = (step) => {
      const given = step.dynamic(0);
      const indices = step.parameter(1, 'index');
      const axis = axisFrom0(step.attributes.number('axis', 0), given.shape.length);
      const value = step.keeping(given, [axis]);
      const size2 = value.shape[axis];
      const at2 = Array.from(indices.values, (index) => (index < 0 ? index + size2 : index));
      const joined4 = taken(step, value, axis, at2);
      const shape4 = [...value.shape.slice(0, axis), ...indices.shape, ...value.shape.slice(axis + 1)];
      const batch = value.batch > axis ? value.batch + indices.shape.length - 1 : value.batch;
      return step.reshape(joined4, shape4, batch, '');
    };
    pad = (step) => {
      const given = step.dynamic(0);
      const rank = given.shape.length;
      const pads = wholesOf(step, 'pads', 1);
      if (!pads) throw new Fault(placeOf3(step.file), 'its pads are missing');
      const mode = step.attributes.text('mode', 'constant');
      if (mode !== 'constant' && mode !== 'reflect' && mode !== 'edge') throw new Unsupported(`padding '${mode}'`);
      const axes2 = (wholesOf(step, 'axes', 3) ?? given.shape.map((_, i) => i)).map((axis) => axisFrom0(axis, rank));
      if (pads.length !== 2 * axes2.length)
        throw new Fault(placeOf3(step.file), `${pads.length} pads for ${axes2.length} axes`);
      const before = given.shape.map((_, axis) => pads[axes2.indexOf(axis)] ?? 0);
      const after = given.shape.map((_, axis) => (axes2.includes(axis) ? pads[axes2.length + axes2.indexOf(axis)] : 0));
      const touched = before.flatMap((places2, axis) => (places2 !== 0 || after[axis] !== 0 ? [axis] : []));
      const value = lessNegative(step, step.keeping(given, touched), before, after);
      const seen = (places2) =>
        without(
          places2.map((count) => Math.max(0, count)),
          value.batch,
        );
      const constant4 = step.optional(2, 'value')?.values[0] ?? step.attributes.number('value', 0);
      if ([...before, ...after].every((places2) => places2 <= 0)) return value;
      return step.emit(
        { op: 'pad', inputs: [value.node], before: seen(before), after: seen(after), mode, value: constant4 },
        value.batch,
      );
    };
    expand = (step) => {
      const value = step.dynamic(0);
      const shape4 = wholesOf(step, 'shape', 1) ?? [];
      const wide = broadcastShape([value.shape, shape4]);
      if (!wide)
        throw new Fault(placeOf3(step.file), `${shapeText(value.shape)} does not spread to ${shapeText(shape4)}`);
      return step.alignedWith(value, shape4).value;
    };
    tile = (step) => {
      let value = step.dynamic(0);
      const repeats = wholesOf(step, 'repeats', 1) ?? [];
      repeats.forEach((count, axis) => {
        if (count === 1) return;
        if (!(count > 0 && count <= 4096)) throw new Unsupported(`${count} copies`);
        value = step.keeping(value, [axis]);
        const inputs = new Array(count).fill(value.node);
        value = step.emit({ op: 'concat', inputs, axis: graphAxis(axis, value.batch) }, value.batch, `copies ${axis}`);
      });
      return value;
    };
    PARTS = {
      Slice: slice,
      Split: split,
      Concat: concat,
      Gather: gather2,
      Pad: pad,
      Expand: expand,
      Tile: tile,
    };
  },
});

// src/formats/onnx/foldParts.ts
function picked(tensor2, shape4, start, steps) {
  const values = new Float64Array(sizeOf(shape4));
  const index = new Array(shape4.length).fill(0);
  let at2 = start;
  for (let i = 0; i < values.length; i++) {
    values[i] = tensor2.values[at2];
    for (let axis = shape4.length - 1; axis >= 0; axis--) {
      at2 += steps[axis];
      index[axis] = index[axis] + 1;
      if (index[axis] < shape4[axis]) break;
      at2 -= shape4[axis] * steps[axis];
      index[axis] = 0;
    }
  }
  return { ...tensor2, shape: shape4, values };
}
function transposed2(step, tensor2) {
  const order = orderOf(step, tensor2.shape.length);
  const own = strides(tensor2.shape);
  if (order.length !== own.length || new Set(order).size !== own.length || order.some((axis) => own[axis] === void 0))
    throw new Fault(placeOf3(step.file), `its order does not name each of ${own.length} axes once`);
  return picked(
    tensor2,
    order.map((axis) => tensor2.shape[axis]),
    0,
    order.map((axis) => own[axis]),
  );
}
function sliced(step, tensor2) {
  const { starts, sizes, steps } = slicedRanges(step, tensor2.shape);
  const own = strides(tensor2.shape);
  const start = starts.reduce((sum, at2, axis) => sum + at2 * own[axis], 0);
  return picked(
    tensor2,
    sizes,
    start,
    own.map((stride, axis) => stride * steps[axis]),
  );
}
function gathered(step, tensor2) {
  const indices = step.parameter(1, 'index');
  const axis = axisFrom0(step.attributes.number('axis', 0), tensor2.shape.length);
  const size2 = tensor2.shape[axis] ?? 1;
  const inner = sizeOf(tensor2.shape.slice(axis + 1));
  const outer = sizeOf(tensor2.shape.slice(0, axis));
  const shape4 = [...tensor2.shape.slice(0, axis), ...indices.shape, ...tensor2.shape.slice(axis + 1)];
  const values = new Float64Array(sizeOf(checkedShape(shape4, placeOf3(step.file))));
  let next = 0;
  for (let o = 0; o < outer; o++)
    for (const index of indices.values) {
      const at2 = index < 0 ? index + size2 : index;
      if (!(at2 >= 0 && at2 < size2)) throw new Fault(placeOf3(step.file), `index ${index} of ${size2} entries`);
      values.set(tensor2.values.subarray((o * size2 + at2) * inner, (o * size2 + at2 + 1) * inner), next);
      next += inner;
    }
  return { ...tensor2, shape: shape4, values };
}
function joined(step) {
  const tensors = step.inputs.flatMap((_, i) => step.constant(i) ?? []);
  const [first] = tensors;
  const axis = axisFrom0(step.attributes.number('axis'), first.shape.length);
  const sizes = tensors.map(({ shape: shape5 }) => shape5[axis] ?? 1);
  const total = sizes.reduce((sum, size2) => sum + size2, 0);
  const shape4 = checkedShape(first.shape.with(axis, total), placeOf3(step.file));
  const others2 = (sizes2) => sizes2.toSpliced(axis, 1).join();
  if (tensors.some((tensor2) => tensor2.shape.length !== shape4.length || others2(tensor2.shape) !== others2(shape4)))
    throw new Fault(placeOf3(step.file), 'its constants do not join');
  const values = new Float64Array(sizeOf(shape4));
  const inner = sizeOf(shape4.slice(axis + 1));
  let next = 0;
  for (let o = 0; o < sizeOf(shape4.slice(0, axis)); o++)
    tensors.forEach((tensor2, i) => {
      const stretch = sizes[i] * inner;
      values.set(tensor2.values.subarray(o * stretch, (o + 1) * stretch), next);
      next += stretch;
    });
  return { ...first, shape: shape4, values };
}
function parted(step, tensor2) {
  const axis = axisFrom0(step.attributes.number('axis', 0), tensor2.shape.length);
  const count = step.file.outputs.length;
  const total = tensor2.shape[axis] ?? 1;
  const each = Math.ceil(total / count);
  const sizes = wholesOf(step, 'split', 1) ?? Array.from({ length: count }, (_, i) => Math.min(each, total - i * each));
  if (sizes.reduce((sum, size2) => sum + size2, 0) !== total || sizes.some((size2) => !(size2 >= 0)))
    throw new Fault(placeOf3(step.file), `its parts do not add up to ${total}`);
  const own = strides(tensor2.shape);
  let start = 0;
  return sizes.map((size2) => {
    const part = picked(tensor2, tensor2.shape.with(axis, size2), start * (own[axis] ?? 1), own);
    start += size2;
    return part;
  });
}
function product(step, tensor2) {
  const axes2 = wholesOf(step, 'axes', 1);
  if (axes2 && axes2.length !== tensor2.shape.length)
    throw new Fault(placeOf3(step.file), 'a product over some axes only');
  const keep2 = step.attributes.number('keepdims', 1) !== 0;
  const value = tensor2.values.reduce((all2, number2) => all2 * number2, 1);
  return { ...tensor2, shape: keep2 ? tensor2.shape.map(() => 1) : [], values: Float64Array.of(value) };
}
function filled2(step, sizes) {
  const shape4 = checkedShape(Array.from(sizes.values), placeOf3(step.file));
  const value = step.attributes.tensor('value');
  return {
    shape: shape4,
    values: new Float64Array(sizeOf(shape4)).fill(value?.values[0] ?? 0),
    integer: value?.integer ?? false,
  };
}
function expanded(step, tensor2) {
  const shape4 = broadcastShape([tensor2.shape, wholesOf(step, 'shape', 1) ?? []]);
  if (!shape4) throw new Fault(placeOf3(step.file), 'its constants do not broadcast');
  const wide = checkedShape(shape4, placeOf3(step.file));
  const own = strides(tensor2.shape);
  const offset = wide.length - tensor2.shape.length;
  const steps = wide.map((_, axis) => ((tensor2.shape[axis - offset] ?? 1) === 1 ? 0 : own[axis - offset]));
  return picked(tensor2, wide, 0, steps);
}
function foldedParts(step, first) {
  const reshaped2 = (shape4) => {
    if (sizeOf(shape4) !== first.values.length)
      throw new Fault(placeOf3(step.file), 'reshapes to another number of values');
    return [{ ...first, shape: shape4 }];
  };
  switch (step.file.type) {
    case 'Shape':
      return [counted(first.shape, [first.shape.length])];
    case 'Size':
      return [counted([first.values.length], [])];
    case 'Reshape':
      return reshaped2(reshapedShape(step, first.shape));
    case 'Flatten':
      return reshaped2(flattenedShape(step, first.shape));
    case 'Unsqueeze':
      return reshaped2(unsqueezedShape(step, first.shape).shape);
    case 'Squeeze': {
      const gone = squeezedAxes(step, first.shape);
      return reshaped2(first.shape.filter((_, axis) => !gone.has(axis)));
    }
    case 'Transpose':
      return [transposed2(step, first)];
    case 'Slice':
      return [sliced(step, first)];
    case 'Gather':
      return [gathered(step, first)];
    case 'Concat':
      return [joined(step)];
    case 'Split':
      return parted(step, first);
    case 'ReduceProd':
      return [product(step, first)];
    case 'ConstantOfShape':
      return [filled2(step, first)];
    case 'Expand':
      return [expanded(step, first)];
    default:
      return null;
  }
}
var strides, counted;
var init_foldParts = __esm({
  'src/formats/onnx/foldParts.ts'() {
    init_shapes();
    init_types();
    init_checks();
    init_parts2();
    init_reshaping();
    init_step();
    init_tensor();
    init_values();
    strides = (shape4) => shape4.map((_, axis) => sizeOf(shape4.slice(axis + 1)));
    counted = (values, shape4) => ({
      shape: shape4,
      values: Float64Array.from(values),
      integer: true,
    });
  },
});

// src/formats/onnx/fold.ts
function broadcastPlaces(from, to) {
  const places2 = new Int32Array(sizeOf(to));
  const offset = to.length - from.length;
  const strides2 = new Array(to.length).fill(0);
  let stride = 1;
  for (let axis = from.length - 1; axis >= 0; axis--) {
    if (from[axis] !== 1) strides2[axis + offset] = stride;
    stride *= from[axis];
  }
  for (let i = 0; i < places2.length; i++) {
    let rest = i;
    let at2 = 0;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      const size2 = to[axis];
      at2 += (rest % size2) * strides2[axis];
      rest = Math.floor(rest / size2);
    }
    places2[i] = at2;
  }
  return places2;
}
function spread(tensor2, shape4, where2) {
  const places2 = broadcastPlaces(tensor2.shape, checkedShape(shape4, where2));
  return { ...tensor2, shape: shape4, values: Float64Array.from(places2, (at2) => tensor2.values[at2]) };
}
function combine(step, a, b, f) {
  const where2 = placeOf3(step.file);
  const shape4 = broadcastShape([a.shape, b.shape]);
  if (!shape4) throw new Fault(where2, 'its constants do not broadcast');
  const [left, right] = [spread(a, shape4, where2).values, spread(b, shape4, where2).values];
  const integer = a.integer && b.integer;
  return { shape: shape4, integer, values: left.map((value, i) => f(value, right[i], integer)) };
}
function dequantized(step, x2) {
  const scale2 = step.parameter(1, 'scale');
  const zero = step.optional(2, 'zero point');
  const axis = step.attributes.number('axis', 1);
  const at2 = axis < 0 ? axis + x2.shape.length : axis;
  const inner = sizeOf(x2.shape.slice(at2 + 1));
  const size2 = x2.shape[at2] ?? 1;
  if (scale2.values.length !== 1 && scale2.values.length !== size2)
    throw new Unsupported(`${scale2.values.length} scales for ${size2} entries`);
  const entry = (list3, i) => list3[list3.length === 1 ? 0 : Math.floor(i / inner) % size2];
  const values = x2.values.map((value, i) => (value - (zero ? entry(zero.values, i) : 0)) * entry(scale2.values, i));
  return { shape: x2.shape, values, integer: false };
}
function cast2(step, x2) {
  const type = step.attributes.number('to');
  if (!isInteger(type)) return { ...x2, values: type === 1 ? x2.values.map(Math.fround) : x2.values, integer: false };
  return { ...x2, values: x2.values.map(type === 9 ? (value) => Number(value !== 0) : Math.trunc), integer: true };
}
function where(step, tensors) {
  const [condition, yes, no] = tensors;
  const shape4 = broadcastShape(tensors.map((tensor2) => tensor2.shape));
  if (tensors.length !== 3 || !shape4) throw new Fault(placeOf3(step.file), 'its constants do not broadcast');
  const place3 = placeOf3(step.file);
  const [chosen, left, right] = [
    spread(condition, shape4, place3),
    spread(yes, shape4, place3),
    spread(no, shape4, place3),
  ];
  const values = chosen.values.map((value, i) => (value ? left : right).values[i]);
  return { shape: shape4, values, integer: yes.integer };
}
function range(step) {
  const [start, limit, delta] = [0, 1, 2].map((i) => step.parameter(i, 'bound').values[0]);
  const count = Math.max(0, Math.ceil((limit - start) / delta));
  const [size2] = checkedShape([count], placeOf3(step.file));
  const integer = step.parameter(0, 'bound').integer;
  return { shape: [size2], values: Float64Array.from({ length: size2 }, (_, i) => start + i * delta), integer };
}
function constant(step) {
  const { attributes } = step;
  const tensor2 = attributes.tensor('value');
  if (tensor2) return tensor2;
  for (const name of ['value_float', 'value_int'])
    if (attributes.has(name))
      return { shape: [], values: Float64Array.of(attributes.number(name)), integer: name === 'value_int' };
  const list3 = attributes.floats('value_floats') ?? attributes.wholes('value_ints');
  if (!list3) throw new Unsupported('a constant that is neither numbers nor a tensor');
  return { shape: [list3.length], values: Float64Array.from(list3), integer: attributes.has('value_ints') };
}
function folded(step) {
  const { type } = step.file;
  if (type === 'Constant') return [constant(step)];
  const given = step.inputs.flatMap((_, i) => step.constant(i) ?? []);
  const [first] = given;
  if (!first) return null;
  const unary2 = UNARY[type];
  if (unary2) return [{ ...first, values: first.values.map(unary2) }];
  const binary2 = BINARY[type];
  if (binary2) return [given.slice(1).reduce((a, b) => combine(step, a, b, binary2), first)];
  switch (type) {
    case 'Identity':
    case 'Dropout':
      return [first];
    case 'Cast':
      return [cast2(step, first)];
    case 'CastLike':
      return [
        given[1]?.integer
          ? { ...first, values: first.values.map(Math.trunc), integer: true }
          : { ...first, integer: false },
      ];
    case 'Where':
      return [where(step, given)];
    case 'Range':
      return [range(step)];
    case 'DequantizeLinear':
      return [dequantized(step, first)];
    default:
      return foldedParts(step, first);
  }
}
var BINARY, UNARY;
var init_fold2 = __esm({
  'src/formats/onnx/fold.ts'() {
    init_shapes();
    init_types();
    init_checks();
    init_foldParts();
    init_step();
    init_tensor();
    init_values();
    BINARY = {
      Add: (a, b) => a + b,
      Sub: (a, b) => a - b,
      Mul: (a, b) => a * b,
      Div: (a, b, integer) => (integer ? Math.trunc(a / b) : a / b),
      Mod: (a, b) => a - b * Math.floor(a / b),
      Pow: (a, b) => a ** b,
      Min: (a, b) => Math.min(a, b),
      Max: (a, b) => Math.max(a, b),
      Equal: (a, b) => Number(a === b),
      Greater: (a, b) => Number(a > b),
      Less: (a, b) => Number(a < b),
    };
    UNARY = {
      Neg: (a) => -a,
      Abs: Math.abs,
      Sqrt: Math.sqrt,
      Exp: Math.exp,
      Log: Math.log,
      Floor: Math.floor,
      Ceil: Math.ceil,
      Reciprocal: (a) => 1 / a,
      Relu: (a) => Math.max(0, a),
      Not: (a) => Number(a === 0),
    };
  },
});

// src/formats/onnx/foldControl.ts
function foldedStep(step) {
  const values = control(step) ?? folded(step)?.map(constant2) ?? null;
  for (const value of values ?? [])
    step.builder.spend(value.kind === 'constant' ? value.tensor.values.length : 0, placeOf3(step.file));
  return values;
}
function control(step) {
  switch (step.file.type) {
    case 'If':
      return body(step, step.parameter(0, 'condition').values[0] ? 'then_branch' : 'else_branch', []);
    case 'Loop':
      return loop(step);
    case 'SequenceEmpty':
      return [{ kind: 'sequence', tensors: [] }];
    case 'SequenceConstruct':
      return [{ kind: 'sequence', tensors: step.inputs.map((_, i) => step.parameter(i, 'entry')) }];
    case 'SequenceInsert': {
      const { tensors } = sequence(step);
      return [
        {
          kind: 'sequence',
          tensors: tensors.toSpliced(place2(step, 2, tensors.length), 0, step.parameter(1, 'entry')),
        },
      ];
    }
    case 'SequenceAt': {
      const tensor2 = sequence(step).tensors.at(place2(step, 1, 0));
      if (!tensor2) throw new Fault(placeOf3(step.file), 'takes an entry that its list does not have');
      return [constant2(tensor2)];
    }
    case 'ConcatFromSequence':
      return joined2(step);
    default:
      return null;
  }
}
function sequence(step) {
  const value = step.inputs[0];
  if (value?.kind !== 'sequence') throw new Unsupported('takes a list of tensors');
  return value;
}
function joined2(step) {
  if (step.attributes.number('new_axis', 0) !== 0) throw new Unsupported('stacks a list of tensors');
  const inputs = sequence(step).tensors.map(constant2);
  return folded(new Step(step.builder, { ...step.file, type: 'Concat' }, inputs, step.opset))?.map(constant2) ?? null;
}
function body(step, attribute, given) {
  const graph = step.attributes.graph(attribute);
  if (!graph) throw new Fault(placeOf3(step.file), `its ${attribute} is missing`);
  const values = new Map(step.captured);
  (graph.input ?? []).forEach(({ name }, i) => {
    const value = given[i];
    if (value) values.set(name ?? '', value);
  });
  for (const tensor2 of graph.initializer ?? [])
    values.set(
      tensor2.name ?? '',
      constant2(readTensor(tensor2, `tensor '${tensor2.name}' of ${placeOf3(step.file)}`)),
    );
  for (const node of graph.node ?? []) bodyNode(step, node, values);
  return (graph.output ?? []).map(({ name }) => valueAt2(step, values, name ?? ''));
}
function bodyNode(step, proto, values) {
  const node = fileNode(proto);
  const captured = new Map(node.captured.map((name) => [name, valueAt2(step, values, name)]));
  const inputs = node.inputs.map((name) => (name === '' ? null : valueAt2(step, values, name)));
  const results = foldedStep(new Step(step.builder, node, inputs, step.opset, captured));
  if (!results) throw new Unsupported(`${placeOf3(node)} in its body is not computed`);
  node.outputs.forEach((name, i) => {
    const value = results[i];
    if (value) values.set(name, value);
  });
}
function valueAt2(step, values, name) {
  const value = values.get(name);
  if (!value) throw new Fault(placeOf3(step.file), `its body takes '${name}', which nothing gives`);
  return value;
}
function loop(step) {
  const count = step.optional(0, 'count')?.values[0] ?? Number.POSITIVE_INFINITY;
  let goes = (step.optional(1, 'condition')?.values[0] ?? 1) !== 0;
  let carried = step.inputs.slice(2).map((value) => {
    if (!value) throw new Fault(placeOf3(step.file), 'a value that it carries is missing');
    return value;
  });
  for (let round = 0; goes && round < count; round++) {
    const iteration = constant2({ shape: [], values: Float64Array.of(round), integer: true });
    const condition = constant2({ shape: [], values: Float64Array.of(1), integer: true });
    const [next, ...rest] = body(step, 'body', [iteration, condition, ...carried]);
    if (rest.length !== carried.length) throw new Unsupported('a loop that gathers values round by round');
    step.builder.spend(0, placeOf3(step.file));
    goes = next?.kind !== 'constant' || next.tensor.values[0] !== 0;
    carried = rest;
  }
  return carried;
}
var constant2, place2;
var init_foldControl = __esm({
  'src/formats/onnx/foldControl.ts'() {
    init_checks();
    init_fileGraph();
    init_fold2();
    init_step();
    init_tensor();
    init_values();
    constant2 = (tensor2) => ({ kind: 'constant', tensor: tensor2 });
    place2 = (step, input, absent) => step.optional(input, 'position')?.values[0] ?? absent;
  },
});

// src/formats/onnx/inputShape.ts
function inputCandidates(file, input, given) {
  const where2 = `input '${input.name}'`;
  const sizes = input.sizes ?? (given ? [null, ...given.map(() => null)] : null);
  if (!sizes) throw new Fault(where2, 'the file states no shape for it; give one');
  if (sizes.length === 0) throw new Fault(where2, 'it is one number without axes');
  const batch = batchAxis(file, input, sizes, given);
  const notes = batch < 0 ? [] : [batchNote(input, sizes)];
  const own = sizes.filter((_, axis) => axis !== batch);
  const open = own.includes(null);
  const whole3 = (seen) => (batch < 0 ? seen : [1, ...seen]);
  if (given) return [{ shape: whole3(agreed(own, given, where2)), batch, open, notes }];
  if (!open) return [{ shape: whole3(own), batch, open, notes }];
  const guesses = own.length === 1 ? [featuresOf(file, input.name)] : PICTURES;
  return guesses.flatMap((guess) => {
    if (guess === null) throw new Fault(where2, 'the file leaves its size open; give one');
    const first = own[0] ?? channelsOf(file, input.name) ?? (own.length > 2 ? 3 : guess);
    const seen = own.map((size2, axis) => size2 ?? (axis === 0 ? first : guess));
    const note = `The file leaves sizes of '${input.name}' open; ${shapeText(seen)} was taken.`;
    return [{ shape: whole3(seen), batch, open, notes: [...notes, note] }];
  });
}
function batchAxis(file, input, sizes, given) {
  if (given) return given.length === sizes.length ? -1 : 0;
  const [first] = sizes;
  if (sizes.length === 1) return -1;
  if (first === null || first === 1) return 0;
  return sizes.length >= 3 && takers(file, input.name).some(({ type }) => type === 'Conv' || type === 'MaxPool')
    ? 0
    : -1;
}
function batchNote({ name, symbols }, sizes) {
  const [first] = sizes;
  const axis = first === null ? `open axis${symbols[0] ? ` '${symbols[0]}'` : ''}` : `axis of size ${first}`;
  return `The first, ${axis} of '${name}' is taken as the batch: one input at a time.`;
}
function agreed(own, given, where2) {
  const fits2 = own.length === given.length && own.every((size2, axis) => size2 === null || size2 === given[axis]);
  if (fits2 && given.every((size2) => Number.isInteger(size2) && size2 > 0)) return given;
  const stated = `[${own.map((size2) => size2 ?? '?').join(', ')}]`;
  throw new Fault(where2, `the shape ${shapeText(given)} does not agree with the file's ${stated}`);
}
function channelsOf(file, value) {
  const conv4 = takers(file, value).find(({ type }) => type === 'Conv');
  const channels = asNumber(file.tensors.get(conv4?.inputs[1] ?? '')?.dims?.[1]);
  return conv4 && channels > 0 ? channels * conv4.attributes.number('group', 1) : null;
}
function featuresOf(file, value) {
  const product2 = takers(file, value).find(({ type }) => type === 'Gemm' || type === 'MatMul');
  if (!product2) return null;
  const dims = file.tensors.get(product2.inputs[1] ?? '')?.dims?.map(asNumber) ?? [];
  return dims[product2.attributes.number('transB', 0) !== 0 ? 1 : 0] || null;
}
var PICTURES, takers;
var init_inputShape = __esm({
  'src/formats/onnx/inputShape.ts'() {
    init_shapes();
    init_checks();
    init_proto();
    PICTURES = [64, 224, 32, 28, 96, 128, 256, 299];
    takers = (file, value) => file.nodes.filter((node) => node.inputs[0] === value);
  },
});

// src/formats/onnx/windows.ts
function autoPads(totals, mode) {
  const small = totals.map((total) => Math.floor(total / 2));
  const large = totals.map((total, i) => total - small[i]);
  return mode === 'SAME_LOWER' ? [...large, ...small] : [...small, ...large];
}
function windowsOf(step, kernel, sizes) {
  const { attributes } = step;
  if (kernel.length < 1 || kernel.length > 2 || sizes.length !== kernel.length)
    throw new Unsupported(`windows over ${kernel.length} axes of ${sizes.length}; one or two are read`);
  const strides2 = attributes.wholes('strides') ?? kernel.map(() => 1);
  const dilations2 = attributes.wholes('dilations') ?? kernel.map(() => 1);
  const none = kernel.flatMap(() => [0, 0]);
  const mode = attributes.text('auto_pad', 'NOTSET');
  const pads =
    mode === 'NOTSET' ? (attributes.wholes('pads') ?? none) : mode === 'VALID' ? none : autoPads(samePads(), mode);
  return { body: { kernel, strides: strides2, pads, channels: 'first' }, dilations: dilations2 };
  function samePads() {
    return sizes.map((size2, i) => {
      const stride = strides2[i];
      const reach = dilations2[i] * (kernel[i] - 1) + 1;
      return Math.max(0, (Math.ceil(size2 / stride) - 1) * stride + reach - size2);
    });
  }
}
function ceilPads({ body: body2, dilations: dilations2 }, sizes) {
  const rank = sizes.length;
  return sizes.map((size2, i) => {
    const stride = body2.strides[i];
    const [before, after] = [body2.pads[i], body2.pads[rank + i]];
    const reach = dilations2[i] * (body2.kernel[i] - 1) + 1;
    let steps = Math.ceil((size2 + before + after - reach) / stride);
    if (steps * stride >= size2 + before) steps--;
    return Math.max(0, steps * stride + reach - size2 - before - after);
  });
}
function poolOf(step) {
  const value = step.withBatch(step.dynamic(0), 0);
  const kernel = step.attributes.wholes('kernel_shape') ?? [];
  const sizes = value.shape.slice(2);
  const windows3 = windowsOf(step, kernel, sizes);
  const ceil = step.attributes.number('ceil_mode', 0) !== 0;
  return { value, windows: windows3, extra: ceil ? ceilPads(windows3, sizes) : sizes.map(() => 0) };
}
var stretched, maxPool, averagePool, globalPool2, POOLS;
var init_windows = __esm({
  'src/formats/onnx/windows.ts'() {
    init_values();
    stretched = ({ pads }, extra) => pads.map((pad4, i) => (i < extra.length ? pad4 : pad4 + extra[i - extra.length]));
    maxPool = (step) => {
      const { value, windows: windows3, extra } = poolOf(step);
      const { body: body2, dilations: dilations2 } = windows3;
      return step.emit(
        { op: 'maxPool', inputs: [value.node], ...body2, pads: stretched(body2, extra), dilations: dilations2 },
        0,
      );
    };
    averagePool = (step) => {
      const { value, windows: windows3, extra } = poolOf(step);
      const { body: body2, dilations: dilations2 } = windows3;
      if (dilations2.some((dilation) => dilation !== 1)) throw new Unsupported('a mean over windows with gaps');
      const countPads = step.attributes.number('count_include_pad', 0) !== 0;
      const longer = extra.some((places2) => places2 > 0);
      if (!countPads || !longer)
        return step.emit(
          { op: 'averagePool', inputs: [value.node], ...body2, pads: stretched(body2, extra), countPads },
          0,
        );
      const rank = body2.kernel.length;
      const padding = {
        op: 'pad',
        inputs: [value.node],
        before: [0, ...body2.pads.slice(0, rank)],
        after: [0, ...body2.pads.slice(rank)],
        mode: 'constant',
        value: 0,
      };
      const padded = step.emit(padding, 0, 'pads');
      const pads = [...extra.map(() => 0), ...extra];
      return step.emit({ op: 'averagePool', inputs: [padded.node], ...body2, pads, countPads: false }, 0);
    };
    globalPool2 = (op) => (step) => {
      const value = step.withBatch(step.dynamic(0), 0);
      const axes2 = Array.from({ length: Math.max(0, value.shape.length - 2) }, (_, i) => i + 1);
      return step.emit({ op, inputs: [value.node], axes: axes2, keep: true }, 0);
    };
    POOLS = {
      MaxPool: maxPool,
      AveragePool: averagePool,
      GlobalAveragePool: globalPool2('mean'),
      GlobalMaxPool: globalPool2('reduceMax'),
    };
  },
});

// src/formats/onnx/linear.ts
function transposed3(values, rows, columns) {
  const out = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j];
  return out;
}
function matrixOf(tensor2) {
  const { shape: shape4 } = tensor2;
  const lead = shape4.slice(0, -2);
  if (shape4.length === 0 || sizeOf(lead) !== 1) throw new Unsupported('products of stacks of matrices are not read');
  const [features, units] = shape4.length === 1 ? [shape4[0], 1] : shape4.slice(-2);
  return { features, units };
}
function timesMatrix(step, given, matrix) {
  const { features, units } = matrixOf(matrix);
  const value = step.keeping(given, [given.shape.length - 1]);
  const weights = transposed3(matrix.values, features, units);
  const vector2 = matrix.shape.length === 1;
  const out = step.emit({ op: 'dense', inputs: [value.node], units, weights }, value.batch, vector2 ? 'product' : '');
  return vector2 ? step.reshape(out, out.shape.slice(0, -1), out.batch, 'vector') : out;
}
function matrixTimes(step, matrix, given) {
  const rank = given.shape.length;
  if (rank < 2 || matrix.shape.length !== 2) throw new Unsupported('a matrix times a vector that depends on the input');
  const value = step.keeping(given, [rank - 1, rank - 2]);
  const seen = value.batch < 0 ? rank : rank - 1;
  const order = Array.from({ length: seen }, (_, axis) => (axis < seen - 2 ? axis : 2 * seen - 3 - axis));
  const turned2 = step.emit({ op: 'transpose', inputs: [value.node], order }, value.batch, 'turned');
  const units = matrix.shape[0];
  const out = step.emit({ op: 'dense', inputs: [turned2.node], units, weights: matrix.values }, value.batch, 'product');
  return step.emit({ op: 'transpose', inputs: [out.node], order }, value.batch);
}
function gemmInput(step, turned2) {
  const given = step.dynamic(0);
  if (given.shape.length !== 2) throw new Unsupported(`takes a matrix, its input has ${given.shape.length} axes`);
  if (!turned2) return step.keeping(given, [1]);
  const value = step.full(given);
  return step.emit({ op: 'transpose', inputs: [value.node], order: [1, 0] }, -1, 'turned');
}
function transposePads2(step, spread2, same3) {
  const { attributes } = step;
  const mode = attributes.text('auto_pad', 'NOTSET');
  const asked2 = attributes.wholes('output_shape') ?? (mode.startsWith('SAME') ? same3 : null);
  if (!asked2)
    return mode === 'VALID'
      ? spread2.flatMap(() => [0, 0])
      : (attributes.wholes('pads') ?? spread2.flatMap(() => [0, 0]));
  const last = asked2.slice(-spread2.length);
  const totals = spread2.map((size2, i) => size2 - last[i]);
  if (totals.some((total) => total < 0)) throw new Unsupported('an output shape larger than its windows reach');
  return autoPads(totals, mode === 'SAME_UPPER' ? 'SAME_UPPER' : 'SAME_LOWER');
}
var bias, matMul, gemm, conv2, convTranspose2, batchNormalization, layerNormalization, LINEAR;
var init_linear = __esm({
  'src/formats/onnx/linear.ts'() {
    init_types();
    init_values();
    init_windows();
    bias = (tensor2) => (tensor2 ? { bias: tensor2.values } : {});
    matMul = (step) => {
      const right = step.constant(1);
      if (right) return timesMatrix(step, step.dynamic(0), right);
      const left = step.constant(0);
      if (!left) throw new Unsupported('a product of two matrices that both depend on the input');
      return matrixTimes(step, left, step.dynamic(1));
    };
    gemm = (step) => {
      const { attributes } = step;
      const matrix = step.parameter(1, 'matrix B');
      if (matrix.shape.length !== 2) throw new Unsupported(`its matrix has ${matrix.shape.length} axes`);
      const [rows, columns] = matrix.shape;
      const turned2 = attributes.number('transB', 0) !== 0;
      const units = turned2 ? rows : columns;
      const alpha = attributes.number('alpha', 1);
      const plain3 = turned2 ? matrix.values : transposed3(matrix.values, rows, columns);
      const weights = alpha === 1 ? plain3 : plain3.map((weight) => alpha * weight);
      const value = gemmInput(step, attributes.number('transA', 0) !== 0);
      const body2 = { op: 'dense', inputs: [value.node], units, weights };
      const c2 = step.inputs[2];
      const beta = attributes.number('beta', 1);
      if (!c2) return step.emit(body2, value.batch);
      if (c2.kind === 'constant' && (sizeOf(c2.tensor.shape) === units || sizeOf(c2.tensor.shape) === 1)) {
        const { values } = c2.tensor;
        const offsets = Float64Array.from({ length: units }, (_, j) => beta * values[values.length === 1 ? 0 : j]);
        return step.emit({ ...body2, bias: offsets }, value.batch);
      }
      const product2 = step.emit(body2, value.batch, 'product');
      const scaled3 = beta === 1 ? step.dynamic(2) : step.scaleBy(step.dynamic(2), beta, 0, 'beta');
      const [a, b] = step.aligned([product2, scaled3]);
      return step.emit({ op: 'add', inputs: [a.node, b.node] }, a.batch);
    };
    conv2 = (step) => {
      const weights = step.parameter(1, 'weight');
      const value = step.withBatch(step.dynamic(0), 0);
      const windows3 = windowsOf(step, weights.shape.slice(2), value.shape.slice(2));
      const body2 = {
        op: 'conv',
        inputs: [value.node],
        ...windows3.body,
        dilations: windows3.dilations,
        filters: weights.shape[0],
        groups: step.attributes.number('group', 1),
        weights: weights.values,
        ...bias(step.optional(2, 'bias')),
      };
      return step.emit(body2, 0);
    };
    convTranspose2 = (step) => {
      const { attributes } = step;
      const weights = step.parameter(1, 'weight');
      const value = step.withBatch(step.dynamic(0), 0);
      const kernel = weights.shape.slice(2);
      const groups2 = attributes.number('group', 1);
      const strides2 = attributes.wholes('strides') ?? kernel.map(() => 1);
      const dilations2 = attributes.wholes('dilations') ?? kernel.map(() => 1);
      const outputPads = attributes.wholes('output_padding') ?? kernel.map(() => 0);
      const sizes = value.shape.slice(2);
      const spread2 = sizes.map(
        (size2, i) => (size2 - 1) * strides2[i] + dilations2[i] * (kernel[i] - 1) + 1 + outputPads[i],
      );
      const body2 = {
        op: 'convTranspose',
        inputs: [value.node],
        kernel,
        strides: strides2,
        dilations: dilations2,
        outputPads,
        pads: transposePads2(
          step,
          spread2,
          sizes.map((size2, i) => size2 * strides2[i]),
        ),
        channels: 'first',
        filters: weights.shape[1] * groups2,
        groups: groups2,
        weights: weights.values,
        ...bias(step.optional(2, 'bias')),
      };
      return step.emit(body2, 0);
    };
    batchNormalization = (step) => {
      if (step.attributes.number('training_mode', 0) !== 0)
        throw new Unsupported('statistics of the batch, as in training');
      const value = step.withBatch(step.dynamic(0), 0);
      const body2 = {
        op: 'batchNorm',
        inputs: [value.node],
        axis: 0,
        gamma: step.parameter(1, 'scale').values,
        beta: step.parameter(2, 'bias').values,
        mean: step.parameter(3, 'mean').values,
        variance: step.parameter(4, 'variance').values,
        epsilon: step.attributes.number('epsilon', 1e-5),
      };
      return step.emit(body2, 0);
    };
    layerNormalization = (step) => {
      const given = step.dynamic(0);
      const axis = axisFrom0(step.attributes.number('axis', -1), given.shape.length);
      const value = given.batch >= axis ? step.full(given) : given;
      const size2 = sizeOf(value.shape.slice(axis));
      const spread2 = (tensor2, absent) => {
        if (tensor2 && tensor2.values.length !== size2 && tensor2.values.length !== 1)
          throw new Unsupported(`parameters of ${tensor2.values.length} values for ${size2}`);
        return Float64Array.from(
          { length: size2 },
          (_, i) => tensor2?.values[tensor2.values.length === 1 ? 0 : i] ?? absent,
        );
      };
      const body2 = {
        op: 'layerNorm',
        inputs: [value.node],
        axis: graphAxis(axis, value.batch),
        gamma: spread2(step.optional(1, 'scale'), 1),
        beta: spread2(step.optional(2, 'bias'), 0),
        epsilon: step.attributes.number('epsilon', 1e-5),
      };
      return step.emit(body2, value.batch);
    };
    LINEAR = {
      MatMul: matMul,
      Gemm: gemm,
      Conv: conv2,
      ConvTranspose: convTranspose2,
      BatchNormalization: batchNormalization,
      LayerNormalization: layerNormalization,
    };
  },
});

// src/formats/onnx/reducing.ts
function reduced(step, value, op, part = '') {
  const named2 = wholesOf(step, 'axes', 1);
  if (!named2?.length && step.attributes.number('noop_with_empty_axes', 0) !== 0) return value;
  const rank = value.shape.length;
  const gone = new Set(
    named2?.length ? named2.map((axis) => axisFrom0(axis, rank)) : value.shape.map((_, axis) => axis),
  );
  const keep2 = step.attributes.number('keepdims', 1) !== 0;
  const axes2 = [...gone].filter((axis) => axis !== value.batch).map((axis) => graphAxis(axis, value.batch));
  const kept = value.shape.flatMap((_, axis) => (gone.has(axis) ? [] : [axis]));
  const batch = keep2 ? value.batch : kept.indexOf(value.batch);
  const shape4 = keep2
    ? value.shape.map((size2, axis) => (gone.has(axis) ? 1 : size2))
    : kept.map((axis) => value.shape[axis]);
  if (axes2.length === 0) return step.reshape(value, shape4, batch, part);
  const out = step.emit({ op, inputs: [value.node], axes: axes2, keep: keep2 }, -1, part);
  return { ...out, shape: shape4, batch };
}
function flatSoftmax(step, given, axis, part) {
  const value = given.batch >= axis ? step.full(given) : given;
  const seen = graphShape(value);
  const at2 = graphAxis(axis, value.batch);
  const body2 = { op: 'softmax', inputs: [value.node], axis: at2 };
  if (sizeOf(seen.slice(at2)) === (seen[at2] ?? 1)) return step.emit(body2, value.batch, part);
  const flat = step.reshape(
    value,
    [...value.shape.slice(0, axis), sizeOf(value.shape.slice(axis))],
    value.batch,
    'flat',
  );
  const out = step.emit({ ...body2, inputs: [flat.node] }, value.batch, part || 'softmax');
  return step.reshape(out, value.shape, value.batch, '');
}
var reduce, l1, squares, argMax, softmax, REDUCING;
var init_reducing = __esm({
  'src/formats/onnx/reducing.ts'() {
    init_types();
    init_reshaping();
    init_values();
    reduce = (op) => (step) => reduced(step, step.dynamic(0), op);
    l1 = (step) => {
      const value = step.dynamic(0);
      const abs = step.emit(
        { op: 'activation', inputs: [value.node], activation: { name: 'abs' } },
        value.batch,
        'abs',
      );
      return reduced(step, abs, 'sum');
    };
    squares = (root) => (step) => {
      const value = step.dynamic(0);
      const square2 = step.emit({ op: 'function', inputs: [value.node], function: 'square' }, value.batch, 'squares');
      const sum = reduced(step, square2, 'sum', root ? 'sum' : '');
      return root ? step.emit({ op: 'function', inputs: [sum.node], function: 'sqrt' }, sum.batch) : sum;
    };
    argMax = (step) => {
      if (step.attributes.number('select_last_index', 0) !== 0) throw new Unsupported('the last of equal maxima');
      const given = step.dynamic(0);
      const axis = axisFrom0(step.attributes.number('axis', 0), given.shape.length);
      const value = step.keeping(given, [axis]);
      const keep2 = step.attributes.number('keepdims', 1) !== 0;
      const out = step.emit(
        { op: 'argMax', inputs: [value.node], axis: graphAxis(axis, value.batch), keep: keep2 },
        -1,
      );
      const shape4 = keep2 ? value.shape.with(axis, 1) : value.shape.toSpliced(axis, 1);
      const batch = !keep2 && value.batch > axis ? value.batch - 1 : value.batch;
      return { ...out, shape: shape4, batch };
    };
    softmax = (logarithm) => (step) => {
      const given = step.dynamic(0);
      const old = step.opset < 13;
      const axis = axisFrom0(step.attributes.number('axis', old ? 1 : -1), given.shape.length);
      const value = step.keeping(given, [axis]);
      const part = logarithm ? 'softmax' : '';
      const out = old
        ? flatSoftmax(step, value, axis, part)
        : step.emit({ op: 'softmax', inputs: [value.node], axis: graphAxis(axis, value.batch) }, value.batch, part);
      return logarithm ? step.emit({ op: 'function', inputs: [out.node], function: 'log' }, out.batch) : out;
    };
    REDUCING = {
      ReduceMean: reduce('mean'),
      ReduceSum: reduce('sum'),
      ReduceMax: reduce('reduceMax'),
      ReduceMin: reduce('reduceMin'),
      ReduceL1: l1,
      ReduceL2: squares(true),
      ReduceSumSquare: squares(false),
      ArgMax: argMax,
      Softmax: softmax(false),
      LogSoftmax: softmax(true),
    };
  },
});

// src/formats/onnx/resizing.ts
function asked(mode, { from, to, scale: scale2 }, i) {
  switch (mode) {
    case 'half_pixel':
      return (i + 0.5) / scale2 - 0.5;
    case 'pytorch_half_pixel':
      return to > 1 ? (i + 0.5) / scale2 - 0.5 : 0;
    case 'align_corners':
      return to > 1 ? (i * (from - 1)) / (to - 1) : 0;
    case 'asymmetric':
      return i / scale2;
    case 'tf_half_pixel_for_nn':
      return (i + 0.5) / scale2;
    case 'half_pixel_symmetric': {
      const adjustment = to / (scale2 * from);
      return (from / 2) * (1 - adjustment) + (i + 0.5) / scale2 - 0.5;
    }
    default:
      throw new Unsupported(`coordinates '${mode}'`);
  }
}
function held(coordinates, { from, to }, i) {
  if (coordinates === 'halfPixel') return ((i + 0.5) * from) / to - 0.5;
  if (coordinates === 'asymmetric') return (i * from) / to;
  return to > 1 ? (i * (from - 1)) / (to - 1) : 0;
}
function askedNearest(rounding, place3) {
  switch (rounding) {
    case 'round_prefer_floor':
      return Math.ceil(place3 - 0.5);
    case 'round_prefer_ceil':
      return Math.floor(place3 + 0.5);
    case 'floor':
      return Math.floor(place3);
    case 'ceil':
      return Math.ceil(place3);
    default:
      throw new Unsupported(`rounding '${rounding}'`);
  }
}
function agrees(coordinates, axis, mode, rounding) {
  for (let i = 0; i < axis.to; i++) {
    const [want, have] = [asked(mode, axis, i), held(coordinates, axis, i)];
    const far = rounding
      ? clamp(askedNearest(rounding, want), axis.from) !== clamp(heldNearest(coordinates, have), axis.from)
      : Math.abs(clamp(want, axis.from) - clamp(have, axis.from)) > 1e-9 * axis.from;
    if (far) return false;
  }
  return true;
}
function axesOf2(step, value) {
  const { attributes } = step;
  const upsample = step.file.type === 'Upsample';
  const scalesAt = upsample || step.opset < 11 ? 1 : 2;
  const attribute = attributes.floats('scales');
  const scales = step.optional(scalesAt, 'scales')?.values ?? (attribute ? Float64Array.from(attribute) : null);
  const sizes = scalesAt === 2 ? step.optional(3, 'sizes')?.values : null;
  const rank = value.shape.length;
  const named2 = attributes.wholes('axes')?.map((axis) => axisFrom0(axis, rank)) ?? value.shape.map((_, axis) => axis);
  if (sizes?.length && attributes.text('keep_aspect_ratio_policy', 'stretch') !== 'stretch')
    throw new Unsupported('sizes that keep the aspect ratio');
  const given = sizes?.length ? sizes : scales;
  if (!given || given.length !== named2.length)
    throw new Fault(placeOf3(step.file), 'its scales and sizes are missing');
  return value.shape.map((from, axis) => {
    const at2 = named2.indexOf(axis);
    if (at2 < 0) return { from, to: from, scale: 1 };
    const number2 = given[at2];
    const to = sizes?.length ? number2 : Math.floor(from * number2);
    return { from, to, scale: sizes?.length ? to / from : number2 };
  });
}
function modesOf(step) {
  const { attributes } = step;
  const mode = attributes.text('mode', 'nearest');
  if (mode !== 'nearest' && mode !== 'linear' && mode !== 'bilinear') throw new Unsupported(`interpolation '${mode}'`);
  if (attributes.number('antialias', 0) !== 0) throw new Unsupported('resizing with a wider kernel (antialias)');
  const old = step.file.type === 'Upsample' || step.opset < 11;
  const coordinates = old ? 'asymmetric' : attributes.text('coordinate_transformation_mode', 'half_pixel');
  const rounding = old ? 'floor' : attributes.text('nearest_mode', 'round_prefer_floor');
  return { mode: coordinates, rounding: mode === 'nearest' ? rounding : null };
}
function byPlaces(step, given, axes2, { mode, rounding }) {
  if (!rounding) throw new Unsupported(`coordinates '${mode}' at this scale`);
  return axes2.reduce((value, axis, i) => {
    if (axis.from === axis.to) return value;
    const place3 = (j) => clamp(askedNearest(rounding, asked(mode, axis, j)), axis.from);
    return taken(
      step,
      value,
      i,
      Array.from({ length: axis.to }, (_, j) => place3(j)),
    );
  }, given);
}
var heldNearest, clamp, resize, RESIZING;
var init_resizing = __esm({
  'src/formats/onnx/resizing.ts'() {
    init_shapes();
    init_checks();
    init_parts2();
    init_step();
    init_values();
    heldNearest = (coordinates, place3) =>
      coordinates === 'asymmetric' ? Math.floor(place3) : Math.ceil(place3 - 0.5);
    clamp = (place3, size2) => Math.min(size2 - 1, Math.max(0, place3));
    resize = (step) => {
      const given = step.dynamic(0);
      const axes2 = axesOf2(step, given);
      const { mode, rounding } = modesOf(step);
      const changed = axes2.flatMap(({ from, to }, axis) => (from === to ? [] : [axis]));
      if (axes2.some(({ to }) => !(to >= 1 && to <= 2 ** 24)))
        throw new Fault(placeOf3(step.file), `resizes to ${shapeText(axes2.map(({ to }) => to))}`);
      if (changed.length === 0) return given;
      const value = step.keeping(given, changed);
      const fits2 = (coordinates2) => changed.every((axis) => agrees(coordinates2, axes2[axis], mode, rounding));
      const coordinates = ['halfPixel', 'alignCorners', 'asymmetric'].find(fits2);
      if (!coordinates) return byPlaces(step, value, axes2, modesOf(step));
      const shape4 = without(
        axes2.map(({ to }) => to),
        value.batch,
      );
      return step.emit(
        { op: 'resize', inputs: [value.node], shape: shape4, mode: rounding ? 'nearest' : 'bilinear', coordinates },
        value.batch,
      );
    };
    RESIZING = { Resize: resize, Upsample: resize };
  },
});

// src/formats/onnx/convert.ts
function convert(file, options) {
  const output = file.outputs[0];
  if (output === void 0) throw new Fault('', 'the model has no output');
  if (options.from !== void 0) return convertFrom(file, output, options);
  const order = orderedNodes(file, output, new Set(file.inputs.map(({ name }) => name)));
  const used = new Set(order.flatMap(takenBy));
  const inputs = file.inputs.filter(({ name }) => used.has(name) || name === output);
  const [input] = inputs;
  if (!input) throw new Fault('', 'its output does not depend on an input');
  if (inputs.length > 1)
    throw new Fault(
      '',
      `takes ${inputs.length} inputs (${inputs.map(({ name }) => `'${name}'`).join(', ')}); networks of one input are read; begin behind a node where they have met`,
    );
  return firstThatFits(file, order, input, inputCandidates(file, input, options.inputShape));
}
function convertFrom(file, output, { from = '', inputShape: inputShape2 }) {
  const value = valueNamed(file, from);
  if (value === null) throw new Fault('', `the file has no node '${from}' to begin behind`);
  const order = orderedNodes(file, output, /* @__PURE__ */ new Set([value, ...file.inputs.map(({ name }) => name)]));
  const others2 = file.inputs.filter(
    ({ name }) => name !== value && order.some((node) => takenBy(node).includes(name)),
  );
  if (others2[0]) throw new Fault('', `behind '${from}' the network still takes the input '${others2[0].name}'`);
  const input = { ...(statedAt(file, value) ?? file.declared.get(value) ?? { sizes: null, symbols: [] }), name: value };
  return firstThatFits(file, order, input, inputCandidates(file, input, inputShape2));
}
function statedAt(file, value) {
  try {
    const order = orderedNodes(file, value, new Set(file.inputs.map(({ name }) => name)));
    const [input] = file.inputs.filter(({ name }) => order.some((node) => takenBy(node).includes(name)));
    if (!input) return null;
    const [first] = inputCandidates(file, input, void 0);
    const found = first && run(file, order, input, first, new Builder()).get(value);
    return found?.kind === 'dynamic' ? { name: value, sizes: found.shape, symbols: [] } : null;
  } catch (error) {
    if (error instanceof Fault || error instanceof GraphError) return null;
    throw error;
  }
}
function firstThatFits(file, order, input, candidates) {
  let first = null;
  for (const candidate of candidates) {
    try {
      return attempt2(file, order, input, candidate);
    } catch (error) {
      if (!(error instanceof Fault || error instanceof GraphError)) throw error;
      first ??= error;
    }
  }
  throw first instanceof Error ? first : new Fault('', 'it has no input');
}
function attempt2(file, order, input, shape4) {
  const builder = new Builder();
  builder.note(`ONNX opset ${file.opset}${file.producer ? `, written by ${file.producer}` : ''}.`);
  const [output, ...others2] = file.outputs;
  if (others2.length > 0)
    builder.note(
      `The first of ${file.outputs.length} outputs was taken, '${output}'; others: ${others2.map((name) => `'${name}'`).join(', ')}.`,
    );
  for (const note of shape4.notes) builder.note(note);
  const values = run(file, order, input, shape4, builder);
  const last = values.get(output);
  if (!last || !depends(last)) throw new Fault('', 'its output does not depend on an input');
  const fileValue = /* @__PURE__ */ new Map();
  for (const [name, value] of values)
    if (value.kind === 'dynamic' && !fileValue.has(value.node)) fileValue.set(value.node, name);
  const graph = { name: file.name, nodes: builder.nodes, output: last.node };
  return { graph, notes: builder.notes, openInput: shape4.open, fileValue };
}
function run(file, order, input, { shape: shape4, batch }, builder) {
  const values = /* @__PURE__ */ new Map();
  const seen = batch < 0 ? shape4 : shape4.toSpliced(batch, 1);
  values.set(
    input.name,
    builder.emit(plainName(input.name, '') || 'input', { op: 'input', inputs: [], shape: seen }, batch),
  );
  for (const node of order) {
    const step = stepOf(file, node, values, builder);
    const results = resultsOf(step);
    node.outputs.forEach((name, i) => {
      if (name !== '') values.set(name, results[i] ?? furtherOutput(step, i));
    });
  }
  return values;
}
function furtherOutput({ builder, file, inputs }, i) {
  const nodes = inputs.filter(depends).map(({ node }) => node);
  return {
    kind: 'beyond',
    node: builder.emitUnknown(`${file.name}/output ${i + 1}`, `${file.type}, output ${i + 1}`, nodes),
  };
}
function stepOf(file, node, values, builder) {
  const find = (name) => {
    if (name === '') return null;
    const known = values.get(name);
    if (known) return known;
    const tensor2 = file.tensors.get(name);
    if (!tensor2) throw new Fault(placeOf3(node), `takes '${name}', which nothing in the file gives`);
    const value = { kind: 'constant', tensor: readTensor(tensor2, `tensor '${name}' of ${placeOf3(node)}`) };
    values.set(name, value);
    return value;
  };
  const captured = new Map(node.captured.map((name) => [name, find(name)]));
  return new Step(builder, node, node.inputs.map(find), file.opset, captured);
}
function resultsOf(step) {
  const { file, builder } = step;
  const taken4 = [...step.inputs, ...step.captured.values()];
  const nodes = taken4.filter(depends).map(({ node }) => node);
  const beyond = () => {
    const node = builder.emitUnknown(file.name, file.type, nodes);
    return file.outputs.map(() => ({ kind: 'beyond', node }));
  };
  if (taken4.some((value) => value?.kind === 'beyond')) return beyond();
  try {
    const constants = nodes.length === 0 ? foldedStep(step) : null;
    if (constants) return constants;
    const converter = CONVERTERS.get(file.type);
    if (!converter) throw new Unsupported('this op is not read');
    const result = converter(step);
    return 'kind' in result ? [result] : result;
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    builder.note(`${placeOf3(file)}: ${error.message}. The lens stops before it.`);
    return beyond();
  }
}
var CONVERTERS;
var init_convert = __esm({
  'src/formats/onnx/convert.ts'() {
    init_types();
    init_checks();
    init_activations3();
    init_arithmetic();
    init_builder();
    init_fileGraph();
    init_foldControl();
    init_inputShape();
    init_linear();
    init_parts2();
    init_reducing();
    init_reshaping();
    init_resizing();
    init_step();
    init_tensor();
    init_values();
    init_windows();
    CONVERTERS = new Map(
      Object.entries({
        ...LINEAR,
        ...POOLS,
        ...RESHAPING,
        ...PARTS,
        ...RESIZING,
        ...REDUCING,
        ...ARITHMETIC,
        ...ACTIVATIONS,
      }),
    );
  },
});

// src/formats/onnx/recognise.ts
function recognised(graph) {
  const byName = new Map(graph.nodes.map((node) => [node.name, node]));
  const nodes = graph.nodes.map((node) => {
    const found = swishOf(node, byName) ?? geluOf(node, byName);
    if (!found) return node;
    const replaced = {
      name: node.name,
      op: 'activation',
      inputs: [found.input],
      activation: found.activation,
    };
    byName.set(node.name, replaced);
    return replaced;
  });
  return { ...graph, nodes };
}
function swishOf(node, nodes) {
  if (node.op !== 'multiply') return null;
  for (const [x2, gate] of bothWays(node)) {
    const sigmoid = nodes.get(gate);
    if (sigmoid?.op !== 'activation' || sigmoid.activation.name !== 'sigmoid') continue;
    const [inner] = sigmoid.inputs;
    if (inner === x2) return { input: x2, activation: { name: 'swish' } };
    const slope = uniform(nodes.get(inner));
    if (slope && slope.offset === 0 && slope.factor > 0 && slope.input === x2)
      return { input: x2, activation: { name: 'swish', eta: slope.factor } };
  }
  return null;
}
function geluOf(node, nodes) {
  const outer = uniform(node);
  const product2 = node.op === 'multiply' ? node : nodes.get(outer?.input ?? '');
  if (product2?.op !== 'multiply' || (outer && outer.offset !== 0)) return null;
  for (const [left, right] of bothWays(product2)) {
    const gate = scaledFrom(right, null, nodes);
    const erf = nodes.get(gate.input);
    if (erf?.op !== 'function' || erf.function !== 'erf') continue;
    const inner = uniform(nodes.get(erf.inputs[0] ?? ''));
    if (inner?.offset !== 0 || !near(inner.factor, Math.SQRT1_2)) continue;
    const plain3 = scaledFrom(left, inner.input, nodes);
    const total = gate.factor * plain3.factor * (outer?.factor ?? 1);
    if (plain3.input === inner.input && plain3.offset === 0 && near(gate.offset, gate.factor) && near(total, 0.5))
      return { input: inner.input, activation: { name: 'gelu' } };
  }
  return null;
}
function scaledFrom(name, end, nodes) {
  let all2 = { input: name, factor: 1, offset: 0 };
  for (let next = uniform(nodes.get(name)); next && all2.input !== end; next = uniform(nodes.get(all2.input)))
    all2 = { input: next.input, factor: all2.factor * next.factor, offset: all2.factor * next.offset + all2.offset };
  return all2;
}
function uniform(node) {
  if (node?.op !== 'scale') return null;
  const { factors, offsets, inputs } = node;
  const [factor, offset] = [factors[0], offsets[0]];
  if (factors.some((value) => value !== factor) || offsets.some((value) => value !== offset)) return null;
  return { input: inputs[0], factor, offset };
}
var near, bothWays;
var init_recognise = __esm({
  'src/formats/onnx/recognise.ts'() {
    near = (a, b) => Math.abs(a - b) <= 1e-6 * Math.abs(b);
    bothWays = (node) => {
      const [a, b] = node.inputs;
      return [
        [a, b],
        [b, a],
      ];
    };
  },
});

// src/formats/onnx/read.ts
function readOnnx(bytes, options = {}) {
  const result = graphResult(() => {
    const { graph, notes, openInput } = convert(readFileGraph(bytes), options);
    return { graph: recognised(graph), notes: notes.map(plain2), openInput };
  });
  if (result.ok) return result;
  const { where: where2, message } = result.error;
  return { ok: false, error: { where: plain2(where2), message: plain2(message) } };
}
var plain2;
var init_read = __esm({
  'src/formats/onnx/read.ts'() {
    init_checks();
    init_graphResult();
    init_convert();
    init_fileGraph();
    init_recognise();
    plain2 = (text3) => plainName(text3, '', 400);
  },
});

// src/formats/onnx/sheet.ts
function attributeOf(name, value) {
  if (typeof value === 'number') return { name, type: 2, i: value };
  if (typeof value === 'string') return { name, type: 3, s: text2.encode(value) };
  return 'float' in value ? { name, type: 1, f: value.float } : { name, type: 7, ints: [...value] };
}
var text2, Sheet, inputOf, shifted, batched, isAll;
var init_sheet = __esm({
  'src/formats/onnx/sheet.ts'() {
    init_checks();
    init_step();
    text2 = new TextEncoder();
    Sheet = class {
      constructor(graph) {
        this.graph = graph;
        this.names = new Set(graph.nodes.map(({ name }) => name));
      }
      graph;
      nodes = [];
      tensors = [];
      names;
      /** The shape of a node's values in the graph. */
      shapeOf(name) {
        return this.graph.shapes.get(name) ?? [];
      }
      /** A node of the file that gives the values of a node of the graph. Returns their name. */
      last(node, opType, inputs, attributes = {}) {
        this.add(node.name, opType, inputs, attributes);
        return node.name;
      }
      /** A node of the file on the way there. Returns the name of its values. */
      part(node, part, opType, inputs, attributes = {}) {
        const name = this.unused(`${node.name}/${part}`);
        this.add(name, opType, inputs, attributes);
        return name;
      }
      add(name, opType, inputs, attributes) {
        const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value));
        this.nodes.push({ name, opType, input: [...inputs], output: [name], attribute });
      }
      /** A tensor of float32. Returns its name. Throws a `Fault` where a value does not fit. */
      floats(node, what, shape4, values) {
        const name = this.unused(`${node.name}.${what}`);
        return this.floatsNamed(name, node, shape4, values);
      }
      /** The same under a name that is given. */
      floatsNamed(name, node, shape4, values) {
        const bytes = new Uint8Array(4 * values.length);
        const view2 = new DataView(bytes.buffer);
        for (let i = 0; i < values.length; i++) {
          const value = Math.fround(values[i]);
          if (!Number.isFinite(value))
            throw new Fault(placeOf3({ name: node.name, type: node.op }), `${values[i]} does not fit into float32`);
          view2.setFloat32(4 * i, value, true);
        }
        this.tensors.push({ name, dataType: 1, dims: [...shape4], rawData: bytes });
        return name;
      }
      /** A list of int64. Returns its name. */
      wholes(node, what, values) {
        const name = this.unused(`${node.name}.${what}`);
        const bytes = new Uint8Array(8 * values.length);
        const view2 = new DataView(bytes.buffer);
        values.forEach((value, i) => {
          view2.setBigInt64(8 * i, BigInt(value), true);
        });
        this.tensors.push({ name, dataType: 7, dims: [values.length], rawData: bytes });
        return name;
      }
      /** One number. */
      float(node, what, value) {
        return this.floats(node, what, [], [value]);
      }
      unused(name) {
        let free = name;
        for (let count = 2; this.names.has(free); count++) free = `${name} (${count})`;
        this.names.add(free);
        return free;
      }
    };
    inputOf = (node) => node.inputs[0];
    shifted = (axes2) => axes2.map((axis) => axis + 1);
    batched = (shape4) => [1, ...shape4];
    isAll = (values, value) => values.every((entry) => entry === value);
  },
});

// src/formats/onnx/writeActivations.ts
function gelu2(sheet, node) {
  const x2 = inputOf(node);
  const inner = sheet.part(node, 'inner', 'Div', [x2, sheet.float(node, 'root', Math.SQRT2)]);
  const erf = sheet.part(node, 'erf', 'Erf', [inner]);
  const gate = sheet.part(node, 'gate', 'Add', [erf, sheet.float(node, 'one', 1)]);
  const product2 = sheet.part(node, 'product', 'Mul', [x2, gate]);
  return sheet.last(node, 'Mul', [product2, sheet.float(node, 'half', 0.5)]);
}
function stepAt({ slopes, offsets, thresholds }, r2) {
  const t = thresholds[r2];
  const [before, after] = [r2, r2 + 1].map((i) => slopes[i] * t + offsets[i]);
  return Math.abs(after - before) <= 1e-9 * Math.max(1, Math.abs(before), Math.abs(after)) ? 0 : after - before;
}
function writeTable(sheet, node, table2) {
  const { slopes, offsets, thresholds } = table2;
  const steps = thresholds.map((_, r2) => stepAt(table2, r2));
  const x2 = inputOf(node);
  const [first = 0, second = 0] = thresholds;
  if (same2(slopes, [0, 0, 0]) && same2(offsets, [-1, 0, 1]) && first === 0 && second === Number.MIN_VALUE)
    return sheet.last(node, 'Sign', [x2]);
  if (same2(slopes, [0, 1]) && same2(offsets, [0, 0]) && steps[0] !== 0)
    return sheet.last(node, 'ThresholdedRelu', [x2], { alpha: { float: first } });
  if (steps.some((step) => step !== 0))
    throw new Fault(placeOf3({ name: node.name, type: table2.label }), 'a function with steps has no form in ONNX');
  if (same2(slopes, [0, 1, 0]) && offsets[1] === 0) return clip2(sheet, node, first, second);
  if (same2(slopes, [0, 1]) && offsets[1] === 0) return clip2(sheet, node, first, Infinity);
  if (same2(slopes, [1, 0]) && offsets[0] === 0) return clip2(sheet, node, -Infinity, first);
  return sumOfRelus(sheet, node, table2);
}
function sumOfRelus(sheet, node, { slopes, offsets, thresholds }) {
  const x2 = inputOf(node);
  const line2 = sheet.part(node, 'slope', 'Mul', [x2, sheet.float(node, 'slope', slopes[0])]);
  const terms = [sheet.part(node, 'line', 'Add', [line2, sheet.float(node, 'offset', offsets[0])])];
  thresholds.forEach((threshold, r2) => {
    const bend = slopes[r2 + 1] - slopes[r2];
    const moved = sheet.part(node, `moved ${r2 + 1}`, 'Sub', [x2, sheet.float(node, 'threshold', threshold)]);
    const relu = sheet.part(node, `relu ${r2 + 1}`, 'Relu', [moved]);
    terms.push(sheet.part(node, `bend ${r2 + 1}`, 'Mul', [relu, sheet.float(node, 'bend', bend)]));
  });
  return sheet.last(node, 'Sum', terms);
}
var clip2, WITHOUT_PARAMETERS, activation2, same2, FUNCTIONS, functionOf;
var init_writeActivations = __esm({
  'src/formats/onnx/writeActivations.ts'() {
    init_checks();
    init_sheet();
    init_step();
    clip2 = (sheet, node, low, high) =>
      sheet.last(node, 'Clip', [
        inputOf(node),
        low === -Infinity ? '' : sheet.float(node, 'min', low),
        ...(high === Infinity ? [] : [sheet.float(node, 'max', high)]),
      ]);
    WITHOUT_PARAMETERS = {
      identity: 'Identity',
      relu: 'Relu',
      abs: 'Abs',
      sigmoid: 'Sigmoid',
      tanh: 'Tanh',
    };
    activation2 = (sheet, node) => {
      const { name, alpha = 0.01, eta = 1, table: table2 } = node.activation;
      const x2 = inputOf(node);
      const plain3 = WITHOUT_PARAMETERS[name];
      if (plain3) return sheet.last(node, plain3, [x2]);
      switch (name) {
        case 'leakyRelu':
          return sheet.last(node, 'LeakyRelu', [x2], { alpha: { float: alpha } });
        case 'hardTanh':
          return clip2(sheet, node, -1, 1);
        case 'relu6':
          return clip2(sheet, node, 0, 6);
        case 'gelu':
          return gelu2(sheet, node);
        case 'swish': {
          const inner = eta === 1 ? x2 : sheet.part(node, 'inner', 'Mul', [x2, sheet.float(node, 'eta', eta)]);
          return sheet.last(node, 'Mul', [x2, sheet.part(node, 'gate', 'Sigmoid', [inner])]);
        }
        case 'softplus': {
          if (eta === 1) return sheet.last(node, 'Softplus', [x2]);
          const inner = sheet.part(node, 'inner', 'Mul', [x2, sheet.float(node, 'eta', eta)]);
          const outer = sheet.part(node, 'softplus', 'Softplus', [inner]);
          return sheet.last(node, 'Mul', [outer, sheet.float(node, 'inverse', 1 / eta)]);
        }
        default:
          return writeTable(sheet, node, table2 ?? { label: '', slopes: [1], offsets: [0], thresholds: [] });
      }
    };
    same2 = (a, b) => a.length === b.length && a.every((x2, i) => x2 === b[i]);
    FUNCTIONS = {
      elu: 'Elu',
      exp: 'Exp',
      log: 'Log',
      sqrt: 'Sqrt',
      erf: 'Erf',
      reciprocal: 'Reciprocal',
      mish: 'Mish',
      hardSwish: 'HardSwish',
      softsign: 'Softsign',
      selu: 'Selu',
    };
    functionOf = (sheet, node) => {
      const x2 = inputOf(node);
      if (node.function === 'square') return sheet.last(node, 'Pow', [x2, sheet.float(node, 'exponent', 2)]);
      const attributes = node.function === 'elu' ? { alpha: { float: node.alpha ?? 1 } } : {};
      return sheet.last(node, FUNCTIONS[node.function], [x2], attributes);
    };
  },
});

// src/formats/onnx/writeAffine.ts
function windowed(sheet, node, opType, parameters, attributes) {
  const [x2, rank] = [inputOf(node), node.kernel.length];
  const all2 = { kernel_shape: node.kernel, strides: node.strides, pads: node.pads, ...attributes };
  if (node.channels === 'first') return sheet.last(node, opType, [x2, ...parameters], all2);
  const places2 = node.kernel.map((_, i) => i + 1);
  const first = sheet.part(node, 'channels first', 'Transpose', [x2], { perm: [0, rank + 1, ...places2] });
  const out = sheet.part(node, opType, opType, [first, ...parameters], all2);
  return sheet.last(node, 'Transpose', [out], { perm: [0, ...places2.map((place3) => place3 + 1), 1] });
}
var dense,
  conv3,
  convTranspose3,
  scale,
  batchNorm,
  averagePool2,
  maxPool2,
  REDUCTIONS,
  reduce2,
  pad2,
  crop,
  COORDINATES,
  resize2,
  reshape3,
  transpose3,
  concat2,
  AFFINE_WRITERS;
var init_writeAffine = __esm({
  'src/formats/onnx/writeAffine.ts'() {
    init_sheet();
    dense = (sheet, node) => {
      const x2 = inputOf(node);
      const features = node.weights.length / node.units;
      if (sheet.shapeOf(x2).length === 1) {
        const weights2 = sheet.floats(node, 'weights', [node.units, features], node.weights);
        const bias3 = node.bias ? [sheet.floats(node, 'bias', [node.units], node.bias)] : [];
        return sheet.last(node, 'Gemm', [x2, weights2, ...bias3], { transB: 1 });
      }
      const turned2 = new Float64Array(node.weights.length);
      for (let i = 0; i < node.units; i++)
        for (let j = 0; j < features; j++) turned2[j * node.units + i] = node.weights[i * features + j];
      const weights = sheet.floats(node, 'weights', [features, node.units], turned2);
      if (!node.bias) return sheet.last(node, 'MatMul', [x2, weights]);
      const product2 = sheet.part(node, 'product', 'MatMul', [x2, weights]);
      return sheet.last(node, 'Add', [product2, sheet.floats(node, 'bias', [node.units], node.bias)]);
    };
    conv3 = (sheet, node) => {
      const { filters, groups: groups2, weights, bias: bias3, kernel, dilations: dilations2 } = node;
      const each = weights.length / filters / kernel.reduce((product2, size2) => product2 * size2, 1);
      const parameters = [sheet.floats(node, 'weights', [filters, each, ...kernel], weights)];
      if (bias3) parameters.push(sheet.floats(node, 'bias', [filters], bias3));
      return windowed(sheet, node, 'Conv', parameters, { dilations: dilations2, group: groups2 });
    };
    convTranspose3 = (sheet, node) => {
      const { filters, groups: groups2, weights, bias: bias3, kernel, dilations: dilations2, outputPads } = node;
      const each = filters / groups2;
      const inputs = weights.length / each / kernel.reduce((product2, size2) => product2 * size2, 1);
      const parameters = [sheet.floats(node, 'weights', [inputs, each, ...kernel], weights)];
      if (bias3) parameters.push(sheet.floats(node, 'bias', [filters], bias3));
      return windowed(sheet, node, 'ConvTranspose', parameters, {
        dilations: dilations2,
        group: groups2,
        output_padding: outputPads,
      });
    };
    scale = (sheet, node) => {
      const x2 = inputOf(node);
      const [plain3, central] = [isAll(node.factors, 1), isAll(node.offsets, 0)];
      if (plain3 && central) return sheet.last(node, 'Identity', [x2]);
      const factors = plain3 ? '' : sheet.floats(node, 'factors', node.shape, node.factors);
      const offsets = central ? '' : sheet.floats(node, 'offsets', node.shape, node.offsets);
      if (central) return sheet.last(node, 'Mul', [x2, factors]);
      const product2 = plain3 ? x2 : sheet.part(node, 'product', 'Mul', [x2, factors]);
      return sheet.last(node, 'Add', [product2, offsets]);
    };
    batchNorm = (sheet, node) => {
      const x2 = inputOf(node);
      const size2 = node.gamma.length;
      const { gamma, beta, mean, variance, epsilon } = node;
      if (node.axis === 0) {
        const parameters = Object.entries({ gamma, beta, mean, variance }).map(([what, values]) =>
          sheet.floats(node, what, [size2], values),
        );
        return sheet.last(node, 'BatchNormalization', [x2, ...parameters], { epsilon: { float: epsilon } });
      }
      const shape4 = [
        size2,
        ...sheet
          .shapeOf(x2)
          .slice(node.axis + 1)
          .map(() => 1),
      ];
      const factors = gamma.map((value, i) => value / Math.sqrt(variance[i] + epsilon));
      const offsets = beta.map((value, i) => value - mean[i] * factors[i]);
      const product2 = sheet.part(node, 'product', 'Mul', [x2, sheet.floats(node, 'factors', shape4, factors)]);
      return sheet.last(node, 'Add', [product2, sheet.floats(node, 'offsets', shape4, offsets)]);
    };
    averagePool2 = (sheet, node) =>
      windowed(sheet, node, 'AveragePool', [], { count_include_pad: Number(node.countPads) });
    maxPool2 = (sheet, node) => windowed(sheet, node, 'MaxPool', [], { dilations: node.dilations });
    REDUCTIONS = { mean: 'ReduceMean', sum: 'ReduceSum', reduceMax: 'ReduceMax', reduceMin: 'ReduceMin' };
    reduce2 = (sheet, node) => {
      if (node.axes.length === 0) return sheet.last(node, 'Identity', [inputOf(node)]);
      const axes2 = sheet.wholes(node, 'axes', shifted(node.axes));
      return sheet.last(node, REDUCTIONS[node.op], [inputOf(node), axes2], { keepdims: Number(node.keep) });
    };
    pad2 = (sheet, node) => {
      const pads = sheet.wholes(node, 'pads', [0, ...node.before, 0, ...node.after]);
      const value = node.mode === 'constant' ? [sheet.float(node, 'value', node.value)] : [];
      return sheet.last(node, 'Pad', [inputOf(node), pads, ...value], { mode: node.mode });
    };
    crop = (sheet, node) => {
      const { starts, sizes, steps } = node;
      const ends2 = starts.map((start, axis) => {
        const end = start + sizes[axis] * steps[axis];
        return end < 0 ? -(2 ** 31) : end;
      });
      const lists2 = { starts, ends: ends2, axes: starts.map((_, axis) => axis + 1), steps };
      const inputs = Object.entries(lists2).map(([what, values]) => sheet.wholes(node, what, values));
      return sheet.last(node, 'Slice', [inputOf(node), ...inputs]);
    };
    COORDINATES = { halfPixel: 'half_pixel', alignCorners: 'align_corners', asymmetric: 'asymmetric' };
    resize2 = (sheet, node) => {
      const sizes = sheet.wholes(node, 'sizes', batched(node.shape));
      return sheet.last(node, 'Resize', [inputOf(node), '', '', sizes], {
        mode: node.mode === 'nearest' ? 'nearest' : 'linear',
        coordinate_transformation_mode: COORDINATES[node.coordinates],
        nearest_mode: node.coordinates === 'asymmetric' ? 'floor' : 'round_prefer_floor',
      });
    };
    reshape3 = (sheet, node) =>
      sheet.last(node, 'Reshape', [inputOf(node), sheet.wholes(node, 'shape', batched(node.shape))]);
    transpose3 = (sheet, node) => sheet.last(node, 'Transpose', [inputOf(node)], { perm: [0, ...shifted(node.order)] });
    concat2 = (sheet, node) => sheet.last(node, 'Concat', node.inputs, { axis: node.axis + 1 });
    AFFINE_WRITERS = {
      dense,
      conv: conv3,
      convTranspose: convTranspose3,
      scale,
      batchNorm,
      averagePool: averagePool2,
      maxPool: maxPool2,
      mean: reduce2,
      sum: reduce2,
      reduceMax: reduce2,
      reduceMin: reduce2,
      pad: pad2,
      crop,
      resize: resize2,
      reshape: reshape3,
      transpose: transpose3,
      concat: concat2,
    };
  },
});

// src/formats/onnx/write.ts
function writeOnnx(graph) {
  const checked = checkGraph(graph);
  const sheet = new Sheet(checked);
  for (const node of checked.nodes) {
    if (node.name === '') throw new Fault('', 'a node without a name cannot be written');
    WRITERS[node.op](sheet, node);
  }
  return encodeModel({
    irVersion: FORMAT_VERSION,
    producerName: 'polytope-lens',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: checked.name || 'network',
      node: sheet.nodes,
      initializer: sheet.tensors,
      input: [valueInfo(sheet, checked.input.name)],
      output: [valueInfo(sheet, checked.output)],
    },
  });
}
var OPSET, FORMAT_VERSION, PAIRS, several, argMax2, prelu2, softmax2, layerNorm, constant3, unknown, WRITERS, valueInfo;
var init_write = __esm({
  'src/formats/onnx/write.ts'() {
    init_check();
    init_checks();
    init_proto();
    init_sheet();
    init_step();
    init_writeActivations();
    init_writeAffine();
    OPSET = 18;
    FORMAT_VERSION = 8;
    PAIRS = {
      add: 'Add',
      subtract: 'Sub',
      multiply: 'Mul',
      divide: 'Div',
      maximum: 'Max',
      minimum: 'Min',
    };
    several = (sheet, node) => {
      const name = node.op === 'add' && node.inputs.length > 2 ? 'Sum' : PAIRS[node.op];
      return sheet.last(node, node.inputs.length === 1 ? 'Identity' : name, node.inputs);
    };
    argMax2 = (sheet, node) => {
      const index = sheet.part(node, 'index', 'ArgMax', [inputOf(node)], {
        axis: node.axis + 1,
        keepdims: Number(node.keep),
      });
      return sheet.last(node, 'Cast', [index], { to: 1 });
    };
    prelu2 = (sheet, node) =>
      sheet.last(node, 'PRelu', [inputOf(node), sheet.floats(node, 'slopes', node.shape, node.slopes)]);
    softmax2 = (sheet, node) => sheet.last(node, 'Softmax', [inputOf(node)], { axis: node.axis + 1 });
    layerNorm = (sheet, node) => {
      const shape4 = sheet.shapeOf(inputOf(node)).slice(node.axis);
      const parameters = ['gamma', 'beta'].map((what) => sheet.floats(node, what, shape4, node[what]));
      const [axis] = shifted([node.axis]);
      return sheet.last(node, 'LayerNormalization', [inputOf(node), ...parameters], {
        axis,
        epsilon: { float: node.epsilon },
      });
    };
    constant3 = (sheet, node) => sheet.floatsNamed(node.name, node, batched(node.shape), node.values);
    unknown = (_, node) => {
      throw new Fault(placeOf3({ name: node.name, type: node.type }), 'an op that is not known here cannot be written');
    };
    WRITERS = {
      ...AFFINE_WRITERS,
      input: (_, node) => node.name,
      constant: constant3,
      activation: activation2,
      function: functionOf,
      prelu: prelu2,
      argMax: argMax2,
      softmax: softmax2,
      layerNorm,
      add: several,
      subtract: several,
      multiply: several,
      divide: several,
      maximum: several,
      minimum: several,
      unknown,
    };
    valueInfo = (sheet, name) => ({
      name,
      type: {
        tensorType: { elemType: 1, shape: { dim: batched(sheet.shapeOf(name)).map((dimValue) => ({ dimValue })) } },
      },
    });
  },
});

// src/formats/onnx/index.ts
var onnx_exports = {};
__export(onnx_exports, {
  readOnnx: () => readOnnx,
  writeOnnx: () => writeOnnx,
});
var init_onnx = __esm({
  'src/formats/onnx/index.ts'() {
    init_read();
    init_write();
  },
});

// src/formats/numberText.ts
var shortest;
var init_numberText = __esm({
  'src/formats/numberText.ts'() {
    shortest = (value) => (Object.is(value, -0) ? '-0' : String(value));
  },
});

// src/formats/graphJson/activation.ts
function specAt(value, where2) {
  const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  return object?.name === 'table' ? { name: 'table', table: tableAt(object, where2) } : activationAt(value, where2);
}
function tableAt(value, where2) {
  const numbers = (key) =>
    listAt(value[key], `${where2}.${key}`).map((entry, i) => finiteAt(entry, `${where2}.${key}[${i}]`));
  const [slopes, offsets, thresholds] = [numbers('slopes'), numbers('offsets'), numbers('thresholds')];
  const pieces = slopes.length;
  if (pieces < 1 || pieces > MAX_PIECES)
    throw new Fault(`${where2}.slopes`, `${pieces} pieces; 1 to ${MAX_PIECES} are taken`);
  if (offsets.length !== pieces)
    throw new Fault(`${where2}.offsets`, `${offsets.length} of them, for ${pieces} pieces`);
  if (thresholds.length !== pieces - 1)
    throw new Fault(`${where2}.thresholds`, `${thresholds.length} of them, for ${pieces} pieces`);
  if (thresholds.some((threshold, i) => i > 0 && threshold <= thresholds[i - 1]))
    throw new Fault(`${where2}.thresholds`, 'do not ascend');
  const label = value.label === void 0 ? '' : plainName(value.label, `${where2}.label`);
  return { label: label || 'table', slopes, offsets, thresholds };
}
function activationText({ name, table: table2, ...beside }) {
  const numbers = (values) => `[${values.map(shortest).join(',')}]`;
  const fields = Object.entries(beside).flatMap(([key, value]) =>
    value === void 0 ? [] : [`"${key}":${shortest(value)}`],
  );
  if (table2) {
    fields.push(`"label":${JSON.stringify(table2.label)}`, `"slopes":${numbers(table2.slopes)}`);
    fields.push(`"offsets":${numbers(table2.offsets)}`, `"thresholds":${numbers(table2.thresholds)}`);
  }
  return fields.length === 0 ? JSON.stringify(name) : `{"name":"${name}",${fields.join(',')}}`;
}
var MAX_PIECES;
var init_activation2 = __esm({
  'src/formats/graphJson/activation.ts'() {
    init_activations();
    init_checks();
    init_numberText();
    MAX_PIECES = 256;
  },
});

// src/formats/graphJson/fields.ts
var list,
  number,
  sameCount,
  whole2,
  real,
  keep,
  axes,
  shape2,
  line,
  shaped,
  windows,
  dilations,
  groups,
  bias2,
  reduce3,
  denseWeights,
  convWeights,
  transposedWeights,
  FUNCTIONS2,
  opFields,
  fieldsOf;
var init_fields2 = __esm({
  'src/formats/graphJson/fields.ts'() {
    init_types();
    list = (node, name) => node[name];
    number = (node, name) => node[name];
    sameCount = (of, value) => ({
      absent: (node) => list(node, of).map(() => value),
    });
    whole2 = { kind: 'whole' };
    real = { kind: 'real' };
    keep = { kind: 'truth', absent: false };
    axes = { kind: 'wholes', least: 0 };
    shape2 = { kind: 'wholes', least: 0 };
    line = (tensor2, optional2 = false) => ({
      kind: 'values',
      optional: optional2,
      tensor: tensor2,
      shape: (_, count) => [count],
    });
    shaped = (tensor2) => ({ kind: 'values', tensor: tensor2, shape: (node) => list(node, 'shape') });
    windows = {
      kernel: { kind: 'wholes', least: 1 },
      strides: { kind: 'wholes', least: 1, ...sameCount('kernel', 1) },
      pads: { kind: 'wholes', least: 0, absent: (node) => list(node, 'kernel').flatMap(() => [0, 0]) },
      channels: { kind: 'choice', of: ['first', 'last'] },
    };
    dilations = { kind: 'wholes', least: 1, ...sameCount('kernel', 1) };
    groups = { kind: 'whole', absent: 1 };
    bias2 = line('bias', true);
    reduce3 = { axes, keep };
    denseWeights = {
      kind: 'values',
      tensor: 'weight',
      shape: (node, count) => [number(node, 'units'), count / number(node, 'units')],
    };
    convWeights = {
      kind: 'values',
      tensor: 'weight',
      shape: (node, count) => {
        const filters = number(node, 'filters');
        return [filters, count / (filters * sizeOf(list(node, 'kernel'))), ...list(node, 'kernel')];
      },
    };
    transposedWeights = {
      kind: 'values',
      tensor: 'weight',
      shape: (node, count) => {
        const outputs = number(node, 'filters') / number(node, 'groups');
        return [count / (outputs * sizeOf(list(node, 'kernel'))), outputs, ...list(node, 'kernel')];
      },
    };
    FUNCTIONS2 = 'elu exp log sqrt erf square reciprocal mish hardSwish softsign selu'.split(' ');
    opFields = {
      input: { shape: shape2 },
      constant: { shape: shape2, values: shaped('values') },
      dense: { units: whole2, weights: denseWeights, bias: bias2 },
      conv: { filters: whole2, ...windows, dilations, groups, weights: convWeights, bias: bias2 },
      convTranspose: {
        filters: whole2,
        ...windows,
        dilations,
        groups,
        outputPads: { kind: 'wholes', least: 0, ...sameCount('kernel', 0) },
        weights: transposedWeights,
        bias: bias2,
      },
      scale: { shape: shape2, factors: shaped('factors'), offsets: shaped('offsets') },
      batchNorm: {
        axis: whole2,
        epsilon: real,
        gamma: line('weight'),
        beta: line('bias'),
        mean: line('running_mean'),
        variance: line('running_var'),
      },
      averagePool: { ...windows, countPads: { kind: 'truth', absent: false } },
      mean: reduce3,
      sum: reduce3,
      pad: {
        before: { kind: 'wholes', least: 0 },
        after: { kind: 'wholes', least: 0 },
        mode: { kind: 'choice', of: ['constant', 'reflect', 'edge'], absent: 'constant' },
        value: { kind: 'real', absent: 0 },
      },
      crop: {
        starts: { kind: 'wholes', least: 0 },
        sizes: { kind: 'wholes', least: 0 },
        steps: { kind: 'wholes', least: Number.MIN_SAFE_INTEGER, ...sameCount('starts', 1) },
      },
      resize: {
        shape: shape2,
        mode: { kind: 'choice', of: ['nearest', 'bilinear'] },
        coordinates: { kind: 'choice', of: ['halfPixel', 'alignCorners', 'asymmetric'], absent: 'halfPixel' },
      },
      reshape: { shape: shape2 },
      transpose: { order: axes },
      concat: { axis: whole2 },
      add: {},
      subtract: {},
      activation: { activation: { kind: 'activation' } },
      prelu: { shape: shape2, slopes: shaped('weight') },
      maxPool: { ...windows, dilations },
      reduceMax: reduce3,
      reduceMin: reduce3,
      maximum: {},
      minimum: {},
      argMax: { axis: whole2, keep },
      function: { function: { kind: 'choice', of: FUNCTIONS2 }, alpha: { kind: 'optionalReal' } },
      softmax: { axis: whole2 },
      layerNorm: { axis: whole2, epsilon: real, gamma: line('weight'), beta: line('bias') },
      multiply: {},
      divide: {},
      unknown: { type: { kind: 'text' } },
    };
    fieldsOf = (node) => Object.entries(opFields[node.op]);
  },
});

// src/formats/graphJson/values.ts
function fill2(value, where2, shape4, target) {
  const [length, ...inner] = shape4;
  if (length === void 0) {
    target[0] = finiteAt(value, where2);
    return;
  }
  const entries = listAt(value, where2);
  if (entries.length !== length) throw new Fault(where2, `${entries.length} values, expected ${length}`);
  const size2 = target.length / Math.max(length, 1);
  for (let i = 0; i < length; i++) {
    const entry = entries[i];
    if (inner.length === 0)
      target[i] = typeof entry === 'number' && Number.isFinite(entry) ? entry : finiteAt(entry, `${where2}[${i}]`);
    else fill2(entry, `${where2}[${i}]`, inner, target.subarray(i * size2, (i + 1) * size2));
  }
}
var ValuesReader;
var init_values2 = __esm({
  'src/formats/graphJson/values.ts'() {
    init_checks();
    init_limits();
    init_tensors();
    ValuesReader = class {
      constructor(tensors) {
        this.tensors = tensors;
      }
      tensors;
      parameters = 0;
      taken = /* @__PURE__ */ new Set();
      /** Values and shape of what stands at `where`. Throws a `Fault`. */
      read(value, where2) {
        const named2 = this.tensors && typeof value === 'object' && value !== null && !Array.isArray(value);
        return named2 ? this.fromTensor(value.tensor, where2) : this.fromLists(value, where2);
      }
      /** Names of tensors that no node has taken. */
      unused() {
        return [...(this.tensors?.keys() ?? [])].filter((name) => !this.taken.has(name));
      }
      fromTensor(name, where2) {
        const tensor2 = typeof name === 'string' ? this.tensors?.get(name) : void 0;
        if (!tensor2) throw new Fault(where2, `tensor ${shown(name)} is missing`);
        this.taken.add(name);
        this.count(tensor2.data.length, where2);
        const values = numbersOf(tensor2);
        const at2 = values.findIndex((entry) => !Number.isFinite(entry));
        if (at2 >= 0)
          throw new Fault(where2, `entry ${at2} of tensor ${shown(name)} is not a finite number (${values[at2]})`);
        return { shape: tensor2.shape, values };
      }
      fromLists(value, where2) {
        const shape4 = [];
        for (let inner = value; Array.isArray(inner); inner = inner[0]) {
          if (shape4.length >= MAX_DIMENSIONS) throw new Fault(where2, `lists in more than ${MAX_DIMENSIONS} levels`);
          shape4.push(inner.length);
        }
        const size2 = shape4.reduce((product2, length) => product2 * length, 1);
        this.count(size2, where2);
        const values = new Float64Array(size2);
        fill2(value, where2, shape4, values);
        return { shape: shape4, values };
      }
      count(more, where2) {
        this.parameters += more;
        if (this.parameters > MAX_GRAPH_PARAMETERS)
          throw new Fault(
            where2,
            `${this.parameters} parameters up to here; at most ${MAX_GRAPH_PARAMETERS} are taken`,
          );
      }
    };
  },
});

// src/formats/graphJson/read.ts
function readGraphJson(text3, fallbackName = 'network') {
  return graphResult(() => {
    if (text3.length > MAX_TEXT)
      throw new Fault('', `the file has ${text3.length} characters; at most ${MAX_TEXT} are read`);
    return graphOfJson(parseJsonText(text3.replace(/^\uFEFF/, '')), fallbackName);
  });
}
function graphOfJson(value, fallbackName, tensors = null) {
  const file = objectAt(value, '');
  const list3 = listAt(file.nodes, 'nodes');
  if (list3.length > MAX_NODES) throw new Fault('nodes', `${list3.length} nodes; at most ${MAX_NODES} are taken`);
  const notes = [];
  const values = new ValuesReader(tensors);
  const nodes = list3.map((node, i) => readNode(objectAt(node, `nodes[${i}]`), `nodes[${i}]`, values, notes));
  const unused = values.unused();
  if (unused.length > 0)
    notes.push(
      `Tensors that no node takes are left out: ${unused.slice(0, 5).join(', ')}${unused.length > 5 ? ' \u2026' : ''}.`,
    );
  const name =
    (file.name === void 0 ? '' : plainName(file.name, 'name')) || plainName(fallbackName, 'name') || 'network';
  return { graph: { name, nodes, output: textAt2(file.output, 'output') }, notes, ...viewOf2(file, nodes) };
}
function readNode(node, path, values, notes) {
  const name = textAt2(node.name, `${path}.name`);
  const where2 = `${path} ${shown(name)}`;
  const type = textAt2(node.op, `${where2}, op`);
  const inputs = node.inputs === void 0 ? [] : listAt(node.inputs, `${where2}, inputs`);
  const base = { name, inputs: inputs.map((input, i) => textAt2(input, `${where2}, inputs[${i}]`)) };
  if (!Object.hasOwn(opFields, type)) {
    notes.push(`Node ${shown(name)} is ${shown(type)}, which is not known here: the lens stops before it.`);
    return { ...base, op: 'unknown', type };
  }
  const op = type;
  const fields = { ...base, op };
  for (const [key, field] of Object.entries(opFields[op])) {
    const value = fieldAt(field, node[key], `${where2}, ${key}`, fields, values);
    if (value !== void 0) fields[key] = value;
  }
  return fields;
}
function fieldAt(field, value, where2, node, values) {
  if (field.kind === 'values') return valuesAt(field, value, where2, node, values);
  if (field.kind === 'optionalReal') return value === void 0 ? void 0 : finiteAt(value, where2);
  if (field.kind === 'wholes') {
    if (value === void 0 && field.absent) return field.absent(node);
    return listAt(value, where2).map((entry, i) => wholeAt2(entry, `${where2}[${i}]`, field.least));
  }
  if (value === void 0 && field.absent !== void 0) return field.absent;
  if (field.kind === 'activation') return specAt(value, where2);
  if (field.kind === 'whole') return wholeAt2(value, where2, 0);
  if (field.kind === 'real') return finiteAt(value, where2);
  if (field.kind === 'text') return textAt2(value, where2);
  if (field.kind === 'choice') {
    if (typeof value === 'string' && field.of.includes(value)) return value;
    throw new Fault(where2, `${shown(value)}; expected one of ${field.of.join(', ')}`);
  }
  if (typeof value !== 'boolean') throw new Fault(where2, `expected true or false, found ${shown(value)}`);
  return value;
}
function valuesAt(field, value, where2, node, values) {
  if (value === void 0 && field.optional) return void 0;
  const found = values.read(value, where2);
  const expected = field.shape(node, found.values.length);
  if (found.shape.length !== expected.length || found.shape.some((length, i) => length !== expected[i]))
    throw new Fault(where2, `its shape is (${shapeText2(found.shape)}), expected (${shapeText2(expected)})`);
  return found.values;
}
function wholeAt2(value, where2, least) {
  const number2 = finiteAt(value, where2);
  if (!Number.isSafeInteger(number2) || number2 < least)
    throw new Fault(where2, `${number2} is no whole number${least >= 0 ? ` from ${least} on` : ''}`);
  return number2;
}
function textAt2(value, where2) {
  if (value === void 0) throw new Fault(where2, 'missing');
  if (typeof value !== 'string' || value === '') throw new Fault(where2, `expected a text, found ${shown(value)}`);
  return value;
}
function viewOf2(file, nodes) {
  const input = nodes.find((node) => node.op === 'input');
  if (!input || (file.slice === void 0 && file.domain === void 0)) return {};
  const size2 = sizeOf(input.shape);
  if (!(size2 > 0 && size2 <= MAX_VIEW_INPUTS)) return {};
  const slice2 = sliceAt(file.slice, size2);
  const domain = size2 === 1 ? intervalAt(file.domain).map((end) => [end, 0]) : domainAt(file.domain);
  return { view: { slice: slice2, domain } };
}
var MAX_VIEW_INPUTS, shapeText2;
var init_read2 = __esm({
  'src/formats/graphJson/read.ts'() {
    init_types();
    init_checks();
    init_graphResult();
    init_jsonText();
    init_limits();
    init_sliceJson();
    init_activation2();
    init_fields2();
    init_values2();
    MAX_VIEW_INPUTS = 1e6;
    shapeText2 = (shape4) => shape4.map((length) => (Number.isInteger(length) ? length : '?')).join(' \xD7 ');
  },
});

// src/formats/graphTensors/read.ts
function parsed(text3) {
  try {
    return parseJsonText(text3);
  } catch (error) {
    if (error instanceof Fault) throw new Fault('graph', error.message);
    throw error;
  }
}
var graphOfTensors;
var init_read3 = __esm({
  'src/formats/graphTensors/read.ts'() {
    init_checks();
    init_read2();
    init_graphResult();
    init_jsonText();
    graphOfTensors = (text3, tensors, fallbackName = 'network') =>
      graphResult(() => graphOfJson(parsed(text3), fallbackName, tensors));
  },
});

// src/formats/writeNetworkJson.ts
function sliceText({ origin, e1, e2 }) {
  const v = origin.length === 1 ? '' : `,"v":${list2(e2)}`;
  return `{"origin":${list2(origin)},"u":${list2(e1)}${v}}`;
}
var list2, domainText;
var init_writeNetworkJson = __esm({
  'src/formats/writeNetworkJson.ts'() {
    init_chainOf();
    init_numberText();
    list2 = (values) => `[${Array.from(values, shortest).join(',')}]`;
    domainText = (domain, line2) => `[${domain.map((corner) => list2(line2 ? corner.slice(0, 1) : corner)).join(',')}]`;
  },
});

// src/formats/graphJson/write.ts
function graphText(graph, valuesText, view2) {
  const nodes = graph.nodes.map((node) => nodeText(node, valuesText));
  const parts2 = [
    `"name":${JSON.stringify(graph.name)}`,
    `"nodes":[
${nodes.join(',\n')}
]`,
    `"output":${JSON.stringify(graph.output)}`,
  ];
  if (view2) {
    const input = graph.nodes.find((node) => node.op === 'input');
    const line2 = input !== void 0 && sizeOf(input.shape) === 1;
    parts2.push(`"slice":${sliceText(view2.slice)}`, `"domain":${domainText(view2.domain, line2)}`);
  }
  return `{${parts2.join(',\n')}}
`;
}
function nodeText(node, valuesText) {
  const parts2 = [
    `"name":${JSON.stringify(node.name)}`,
    `"op":"${node.op}"`,
    `"inputs":${JSON.stringify(node.inputs)}`,
  ];
  for (const [name, field] of fieldsOf(node)) {
    const value = node[name];
    if (value === void 0) continue;
    parts2.push(`"${name}":${fieldText(node, field, value, valuesText)}`);
  }
  return `{${parts2.join(',')}}`;
}
function fieldText(node, field, value, valuesText) {
  if (field.kind === 'values') {
    const values = value;
    return valuesText(node, field, values, field.shape(node, values.length));
  }
  if (field.kind === 'activation') return activationText(value);
  if (typeof value === 'number') return shortest(value);
  return JSON.stringify(value);
}
function nestedText(values, shape4) {
  if (shape4.length === 0) return shortest(values[0]);
  let texts = Array.from(values, shortest);
  for (const length of shape4.toReversed()) {
    const groups2 = length === 0 ? 0 : texts.length / length;
    texts = Array.from({ length: groups2 }, (_, i) => `[${texts.slice(i * length, (i + 1) * length).join(',')}]`);
  }
  return texts[0] ?? '[]';
}
var writeGraphJson;
var init_write2 = __esm({
  'src/formats/graphJson/write.ts'() {
    init_types();
    init_numberText();
    init_writeNetworkJson();
    init_activation2();
    init_fields2();
    writeGraphJson = (graph, view2) => graphText(graph, (_, __, values, shape4) => nestedText(values, shape4), view2);
  },
});

// src/formats/writeNetworkSafetensors.ts
function viewTexts({ slice: slice2, domain }) {
  const texts = [
    ['slice', sliceText(slice2)],
    ['domain', domainText(domain, slice2.origin.length === 1)],
  ];
  return texts.reduce((sum, [, text3]) => sum + text3.length, 0) > MAX_VIEW_TEXT ? null : texts;
}
var MAX_VIEW_TEXT;
var init_writeNetworkSafetensors = __esm({
  'src/formats/writeNetworkSafetensors.ts'() {
    init_chainOf();
    init_numberText();
    init_parsedNetwork();
    init_safetensors();
    init_writeNetworkJson();
    MAX_VIEW_TEXT = 512 * 1024;
  },
});

// src/formats/graphTensors/write.ts
function writeGraphSafetensors(graph, view2) {
  const { text: text3, tensors } = taken2(graph, view2 && viewTexts(view2) ? view2 : void 0);
  return writeSafetensors(
    tensors,
    /* @__PURE__ */ new Map([
      ['format', 'pt'],
      ['name', graph.name],
      [GRAPH_KEY, text3],
    ]),
  );
}
function writeGraphNpz(graph, view2) {
  const { text: text3, tensors } = taken2(graph, view2);
  return writeNpz(tensors, /* @__PURE__ */ new Map([[GRAPH_KEY, text3]]));
}
function taken2(graph, view2) {
  const tensors = [];
  const text3 = graphText(
    graph,
    (node, field, values, shape4) => {
      const name = `${node.name}.${field.tensor}`;
      tensors.push(tensorOf3(name, values, shape4));
      return `{"tensor":${JSON.stringify(name)}}`;
    },
    view2,
  );
  return { text: text3, tensors };
}
function tensorOf3(name, values, shape4) {
  const single = values.every((value) => Object.is(Math.fround(value), value));
  return single
    ? { name, type: 'F32', shape: shape4, data: Float32Array.from(values) }
    : { name, type: 'F64', shape: shape4, data: values };
}
var init_write3 = __esm({
  'src/formats/graphTensors/write.ts'() {
    init_write2();
    init_npz();
    init_safetensors();
    init_weightFile();
    init_writeNetworkSafetensors();
  },
});

// src/formats/graphTensors/index.ts
var graphTensors_exports = {};
__export(graphTensors_exports, {
  GRAPH_KEY: () => GRAPH_KEY,
  graphOfTensors: () => graphOfTensors,
  writeGraphNpz: () => writeGraphNpz,
  writeGraphSafetensors: () => writeGraphSafetensors,
});
var init_graphTensors = __esm({
  'src/formats/graphTensors/index.ts'() {
    init_weightFile();
    init_read3();
    init_write3();
  },
});

// src/formats/architecture/nodes.ts
function stepNode(step, before, rank, parameters) {
  const base = { name: step.name, inputs: [before] };
  switch (step.kind) {
    case 'dense':
      return denseNode(step, before, parameters);
    case 'conv':
    case 'convTranspose':
      return convNode(step, before, parameters);
    case 'batchNorm':
      return batchNormNode(step, before, parameters);
    case 'layerNorm':
      return layerNormNode(step, before, rank, parameters);
    case 'prelu':
      return preluNode(step, before, rank, parameters);
    case 'activation':
      return { ...base, op: 'activation', activation: step.activation };
    case 'maxPool':
      return { ...base, op: 'maxPool', ...poolWindows(step), dilations: step.kernel.map(() => 1) };
    case 'averagePool':
      return { ...base, op: 'averagePool', ...poolWindows(step), countPads: true };
    case 'globalAveragePool':
      return { ...base, op: 'mean', axes: Array.from({ length: Math.max(0, rank - 1) }, (_, i) => i + 1), keep: false };
    case 'softmax':
      return { ...base, op: 'softmax', axis: 0 };
  }
}
function denseNode(step, before, parameters) {
  const { shape: shape4, values } = parameters.tensor(step.weight, step.name, [2]);
  const units = shape4[0];
  const bias3 = parameters.list(step.bias, step.name, units, 0);
  return { name: step.name, op: 'dense', inputs: [before], units, weights: values, bias: bias3 };
}
function convNode(step, before, parameters) {
  const { shape: shape4, values } = parameters.tensor(step.weight, step.name, [3, 4]);
  const [first = 0, second = 0, ...kernel] = shape4;
  const filters = step.kind === 'conv' ? first : second * step.groups;
  const bias3 = parameters.list(step.bias, step.name, filters, 0);
  const { dilation: dilations2, groups: groups2 } = step;
  const base = {
    name: step.name,
    inputs: [before],
    filters,
    ...windows2(kernel, step),
    dilations: dilations2,
    groups: groups2,
  };
  if (step.kind === 'conv') return { ...base, op: 'conv', weights: values, bias: bias3 };
  return { ...base, op: 'convTranspose', outputPads: kernel.map(() => 0), weights: values, bias: bias3 };
}
function batchNormNode(step, before, parameters) {
  const mean = parameters.tensor(step.mean, step.name, [1]).values;
  const list3 = (name2, value) => parameters.list(name2, step.name, mean.length, value);
  const [variance, gamma, beta] = [list3(step.variance, 1), list3(step.weight, 1), list3(step.bias, 0)];
  const { name, epsilon } = step;
  return { name, op: 'batchNorm', inputs: [before], axis: 0, gamma, beta, mean, variance, epsilon };
}
function layerNormNode(step, before, rank, parameters) {
  const { shape: shape4, values: gamma } = parameters.tensor(step.weight, step.name, [1, 2, 3]);
  const beta =
    step.bias === void 0
      ? new Float64Array(gamma.length)
      : parameters.tensor(step.bias, step.name, [shape4.length]).values;
  const axis = rank - shape4.length;
  if (axis < 0) throw new Fault(tensorLabel(step.weight), `${shape4.length} dimensions, what it scales has ${rank}`);
  return { name: step.name, op: 'layerNorm', inputs: [before], axis, gamma, beta, epsilon: step.epsilon };
}
function preluNode(step, before, rank, parameters) {
  const { values: slopes } = parameters.tensor(step.weight, step.name, [1]);
  const shape4 = slopes.length > 1 ? [slopes.length, ...Array.from({ length: rank - 1 }, () => 1)] : [1];
  return { name: step.name, op: 'prelu', inputs: [before], shape: shape4, slopes };
}
var windows2, poolWindows;
var init_nodes = __esm({
  'src/formats/architecture/nodes.ts'() {
    init_checks();
    init_safetensors();
    windows2 = (kernel, { stride, padding }) => ({
      kernel,
      strides: stride,
      pads: [...padding, ...padding],
      channels: 'first',
    });
    poolWindows = (step) => windows2(step.kernel, step);
  },
});

// src/formats/architecture/parameters.ts
function finite(tensor2, name) {
  const values = numbersOf(tensor2);
  const at2 = values.findIndex((value) => !Number.isFinite(value));
  if (at2 >= 0) throw new Fault(tensorLabel(name), `entry ${at2} is not a finite number (found ${values[at2]})`);
  return values;
}
var Parameters;
var init_parameters = __esm({
  'src/formats/architecture/parameters.ts'() {
    init_checks();
    init_limits();
    init_safetensors();
    init_tensors();
    Parameters = class {
      constructor(tensors) {
        this.tensors = tensors;
      }
      tensors;
      taken = /* @__PURE__ */ new Set();
      count = 0;
      /** Throws a `Fault` at the tensor. `dimensions`: how many axes it may have. */
      tensor(name, step, dimensions) {
        const tensor2 = this.tensors.get(name);
        if (!tensor2) throw new Fault(`step ${shown(step)}`, `${tensorLabel(name)} is missing`);
        const { type, shape: shape4 } = tensor2;
        if (!isReal(type))
          throw new Fault(tensorLabel(name), `dtype ${type} is not supported for a layer; ${realTypes} are`);
        if (!dimensions.includes(shape4.length))
          throw new Fault(
            tensorLabel(name),
            `${shape4.length} dimensions (${shape4.join(' \xD7 ') || 'one value'}); ${shown(step)} takes ${dimensions.join(' or ')}`,
          );
        if (!this.taken.has(name)) this.count += tensor2.data.length;
        if (this.count > MAX_GRAPH_PARAMETERS)
          throw new Fault(
            tensorLabel(name),
            `${this.count} parameters up to here; at most ${MAX_GRAPH_PARAMETERS} are taken`,
          );
        this.taken.add(name);
        return { shape: shape4, values: finite(tensor2, name) };
      }
      /** A list of `length` values, or `value` each where no tensor is named. */
      list(name, step, length, value) {
        if (name === void 0) return new Float64Array(length).fill(value);
        const { values } = this.tensor(name, step, [1]);
        if (values.length !== length)
          throw new Fault(tensorLabel(name), `${values.length} values; ${shown(step)} takes ${length}`);
        return values;
      }
    };
  },
});

// src/formats/architecture/types.ts
var INPUT;
var init_types4 = __esm({
  'src/formats/architecture/types.ts'() {
    INPUT = 'input';
  },
});

// src/formats/architecture/build.ts
var COUNTER, graphOfArchitecture, Builder2;
var init_build = __esm({
  'src/formats/architecture/build.ts'() {
    init_shapes();
    init_types();
    init_checks();
    init_graphResult();
    init_nodes();
    init_parameters();
    init_types4();
    COUNTER = /(^|\.)num_batches_tracked$/;
    graphOfArchitecture = (architecture, tensors, name = 'network') =>
      graphResult(() => {
        const builder = new Builder2(new Parameters(tensors), architecture.inputShape);
        const output = builder.append(architecture.steps, INPUT);
        const left = [...tensors.keys()].filter((tensor2) => !builder.takes(tensor2) && !COUNTER.test(tensor2));
        const some = `${left.slice(0, 5).join(', ')}${left.length > 5 ? ' \u2026' : ''}`;
        const notes = left.length > 0 ? [`Tensors that no step takes are left out: ${some}.`] : [];
        return { graph: { name, nodes: builder.nodes, output }, notes };
      });
    Builder2 = class {
      constructor(parameters, inputShape2) {
        this.parameters = parameters;
        this.nodes = [{ name: INPUT, op: 'input', inputs: [], shape: inputShape2 }];
        this.shapes.set(INPUT, inputShape2);
      }
      parameters;
      nodes;
      shapes = /* @__PURE__ */ new Map();
      takes(tensor2) {
        return this.parameters.taken.has(tensor2);
      }
      /** Nodes for steps behind the node `before`; returns the name of the last one. */
      append(steps, before) {
        let last = before;
        for (const step of steps) {
          this.add(step.kind === 'add' ? this.addNode(step, last) : this.plainNode(step, last));
          last = step.name;
        }
        return last;
      }
      plainNode(step, before) {
        const input = this.shapeOf(before, step);
        if (step.kind === 'flatten')
          return { name: step.name, op: 'reshape', inputs: [before], shape: [sizeOf(input)] };
        return stepNode(step, before, input.length, this.parameters);
      }
      addNode(step, before) {
        this.shapeOf(step.from, step);
        return { name: step.name, op: 'add', inputs: [before, this.append(step.shortcut, step.from)] };
      }
      shapeOf(name, step) {
        const shape4 = this.shapes.get(name);
        if (!shape4) throw new Fault(`step ${shown(step.name)}`, `takes ${shown(name)}, which is no step before it`);
        return shape4;
      }
      add(node) {
        const inputs = node.inputs.map((name) => this.shapes.get(name));
        const shape4 = nodeShape(node, inputs);
        if (shape4) this.shapes.set(node.name, shape4);
        this.nodes.push(node);
      }
    };
  },
});

// src/formats/architecture/modules.ts
function modulesOf(tensors) {
  const byPath2 = /* @__PURE__ */ new Map();
  for (const name of tensors.keys()) {
    const dot3 = name.lastIndexOf('.');
    const [path, ending] = [name.slice(0, Math.max(dot3, 0)), name.slice(dot3 + 1)];
    if (!ENDINGS.has(ending)) continue;
    const own = byPath2.get(path) ?? /* @__PURE__ */ new Map();
    byPath2.set(path, own.set(ending, name));
  }
  return [...byPath2].flatMap(([path, own]) => moduleOf(path, own, tensors) ?? []);
}
function moduleOf(path, own, tensors) {
  const shapeAt3 = (ending) => tensors.get(own.get(ending) ?? '')?.shape;
  const [weight, mean] = [shapeAt3('weight'), shapeAt3('running_mean')];
  const shape4 = weight ?? mean ?? [];
  const kind = kindOf(own, shape4);
  if (!kind || shape4.includes(0)) return null;
  const [first = 0, second = first] = shape4;
  const bias3 = shapeAt3('bias')?.[0];
  const transposed4 = kind === 'conv' && bias3 === second && bias3 !== first;
  const [inputs, outputs] = transposed4 ? [first, second] : [second, first];
  return { path, kind, tensors: own, shape: shape4, inputs, outputs, transposed: transposed4 };
}
function kindOf(own, { length }) {
  if (own.has('running_mean') && own.has('running_var')) return 'batchNorm';
  if (length === 2) return 'dense';
  if (length === 3 || length === 4) return 'conv';
  if (length !== 1) return null;
  return own.has('bias') ? 'layerNorm' : 'prelu';
}
function gapBetween(a, b) {
  const gap = indexOf(b) - indexOf(a) - 1;
  return parentOf(a.path) === parentOf(b.path) && gap >= 0 ? gap : null;
}
var ENDINGS, mixes, stepName, indexOf, parentOf;
var init_modules = __esm({
  'src/formats/architecture/modules.ts'() {
    init_types4();
    ENDINGS = /* @__PURE__ */ new Set(['weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked']);
    mixes = ({ kind }) => kind === 'dense' || kind === 'conv';
    stepName = ({ path }) => (path === '' ? 'layer' : path === INPUT ? `${INPUT} layer` : path);
    indexOf = ({ path }) => {
      const last = path.slice(path.lastIndexOf('.') + 1);
      return /^\d+$/.test(last) ? Number(last) : Number.NaN;
    };
    parentOf = (path) => path.slice(0, Math.max(path.lastIndexOf('.'), 0));
  },
});

// src/formats/architecture/moduleSteps.ts
function moduleStep(module, channels, plan, stride) {
  const name = stepName(module);
  const bias3 = optional(module, 'bias', 'bias');
  switch (module.kind) {
    case 'dense':
      return { kind: 'dense', name, weight: tensor(module, 'weight'), ...bias3 };
    case 'conv':
      return convStep(module, channels, plan, stride);
    case 'batchNorm':
      return batchNormStep(module);
    case 'layerNorm':
      return { kind: 'layerNorm', name, weight: tensor(module, 'weight'), ...bias3, epsilon: EPSILON };
    case 'prelu':
      return { kind: 'prelu', name, weight: tensor(module, 'weight') };
  }
}
function batchNormStep(module) {
  return {
    kind: 'batchNorm',
    name: stepName(module),
    ...optional(module, 'weight', 'weight'),
    ...optional(module, 'bias', 'bias'),
    mean: tensor(module, 'running_mean'),
    variance: tensor(module, 'running_var'),
    epsilon: EPSILON,
  };
}
function convStep(module, channels, plan, stride) {
  const kernel = kernelOf2(module);
  const usual = module.transposed ? transposedUse(kernel) : forwardUse(module, plan);
  const groups2 = channels % module.inputs === 0 && !module.transposed ? channels / module.inputs : 1;
  return {
    kind: module.transposed ? 'convTranspose' : 'conv',
    name: stepName(module),
    weight: tensor(module, 'weight'),
    ...optional(module, 'bias', 'bias'),
    ...usual,
    ...(stride === void 0 ? {} : { stride: kernel.map(() => stride) }),
    dilation: kernel.map(() => 1),
    groups: groups2,
  };
}
function forwardUse(module, { padding }) {
  const kernel = kernelOf2(module);
  const stride = kernel.map((size2) => (isStem(module) ? (size2 >= 11 ? 4 : 2) : 1));
  const same3 = kernel.map((size2) => (isStem(module) && size2 >= 11 ? 2 : Math.floor((size2 - 1) / 2)));
  return { stride, padding: padding === 'same' || isStem(module) ? same3 : kernel.map(() => 0) };
}
function poolStep(name, behind) {
  const spatial = kernelOf2(behind).length;
  const list3 = (value) => Array.from({ length: spatial }, () => value);
  const wide = isStem(behind);
  const padded = wide && behind.shape[2] < 11;
  return { kind: 'maxPool', name, kernel: list3(wide ? 3 : 2), stride: list3(2), padding: list3(padded ? 1 : 0) };
}
var EPSILON, tensor, optional, kernelOf2, transposedUse, isStem;
var init_moduleSteps = __esm({
  'src/formats/architecture/moduleSteps.ts'() {
    init_modules();
    EPSILON = 1e-5;
    tensor = ({ tensors }, ending) => tensors.get(ending);
    optional = (module, ending, key) => {
      const name = module.tensors.get(ending);
      return name === void 0 ? {} : { [key]: name };
    };
    kernelOf2 = ({ shape: shape4 }) => shape4.slice(2);
    transposedUse = (kernel) => ({
      stride: kernel.map((size2) => (size2 === 2 || size2 === 4 ? 2 : 1)),
      padding: kernel.map((size2) => (size2 === 4 ? 1 : 0)),
    });
    isStem = ({ kind, shape: shape4 }) => kind === 'conv' && shape4.length === 4 && shape4[1] === 3 && shape4[2] >= 7;
  },
});

// src/formats/architecture/blocks.ts
function blockPath({ path }) {
  const parts2 = path.split('.');
  const shortcut = parts2.findIndex((part) => SHORTCUT.test(part));
  const block = shortcut > 0 ? parts2.slice(0, shortcut).join('.') : parentOf(path);
  return /(^|\.)(layers?|blocks?|stages?|res\w*)[\w.]*\d$/i.test(block) ? block : null;
}
function unitsOf(modules) {
  const byBlock = /* @__PURE__ */ new Map();
  for (const module of modules) {
    const path = blockPath(module);
    if (path !== null) byBlock.set(path, [...(byBlock.get(path) ?? []), module]);
  }
  const blocks2 = new Map([...byBlock].flatMap(([path, own]) => toBlock(path, own) ?? []).map((b) => [b.path, b]));
  const placed = /* @__PURE__ */ new Set();
  return modules.flatMap((module) => {
    const block = blocks2.get(blockPath(module) ?? '');
    if (!block) return [{ module }];
    if (placed.has(block.path)) return [];
    placed.add(block.path);
    return [{ block }];
  });
}
function toBlock(path, modules) {
  const main = modules.filter((module) => !isShortcut(module, path));
  const shortcut = modules.filter((module) => isShortcut(module, path));
  const convolutions = main.filter(mixes);
  const [first, last] = [convolutions[0], convolutions.at(-1)];
  if (!first || !last || convolutions.length < 2 || convolutions.some(({ kind }) => kind !== 'conv')) return null;
  const through = shortcut.filter(mixes).at(-1)?.outputs ?? first.inputs;
  return through === last.outputs ? { path, main, shortcut } : null;
}
var SHORTCUT, isShortcut;
var init_blocks = __esm({
  'src/formats/architecture/blocks.ts'() {
    init_modules();
    SHORTCUT = /^(downsample|shortcut|skip|identity|proj)/i;
    isShortcut = (module, block) => SHORTCUT.test(block === '' ? module.path : module.path.slice(block.length + 1));
  },
});

// src/formats/architecture/sequence.ts
function sequenceOf(modules, plan) {
  const sequencer = new Sequencer(plan);
  const units = unitsOf(modules);
  units.forEach((unit, i) => {
    if ('block' in unit) sequencer.block(unit.block, units[i + 1]);
    else sequencer.module(unit.module, units[i + 1]);
  });
  return sequencer;
}
function strideOf({ path, shortcut }) {
  const stage = /(\d+)\D+\d+$/.exec(path)?.[1];
  return shortcut.some(mixes) && stage !== '1' ? 2 : 1;
}
var Sequencer;
var init_sequence = __esm({
  'src/formats/architecture/sequence.ts'() {
    init_blocks();
    init_moduleSteps();
    init_modules();
    init_types4();
    Sequencer = class {
      constructor(plan) {
        this.plan = plan;
      }
      plan;
      steps = [];
      places = [];
      positions = null;
      /** Features of the last step's values. */
      channels = 0;
      /** The last module that made features. */
      mixing = null;
      module(module, next) {
        this.add(module);
        if (!next || ('module' in next && !mixes(next.module))) return;
        const gap = 'module' in next ? gapBetween(module, next.module) : null;
        const toDense = 'module' in next && next.module.kind === 'dense' && this.mixing?.kind === 'conv';
        const others2 = gap === null ? null : Math.max(0, gap - (toDense ? 1 : 0));
        if (module.kind !== 'prelu' && others2 !== 0) this.activate();
        this.pool(next, others2);
        if (toDense) this.end(next.module);
      }
      block({ path, main, shortcut }, next) {
        const from = this.steps.at(-1)?.name ?? INPUT;
        const stride = strideOf({ path, main, shortcut });
        const channels = this.channels || (main[0]?.inputs ?? 0);
        const convolutions = main.filter(mixes);
        const stepping = convolutions[convolutions.length > 2 ? 1 : 0];
        main.forEach((module, i) => {
          this.add(module, module === stepping ? stride : void 0);
          const [then] = main.slice(i + 1);
          if (then && mixes(then)) this.activate();
        });
        const around = shortcut.map((module) =>
          moduleStep(module, channels, this.plan, mixes(module) ? stride : void 0),
        );
        this.steps.push({ kind: 'add', name: `${path} add`, from, shortcut: around });
        if (!next) return;
        this.activate();
        if ('module' in next && next.module.kind === 'dense') this.end(next.module);
      }
      add(module, stride) {
        this.steps.push(moduleStep(module, this.channels || module.inputs, this.plan, stride));
        if (!mixes(module)) return;
        this.channels = module.outputs;
        this.mixing = module;
      }
      activate() {
        this.steps.push({ kind: 'activation', name: `${this.steps.at(-1)?.name} relu`, activation: { name: 'relu' } });
      }
      /** Pooling behind a convolution, if the plan has it. `others`: modules without weights that stand there, null if unknown. */
      pool(next, others2) {
        const behind = this.mixing;
        if (behind?.kind !== 'conv' || (others2 !== null && others2 < 2)) return;
        const name = `${behind.path} pool`;
        if ('block' in next) {
          if (isStem(behind)) this.steps.push(poolStep(name, behind));
          return;
        }
        this.places.push({ behind: behind.path, told: others2 !== null });
        if (this.plan.pools[this.places.length - 1] ?? others2 !== null) this.steps.push(poolStep(name, behind));
      }
      end(dense2) {
        this.positions = dense2.inputs / this.channels;
        this.steps.push({
          kind: this.plan.ending,
          name: this.plan.ending === 'flatten' ? 'flatten' : 'global average pool',
        });
      }
    };
  },
});

// src/formats/architecture/fit.ts
function fits(modules, channels, spatial, size2) {
  const first = modules.find(({ kind }) => kind === 'conv');
  const sizes = size2
    ? [size2]
    : sidesFor(channels, spatial, first).map((side) => Array.from({ length: spatial }, () => side));
  const kernels2 = kernelsOf(modules);
  const found = [];
  for (const [order, plan] of plansFor(modules).entries()) {
    const { steps, positions } = sequenceOf(modules, plan);
    for (const [at2, sides] of sizes.entries()) {
      const needed = plan.ending === 'globalAveragePool' ? null : positions;
      if (!ends(kernels2, steps, sides, needed)) continue;
      const architecture = { inputShape: [channels, ...sides], steps };
      found.push({ architecture, label: labelOf(sides, plan, steps), rank: at2 * 1e3 + order });
      if (needed === null) break;
    }
  }
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_FITS)
    .map(({ architecture, label }) => ({ architecture, label }));
}
function sidesFor(channels, spatial, first) {
  const usual =
    spatial === 1
      ? [128, 64, 100, 256, 32, 28]
      : first && isStem(first)
        ? [224, 227, 256, 96, 64, 32]
        : channels === 3
          ? [32, 224, 64, 96, 128]
          : channels === 1
            ? [28, 32, 64, 8, 16]
            : [32, 28, 64, 84, 16];
  const others2 = Array.from({ length: LARGEST_SIDE - 2 }, (_, i) => i + 3).filter((side) => !usual.includes(side));
  return [...usual, ...others2];
}
function plansFor(modules) {
  const base = { padding: 'same', pools: [], ending: 'flatten' };
  const { places: places2, positions } = sequenceOf(modules, base);
  const endings = positions === 1 ? ['globalAveragePool'] : ['flatten'];
  return endings.flatMap((ending) =>
    poolings(places2, positions !== null && ending === 'flatten').flatMap((pools) =>
      ['same', 'none'].map((padding) => ({ padding, pools, ending })),
    ),
  );
}
function poolings(places2, free) {
  const told = places2.map((place3) => place3.told);
  if (!free) return [told];
  if (places2.length > MOST_PLACES) return [told, places2.map(() => true), places2.map(() => false)];
  const count = 2 ** places2.length;
  const all2 = Array.from({ length: count }, (_, mask) =>
    places2.map((_place, i) => ((count - 1 - mask) >> i) % 2 === 1),
  );
  const againstNames = (pools) => pools.filter((pool3, i) => told[i] && !pool3).length;
  return all2.toSorted((a, b) => againstNames(a) - againstNames(b));
}
function ends(kernels2, steps, size2, positions) {
  let sides = size2;
  for (const step of steps) {
    if (step.kind === 'flatten' || step.kind === 'globalAveragePool') break;
    sides = sidesAfter(step, sides, kernels2);
    if (sides.some((side) => side < 1)) return false;
  }
  return positions === null || sides.reduce((product2, side) => product2 * side, 1) === positions;
}
function sidesAfter(step, sides, kernels2) {
  if (step.kind !== 'conv' && step.kind !== 'convTranspose' && step.kind !== 'maxPool') return sides;
  const kernel = 'weight' in step ? (kernels2.get(step.weight) ?? []) : step.kernel;
  return sides.map((side, axis) => {
    const [size2 = 1, stride = 1, padding = 0] = [kernel[axis], step.stride[axis], step.padding[axis]];
    if (step.kind === 'convTranspose') return (side - 1) * stride + size2 - 2 * padding;
    return Math.floor((side + 2 * padding - size2) / stride) + 1;
  });
}
function labelOf(sides, { padding, ending }, steps) {
  const pools = steps.filter(({ kind }) => kind === 'maxPool').length;
  return [
    sides.join(' \xD7 '),
    padding === 'same' ? 'convolutions that keep the size' : 'convolutions without padding',
    `${pools || 'no'} max-pooling${pools === 1 ? '' : 's'}`,
    ...(ending === 'globalAveragePool' ? ['the mean over all positions'] : []),
  ].join(', ');
}
var MOST_PLACES, MOST_FITS, LARGEST_SIDE, kernelsOf;
var init_fit = __esm({
  'src/formats/architecture/fit.ts'() {
    init_moduleSteps();
    init_sequence();
    MOST_PLACES = 6;
    MOST_FITS = 12;
    LARGEST_SIDE = 256;
    kernelsOf = (modules) =>
      new Map(modules.map(({ tensors, shape: shape4 }) => [tensors.get('weight') ?? '', shape4.slice(2)]));
  },
});

// src/formats/architecture/order.ts
function byPath(a, b) {
  const [left, right] = [a.split('.'), b.split('.')];
  const at2 = left.findIndex((part, i) => part !== right[i]);
  if (at2 < 0) return left.length - right.length;
  const [x2, y] = [left[at2], right[at2] ?? ''];
  return rankOf(x2) - rankOf(y) || naturalOrder(x2, y);
}
function inOrder(modules) {
  const free = (module) => !mixes(module) && Number.isNaN(indexOf(module));
  const asFiled = modules.filter((module) => !free(module));
  const byName = asFiled.toSorted((a, b) => byPath(a.path, b.path));
  const order = !chains(byName) && chains(asFiled) ? asFiled : byName;
  return withNorms(
    order,
    modules.filter(free).toSorted((a, b) => naturalOrder(a.path, b.path)),
  );
}
function chains(modules) {
  const mixing = modules.filter(mixes);
  return mixing.every((module, i) => {
    const before = mixing[i - 1];
    return !before || follows(before, module);
  });
}
function follows({ kind, outputs }, module) {
  if (module.kind === 'dense') return kind === 'conv' ? module.inputs % outputs === 0 : module.inputs === outputs;
  return kind === 'conv' && outputs % module.inputs === 0;
}
function withNorms(order, norms) {
  const behind = new Map(order.map((module) => [module, []]));
  const next = /* @__PURE__ */ new Map();
  for (const norm3 of norms) {
    const sameParent = (module) => parentOf(module.path) === parentOf(norm3.path);
    const fits2 = (module) =>
      mixes(module) &&
      !behind.get(module)?.some(({ kind }) => kind === norm3.kind) &&
      (module.outputs === norm3.outputs || (norm3.kind === 'prelu' && norm3.outputs === 1));
    const later = (_, i) => i >= (next.get(norm3.kind) ?? 0);
    const at2 = [
      order.findIndex((module) => fits2(module) && sameParent(module) && numberOf(module) === numberOf(norm3)),
      order.findIndex((module, i) => fits2(module) && sameParent(module) && later(module, i)),
      order.findIndex(fits2),
    ].find((index) => index >= 0);
    if (at2 === void 0) continue;
    behind.get(order[at2])?.push(norm3);
    next.set(norm3.kind, at2 + 1);
  }
  return order.flatMap((module) => [module, ...(behind.get(module) ?? [])]);
}
var FIRST, LAST, rankOf, numberOf;
var init_order = __esm({
  'src/formats/architecture/order.ts'() {
    init_naturalOrder();
    init_modules();
    FIRST = /^(stem|conv|bn|norm|features?|encoder|backbone|body|input|embed)/i;
    LAST = /^(classifier|heads?|fcs?|linear|lin|dense|out|output|logits|readout|proj|final)/i;
    rankOf = (part) => (FIRST.test(part) ? 0 : LAST.test(part) ? 2 : 1);
    numberOf = ({ path }) => /(\d*)$/.exec(path)?.[1] ?? '';
  },
});

// src/formats/architecture/guess.ts
function guessArchitecture(tensors, options = {}) {
  const modules = inOrder(modulesOf(tensors));
  const [first] = modules;
  const mixing = modules.find(mixes);
  if (!first || !mixing)
    return {
      ok: false,
      error: {
        where: '',
        message: 'no tensor is named as PyTorch names weights: 0.weight and 0.bias, conv1.weight, \u2026',
      },
      architecture: null,
    };
  const choices = mixing.kind === 'conv' ? pictures(modules, mixing, options) : lists(modules, mixing, options);
  const [best] = choices;
  const architecture = best?.architecture ?? withoutFit(modules, mixing, options);
  const result = graphOfArchitecture(architecture, tensors, options.name);
  if (!result.ok) return { ok: false, error: best ? result.error : noFit(result.error), architecture };
  const notes = [...notesOn(architecture, choices, options), ...result.notes];
  return { ok: true, architecture, graph: result.graph, notes, choices };
}
function pictures(modules, first, { inputShape: inputShape2 }) {
  const spatial = first.shape.length - 2;
  const size2 = inputShape2 && sizeOfPicture(inputShape2, spatial);
  return fits(modules, first.inputs, spatial, size2 ?? null);
}
function lists(modules, first, { inputShape: inputShape2 }) {
  const { steps } = sequenceOf(modules, { padding: 'same', pools: [], ending: 'flatten' });
  const shaped2 = inputShape2 && inputShape2.length > 1;
  const flat = shaped2 ? [{ kind: 'flatten', name: 'flatten' }, ...steps] : [...steps];
  const shape4 = inputShape2 ?? [first.inputs];
  return [{ architecture: { inputShape: shape4, steps: flat }, label: shape4.join(' \xD7 ') }];
}
function withoutFit(modules, first, { inputShape: inputShape2 }) {
  const { steps } = sequenceOf(modules, { padding: 'same', pools: [], ending: 'flatten' });
  const spatial = first.shape.length - 2;
  const size2 = inputShape2 ? sizeOfPicture(inputShape2, spatial) : Array.from({ length: spatial }, () => 32);
  return { inputShape: [first.inputs, ...size2], steps };
}
function notesOn({ inputShape: inputShape2, steps }, choices, options) {
  const notes = [];
  const kinds = new Set(steps.map(({ kind }) => kind));
  if (kinds.has('activation'))
    notes.push('The file names no activations: ReLU is taken between the layers, and none after the last.');
  const convolutions = kinds.has('conv') || kinds.has('convTranspose');
  if (!convolutions) return notes;
  const shape4 = inputShape2.join(' \xD7 ');
  if (!options.inputShape) notes.push(`The file does not say how large its input is: ${shape4} is taken.`);
  const others2 =
    choices.length > 1
      ? ` ${choices.length - 1} other ${choices.length > 2 ? 'choices fit' : 'choice fits'} as well.`
      : '';
  notes.push(`Strides, padding and pooling are guessed: ${choices[0]?.label}.${others2}`);
  return notes;
}
var sizeOfPicture, noFit;
var init_guess = __esm({
  'src/formats/architecture/guess.ts'() {
    init_build();
    init_fit();
    init_modules();
    init_order();
    init_sequence();
    sizeOfPicture = (shape4, spatial) => (shape4.length > spatial ? shape4.slice(shape4.length - spatial) : shape4);
    noFit = ({ where: where2, message }) => ({
      where: where2,
      message: `${message}; no usual size of the input, padding and pooling lets all layers follow each other`,
    });
  },
});

// src/formats/architecture/index.ts
var architecture_exports = {};
__export(architecture_exports, {
  graphOfArchitecture: () => graphOfArchitecture,
  guessArchitecture: () => guessArchitecture,
});
var init_architecture = __esm({
  'src/formats/architecture/index.ts'() {
    init_build();
    init_guess();
  },
});

// src/formats/tfjs/bigramText.ts
function bigramText(weights) {
  const [embedding, linear, names3] = [EMBEDDING, LINEAR2, CLASSES2].map((name) => weights.get(name));
  if (embedding?.kind !== 'numbers' || linear?.kind !== 'numbers' || names3?.kind !== 'texts') return null;
  const [buckets, width] = embedding.tensor.shape;
  const [others2, classes] = linear.tensor.shape;
  if (!buckets || !width || !classes || others2 !== buckets || classes !== names3.texts.length) return null;
  const averaged = numbersOf(embedding.tensor);
  const added2 = numbersOf(linear.tensor);
  const inputsOf = (text3) => {
    const rows = bucketsOf(new TextEncoder().encode(text3), buckets);
    const values = new Float64Array(width + classes);
    for (const row2 of rows) {
      for (let j = 0; j < width; j++) values[j] = values[j] + averaged[row2 * width + j] / rows.length;
      for (let j = 0; j < classes; j++) values[width + j] = values[width + j] + added2[row2 * classes + j];
    }
    return values;
  };
  return { classes: names3.texts, embedding: width, inputsOf };
}
function bucketsOf(bytes, buckets) {
  const seen = /* @__PURE__ */ new Map();
  const count = Math.min(Math.max(bytes.length - 1, 0), MAX_PAIRS);
  return Int32Array.from({ length: count }, (_, i) => {
    const [first, last] = [bytes[i], bytes[i + 1]];
    const pair3 = first * 256 + last;
    const row2 = seen.get(pair3) ?? Number(pairHash(first, last) % BigInt(buckets));
    seen.set(pair3, row2);
    return row2;
  });
}
function pairHash(first, last) {
  const bytes = [...written(first), SPACE, ...written(last)].map(BigInt);
  const at2 = (place3) => bytes[place3];
  const size2 = BigInt(bytes.length);
  if (bytes.length < 4) {
    const y = at2(0) + (at2(bytes.length >> 1) << 8n);
    const z = size2 + (at2(bytes.length - 1) << 2n);
    return times(shiftMix(times(y, K2) ^ times(z, K0)), K2);
  }
  const word = (place3) => at2(place3) | (at2(place3 + 1) << 8n) | (at2(place3 + 2) << 16n) | (at2(place3 + 3) << 24n);
  const factor = K2 + 2n * size2;
  const last4 = word(bytes.length - 4);
  const mixed = shiftMix(times((size2 + (word(0) << 3n)) ^ last4, factor));
  return times(shiftMix(times(last4 ^ mixed, factor)), factor);
}
var MAX_PAIRS, EMBEDDING, LINEAR2, CLASSES2, MASK, K0, K2, SPACE, REPLACEMENT, times, shiftMix, written;
var init_bigramText = __esm({
  'src/formats/tfjs/bigramText.ts'() {
    init_tensors();
    MAX_PAIRS = 1e4;
    EMBEDDING = 'dnn/input_from_feature_columns/input_layer/content_embedding/embedding_weights';
    LINEAR2 = 'linear/linear_model/content/weights';
    CLASSES2 = 'head/ExpandDims/input';
    MASK = (1n << 64n) - 1n;
    K0 = 0xc3a5c85c97cb3127n;
    K2 = 0x9ae16a3b2f90404fn;
    SPACE = 32;
    REPLACEMENT = [239, 191, 189];
    times = (x2, y) => (x2 * y) & MASK;
    shiftMix = (x2) => x2 ^ (x2 >> 47n);
    written = (byte) => (byte < 128 ? [byte] : REPLACEMENT);
  },
});

// src/formats/tfjs/opCall.ts
function nodeAxis(call, value, axis) {
  const rank = fullShape(value).length;
  const from = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(from) || from < 0 || from >= rank)
    throw new Fault(call.attributes.where, `axis ${axis} of ${rank} axes`);
  return value.lead ? from - 1 : from;
}
function added(call, node, lead) {
  const { name, shape: shape4 } = call.builder.add({ ...node, name: call.builder.freshName(node.name) });
  return { kind: 'dynamic', name, shape: shape4, lead };
}
function reshaped(call, value, full, name = call.name) {
  const lead = full[0] === 1;
  const shape4 = lead ? full.slice(1) : full;
  if (sizeOf(full) !== sizeOf(value.shape))
    throw new Fault(call.attributes.where, `${value.shape.join(' \xD7 ')} values do not fill ${full.join(' \xD7 ')}`);
  if (shape4.length === value.shape.length && shape4.every((size2, axis) => size2 === value.shape[axis]))
    return { ...value, lead };
  return added(call, { name, op: 'reshape', inputs: [value.name], shape: shape4 }, lead);
}
function asNode(call, constant4, name) {
  const lead = constant4.shape[0] === 1;
  const shape4 = lead ? constant4.shape.slice(1) : constant4.shape;
  return added(call, { name, op: 'constant', inputs: [], shape: shape4, values: constant4.values }, lead);
}
function wholesAt(call, place3) {
  const constant4 = constantAt(call, place3);
  if (!constant4 || constant4.values.length > 64) return null;
  const values = [...constant4.values];
  if (!values.every(Number.isSafeInteger))
    throw new Fault(call.attributes.where, `operand ${place3}: whole numbers expected`);
  return values;
}
var fullShape, dynamicAt, constantAt;
var init_opCall = __esm({
  'src/formats/tfjs/opCall.ts'() {
    init_types();
    init_checks();
    fullShape = (value) => (value.kind === 'dynamic' && value.lead ? [1, ...value.shape] : value.shape);
    dynamicAt = ({ inputs }, place3) => {
      const value = inputs[place3];
      return value?.kind === 'dynamic' ? value : null;
    };
    constantAt = ({ inputs }, place3) => {
      const value = inputs[place3];
      return value?.kind === 'constant' ? value : null;
    };
  },
});

// src/formats/tfjs/affineOps.ts
function spatialEntries(call, key, otherwise) {
  const entries = call.attributes.wholes(key);
  if (!entries || entries.length === 0) return [otherwise, otherwise];
  if (entries.length !== 4)
    throw new Fault(call.attributes.where, `attribute ${key}: ${entries.length} numbers, expected 4`);
  const spatial = channelsOf2(call) === 'first' ? entries.slice(2) : entries.slice(1, 3);
  if (!spatial.every((entry) => entry >= 1))
    throw new Fault(call.attributes.where, `attribute ${key}: ${spatial.join(', ')}`);
  return spatial;
}
function opPads(call, places2, kernel, strides2, dilations2) {
  const padding = call.attributes.text('padding', 'VALID');
  if (padding !== 'EXPLICIT')
    return padsOf(padding.toLowerCase(), places2, { kernel, strides: strides2, dilations: dilations2 });
  const pads = call.attributes.wholes('explicit_paddings') ?? [];
  const first = channelsOf2(call) === 'first' ? 4 : 2;
  if (pads.length !== 8 || !pads.every((pad4) => pad4 >= 0))
    throw new Fault(call.attributes.where, 'explicit_paddings are not understood');
  return [pads[first], pads[first + 2], pads[first + 1], pads[first + 3]];
}
function biasOf2({ bias: bias3, attributes }, count) {
  if (bias3 && bias3.length !== count)
    throw new Fault(attributes.where, `its bias has ${bias3.length} values, expected ${count}`);
  return bias3 ? { bias: bias3 } : {};
}
function imageOf(call, input) {
  if (input.shape.length !== 3)
    throw new Fault(
      call.attributes.where,
      `takes batch, two spatial axes and channels; its input is ${input.shape.join(' \xD7 ')}`,
    );
  return spatialOf(input.shape, channelsOf2(call));
}
function addConv2(call, input, parts2) {
  const channels = channelsOf2(call);
  const { channels: count, sizes } = imageOf(call, input);
  if (!Number.isInteger(parts2.groups) || count % parts2.groups !== 0)
    throw new Fault(call.attributes.where, `its filter does not divide the ${count} channels of its input`);
  const strides2 = spatialEntries(call, 'strides', 1);
  const dilations2 = spatialEntries(call, 'dilations', 1);
  const pads = opPads(call, sizes, parts2.kernel, strides2, dilations2);
  const windows3 = { strides: strides2, dilations: dilations2, pads, channels, ...biasOf2(call, parts2.filters) };
  return added(call, { name: call.name, op: 'conv', inputs: [input.name], ...windows3, ...parts2 }, input.lead);
}
function biased(call, input, bias3, name) {
  const first = channelsOf2(call) === 'first' && input.shape.length > 1;
  const shape4 = first ? [bias3.values.length, ...input.shape.slice(1).map(() => 1)] : [bias3.values.length];
  const numbers = { shape: shape4, factors: new Float64Array(bias3.values.length).fill(1), offsets: bias3.values };
  return added(call, { name, op: 'scale', inputs: [input.name], ...numbers }, input.lead);
}
function normalised(call, input, place3, name) {
  const [gamma, beta, mean, variance] = [0, 1, 2, 3].map((i) => constantAt(call, place3 + i)?.values);
  if (!gamma || !beta || !mean || !variance) return null;
  const axis = channelsOf2(call) === 'first' ? 0 : input.shape.length - 1;
  const epsilon = call.attributes.number('epsilon', 1e-4);
  return added(
    call,
    { name, op: 'batchNorm', inputs: [input.name], axis, gamma, beta, mean, variance, epsilon },
    input.lead,
  );
}
function fusedStep(call, op, value, operand, name) {
  const node = { name, inputs: [value.name] };
  const constant4 = constantAt(call, operand);
  const activation3 = Object.hasOwn(fusedActivations, op) ? fusedActivations[op] : void 0;
  if (activation3) return added(call, { ...node, op: 'activation', activation: activation3 }, value.lead);
  if (op === 'LeakyRelu') {
    const alpha = call.attributes.number('leakyrelu_alpha', 0.2);
    return added(call, { ...node, op: 'activation', activation: { name: 'leakyRelu', alpha } }, value.lead);
  }
  if (op === 'Elu') return added(call, { ...node, op: 'function', function: 'elu', alpha: 1 }, value.lead);
  if (op === 'FusedBatchNorm') return normalised(call, value, operand, name);
  if (!constant4) return null;
  if (op === 'BiasAdd') return biased(call, value, constant4, name);
  if (op !== 'Prelu') return null;
  return added(
    call,
    { ...node, op: 'prelu', shape: parameterShape(constant4, value), slopes: constant4.values },
    value.lead,
  );
}
function parameterShape(constant4, value) {
  let from = 0;
  while (constant4.shape.length - from > value.shape.length && constant4.shape[from] === 1) from++;
  return constant4.shape.slice(from);
}
var channelsOf2,
  readMatMul,
  readConv,
  readDepthwise,
  readConvTranspose,
  readBiasAdd,
  readBatchNorm2,
  fusedActivations,
  fused,
  affineOps;
var init_affineOps = __esm({
  'src/formats/tfjs/affineOps.ts'() {
    init_shapes();
    init_checks();
    init_windowPads();
    init_opCall();
    channelsOf2 = ({ attributes }) => (attributes.text('data_format', 'NHWC').startsWith('NC') ? 'first' : 'last');
    readMatMul = (call) => {
      const input = dynamicAt(call, 0);
      const matrix = constantAt(call, 1);
      const { attributes } = call;
      if (!input || matrix?.shape.length !== 2 || attributes.flag('transpose_a', attributes.flag('adj_x', false)))
        return null;
      const turn = attributes.flag('transpose_b', attributes.flag('adj_y', false));
      const [rows, columns] = matrix.shape;
      const units = turn ? rows : columns;
      const weights = turn ? matrix.values : permuted(matrix.values, [rows, columns], [1, 0]);
      if (input.shape.at(-1) !== (turn ? columns : rows))
        throw new Fault(
          attributes.where,
          `its matrix is ${rows} \xD7 ${columns}, its input ${input.shape.join(' \xD7 ')}`,
        );
      return added(
        call,
        { name: call.name, op: 'dense', inputs: [input.name], units, weights, ...biasOf2(call, units) },
        input.lead,
      );
    };
    readConv = (call) => {
      const input = dynamicAt(call, 0);
      const filter = constantAt(call, 1);
      if (!input || filter?.shape.length !== 4) return null;
      const [height, width, inputs, filters] = filter.shape;
      const { channels: count } = imageOf(call, input);
      const weights = permuted(filter.values, filter.shape, [3, 2, 0, 1]);
      return addConv2(call, input, { kernel: [height, width], weights, filters, groups: count / inputs });
    };
    readDepthwise = (call) => {
      const input = dynamicAt(call, 0);
      const filter = constantAt(call, 1);
      if (!input || filter?.shape.length !== 4) return null;
      const [height, width, inputs, multiplier] = filter.shape;
      const weights = permuted(filter.values, filter.shape, [2, 3, 0, 1]);
      return addConv2(call, input, { kernel: [height, width], weights, filters: inputs * multiplier, groups: inputs });
    };
    readConvTranspose = (call) => {
      const input = dynamicAt(call, 2);
      const filter = constantAt(call, 1);
      const size2 = wholesAt(call, 0);
      if (!input || filter?.shape.length !== 4 || size2?.length !== 4) return null;
      const channels = channelsOf2(call);
      const kernel = filter.shape.slice(0, 2);
      const strides2 = spatialEntries(call, 'strides', 1);
      const dilations2 = spatialEntries(call, 'dilations', 1);
      const places2 = spatialOf(size2.slice(1), channels).sizes;
      const pads = opPads(call, places2, kernel, strides2, dilations2);
      const outputPads = imageOf(call, input).sizes.map((length, i) => {
        const reach = (length - 1) * strides2[i] + spanOf(kernel[i], dilations2[i]);
        return places2[i] - reach + pads[i] + pads[i + 2];
      });
      if (outputPads.some((pad4) => pad4 < 0))
        throw new Fault(call.attributes.where, `its output cannot be ${places2.join(' \xD7 ')}`);
      const weights = permuted(filter.values, filter.shape, [3, 2, 0, 1]);
      const sizes = { kernel, strides: strides2, dilations: dilations2, pads, outputPads, channels, groups: 1 };
      const filters = filter.shape[2];
      return added(
        call,
        { name: call.name, op: 'convTranspose', inputs: [input.name], filters, weights, ...sizes },
        input.lead,
      );
    };
    readBiasAdd = (call) => {
      const input = dynamicAt(call, 0);
      const bias3 = constantAt(call, 1);
      return input && bias3 ? biased(call, input, bias3, call.name) : null;
    };
    readBatchNorm2 = (call) => {
      const input = dynamicAt(call, 0);
      return input ? normalised(call, input, 1, call.name) : null;
    };
    fusedActivations = {
      Relu: { name: 'relu' },
      Relu6: { name: 'relu6' },
      Sigmoid: { name: 'sigmoid' },
      Tanh: { name: 'tanh' },
    };
    fused = (inner, kind) => {
      return (call) => {
        const ops = call.attributes.texts('fused_ops').filter((op) => op !== '');
        const bias3 = ops[0] === 'BiasAdd' ? constantAt(call, 2)?.values : void 0;
        const kinds = bias3 ? ops : [kind, ...ops];
        const step = (i) => (i === kinds.length - 1 ? call.name : `${call.name}/${kinds[i]}`);
        let value = inner({ ...call, name: step(0), ...(bias3 ? { bias: bias3 } : {}) });
        let operand = bias3 ? 3 : 2;
        for (const [i, op] of kinds.slice(1).entries()) {
          if (!value) return null;
          value = fusedStep(call, op, value, operand, step(i + 1));
          operand += op === 'FusedBatchNorm' ? 4 : op === 'BiasAdd' || op === 'Prelu' ? 1 : 0;
        }
        return value;
      };
    };
    affineOps = {
      MatMul: readMatMul,
      BatchMatMul: readMatMul,
      BatchMatMulV2: readMatMul,
      _FusedMatMul: fused(readMatMul, 'MatMul'),
      Conv2D: readConv,
      _FusedConv2D: fused(readConv, 'Conv2D'),
      DepthwiseConv2dNative: readDepthwise,
      DepthwiseConv2d: readDepthwise,
      FusedDepthwiseConv2dNative: fused(readDepthwise, 'DepthwiseConv2d'),
      Conv2DBackpropInput: readConvTranspose,
      BiasAdd: readBiasAdd,
      FusedBatchNorm: readBatchNorm2,
      FusedBatchNormV2: readBatchNorm2,
      FusedBatchNormV3: readBatchNorm2,
    };
  },
});

// src/formats/tfjs/attributes.ts
function shapeOfDims(value, where2) {
  const { dim, unknownRank } = objectAt(value, where2);
  if (unknownRank === true) return void 0;
  if (dim === void 0) return [];
  return listAt(dim, where2).map((item) => {
    const size2 = Number(objectAt(item, where2).size ?? -1);
    if (!Number.isSafeInteger(size2)) throw new Fault(where2, `${shown(objectAt(item, where2).size)} is no size`);
    return size2;
  });
}
var Attributes2;
var init_attributes3 = __esm({
  'src/formats/tfjs/attributes.ts'() {
    init_checks();
    init_graphBuilder();
    Attributes2 = class {
      #values;
      where;
      constructor(name, op, values) {
        this.where = nodeLabel(name, op);
        this.#values = values === void 0 ? {} : objectAt(values, `${this.where}, attr`);
      }
      #field(key, kind) {
        if (!Object.hasOwn(this.#values, key)) return void 0;
        const attribute = this.#values[key];
        return typeof attribute === 'object' && attribute !== null ? attribute[kind] : void 0;
      }
      #fault(key, value) {
        return new Fault(this.where, `attribute ${key}: ${shown(value)} is not understood`);
      }
      #number(key, value) {
        const number2 = typeof value === 'string' && value !== '' ? Number(value) : value;
        if (typeof number2 !== 'number' || !Number.isFinite(number2)) throw this.#fault(key, value);
        return number2;
      }
      whole(key, otherwise) {
        const value = this.#field(key, 'i');
        if (value === void 0) return otherwise;
        const number2 = this.#number(key, value);
        if (!Number.isSafeInteger(number2)) throw this.#fault(key, value);
        return number2;
      }
      number(key, otherwise) {
        const value = this.#field(key, 'f');
        return value === void 0 ? otherwise : this.#number(key, value);
      }
      flag(key, otherwise) {
        const value = this.#field(key, 'b');
        return typeof value === 'boolean' ? value : otherwise;
      }
      text(key, otherwise) {
        const value = this.#field(key, 's');
        return value === void 0 ? otherwise : this.#decoded(key, value);
      }
      /** Base64, or a list of bytes. */
      #decoded(key, value) {
        if (Array.isArray(value)) return String.fromCharCode(...value.slice(0, 64));
        if (typeof value !== 'string') throw this.#fault(key, value);
        try {
          return atob(value);
        } catch {
          throw this.#fault(key, value);
        }
      }
      type(key) {
        const value = this.#field(key, 'type');
        return typeof value === 'string' ? value : '';
      }
      #list(key, kind) {
        const list3 = this.#field(key, 'list');
        if (list3 === void 0) return void 0;
        const items = objectAt(list3, `${this.where}, ${key}`)[kind];
        return items === void 0 ? [] : listAt(items, `${this.where}, ${key}`);
      }
      wholes(key) {
        return this.#list(key, 'i')?.map((item) => {
          const number2 = this.#number(key, item);
          if (!Number.isSafeInteger(number2)) throw this.#fault(key, item);
          return number2;
        });
      }
      texts(key) {
        return (this.#list(key, 's') ?? []).map((item) => this.#decoded(key, item));
      }
      /** Sizes, −1 for open ones; undefined where the rank is not known either. */
      shape(key) {
        const value = this.#field(key, 'shape');
        return value === void 0 ? void 0 : shapeOfDims(value, `${this.where}, ${key}`);
      }
    };
  },
});

// src/formats/tfjs/constants.ts
function checkSize2(shape4, where2) {
  const size2 = sizeOf(shape4);
  if (!shape4.every((length) => Number.isSafeInteger(length) && length >= 0) || !(size2 <= MAX_TENSOR))
    throw new Fault(where2, `a constant of ${shape4.join(' \xD7 ')} values is not taken`);
}
function stepsFor(own, shape4) {
  return shape4.map((_, axis) => {
    const at2 = axis - (shape4.length - own.length);
    return at2 < 0 || own[at2] === 1 ? 0 : sizeOf(own.slice(at2 + 1));
  });
}
function combined(a, b, f, where2) {
  const shape4 = broadcastShape([a.shape, b.shape]);
  if (!shape4) return null;
  checkSize2(shape4, where2);
  const left = stepsFor(a.shape, shape4);
  const right = stepsFor(b.shape, shape4);
  const sizes = shape4.map((_, axis) => sizeOf(shape4.slice(axis + 1)));
  const values = new Float64Array(sizeOf(shape4));
  for (let i = 0; i < values.length; i++) {
    let [x2, y] = [0, 0];
    for (let axis = 0; axis < shape4.length; axis++) {
      const index = Math.floor(i / sizes[axis]) % shape4[axis];
      x2 += index * left[axis];
      y += index * right[axis];
    }
    values[i] = f(a.values[x2], b.values[y]);
  }
  return { kind: 'constant', shape: shape4, values };
}
function cropped2({ shape: shape4, values }, starts, sizes, steps) {
  const strides2 = shape4.map((_, axis) => sizeOf(shape4.slice(axis + 1)));
  const out = sizes.map((_, axis) => sizeOf(sizes.slice(axis + 1)));
  const result = new Float64Array(sizeOf(sizes));
  for (let i = 0; i < result.length; i++) {
    let from = 0;
    for (let axis = 0; axis < sizes.length; axis++) {
      const index = Math.floor(i / out[axis]) % sizes[axis];
      from += (starts[axis] + index * steps[axis]) * strides2[axis];
    }
    result[i] = values[from];
  }
  return { kind: 'constant', shape: sizes, values: result };
}
function joined3(parts2, axis, where2) {
  const [first] = parts2;
  const outer = sizeOf(first.shape.slice(0, axis));
  const total = parts2.reduce((sum, part) => sum + part.shape[axis], 0);
  const shape4 = first.shape.map((size2, at2) => (at2 === axis ? total : size2));
  checkSize2(shape4, where2);
  for (const part of parts2)
    if (part.shape.length !== first.shape.length || part.values.length * total !== sizeOf(shape4) * part.shape[axis])
      throw new Fault(
        where2,
        `joins ${parts2.map((other) => other.shape.join(' \xD7 ')).join(' and ')}, which do not fit`,
      );
  const values = new Float64Array(sizeOf(shape4));
  let place3 = 0;
  for (let row2 = 0; row2 < outer; row2++)
    for (const part of parts2) {
      const length = part.values.length / outer;
      values.set(part.values.subarray(row2 * length, (row2 + 1) * length), place3);
      place3 += length;
    }
  return { kind: 'constant', shape: shape4, values };
}
function gathered2(table2, indices, axis, where2) {
  const length = table2.shape[axis];
  const inner = sizeOf(table2.shape.slice(axis + 1));
  const outer = sizeOf(table2.shape.slice(0, axis));
  if (indices.values.some((index) => !(index >= 0 && index < length) || !Number.isInteger(index))) return null;
  const shape4 = [...table2.shape.slice(0, axis), ...indices.shape, ...table2.shape.slice(axis + 1)];
  checkSize2(shape4, where2);
  const values = new Float64Array(sizeOf(shape4));
  let place3 = 0;
  for (let row2 = 0; row2 < outer; row2++)
    for (const index of indices.values) {
      const from = (row2 * length + index) * inner;
      values.set(table2.values.subarray(from, from + inner), place3);
      place3 += inner;
    }
  return { kind: 'constant', shape: shape4, values };
}
var constantOf, mapped, turned;
var init_constants = __esm({
  'src/formats/tfjs/constants.ts'() {
    init_shapes();
    init_types();
    init_checks();
    init_windowPads();
    constantOf = (shape4, values) => ({
      kind: 'constant',
      shape: shape4,
      values: Float64Array.from(values),
    });
    mapped = ({ shape: shape4, values }, f) => ({
      kind: 'constant',
      shape: shape4,
      values: values.map(f),
    });
    turned = ({ shape: shape4, values }, order) => ({
      kind: 'constant',
      shape: order.map((axis) => shape4[axis]),
      values: permuted(values, shape4, order),
    });
  },
});

// src/formats/tfjs/slices.ts
function taken3(call, cut) {
  const constant4 = constantAt(call, 0);
  if (constant4) return { ...cropped2(constant4, cut.starts, cut.sizes, cut.steps), shape: cut.shape };
  const value = dynamicAt(call, 0);
  const from = value.lead ? 1 : 0;
  const [starts, sizes, steps] = [cut.starts.slice(from), cut.sizes.slice(from), cut.steps.slice(from)];
  const whole3 = sizes.every((size2, axis) => size2 === value.shape[axis] && steps[axis] === 1);
  if (whole3) return reshaped(call, value, cut.shape);
  const same3 = cut.shape.length === cut.sizes.length && cut.shape.every((size2, axis) => size2 === cut.sizes[axis]);
  const name = same3 ? call.name : `${call.name}/crop`;
  return reshaped(
    call,
    added(call, { name, op: 'crop', inputs: [value.name], starts, sizes, steps }, value.lead),
    cut.shape,
  );
}
function stridedCut({ attributes }, shape4, { begin, end, steps }) {
  const bit = (mask, i) => ((attributes.whole(mask, 0) >> i) & 1) === 1;
  const cut = { starts: [], sizes: [], steps: [], shape: [] };
  const takeAxis = (start, size2, step, shown2) => {
    cut.starts.push(start);
    cut.sizes.push(size2);
    cut.steps.push(step);
    if (shown2) cut.shape.push(size2);
  };
  const axesOf3 = begin.filter((_, i) => !bit('new_axis_mask', i) && !bit('ellipsis_mask', i)).length;
  const takeWhole = (count) => {
    for (let i = 0; i < count; i++) takeAxis(0, shape4[cut.starts.length], 1, true);
  };
  for (let i = 0; i < begin.length; i++) {
    if (bit('ellipsis_mask', i)) takeWhole(shape4.length - axesOf3);
    else if (bit('new_axis_mask', i)) cut.shape.push(1);
    else {
      const size2 = shape4[cut.starts.length];
      if (size2 === void 0) throw new Fault(attributes.where, `slices more than ${shape4.length} axes`);
      const step = steps[i];
      const range2 = rangeOf(size2, begin[i], end[i], step, bit('begin_mask', i), bit('end_mask', i));
      if (bit('shrink_axis_mask', i)) takeAxis(range2.start, 1, 1, false);
      else takeAxis(range2.start, range2.size, step, true);
    }
  }
  takeWhole(shape4.length - cut.starts.length);
  return cut;
}
function rangeOf(size2, begin, end, step, fromEdge, toEdge) {
  const clamp2 = (place3) => {
    const from = place3 < 0 ? place3 + size2 : place3;
    return step > 0 ? Math.min(Math.max(from, 0), size2) : Math.min(Math.max(from, -1), size2 - 1);
  };
  const start = fromEdge ? (step > 0 ? 0 : size2 - 1) : clamp2(begin);
  const stop = toEdge ? (step > 0 ? size2 : -1) : clamp2(end);
  return { start, size: step === 0 ? 0 : Math.max(0, Math.ceil((stop - start) / step)) };
}
var checkCut, readSlice, readStridedSlice;
var init_slices = __esm({
  'src/formats/tfjs/slices.ts'() {
    init_checks();
    init_constants();
    init_opCall();
    checkCut = (call, cut) => {
      if (!cut.sizes.every((size2) => Number.isSafeInteger(size2) && size2 >= 1))
        throw new Fault(call.attributes.where, `takes ${cut.sizes.join(' \xD7 ')} values`);
      return cut;
    };
    readSlice = (call) => {
      const input = call.inputs[0];
      const starts = wholesAt(call, 1);
      const given = wholesAt(call, 2);
      if (!input || !starts || !given) return null;
      const shape4 = fullShape(input);
      if (starts.length !== shape4.length || given.length !== shape4.length)
        throw new Fault(call.attributes.where, `slices ${starts.length} axes of ${shape4.length}`);
      const inside = shape4.every((size2, axis) => starts[axis] >= 0 && starts[axis] < size2);
      const sizes = given.map((size2, axis) => (size2 === -1 ? shape4[axis] - starts[axis] : size2));
      const fits2 = inside && sizes.every((size2, axis) => starts[axis] + size2 <= shape4[axis]);
      if (!fits2) throw new Fault(call.attributes.where, `takes places beyond ${shape4.join(' \xD7 ')}`);
      return taken3(call, checkCut(call, { starts, sizes, steps: shape4.map(() => 1), shape: sizes }));
    };
    readStridedSlice = (call) => {
      const input = call.inputs[0];
      const [begin, end] = [wholesAt(call, 1), wholesAt(call, 2)];
      if (!input || !begin || !end) return null;
      const steps = wholesAt(call, 3) ?? begin.map(() => 1);
      if (begin.length !== end.length || begin.length !== steps.length || begin.length > 32)
        throw new Fault(call.attributes.where, 'begin, end and strides do not agree');
      return taken3(call, checkCut(call, stridedCut(call, fullShape(input), { begin, end, steps })));
    };
  },
});

// src/formats/tfjs/foldOps.ts
function folded2(call) {
  const constants = call.inputs.map((_, i) => constantAt(call, i));
  const [first, ...rest] = constants.filter((constant4) => constant4 !== null);
  if (!first || rest.length + 1 !== call.inputs.length) return null;
  const { op } = call;
  const two = Object.hasOwn(binary, op) ? binary[op] : void 0;
  if (two) return rest[0] && rest.length === 1 ? combined(first, rest[0], two, call.attributes.where) : null;
  const one = Object.hasOwn(unary, op) ? unary[op] : void 0;
  if (one) return mapped(first, one);
  return (Object.hasOwn(others, op) ? others[op] : void 0)?.(call, first, rest) ?? null;
}
var binary, unary, axisOf, others, sortedAxes;
var init_foldOps = __esm({
  'src/formats/tfjs/foldOps.ts'() {
    init_types();
    init_checks();
    init_constants();
    init_opCall();
    init_slices();
    binary = {
      Add: (x2, y) => x2 + y,
      AddV2: (x2, y) => x2 + y,
      BiasAdd: (x2, y) => x2 + y,
      Sub: (x2, y) => x2 - y,
      Mul: (x2, y) => x2 * y,
      RealDiv: (x2, y) => x2 / y,
      Div: (x2, y) => x2 / y,
      FloorDiv: (x2, y) => Math.floor(x2 / y),
      FloorMod: (x2, y) => x2 - y * Math.floor(x2 / y),
      Maximum: Math.max,
      Minimum: Math.min,
      Pow: (x2, y) => x2 ** y,
      SquaredDifference: (x2, y) => (x2 - y) ** 2,
    };
    unary = {
      Identity: (x2) => x2,
      StopGradient: (x2) => x2,
      Neg: (x2) => -x2,
      Abs: Math.abs,
      Sqrt: Math.sqrt,
      Rsqrt: (x2) => 1 / Math.sqrt(x2),
      Square: (x2) => x2 * x2,
      Reciprocal: (x2) => 1 / x2,
      Exp: Math.exp,
      Relu: (x2) => Math.max(0, x2),
    };
    axisOf = (axis, rank, where2) => {
      const from = axis < 0 ? axis + rank : axis;
      if (!Number.isInteger(from) || from < 0 || from >= rank) throw new Fault(where2, `axis ${axis} of ${rank} axes`);
      return from;
    };
    others = {
      Cast: (call, first) => (call.attributes.type('DstT').startsWith('DT_INT') ? mapped(first, Math.trunc) : first),
      Shape: (_, first) => constantOf([first.shape.length], first.shape),
      Pack: (call, first, rest) => {
        const axis = axisOf(call.attributes.whole('axis', 0), first.shape.length + 1, call.attributes.where);
        const shape4 = [...first.shape.slice(0, axis), 1, ...first.shape.slice(axis)];
        const parts2 = [first, ...rest].map((part) => ({
          ...part,
          shape: part.shape.length === first.shape.length ? shape4 : [],
        }));
        return joined3(parts2, axis, call.attributes.where);
      },
      ConcatV2: (call, first, rest) => {
        const axis = wholesAt(call, call.inputs.length - 1)?.[0];
        if (axis === void 0) return null;
        return joined3(
          [first, ...rest.slice(0, -1)],
          axisOf(axis, first.shape.length, call.attributes.where),
          call.attributes.where,
        );
      },
      GatherV2: (call, first, rest) => {
        const [axis] = wholesAt(call, 2) ?? [0];
        const [indices] = rest;
        if (!indices || axis === void 0) return null;
        const { where: where2 } = call.attributes;
        return gathered2(first, indices, axisOf(axis, first.shape.length, where2), where2);
      },
      Transpose: (call, first) => {
        const order = wholesAt(call, 1);
        return order && sortedAxes(order, first.shape.length) ? turned(first, order) : null;
      },
      Range: (call, first) => {
        const [stop] = constantAt(call, 1)?.values ?? [];
        const [step] = constantAt(call, 2)?.values ?? [];
        const [start] = first.values;
        if (start === void 0 || stop === void 0 || step === void 0) return null;
        const count = Math.max(0, Math.ceil((stop - start) / step));
        checkSize2([count], call.attributes.where);
        return constantOf(
          [count],
          Array.from({ length: count }, (_, i) => start + i * step),
        );
      },
      Fill: (call, first, [value]) => {
        const shape4 = [...first.values];
        checkSize2(shape4, call.attributes.where);
        return value
          ? { kind: 'constant', shape: shape4, values: new Float64Array(sizeOf(shape4)).fill(value.values[0] ?? 0) }
          : null;
      },
      Prod: (_, first) => constantOf([], [first.values.reduce((product2, value) => product2 * value, 1)]),
      Slice: (call) => readSlice(call),
      StridedSlice: (call) => readStridedSlice(call),
    };
    sortedAxes = (order, rank) =>
      order.length === rank && order.toSorted((a, b) => a - b).every((axis, i) => axis === i);
  },
});

// src/formats/tfjs/moveOps.ts
var reshape4, squeeze2, expand2, transpose4, concat3, split2, argMax3, depthToSpace, shape3, moveOps;
var init_moveOps = __esm({
  'src/formats/tfjs/moveOps.ts'() {
    init_types();
    init_checks();
    init_affineOps();
    init_constants();
    init_foldOps();
    init_opCall();
    init_slices();
    reshape4 = (call) => {
      const input = dynamicAt(call, 0);
      const target = wholesAt(call, 1);
      if (!input || !target) return null;
      const rest = sizeOf(input.shape) / Math.abs(sizeOf(target));
      return reshaped(
        call,
        input,
        target.map((size2) => (size2 === -1 ? rest : size2)),
      );
    };
    squeeze2 = (call) => {
      const input = dynamicAt(call, 0);
      if (!input) return null;
      const full = fullShape(input);
      const given = call.attributes.wholes('squeeze_dims') ?? call.attributes.wholes('axis') ?? [];
      const axes2 = new Set(given.map((axis) => (axis < 0 ? axis + full.length : axis)));
      const shape4 = full.filter((size2, axis) => (axes2.size === 0 ? size2 !== 1 : !axes2.has(axis)));
      return reshaped(call, input, shape4);
    };
    expand2 = (call) => {
      const input = dynamicAt(call, 0);
      const [axis] = wholesAt(call, 1) ?? [];
      if (!input || axis === void 0) return null;
      const full = fullShape(input);
      const at2 = axis < 0 ? axis + full.length + 1 : axis;
      return reshaped(call, input, [...full.slice(0, at2), 1, ...full.slice(at2)]);
    };
    transpose4 = (call) => {
      const input = dynamicAt(call, 0);
      const order = wholesAt(call, 1);
      if (!input || !order) return null;
      const full = fullShape(input);
      if (!sortedAxes(order, full.length))
        throw new Fault(call.attributes.where, `order ${order.join(', ')} of ${full.length} axes`);
      const from = input.lead ? 1 : 0;
      const own = order.filter((axis) => axis >= from).map((axis) => axis - from);
      const shape4 = order.map((axis) => full[axis]);
      const still = own.every((axis, i) => axis === i);
      const value = still
        ? input
        : added(call, { name: call.name, op: 'transpose', inputs: [input.name], order: own }, input.lead);
      return reshaped(call, value, shape4, still ? call.name : `${call.name}/shape`);
    };
    concat3 = (call) => {
      const [axis] = wholesAt(call, call.inputs.length - 1) ?? [];
      const parts2 = call.inputs.slice(0, -1);
      const first = parts2.find((part) => part.kind === 'dynamic');
      if (axis === void 0 || !first) return null;
      if (parts2.length === 1) return first;
      const at2 = nodeAxis(call, first, axis);
      const operands2 = parts2.map((part, i) =>
        part.kind === 'constant' ? asNode(call, part, `${call.name}/operand${i}`) : part,
      );
      if (at2 < 0 || operands2.some((operand) => operand.lead !== first.lead)) return null;
      const inputs = operands2.map(({ name }) => name);
      return added(call, { name: call.name, op: 'concat', inputs, axis: at2 }, first.lead);
    };
    split2 = (call) => {
      const even = call.op === 'Split';
      const input = dynamicAt(call, even ? 1 : 0);
      const [axis] = wholesAt(call, even ? 0 : 2) ?? [];
      if (!input || axis === void 0) return null;
      const at2 = nodeAxis(call, input, axis);
      const length = input.shape[at2];
      if (at2 < 0 || length === void 0) return null;
      const count = call.attributes.whole('num_split', 1);
      if (count < 1 || count > 1024) throw new Fault(call.attributes.where, `${count} parts`);
      const sizes = even ? Array.from({ length: count }, () => length / count) : (wholesAt(call, 1) ?? []);
      let place3 = 0;
      return sizes.map((size2, i) => {
        const starts = input.shape.map((_, other) => (other === at2 ? place3 : 0));
        place3 += size2;
        const own = {
          starts,
          sizes: input.shape.map((whole3, other) => (other === at2 ? size2 : whole3)),
          steps: starts.map(() => 1),
        };
        return added(
          call,
          { name: i === 0 ? call.name : `${call.name}:${i}`, op: 'crop', inputs: [input.name], ...own },
          input.lead,
        );
      });
    };
    argMax3 = (call) => {
      const input = dynamicAt(call, 0);
      const [axis] = wholesAt(call, 1) ?? [0];
      if (!input || axis === void 0) return null;
      const at2 = nodeAxis(call, input, axis);
      return at2 < 0
        ? null
        : added(call, { name: call.name, op: 'argMax', inputs: [input.name], axis: at2, keep: false }, input.lead);
    };
    depthToSpace = (call) => {
      const input = dynamicAt(call, 0);
      const block = call.attributes.whole('block_size', 2);
      const [height, width, channels] = input?.shape ?? [];
      if (!input || height === void 0 || width === void 0 || channels === void 0 || channelsOf2(call) === 'first')
        return null;
      const rest = channels / (block * block);
      if (!(block >= 1) || !Number.isInteger(rest))
        throw new Fault(call.attributes.where, `${channels} channels, blocks of ${block}`);
      const { name } = call;
      const parts2 = { op: 'reshape', inputs: [input.name], shape: [height, width, block, block, rest] };
      const blocks2 = added(call, { name: `${name}/blocks`, ...parts2 }, true);
      const turned2 = { op: 'transpose', inputs: [blocks2.name], order: [0, 2, 1, 3, 4] };
      const places2 = added(call, { name: `${name}/places`, ...turned2 }, true);
      return reshaped(call, places2, [1, height * block, width * block, rest]);
    };
    shape3 = (call) => {
      const input = dynamicAt(call, 0);
      if (!input) return null;
      const full = fullShape(input);
      return constantOf([full.length], full);
    };
    moveOps = {
      Reshape: reshape4,
      Squeeze: squeeze2,
      ExpandDims: expand2,
      Transpose: transpose4,
      ConcatV2: concat3,
      Split: split2,
      SplitV: split2,
      Slice: readSlice,
      StridedSlice: readStridedSlice,
      ArgMax: argMax3,
      DepthToSpace: depthToSpace,
      Shape: shape3,
    };
  },
});

// src/formats/tfjs/placeOps.ts
function hasHalves(from, to, corners) {
  return [0, 1].some((axis) => {
    const [inside, outside] = [from[axis], to[axis]];
    for (let i = 0; i < outside; i++) {
      const place3 = corners
        ? outside > 1
          ? (i * (inside - 1)) / (outside - 1)
          : 0
        : ((i + 0.5) * inside) / outside - 0.5;
      if (place3 > 0 && Math.abs(place3 - Math.floor(place3) - 0.5) < 1e-9) return true;
    }
    return false;
  });
}
var pool2, reduce4, pad3, resize3, placeOps;
var init_placeOps = __esm({
  'src/formats/tfjs/placeOps.ts'() {
    init_shapes();
    init_checks();
    init_affineOps();
    init_opCall();
    pool2 = (op) => {
      return (call) => {
        const input = dynamicAt(call, 0);
        if (!input) return null;
        if (input.shape.length !== 3)
          throw new Fault(call.attributes.where, `its input is ${input.shape.join(' \xD7 ')}`);
        const channels = channelsOf2(call);
        const kernel = spatialEntries(call, 'ksize', 1);
        const strides2 = spatialEntries(call, 'strides', 1);
        const pads = opPads(call, spatialOf(input.shape, channels).sizes, kernel, strides2, [1, 1]);
        const windows3 = { name: call.name, inputs: [input.name], kernel, strides: strides2, pads, channels };
        const node = op === 'maxPool' ? { op, ...windows3, dilations: [1, 1] } : { op, ...windows3, countPads: false };
        return added(call, node, input.lead);
      };
    };
    reduce4 = (op) => {
      return (call) => {
        const input = dynamicAt(call, 0);
        const given = wholesAt(call, 1);
        if (!input || !given) return null;
        const full = fullShape(input);
        const axes2 = [...new Set(given.map((axis) => nodeAxis(call, input, axis)))];
        const own = axes2.filter((axis) => axis >= 0);
        const keep2 = call.attributes.flag('keep_dims', call.attributes.flag('keepDims', false));
        const gone = new Set(axes2.map((axis) => (input.lead ? axis + 1 : axis)));
        const shape4 = keep2
          ? full.map((size2, axis) => (gone.has(axis) ? 1 : size2))
          : full.filter((_, axis) => !gone.has(axis));
        if (own.length === 0) return reshaped(call, input, shape4);
        const lead = input.lead && (keep2 || !gone.has(0));
        const reduced2 = added(call, { name: call.name, op, inputs: [input.name], axes: own, keep: keep2 }, lead);
        return reshaped(call, reduced2, shape4, `${call.name}/shape`);
      };
    };
    pad3 = (call) => {
      const input = dynamicAt(call, 0);
      const sides = wholesAt(call, 1);
      const mode = call.op === 'MirrorPad' ? call.attributes.text('mode', 'REFLECT') : 'CONSTANT';
      if (!input || !sides || mode === 'SYMMETRIC') return null;
      const rank = fullShape(input).length;
      if (sides.length !== 2 * rank) throw new Fault(call.attributes.where, `${sides.length} pads for ${rank} axes`);
      const before = sides.filter((_, i) => i % 2 === 0);
      const after = sides.filter((_, i) => i % 2 === 1);
      if (input.lead && (before[0] !== 0 || after[0] !== 0)) return null;
      const from = input.lead ? 1 : 0;
      const value = constantAt(call, 2)?.values[0] ?? 0;
      const how = { mode: mode === 'REFLECT' ? 'reflect' : 'constant', value };
      const places2 = { before: before.slice(from), after: after.slice(from) };
      return added(call, { name: call.name, op: 'pad', inputs: [input.name], ...places2, ...how }, input.lead);
    };
    resize3 = (mode) => {
      return (call) => {
        const input = dynamicAt(call, 0);
        const size2 = wholesAt(call, 1);
        if (input?.shape.length !== 3 || size2?.length !== 2) return null;
        const shape4 = [...size2, input.shape[2]];
        const corners = call.attributes.flag('align_corners', false);
        const coordinates = corners
          ? 'alignCorners'
          : call.attributes.flag('half_pixel_centers', false)
            ? 'halfPixel'
            : 'asymmetric';
        if (mode === 'nearest' && coordinates !== 'asymmetric' && hasHalves(input.shape, shape4, corners)) return null;
        return added(
          call,
          { name: call.name, op: 'resize', inputs: [input.name], shape: shape4, mode, coordinates },
          input.lead,
        );
      };
    };
    placeOps = {
      MaxPool: pool2('maxPool'),
      AvgPool: pool2('averagePool'),
      Mean: reduce4('mean'),
      Sum: reduce4('sum'),
      Max: reduce4('reduceMax'),
      Min: reduce4('reduceMin'),
      Pad: pad3,
      PadV2: pad3,
      MirrorPad: pad3,
      ResizeBilinear: resize3('bilinear'),
      ResizeNearestNeighbor: resize3('nearest'),
    };
  },
});

// src/formats/tfjs/topology.ts
function tensorName(text3) {
  const parts2 = text3.split(':');
  const output = parts2.length > 1 ? Number(parts2.at(-1)) : 0;
  return { node: parts2[0], output: Number.isSafeInteger(output) ? output : 0 };
}
function nodeAt(value, i) {
  const where2 = `modelTopology.node[${i}]`;
  const { name, op, input, attr } = objectAt(value, where2);
  if (typeof name !== 'string' || typeof op !== 'string')
    throw new Fault(where2, `name ${shown(name)}, op ${shown(op)}: two texts are expected`);
  const inputs = listAt(input ?? [], `${nodeLabel(name, op)}, input`).filter((item) => !String(item).startsWith('^'));
  const names3 = inputs.map((item) => {
    if (typeof item !== 'string') throw new Fault(nodeLabel(name, op), `input: ${shown(item)} is no name`);
    return tensorName(item);
  });
  return { name, op, inputs: names3, attributes: new Attributes2(name, op, attr) };
}
function orderedNodes2(model, output) {
  const byName = /* @__PURE__ */ new Map();
  for (const [i, value] of nodesOf(model).entries()) {
    const node = nodeAt(value, i);
    if (byName.has(node.name)) throw new Fault(nodeLabel(node.name, node.op), 'another node has this name');
    byName.set(node.name, node);
  }
  const order = [];
  const state = /* @__PURE__ */ new Map();
  const path = [];
  const enter = (name, from) => {
    const node = byName.get(name);
    if (!node) throw new Fault(from, `takes ${shown(name)}, which is no node of the file`);
    if (state.get(name) === 'open') throw new Fault(from, `takes ${shown(name)}, which depends on it: a cycle`);
    if (state.has(name)) return;
    state.set(name, 'open');
    path.push({ node, next: 0 });
  };
  enter(output, 'the output');
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const { node } = top;
    const input = node.inputs[top.next++];
    if (input) enter(input.node, node.attributes.where);
    else {
      path.pop();
      state.set(node.name, 'done');
      order.push(node);
    }
  }
  return order;
}
function outputOf(model) {
  const signature = model.signature ?? objectAt(model.userDefinedMetadata ?? {}, 'userDefinedMetadata').signature;
  if (typeof signature === 'object' && signature !== null) {
    const { outputs } = signature;
    const named2 = outputs === void 0 ? [] : Object.entries(objectAt(outputs, 'signature, outputs'));
    for (const [key, value] of named2) {
      const entry = objectAt(value, `signature, outputs, ${key}`);
      if (entry.dtype !== 'DT_STRING' && typeof entry.name === 'string') return tensorName(entry.name);
      if (entry.dtype !== 'DT_STRING' && entry.name === void 0) return tensorName(key);
    }
  }
  const nodes = nodesOf(model).map(nodeAt);
  const taken4 = new Set(nodes.flatMap((node) => node.inputs.map((input) => input.node)));
  const last = nodes.findLast((node) => !taken4.has(node.name) && node.op !== 'Const' && node.op !== 'NoOp');
  if (!last) throw new Fault('modelTopology', 'no node is an output');
  return { node: last.name, output: 0 };
}
var MAX_FILE_NODES, nodesOf;
var init_topology = __esm({
  'src/formats/tfjs/topology.ts'() {
    init_checks();
    init_graphBuilder();
    init_attributes3();
    MAX_FILE_NODES = 65536;
    nodesOf = (model) => {
      const nodes = listAt(objectAt(model.modelTopology, 'modelTopology').node, 'modelTopology.node');
      if (nodes.length > MAX_FILE_NODES)
        throw new Fault('modelTopology', `${nodes.length} nodes; at most ${MAX_FILE_NODES} are read`);
      return nodes;
    };
  },
});

// src/formats/tfjs/unitOps.ts
function scaled2(call, input, factor, offset, name = call.name) {
  const numbers = { shape: [], factors: Float64Array.of(factor), offsets: Float64Array.of(offset) };
  return added(call, { name, op: 'scale', inputs: [input.name], ...numbers }, input.lead);
}
function isParameter(constant4, input) {
  const shape4 = broadcastShape([input.shape, parameterShape(constant4, input)]);
  return (
    shape4 !== null &&
    shape4.length === input.shape.length &&
    shape4.every((size2, axis) => size2 === input.shape[axis])
  );
}
function affine(op, constant4, constantFirst) {
  const { values } = constant4;
  const all2 = (value) => new Float64Array(values.length).fill(value);
  if (op === 'add') return { factors: all2(1), offsets: values };
  if (op === 'multiply') return { factors: values, offsets: all2(0) };
  if (op === 'subtract')
    return constantFirst
      ? { factors: all2(-1), offsets: values }
      : { factors: all2(1), offsets: values.map((value) => -value) };
  if (op === 'divide' && !constantFirst) return { factors: values.map((value) => 1 / value), offsets: all2(0) };
  return null;
}
function together(call, op) {
  const operands2 = call.inputs.map((value, i) =>
    value.kind === 'constant' ? asNode(call, value, `${call.name}/operand${i}`) : value,
  );
  const shape4 = broadcastShape(operands2.map((value) => value.shape));
  const full = broadcastShape(operands2.map(fullShape));
  if (!shape4 || !full)
    throw new Fault(
      call.attributes.where,
      `${operands2.map((value) => value.shape.join(' \xD7 ')).join(' and ')} do not fit`,
    );
  const inputs = operands2.map(({ name }) => name);
  return added(call, { name: call.name, op, inputs }, full.length > shape4.length);
}
var activations,
  functions2,
  activationOp,
  functionNode,
  functionOp,
  identity3,
  readRsqrt,
  readNeg,
  readPrelu2,
  readSoftmax2,
  pair2,
  readAddN,
  readClip,
  squaredDifference,
  unitOps;
var init_unitOps = __esm({
  'src/formats/tfjs/unitOps.ts'() {
    init_shapes();
    init_checks();
    init_affineOps();
    init_opCall();
    activations = {
      Relu: { name: 'relu' },
      Relu6: { name: 'relu6' },
      Sigmoid: { name: 'sigmoid' },
      Tanh: { name: 'tanh' },
      Softplus: { name: 'softplus' },
      Abs: { name: 'abs' },
    };
    functions2 = {
      Elu: 'elu',
      Selu: 'selu',
      Softsign: 'softsign',
      Exp: 'exp',
      Log: 'log',
      Sqrt: 'sqrt',
      Erf: 'erf',
      Square: 'square',
      Reciprocal: 'reciprocal',
      Inv: 'reciprocal',
    };
    activationOp = (activation3) => {
      return (call) => {
        const input = dynamicAt(call, 0);
        if (!input) return null;
        return added(
          call,
          { name: call.name, op: 'activation', inputs: [input.name], activation: activation3(call) },
          input.lead,
        );
      };
    };
    functionNode = (name, input, kind) => ({
      name,
      op: 'function',
      inputs: [input.name],
      function: kind,
      ...(kind === 'elu' ? { alpha: 1 } : {}),
    });
    functionOp = (kind) => {
      return (call) => {
        const input = dynamicAt(call, 0);
        return input ? added(call, functionNode(call.name, input, kind), input.lead) : null;
      };
    };
    identity3 = (call) => dynamicAt(call, 0);
    readRsqrt = (call) => {
      const input = dynamicAt(call, 0);
      if (!input) return null;
      const root = added(call, functionNode(`${call.name}/sqrt`, input, 'sqrt'), input.lead);
      return added(call, functionNode(call.name, root, 'reciprocal'), input.lead);
    };
    readNeg = (call) => {
      const input = dynamicAt(call, 0);
      return input ? scaled2(call, input, -1, 0) : null;
    };
    readPrelu2 = (call) => {
      const [input, slopes] = [dynamicAt(call, 0), constantAt(call, 1)];
      if (!input || !slopes) return null;
      const shape4 = parameterShape(slopes, input);
      return added(
        call,
        { name: call.name, op: 'prelu', inputs: [input.name], shape: shape4, slopes: slopes.values },
        input.lead,
      );
    };
    readSoftmax2 = (call) => {
      const input = dynamicAt(call, 0);
      if (!input || input.shape.length === 0) return null;
      const axis = nodeAxis(call, input, call.attributes.whole('dim', -1));
      if (axis < 0) return null;
      const log2 = call.op === 'LogSoftmax';
      const name = log2 ? `${call.name}/softmax` : call.name;
      const softmax3 = added(call, { name, op: 'softmax', inputs: [input.name], axis }, input.lead);
      return log2 ? added(call, functionNode(call.name, softmax3, 'log'), input.lead) : softmax3;
    };
    pair2 = (op) => {
      return (call) => {
        const [dynamic2, other] = [
          dynamicAt(call, 0) ?? dynamicAt(call, 1),
          constantAt(call, 0) ?? constantAt(call, 1),
        ];
        if (dynamic2 && other && isParameter(other, dynamic2)) {
          const numbers = affine(op, other, constantAt(call, 0) !== null);
          const node = { name: call.name, inputs: [dynamic2.name] };
          if (numbers)
            return added(
              call,
              { ...node, op: 'scale', shape: parameterShape(other, dynamic2), ...numbers },
              dynamic2.lead,
            );
          if (op === 'maximum' && other.values.every((value) => value === 0))
            return added(call, { ...node, op: 'activation', activation: { name: 'relu' } }, dynamic2.lead);
        }
        return together(call, op);
      };
    };
    readAddN = (call) => (call.inputs.length === 1 ? dynamicAt(call, 0) : together(call, 'add'));
    readClip = (call) => {
      const input = dynamicAt(call, 0);
      const [low, high] = [constantAt(call, 1)?.values[0], constantAt(call, 2)?.values[0]];
      if (!input || low === void 0 || high === void 0) return null;
      const name = low === 0 && high === 6 ? 'relu6' : low === -1 && high === 1 ? 'hardTanh' : null;
      if (name)
        return added(
          call,
          { name: call.name, op: 'activation', inputs: [input.name], activation: { name } },
          input.lead,
        );
      if (!(low < high)) return null;
      const pieces = { slopes: [0, 1, 0], offsets: [low, 0, high], thresholds: [low, high] };
      const activation3 = { name: 'table', table: { label: 'clip', ...pieces } };
      return added(
        call,
        { name: call.name, op: 'activation', inputs: [input.name], activation: activation3 },
        input.lead,
      );
    };
    squaredDifference = (call) => {
      const difference = pair2('subtract')({ ...call, name: `${call.name}/difference` });
      return difference && added(call, functionNode(call.name, difference, 'square'), difference.lead);
    };
    unitOps = {
      ...Object.fromEntries(Object.entries(activations).map(([op, spec]) => [op, activationOp(() => spec)])),
      ...Object.fromEntries(Object.entries(functions2).map(([op, kind]) => [op, functionOp(kind)])),
      LeakyRelu: activationOp(({ attributes }) => ({ name: 'leakyRelu', alpha: attributes.number('alpha', 0.2) })),
      Identity: identity3,
      StopGradient: identity3,
      PreventGradient: identity3,
      CheckNumerics: identity3,
      Cast: (call) => (call.attributes.type('DstT') === 'DT_FLOAT' ? dynamicAt(call, 0) : null),
      Rsqrt: readRsqrt,
      Neg: readNeg,
      Prelu: readPrelu2,
      Softmax: readSoftmax2,
      LogSoftmax: readSoftmax2,
      Add: pair2('add'),
      AddV2: pair2('add'),
      AddN: readAddN,
      Sub: pair2('subtract'),
      Mul: pair2('multiply'),
      RealDiv: pair2('divide'),
      Div: pair2('divide'),
      Maximum: pair2('maximum'),
      Minimum: pair2('minimum'),
      ClipByValue: readClip,
      SquaredDifference: squaredDifference,
    };
  },
});

// src/formats/tfjs/graphModel.ts
function vectorSize({ op, attributes }, constant4) {
  if (op === 'BiasAdd') return constant4.shape[0];
  if (op !== 'MatMul' && op !== '_FusedMatMul') return void 0;
  return constant4.shape[attributes.flag('transpose_b', false) ? 1 : 0];
}
var readers2, readGraphModel, Reading, dynamic;
var init_graphModel = __esm({
  'src/formats/tfjs/graphModel.ts'() {
    init_beginAt();
    init_checks();
    init_graphBuilder();
    init_graphResult();
    init_tensors();
    init_affineOps();
    init_attributes3();
    init_foldOps();
    init_moveOps();
    init_placeOps();
    init_topology();
    init_unitOps();
    readers2 = { ...affineOps, ...unitOps, ...placeOps, ...moveOps };
    readGraphModel = (model, weights, options) =>
      graphResult(() => {
        const output = outputOf(model);
        const reading = new Reading(model, weights, options);
        for (const node of orderedNodes2(model, output.node)) reading.read(node);
        return { graph: reading.graph(output), notes: reading.builder.notes, openInput: reading.builder.openInput };
      });
    Reading = class {
      constructor(model, weights, options) {
        this.model = model;
        this.weights = weights;
        this.options = options;
      }
      model;
      weights;
      options;
      builder = new GraphBuilder();
      #outputs = /* @__PURE__ */ new Map();
      #inputs = [];
      /** Where the network begins behind what is not computed here. */
      #starts = [];
      #textual = false;
      read(node) {
        const outputs = node.op === 'Placeholder' ? [this.#placeholder(node)] : this.#op(node);
        this.#outputs.set(node.name, outputs);
        const [first] = outputs;
        if (this.options.from !== node.name || first?.kind !== 'unknown' || !this.options.inputShape) return;
        this.builder.state(first.name, this.options.inputShape);
        this.#outputs.set(node.name, [dynamic(first.name, this.options.inputShape)]);
      }
      graph(output) {
        const { builder } = this;
        const value = this.#output(output);
        const name = typeof this.model.name === 'string' ? this.model.name : 'graph model';
        if (this.options.from !== void 0) {
          const from = this.#outputs.get(this.options.from)?.[0];
          if (!from || from.kind === 'constant')
            throw new Fault(
              '',
              `the network is to begin behind ${JSON.stringify(this.options.from)}, which gives no values on the way to its output`,
            );
          builder.note(`The network begins behind ${JSON.stringify(this.options.from)}.`);
          return begunAt(builder, name, value, [from.name]);
        }
        for (const start of this.#starts)
          builder.note(`The network begins behind the embedding lookup ${JSON.stringify(start)}.`);
        return begunAt(builder, name, value, [...this.#starts, ...this.#inputs]);
      }
      /** The name of the output's node; a single number has an axis. */
      #output({ node, output }) {
        const value = this.#outputs.get(node)?.[output];
        if (!value) throw new Fault(nodeLabel(node), `has no output ${output}`);
        if (value.kind === 'constant')
          throw new Fault(nodeLabel(node), 'the output of the model does not depend on its input');
        if (value.kind === 'unknown' || value.shape.length > 0) return value.name;
        return this.builder.add({
          name: this.builder.freshName(`${value.name}/value`),
          op: 'reshape',
          inputs: [value.name],
          shape: [1],
        }).name;
      }
      #placeholder({ name, attributes }) {
        if (attributes.type('dtype') === 'DT_STRING') {
          this.#textual = true;
          return this.#unknown(name, 'text', [], true);
        }
        const sizes = attributes.shape('shape') ?? this.#signatureShape(name);
        const given = this.options.from === void 0 ? this.options.inputShape : void 0;
        if (!sizes && !given) throw new Fault(attributes.where, 'the file does not state the shape of this input');
        const full = sizes ?? [1, ...given];
        const lead = full.length > 0 && (full[0] === -1 || full[0] === 1);
        const shape4 = inputShape(this.builder, name, lead ? full.slice(1) : full, given);
        this.builder.add({ name, op: 'input', inputs: [], shape: shape4 });
        this.#inputs.push(name);
        return { kind: 'dynamic', name, shape: shape4, lead };
      }
      /** The shape that the model's signature states for an input. */
      #signatureShape(name) {
        const { signature } = this.model;
        const { inputs } = typeof signature === 'object' && signature !== null ? signature : {};
        if (typeof inputs !== 'object' || inputs === null) return void 0;
        const entries = Object.values(inputs).map((entry) => objectAt(entry, 'signature'));
        const own = entries.find((entry) => String(entry.name).split(':')[0] === name);
        return own?.tensorShape === void 0 ? void 0 : shapeOfDims(own.tensorShape, 'signature');
      }
      #op(node) {
        if (node.op === 'Const') return [this.#constant(node)];
        const operands2 = node.inputs.map((input) => this.#operand(input));
        const known = operands2.map((operand, i) => this.#begun(node, operand, i, operands2));
        const call = {
          builder: this.builder,
          name: this.builder.freshName(node.name),
          op: node.op,
          attributes: node.attributes,
        };
        const computable = known.filter((operand) => operand.kind !== 'unknown');
        const result = computable.length === known.length ? this.#computed({ ...call, inputs: computable }) : null;
        if (result) return result;
        const own = known.every(
          (operand) => operand.kind === 'constant' || (operand.kind === 'unknown' && operand.own),
        );
        return [this.#lookup(call.name, node, known) ?? this.#unknown(call.name, node.op, known, own)];
      }
      /** What a node takes; outputs that are not modelled (a batch norm's statistics, say) are unknown. */
      #operand({ node, output }) {
        const outputs = this.#outputs.get(node);
        const [first] = outputs ?? [];
        return outputs?.[output] ?? (first?.kind === 'unknown' ? first : { kind: 'unknown', name: node, own: false });
      }
      #computed(call) {
        const constant4 = folded2(call);
        if (constant4) return [constant4];
        if (call.inputs.length > 0 && call.inputs.every((input) => input.kind === 'constant'))
          return this.#constantCall(call);
        const value = (Object.hasOwn(readers2, call.op) ? readers2[call.op] : void 0)?.(call) ?? null;
        return value && 'kind' in value ? [value] : value;
      }
      /** Reshapes of constants: their values stay. */
      #constantCall({ op, inputs, attributes }) {
        const [first, second] = inputs;
        if (!first) return null;
        const { values } = first;
        if (op === 'Reshape' && second) {
          const open = [...second.values].reduce((product2, size2) => product2 * size2, 1);
          const shape4 = [...second.values].map((size2) => (size2 === -1 ? values.length / Math.abs(open) : size2));
          return shape4.reduce((product2, size2) => product2 * size2, 1) === values.length
            ? [{ kind: 'constant', shape: shape4, values }]
            : null;
        }
        if (op === 'ExpandDims' && second) {
          const axis = second.values[0] ?? 0;
          const at2 = axis < 0 ? axis + first.shape.length + 1 : axis;
          return [{ kind: 'constant', shape: [...first.shape.slice(0, at2), 1, ...first.shape.slice(at2)], values }];
        }
        if (op !== 'Squeeze') return null;
        const axes2 = attributes.wholes('squeeze_dims') ?? [];
        const gone = (size2, axis) =>
          size2 === 1 && (axes2.length === 0 || axes2.includes(axis) || axes2.includes(axis - first.shape.length));
        return [{ kind: 'constant', shape: first.shape.filter((size2, axis) => !gone(size2, axis)), values }];
      }
      #constant({ name, attributes }) {
        const weight = this.weights.get(name);
        if (!weight) throw new Fault(attributes.where, `weight ${JSON.stringify(name)} is missing`);
        if (weight.kind !== 'numbers') return this.#unknown(name, 'constant text', [], true);
        return { kind: 'constant', shape: weight.tensor.shape, values: numbersOf(weight.tensor) };
      }
      /** Values that text was made into: where a matrix or a bias takes them, they are a vector of its size. */
      #begun(node, operand, place3, operands2) {
        if (!this.#textual || operand.kind !== 'unknown' || !operand.own || place3 !== 0) return operand;
        const next = operands2[1];
        const size2 = next?.kind === 'constant' ? vectorSize(node, next) : void 0;
        if (size2 === void 0) return operand;
        this.builder.state(operand.name, [size2]);
        if (!this.#starts.includes(operand.name)) this.#starts.push(operand.name);
        const value = dynamic(operand.name, [size2]);
        for (const [name, outputs] of this.#outputs) if (outputs[0] === operand) this.#outputs.set(name, [value]);
        return value;
      }
      /** Rows of a table by whole numbers that depend on the input. */
      #lookup(name, node, operands2) {
        const [table2, indices] = operands2;
        if (
          (node.op !== 'GatherV2' && node.op !== 'Gather') ||
          table2?.kind !== 'constant' ||
          indices?.kind !== 'dynamic'
        )
          return null;
        const shape4 = [...indices.shape, ...table2.shape.slice(1)];
        this.builder.addUnknown(name, node.op, [indices], shape4);
        this.#starts.push(name);
        return { kind: 'dynamic', name, shape: shape4, lead: indices.lead };
      }
      #unknown(name, op, operands2, own) {
        const inputs = operands2.filter((operand) => operand.kind !== 'constant');
        const value = this.builder.addUnknown(
          name,
          op,
          inputs.map((input) => ({ name: input.name, shape: null })),
        );
        return { kind: 'unknown', name: value.name, own };
      }
    };
    dynamic = (name, shape4) => ({ kind: 'dynamic', name, shape: shape4, lead: true });
  },
});

// src/formats/tfjs/layersModel.ts
function layersConfigOf(topology) {
  const given = topology.model_config ?? topology.modelConfig ?? topology;
  if (typeof given !== 'string') {
    const config = objectAt(given, 'modelTopology');
    return 'class_name' in config ? config : null;
  }
  try {
    return objectAt(JSON.parse(given), 'model_config');
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('model_config', `not valid JSON: ${error.message}`);
  }
}
function weightFinder(weights) {
  const endings = /* @__PURE__ */ new Map();
  for (const [name, weight] of weights) {
    if (weight.kind !== 'numbers') continue;
    const parts2 = name.split('/');
    for (let from = 1; from < parts2.length - 1; from++) {
      const ending = parts2.slice(from).join('/');
      endings.set(ending, endings.has(ending) ? null : weight.tensor);
    }
  }
  const exact = (name) => {
    const weight = weights.get(name);
    return weight?.kind === 'numbers' ? weight.tensor : void 0;
  };
  return ({ path, weight }) => {
    for (const scope of scopesOf(path)) {
      const found = exact(`${scope}/${weight}`);
      if (found) return found;
    }
    for (const scope of scopesOf(path)) {
      const found = endings.get(`${scope}/${weight}`);
      if (found) return found;
    }
    return void 0;
  };
}
function scopesOf(path) {
  const scopes = path.map((_, i) => path.slice(i).join('/'));
  for (let i = 0; i < path.length - 1; i++) scopes.push(path.slice(i, -1).join('/'));
  return scopes;
}
var readLayersModel;
var init_layersModel = __esm({
  'src/formats/tfjs/layersModel.ts'() {
    init_checks();
    init_kerasConfig();
    readLayersModel = (config, weights, options) =>
      graphOfKerasConfig(config, weightFinder(weights), { ...options, dialect: 'tfjs' });
  },
});

// src/formats/tfjs/weights.ts
function fileAt(files, path) {
  const own = files.get(path);
  if (own) return own;
  const bare = (name) => name.split(/[/\\]/).at(-1) ?? name;
  const same3 = [...files].filter(([name]) => bare(name) === bare(path));
  return same3.length === 1 ? same3[0]?.[1] : void 0;
}
function readWeights(manifest, files) {
  const weights = /* @__PURE__ */ new Map();
  let entries = 0;
  for (const [i, item] of listAt(manifest, 'weightsManifest').entries()) {
    const group = objectAt(item, `weightsManifest[${i}]`);
    const bytes = shardsOf(group.paths, files, `weightsManifest[${i}], paths`);
    let place3 = 0;
    for (const [j, given] of listAt(group.weights, `weightsManifest[${i}], weights`).entries()) {
      const spec = objectAt(given, `weightsManifest[${i}], weights[${j}]`);
      if (typeof spec.name !== 'string')
        throw new Fault(`weightsManifest[${i}], weights[${j}]`, `its name is ${shown(spec.name)}`);
      const where2 = `weight ${JSON.stringify(spec.name)}`;
      if (weights.has(spec.name)) throw new Fault(where2, 'named twice');
      const shape4 = listAt(spec.shape, `${where2}, shape`);
      const size2 = entriesOf(shape4, where2);
      entries += size2;
      if (entries > MAX_GRAPH_PARAMETERS)
        throw new Fault(where2, `with it there are more than ${MAX_GRAPH_PARAMETERS} values`);
      const { weight, end } = weightAt(spec, shape4, size2, bytes, place3);
      place3 = end;
      weights.set(spec.name, weight);
    }
    if (place3 < bytes.length)
      throw new Fault(`weightsManifest[${i}]`, `${bytes.length - place3} bytes at the end belong to no weight`);
  }
  return weights;
}
function shardsOf(paths, files, where2) {
  const shards = listAt(paths, where2).map((path) => {
    if (typeof path !== 'string') throw new Fault(where2, `${shown(path)} is no path`);
    const bytes2 = fileAt(files, path);
    if (!bytes2)
      throw new Fault('', `the weights file ${JSON.stringify(path)} is missing: open it together with the model`);
    return bytes2;
  });
  const total = shards.reduce((sum, shard) => sum + shard.length, 0);
  if (total > 8 * MAX_GRAPH_PARAMETERS)
    throw new Fault(where2, `${total} bytes; at most ${8 * MAX_GRAPH_PARAMETERS} are read`);
  const [only] = shards;
  if (only && shards.length === 1) return only;
  const bytes = new Uint8Array(total);
  let place3 = 0;
  for (const shard of shards) {
    bytes.set(shard, place3);
    place3 += shard.length;
  }
  return bytes;
}
function weightAt(spec, shape4, size2, bytes, place3) {
  const where2 = `weight ${JSON.stringify(spec.name)}`;
  const { dtype } = spec;
  if (dtype === 'string') return textsAt2(shape4, size2, bytes, place3, where2);
  const quantisation = spec.quantization === void 0 ? null : objectAt(spec.quantization, `${where2}, quantization`);
  const stored = quantisation ? quantisation.dtype : dtype;
  const known = quantisation ? quantisedBytes : plainBytes;
  const length = typeof stored === 'string' && Object.hasOwn(known, stored) ? known[stored] : void 0;
  if (length === void 0) throw new Fault(where2, `dtype ${shown(stored)} is not supported`);
  const end = place3 + size2 * length;
  if (end > bytes.length) throw new Fault(where2, `ends at byte ${end}; its shards hold ${bytes.length}`);
  const own = bytes.subarray(place3, end);
  if (quantisation)
    return { weight: { kind: 'numbers', tensor: dequantised(quantisation, dtype, shape4, own, where2) }, end };
  return { weight: plainWeight(stored, shape4, own, where2), end };
}
function plainWeight(stored, shape4, bytes, where2) {
  const types = { float32: 'F32', int32: 'I32', bool: 'BOOL', uint8: 'U8', float16: 'F16' };
  if (!Object.hasOwn(types, stored)) return { kind: 'other', type: stored };
  return { kind: 'numbers', tensor: tensorFrom(types[stored], shape4, bytes, where2) };
}
function dequantised(spec, dtype, shape4, bytes, where2) {
  if (spec.dtype === 'float16') {
    const halves = tensorFrom('F16', shape4, bytes, where2);
    return { type: 'F32', shape: shape4, data: Float32Array.from(numbersOf(halves)) };
  }
  const scale2 = finiteAt(spec.scale, `${where2}, scale`);
  const min = finiteAt(spec.min, `${where2}, min`);
  const { buffer } = new Uint8Array(bytes);
  const stored = spec.dtype === 'uint16' ? new Uint16Array(buffer) : new Uint8Array(buffer);
  const values = Float64Array.from(stored, (value) => value * scale2 + min);
  if (dtype === 'int32') return { type: 'I32', shape: shape4, data: Int32Array.from(values, Math.round) };
  if (dtype === 'float32') return { type: 'F32', shape: shape4, data: Float32Array.from(values) };
  throw new Fault(where2, `quantised values of dtype ${shown(dtype)} are not supported`);
}
function textsAt2(shape4, size2, bytes, start, where2) {
  const view2 = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const texts = [];
  let place3 = start;
  for (let i = 0; i < size2; i++) {
    const begin = place3 + 4;
    const end = begin <= bytes.length ? begin + view2.getUint32(place3, true) : Infinity;
    if (end > bytes.length)
      throw new Fault(where2, `its text ${i} ends behind the ${bytes.length} bytes of its shards`);
    texts.push(new TextDecoder().decode(bytes.subarray(begin, end)));
    place3 = end;
  }
  return { weight: { kind: 'texts', shape: shape4, texts }, end: place3 };
}
var plainBytes, quantisedBytes;
var init_weights = __esm({
  'src/formats/tfjs/weights.ts'() {
    init_checks();
    init_limits();
    init_tensors();
    plainBytes = {
      float32: 4,
      int32: 4,
      bool: 1,
      uint8: 1,
      float16: 2,
      complex64: 8,
    };
    quantisedBytes = { uint8: 1, uint16: 2, float16: 2 };
  },
});

// src/formats/tfjs/index.ts
var tfjs_exports = {};
__export(tfjs_exports, {
  bigramTextOf: () => bigramTextOf,
  isTfjsModel: () => isTfjsModel,
  readTfjs: () => readTfjs,
});
function readTfjs(files, options = {}) {
  let read;
  try {
    const model = modelOf(files);
    const topology = objectAt(model.modelTopology, 'modelTopology');
    const weights = readWeights(model.weightsManifest, files);
    const config = Array.isArray(topology.node) ? null : layersConfigOf(topology);
    if (!config && !Array.isArray(topology.node)) throw new Fault('modelTopology', 'holds neither layers nor nodes');
    read = () => (config ? readLayersModel(config, weights, options) : readGraphModel(model, weights, options));
  } catch (error) {
    return graphResult(() => {
      throw error;
    });
  }
  return read();
}
function bigramTextOf(files) {
  try {
    return bigramText(readWeights(modelOf(files).weightsManifest, files));
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
function modelOf(files) {
  const found = [...files].filter(([name]) => name.toLowerCase().endsWith('.json'));
  let fault2 = null;
  for (const [name, bytes] of found) {
    try {
      const model = jsonOf2(name, bytes);
      if (model && 'modelTopology' in model) return model;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault2 ??= error;
    }
  }
  if (fault2) throw fault2;
  const looked = found.length > 0 ? found.map(([name]) => shown(name)).join(', ') : 'no JSON file';
  throw new Fault('', `no tfjs model: "modelTopology" is missing (looked at ${looked})`);
}
function jsonOf2(name, bytes) {
  if (bytes.length > MAX_TEXT) throw new Fault(name, `${bytes.length} bytes; at most ${MAX_TEXT} are read`);
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch (error) {
    throw new Fault(name, `not valid JSON: ${error.message}`);
  }
}
var isTfjsModel;
var init_tfjs = __esm({
  'src/formats/tfjs/index.ts'() {
    init_checks();
    init_graphResult();
    init_limits();
    init_bigramText();
    init_graphModel();
    init_layersModel();
    init_weights();
    isTfjsModel = (text3) => text3.includes('"modelTopology"');
  },
});

// src/formats/graphJson/index.ts
var graphJson_exports = {};
__export(graphJson_exports, {
  graphOfJson: () => graphOfJson,
  graphText: () => graphText,
  readGraphJson: () => readGraphJson,
  writeGraphJson: () => writeGraphJson,
});
var init_graphJson = __esm({
  'src/formats/graphJson/index.ts'() {
    init_read2();
    init_write2();
  },
});

// ../../w/cmp.ts
import { readFileSync } from 'node:fs';

// src/formats/graphOfNetwork.ts
init_chainOf();
function graphOfNetwork(network2) {
  const { name, codeOutput } = network2;
  const { nodes, output } = network2.graph ?? chainGraph(network2);
  if (!codeOutput) return { name, nodes, output };
  const taken4 = new Set(nodes.map((node) => node.name));
  const free = (wanted) => (taken4.has(wanted) ? free(`${wanted} out`) : wanted);
  const base = { name: free(codeOutput), inputs: [output] };
  const readOut2 =
    codeOutput === 'softmax'
      ? { ...base, op: 'softmax', axis: 0 }
      : { ...base, op: 'activation', activation: { name: codeOutput } };
  return { name, nodes: [...nodes, readOut2], output: readOut2.name };
}
function chainGraph(network2) {
  const nodes = [{ name: 'input', op: 'input', inputs: [], shape: [network2.inputSize] }];
  let output = 'input';
  for (const [i, { outputSize, weights, bias: bias3, activation: activation3 }] of chainOf(network2).entries()) {
    const layer = `layer${i + 1}`;
    nodes.push({ name: layer, op: 'dense', inputs: [output], units: outputSize, weights, bias: bias3 });
    output = layer;
    if (activation3.name === 'identity') continue;
    output = `${layer} ${activation3.name}`;
    nodes.push({ name: output, op: 'activation', inputs: [layer], activation: activation3 });
  }
  return { name: network2.name, nodes, output };
}

// src/formats/graphFile.ts
init_graphResult();

// src/formats/modelFile.ts
init_checks();
init_fileKind();
init_graphResult();
init_jsonText();
init_limits();

// src/formats/networkJson.ts
init_activations();
init_checks();
init_jsonText();
init_limits();
init_parsedNetwork();
function parseNetworkJson(text3, fallbackName = 'network') {
  return networkResult('layers', () => {
    if (text3.length > MAX_TEXT)
      throw new Fault('', `the file has ${text3.length} characters; at most ${MAX_TEXT} are read`);
    return readNetwork(objectAt(parseJsonText(text3.replace(/^\uFEFF/, '')), ''), fallbackName);
  });
}
function readNetwork(file, fallbackName) {
  const list3 = listAt(file.layers, 'layers');
  checkLayerCount(list3.length, 'layers');
  const hidden = file.activation === void 0 ? { name: 'relu' } : activationAt(file.activation, 'activation');
  const objects = list3.map((layer, i) => objectAt(layer, `layers[${i}]`));
  const { count, notes } = maxAffinePart(objects);
  const reader = new LayerReader(hidden, count);
  const layers = objects.slice(0, count).map((layer, i) => reader.read(layer, i));
  const { name, slice: slice2, domain } = file;
  return parsedNetwork(layers, { name, slice: slice2, domain, codeOutput: reader.codeOutput }, fallbackName, notes);
}
var typeOf = (layer) => layer.type ?? layer.kind ?? 'dense';
var BEYOND = [
  [/layer_?norm/i, 'layer normalisation'],
  [/attention/i, 'attention'],
];
function maxAffinePart(layers) {
  for (const [i, layer] of layers.entries()) {
    const type = typeOf(layer);
    const [, what] = BEYOND.find(([name]) => typeof type === 'string' && name.test(type)) ?? [];
    if (!what) continue;
    const where2 = `layers[${i}]`;
    if (i === 0)
      throw new Fault(where2, `${what} is not max-affine, and there is no layer before it that could be shown`);
    const left = layers.length - i;
    return {
      count: i,
      notes: [
        `${where2} is ${what}, which is not max-affine: the lens stops before it and reads out layer ${i}; ${left} ${left === 1 ? 'layer is' : 'layers are'} left out.`,
      ],
    };
  }
  return { count: layers.length, notes: [] };
}
var LayerReader = class {
  constructor(hidden, count) {
    this.hidden = hidden;
    this.count = count;
  }
  hidden;
  count;
  /** Of the last layer, once it is read. */
  codeOutput;
  shapes = new ShapeChain();
  read(layer, index) {
    const where2 = `layers[${index}]`;
    const kind = typeOf(layer);
    if (typeof kind !== 'string' || !/^(dense|linear)$/i.test(kind))
      throw new Fault(where2, `a layer of type ${shown(kind)} is not supported; dense layers are: W, b, activation`);
    if (layer.W === void 0)
      throw new Fault(`${where2}.W`, `missing; found ${keysOf(layer)}, expected W, b, activation`);
    const rows = listAt(layer.W, `${where2}.W`);
    const inputs = this.columns(rows, index);
    const bias3 = new Float64Array(rows.length);
    const weights = new Float64Array(rows.length * inputs);
    for (const [r2, row2] of rows.entries()) copyNumbers(row2, `${where2}.W[${r2}]`, weights, r2 * inputs, inputs);
    copyNumbers(layer.b, `${where2}.b`, bias3, 0, rows.length);
    const activation3 = this.activation(layer, index);
    return { kind: 'dense', inputSize: inputs, outputSize: rows.length, weights, bias: bias3, activation: activation3 };
  }
  /** Columns of W, checked before anything is allocated. */
  columns(rows, index) {
    const where2 = `layers[${index}].W`;
    if (rows.length === 0) throw new Fault(where2, 'empty; a layer needs at least one unit');
    const columns = listAt(rows[0], `${where2}[0]`).length;
    if (columns === 0) throw new Fault(`${where2}[0]`, 'empty; a unit needs at least one input');
    this.shapes.add(rows.length, columns, where2);
    return columns;
  }
  /** Its own activation, or the file's for hidden layers and none for the read-out. */
  activation(layer, index) {
    const where2 = `layers[${index}]`;
    const beside = { alpha: layer.alpha, eta: layer.eta, where: where2 };
    const isLast = index === this.count - 1;
    const inherited2 = isLast ? { name: 'identity' } : this.hidden;
    const own = layer.activation !== void 0 || layer.alpha !== void 0 || layer.eta !== void 0;
    if (!own) return inherited2;
    const value = layer.activation ?? inherited2.name;
    if (!isLast) return hiddenActivationAt(value, `${where2}.activation`, beside);
    const { activation: activation3, codeOutput } = readOutAt(value, `${where2}.activation`, beside);
    this.codeOutput = codeOutput;
    return activation3;
  }
};
var keysOf = (layer) =>
  Object.keys(layer)
    .slice(0, 6)
    .map((key) => shown(key))
    .join(', ') || 'no keys';

// src/formats/networkSafetensors.ts
init_activations();
init_checks();
init_limits();
init_naturalOrder();
init_parsedNetwork();
init_safetensors();
init_tensors();
function parseNetworkSafetensors(bytes, fallbackName = 'network') {
  return networkResult('', () => {
    if (bytes.length > MAX_TENSOR_FILE)
      throw new Fault('', `the file has ${bytes.length} bytes; at most ${MAX_TENSOR_FILE} are read`);
    return readNetwork2(safetensorsLayout(bytes), fallbackName);
  });
}
function readNetwork2(file, fallbackName) {
  const { places: places2, metadata } = file;
  const pairs = pairsOf(places2);
  const shapes = new ShapeChain();
  for (const pair3 of pairs) checkPair(pair3, shapes);
  const { activations: activations2, codeOutput, notes } = activationsOf(metadata, pairs.length);
  const layers = pairs.map((pair3, i) => layerOf(file, pair3, activations2[i]));
  const described = {
    name: metadata.get('name'),
    slice: jsonAt(metadata, 'slice'),
    domain: jsonAt(metadata, 'domain'),
    codeOutput,
  };
  return parsedNetwork(layers, described, fallbackName, [...orderNotes(pairs), ...notes]);
}
function pairsOf(places2) {
  const weights = /* @__PURE__ */ new Map();
  const biases = /* @__PURE__ */ new Map();
  for (const place3 of places2) {
    const [, before = '', kind] = /^(|.*\.)(weight|bias)$/su.exec(place3.name) ?? [];
    if (kind === void 0)
      throw new Fault(
        tensorLabel(place3.name),
        'is not supported; weights and biases of dense layers are: 0.weight, 0.bias',
      );
    (kind === 'weight' ? weights : biases).set(before, place3);
  }
  const prefixes = [.../* @__PURE__ */ new Set([...weights.keys(), ...biases.keys()])].sort(naturalOrder);
  checkLayerCount(prefixes.length, '');
  return prefixes.map((prefix) => {
    const [weight, bias3] = [weights.get(prefix), biases.get(prefix)];
    if (!weight)
      throw new Fault(tensorLabel(`${prefix}weight`), `missing; ${tensorLabel(`${prefix}bias`)} needs its weights`);
    if (!bias3)
      throw new Fault(
        tensorLabel(`${prefix}bias`),
        `missing; expected ${weight.shape[0] ?? 0} values, zeros where it has none`,
      );
    return { prefix, weight, bias: bias3 };
  });
}
function checkPair({ weight, bias: bias3 }, shapes) {
  for (const { name, type } of [weight, bias3])
    if (!isReal(type))
      throw new Fault(tensorLabel(name), `dtype ${type} is not supported for a layer; ${realTypes} are`);
  const where2 = tensorLabel(weight.name);
  const [outputs = 0, inputs = 0] = weight.shape;
  const shape4 = weight.shape.join(' \xD7 ');
  if (weight.shape.length > 2)
    throw new Fault(
      where2,
      `${weight.shape.length} dimensions (${shape4}), as of a convolution; dense layers have two`,
    );
  if (weight.shape.length < 2)
    throw new Fault(
      where2,
      `${weight.shape.length} dimensions (${shape4 || 'one value'}); a dense layer has two, outputs \xD7 inputs`,
    );
  if (outputs === 0 || inputs === 0) throw new Fault(where2, `empty (${shape4}); a layer needs units and inputs`);
  shapes.add(outputs, inputs, where2);
  if (bias3.shape.length !== 1 || bias3.shape[0] !== outputs)
    throw new Fault(tensorLabel(bias3.name), `its shape is (${bias3.shape.join(' \xD7 ')}), expected (${outputs})`);
}
function layerOf(file, { weight, bias: bias3 }, activation3) {
  const [outputSize = 0, inputSize = 0] = weight.shape;
  const weights = finiteNumbers(file, weight, (at2) => `[${Math.floor(at2 / inputSize)}][${at2 % inputSize}]`);
  const offsets = finiteNumbers(file, bias3, (at2) => `[${at2}]`);
  return { kind: 'dense', inputSize, outputSize, weights, bias: offsets, activation: activation3 };
}
function finiteNumbers(file, place3, entry) {
  const values = numbersOf(tensorAt(file, place3));
  const at2 = values.findIndex((value) => !Number.isFinite(value));
  if (at2 >= 0)
    throw new Fault(`${tensorLabel(place3.name)}, ${entry(at2)}`, `not a finite number (found ${values[at2]})`);
  return values;
}
function activationsOf(metadata, count) {
  const value = jsonAt(metadata, 'activations');
  if (value !== void 0) {
    const where2 = 'metadata, activations';
    const list3 = listAt(value, where2);
    if (list3.length !== count) throw new Fault(where2, `${list3.length} of them, the file has ${count} layers`);
    const hidden2 = list3.slice(0, -1).map((each, i) => hiddenActivationAt(each, `${where2}[${i}]`));
    const { activation: activation3, codeOutput } = readOutAt(list3[count - 1], `${where2}[${count - 1}]`);
    return { activations: [...hidden2, activation3], codeOutput, notes: [] };
  }
  const named2 = metadata.get('activation');
  const hidden = named2 === void 0 ? { name: 'relu' } : activationAt(named2, 'metadata, activation');
  const activations2 = Array.from({ length: count }, (_, i) => (i === count - 1 ? { name: 'identity' } : hidden));
  const assumed = 'The file names no activations: ReLU is taken between the layers, and none after the last.';
  return { activations: activations2, notes: named2 === void 0 && count > 1 ? [assumed] : [] };
}
function orderNotes(pairs) {
  const alike = new Set(pairs.map(({ prefix }) => prefix.replace(/\d+/g, '0'))).size < 2;
  const names3 = pairs.map(({ prefix }) => prefix.slice(0, -1) || 'weight').join(', ');
  return alike ? [] : [`The layers are taken in the order of their names: ${names3}.`];
}
function jsonAt(metadata, key) {
  const text3 = metadata.get(key);
  if (text3 === void 0) return void 0;
  try {
    return JSON.parse(text3);
  } catch (error) {
    throw new Fault(`metadata, ${key}`, `not valid JSON: ${error.message}`);
  }
}

// src/formats/modelFile.ts
init_weightFile();
init_directory();
var ENDING = /(\.(json|safetensors|onnx|npz|keras|h5|hdf5|zip))+$/i;
async function readModelFile(files, name, options = {}) {
  const bytes = files.get(name);
  if (!bytes) return failed(`there is no file ${JSON.stringify(name)}`);
  const plain3 = name.split('/').at(-1).replace(ENDING, '') || 'network';
  if (isHdf5(bytes))
    return graphOf((await Promise.resolve().then(() => (init_keras(), keras_exports))).readKeras(bytes, options));
  if (isZip(bytes)) return zipModel(bytes, plain3, options);
  if (looksLikeSafetensors(bytes, name)) return safetensorsModel(bytes, plain3, options);
  if (isPickle(bytes)) return failed(PICKLE);
  if (/^\s*[{[]/.test(beginning(bytes))) return jsonModel(bytes, { files, plain: plain3, options });
  if (looksLikeOnnx(bytes, name))
    return graphOf((await Promise.resolve().then(() => (init_onnx(), onnx_exports))).readOnnx(bytes, options));
  return failed('no file of a network: plain JSON, tfjs, ONNX, Keras (.h5, .keras), safetensors and npz are read');
}
var PICKLE =
  'a pickle, as torch.save and Python make them: it may run any program, so it is not opened; safetensors.torch.save_file and torch.onnx.export make what is read here';
var failed = (message) => ({ ok: false, error: { where: '', message } });
var graphOf = (result) => (result.ok ? { ok: true, network: null, graph: result } : result);
var networkOf2 = (result) => (result.ok ? { ok: true, network: result } : result);
var beginning = (bytes) => new TextDecoder().decode(bytes.subarray(0, 256));
async function zipModel(bytes, plain3, options) {
  try {
    const names3 = zipDirectory(bytes).map(({ name }) => name);
    if (names3.includes('config.json') && names3.includes('model.weights.h5'))
      return graphOf(
        (await Promise.resolve().then(() => (init_keras(), keras_exports))).readKerasArchive(bytes, options),
      );
    if (names3.some((name) => /(^|\/)data\.pkl$/.test(name))) return failed(PICKLE);
    if (names3.length > 0 && names3.every((name) => name.endsWith('.npy'))) return weightsModel(bytes, plain3, options);
    const inner = names3.find((name) => /(^|\/)model\.json$|\.(onnx|safetensors|h5|keras)$/i.test(name));
    if (inner === void 0) return failed('a zip archive that holds no network: no model.json, .onnx, .npy, \u2026');
    const { unzip: unzip2 } = await Promise.resolve().then(() => (init_unzip(), unzip_exports));
    const files = unzip2(bytes, { maxBytes: MAX_GRAPH_FILE });
    if (isZip(files.get(inner))) return failed(`${JSON.stringify(inner)} is an archive in an archive`);
    return await readModelFile(files, inner, options);
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}
async function safetensorsModel(bytes, plain3, options) {
  const file = await readWeightFile(bytes);
  if (!file.ok) return file;
  if (file.graphText === null && bytes.length <= MAX_GRAPH_FILE) {
    const dense2 = parseNetworkSafetensors(bytes, plain3);
    if (dense2.ok) return networkOf2(dense2);
  }
  return weightsModel(bytes, plain3, options);
}
async function weightsModel(bytes, plain3, options) {
  const file = await readWeightFile(bytes);
  if (!file.ok) return file;
  if (file.graphText !== null) {
    const { graphOfTensors: graphOfTensors2 } = await Promise.resolve().then(
      () => (init_graphTensors(), graphTensors_exports),
    );
    return graphOf(graphOfTensors2(file.graphText, file.tensors, plain3));
  }
  const { guessArchitecture: guessArchitecture2 } = await Promise.resolve().then(
    () => (init_architecture(), architecture_exports),
  );
  return graphOf(guessArchitecture2(file.tensors, { ...options, name: plain3 }));
}
async function jsonModel(bytes, { files, plain: plain3, options }) {
  if (bytes.length > MAX_TEXT) return failed(`the file has ${bytes.length} bytes; at most ${MAX_TEXT} are read`);
  const text3 = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');
  if (text3.includes('"modelTopology"') || text3.includes('"weightsManifest"'))
    return graphOf((await Promise.resolve().then(() => (init_tfjs(), tfjs_exports))).readTfjs(files, options));
  if (!text3.includes('"nodes"') && !text3.includes('"class_name"')) return networkOf2(parseNetworkJson(text3, plain3));
  const value = parsed2(text3);
  if (value instanceof Fault) return failed(value.message);
  const object = typeof value === 'object' && value !== null ? value : {};
  if (object.class_name !== void 0 && object.config !== void 0)
    return failed("a Keras model's architecture without its weights: .keras and .h5 files hold both");
  if (object.nodes === void 0 || object.layers !== void 0) return networkOf2(parseNetworkJson(text3, plain3));
  const { graphOfJson: graphOfJson2 } = await Promise.resolve().then(() => (init_graphJson(), graphJson_exports));
  return graphOf(graphResult(() => graphOfJson2(value, plain3)));
}
function parsed2(text3) {
  try {
    return parseJsonText(text3);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

// src/formats/graphFile.ts
async function readGraphFile(files, name, options = {}) {
  const result = await readModelFile(files, name, options);
  if (!result.ok) return result;
  if (!result.network) return result.graph;
  const { network: network2, notes, slice: slice2, domain } = result.network;
  return graphResult(() => ({ graph: graphOfNetwork(network2), notes, view: { slice: slice2, domain } }));
}

// src/core/graph/index.ts
init_check();

// src/core/graph/evaluate.ts
init_kernel();

// src/core/graph/activationValue.ts
init_activation();

// src/core/graph/affineOps.ts
init_types2();

// src/core/graph/indices.ts
init_types2();
init_types();
function stridesOf(shape4) {
  const steps = new Array(shape4.length);
  let step = 1;
  for (let axis = shape4.length - 1; axis >= 0; axis--) {
    steps[axis] = step;
    step *= shape4[axis];
  }
  return steps;
}
function places(shape4, steps, along) {
  let found = Int32Array.of(0);
  shape4.forEach((size2, axis) => {
    const next = new Int32Array(found.length * size2);
    for (let k = 0; k < found.length; k++)
      for (let i = 0; i < size2; i++) {
        const at2 = along(axis, i);
        const before = found[k];
        next[k * size2 + i] = before < 0 || at2 < 0 ? -1 : before + at2 * steps[axis];
      }
    found = next;
  });
  return found;
}
function broadcastIndices(shape4, output) {
  const padded = [...new Array(output.length - shape4.length).fill(1), ...shape4];
  return places(output, stridesOf(padded), (axis, i) => (padded[axis] === 1 ? 0 : i));
}
function transposeIndices(input, order) {
  const steps = stridesOf(input);
  return places(
    order.map((axis) => input[axis]),
    order.map((axis) => steps[axis]),
    (_, i) => i,
  );
}
function cropIndices(input, { starts, sizes, steps }) {
  return places(sizes, stridesOf(input), (axis, i) => starts[axis] + i * steps[axis]);
}
function padIndices(input, output, before, mode) {
  return places(output, stridesOf(input), (axis, i) => {
    const size2 = input[axis];
    const at2 = i - before[axis];
    if (at2 >= 0 && at2 < size2) return at2;
    if (mode === 'constant') return -1;
    if (mode === 'edge') return at2 < 0 ? 0 : size2 - 1;
    return at2 < 0 ? -at2 : 2 * (size2 - 1) - at2;
  });
}
function joinedMaps(inputs, output, axis) {
  let before = 0;
  return inputs.map((shape4) => {
    const start = before;
    const size2 = shape4[axis];
    before += size2;
    const from = places(output, stridesOf(shape4), (at2, i) =>
      at2 !== axis ? i : i < start || i >= start + size2 ? -1 : i - start,
    );
    return gatherMap(sizeOf(shape4), from);
  });
}

// src/core/graph/resize.ts
init_types();
function resizeMap(input, { shape: shape4, mode, coordinates }) {
  const steps = stridesOf(input);
  const taps = shape4.map((size2, axis) => tapsOf(input[axis], size2, mode, coordinates));
  const rows = new Int32Array(sizeOf(shape4) + 1);
  const columns = [];
  const weights = [];
  const index = shape4.map(() => 0);
  for (let j = 0; j < sizeOf(shape4); j++) {
    let entries = [[0, 1]];
    taps.forEach((axisTaps, axis) => {
      const tap = axisTaps[index[axis]];
      entries = entries.flatMap(([at2, weight]) => tap.map(([place3, w]) => [at2 + place3 * steps[axis], weight * w]));
    });
    for (const [at2, weight] of entries) {
      columns.push(at2);
      weights.push(weight);
    }
    rows[j + 1] = columns.length;
    advance(index, shape4);
  }
  return {
    kind: 'sparse',
    inputs: sizeOf(input),
    outputs: sizeOf(shape4),
    rows,
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
  };
}
function advance(index, shape4) {
  for (let axis = shape4.length - 1; axis >= 0; axis--) {
    index[axis] = index[axis] + 1;
    if (index[axis] < shape4[axis]) return;
    index[axis] = 0;
  }
}
function tapsOf(size2, out, mode, coordinates) {
  return Array.from({ length: out }, (_, i) => {
    if (size2 === out) return [[i, 1]];
    const at2 = source(i, size2, out, coordinates);
    const clamp2 = (place3) => Math.max(0, Math.min(size2 - 1, place3));
    if (mode === 'nearest') {
      const place3 = coordinates === 'asymmetric' ? Math.floor(at2) : Math.ceil(at2 - 0.5);
      return [[clamp2(place3), 1]];
    }
    const low = Math.floor(at2);
    const share = at2 - low;
    const [a, b] = [clamp2(low), clamp2(low + 1)];
    return a === b || share === 0
      ? [[a, 1]]
      : [
          [a, 1 - share],
          [b, share],
        ];
  });
}
function source(i, size2, out, coordinates) {
  if (coordinates === 'asymmetric') return (i * size2) / out;
  if (coordinates === 'alignCorners') return out === 1 ? 0 : (i * (size2 - 1)) / (out - 1);
  return ((i + 0.5) * size2) / out - 0.5;
}

// src/core/graph/affineOps.ts
init_shapes();
init_types();
function affineForm(node, inputs, output) {
  const input = inputs[0];
  const one = (map, offset = null) => ({ maps: [map], offset });
  switch (node.op) {
    case 'constant':
      return { maps: [], offset: node.values };
    case 'dense':
      return one(denseMap(node, input), repeated(node.bias, sizeOf(output)));
    case 'conv':
      return one(convMap(node, input, output, false), channelOffset(node.bias, output, node.channels));
    case 'convTranspose':
      return one(convMap(node, output, input, true), channelOffset(node.bias, output, node.channels));
    case 'scale':
      return scaleForm(node.factors, node.offsets, node.shape, input);
    case 'batchNorm': {
      const factors = node.gamma.map((gamma, i) => gamma / Math.sqrt(node.variance[i] + node.epsilon));
      const offsets = node.beta.map((beta, i) => beta - factors[i] * node.mean[i]);
      return scaleForm(
        factors,
        offsets,
        input.map((size2, axis) => (axis === node.axis ? size2 : 1)),
        input,
      );
    }
    case 'averagePool':
      return one(averageMap(node, input, output));
    case 'mean':
    case 'sum':
      return one(reduceMap(input, node.axes, node.op === 'mean'));
    case 'pad': {
      const from = padIndices(input, output, node.before, node.mode);
      const offset = node.value !== 0 ? Float64Array.from(from, (at2) => (at2 < 0 ? node.value : 0)) : null;
      return one(gatherMap(sizeOf(input), from), offset);
    }
    case 'crop':
      return one(gatherMap(sizeOf(input), cropIndices(input, node)));
    case 'resize':
      return one(resizeMap(input, node));
    case 'reshape':
      return one(identityMap(sizeOf(input)));
    case 'transpose':
      return one(gatherMap(sizeOf(input), transposeIndices(input, node.order)));
    case 'concat':
      return { maps: joinedMaps(inputs, output, node.axis), offset: null };
    case 'add':
    case 'subtract':
      return {
        maps: inputs.map((shape4, i) => broadcastMap(shape4, output, node.op === 'subtract' && i === 1 ? -1 : 1)),
        offset: null,
      };
    default:
      return null;
  }
}
function broadcastMap(shape4, output, factor = 1) {
  const map = gatherMap(sizeOf(shape4), broadcastIndices(shape4, output));
  return factor === 1 ? map : { ...map, weights: new Float64Array(map.columns.length).fill(factor) };
}
function denseMap(node, input) {
  const features = input[input.length - 1];
  const blocks2 = sizeOf(input) / features;
  const { units, weights } = node;
  return {
    kind: 'dense',
    inputs: blocks2 * features,
    outputs: blocks2 * units,
    blocks: blocks2,
    units,
    features,
    weights,
  };
}
function repeated(values, size2) {
  return values ? Float64Array.from({ length: size2 }, (_, i) => values[i % values.length]) : null;
}
function channelOffset(bias3, output, channels) {
  if (!bias3 || channels === 'last') return repeated(bias3, sizeOf(output));
  const places2 = sizeOf(output) / bias3.length;
  return Float64Array.from({ length: sizeOf(output) }, (_, i) => bias3[Math.floor(i / places2)]);
}
function convMap(node, wide, narrow, transposed4) {
  const planar = (values, none) => (values.length === 1 ? [none, values[0]] : [values[0], values[1]]);
  const from = spatialOf(wide, node.channels);
  const to = spatialOf(narrow, node.channels);
  const [height, width] = planar(from.sizes, 1);
  const [rows, columns] = planar(to.sizes, 1);
  return {
    kind: 'conv',
    inputs: sizeOf(transposed4 ? narrow : wide),
    outputs: sizeOf(transposed4 ? wide : narrow),
    transposed: transposed4,
    channelAxis: node.channels,
    groups: node.groups,
    channels: from.channels,
    height,
    width,
    filters: to.channels,
    rows,
    columns,
    kernel: planar(node.kernel, 1),
    strides: planar(node.strides, 1),
    dilations: planar(node.dilations, 1),
    pads: planar(node.pads.slice(0, node.kernel.length), 0),
    weights: node.weights,
  };
}
function scaleForm(factors, offsets, shape4, input) {
  const places2 = broadcastIndices(shape4, input);
  const map = identityMap(places2.length);
  return {
    maps: [{ ...map, weights: Float64Array.from(places2, (at2) => factors[at2]) }],
    offset: Float64Array.from(places2, (at2) => offsets[at2]),
  };
}
function windowPlaces(node, input, output) {
  const rank = node.kernel.length;
  const { sizes, channels } = spatialOf(input, node.channels);
  const steps = stridesOf(input);
  const first = node.channels === 'first';
  const spatialSteps = first ? steps.slice(1) : steps.slice(0, -1);
  const channelStep = first ? steps[0] : steps[rank];
  const out = spatialOf(output, node.channels).sizes;
  const places2 = sizeOf(node.kernel);
  const found = new Int32Array(sizeOf(output) * places2);
  const positions = sizeOf(out);
  for (let position = 0; position < positions; position++)
    for (let place3 = 0; place3 < places2; place3++) {
      let at2 = 0;
      let inside = true;
      for (let axis = rank - 1, p = position, k = place3; axis >= 0; axis--) {
        const size2 = out[axis];
        const reach = node.kernel[axis];
        const dilation = node.dilations?.[axis] ?? 1;
        const i = (p % size2) * node.strides[axis] + (k % reach) * dilation - node.pads[axis];
        p = Math.floor(p / size2);
        k = Math.floor(k / reach);
        inside &&= i >= 0 && i < sizes[axis];
        at2 += i * spatialSteps[axis];
      }
      for (let c2 = 0; c2 < channels; c2++) {
        const target = first ? c2 * positions + position : position * channels + c2;
        found[target * places2 + place3] = inside ? at2 + c2 * channelStep : -1;
      }
    }
  return found;
}
function averageMap(node, input, output) {
  const places2 = windowPlaces(node, input, output);
  const each = sizeOf(node.kernel);
  const outputs = sizeOf(output);
  const rows = new Int32Array(outputs + 1);
  const columns = [];
  const weights = [];
  for (let j = 0; j < outputs; j++) {
    const inside = places2.subarray(j * each, (j + 1) * each).filter((at2) => at2 >= 0);
    for (const at2 of inside) {
      columns.push(at2);
      weights.push(1 / (node.countPads ? each : inside.length));
    }
    rows[j + 1] = columns.length;
  }
  return {
    kind: 'sparse',
    inputs: sizeOf(input),
    outputs,
    rows,
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
  };
}
function reducedPlaces(input, axes2) {
  const kept = input.map((_, axis) => axis).filter((axis) => !axes2.includes(axis));
  const order = [...kept, ...input.map((_, axis) => axis).filter((axis) => axes2.includes(axis))];
  return {
    places: transposeIndices(input, order),
    group: axes2.reduce((size2, axis) => size2 * input[axis], 1),
  };
}
function reduceMap(input, axes2, mean) {
  const { places: places2, group } = reducedPlaces(input, axes2);
  const outputs = places2.length / group;
  const map = {
    kind: 'sparse',
    inputs: sizeOf(input),
    outputs,
    rows: Int32Array.from({ length: outputs + 1 }, (_, j) => j * group),
    columns: places2,
  };
  return mean ? { ...map, weights: new Float64Array(places2.length).fill(1 / group) } : map;
}

// src/core/graph/broadcast.ts
init_kernel();
init_types();

// src/core/graph/smoothOps.ts
init_types();

// src/core/graph/evaluate.ts
init_types();

// src/core/graph/exactPart.ts
init_check();

// src/core/graph/chain.ts
init_kernel();
init_types2();
init_held();

// src/core/graph/denseForm.ts
init_program();
var MOST_ENTRIES3 = 4e6;
var DENSE_SHARE2 = 0.25;
function denseForm(program) {
  const inputs = program.sizes[0];
  const outputs = program.sizes[program.sizes.length - 1];
  const [only] = program.steps;
  if (program.steps.length === 1 && only?.map.kind === 'dense' && only.map.blocks === 1) {
    if (only.map.inputs === inputs && only.map.outputs === outputs) return only.map.weights;
  }
  if (inputs * outputs > MOST_ENTRIES3) return null;
  const matrix = new Float64Array(inputs * outputs);
  const made = new Program(program);
  let entries = 0;
  for (let k = 0; k < inputs; k++) {
    const column = made.column(k);
    entries += column.count;
    for (let i = 0; i < column.count; i++) {
      const at2 = column.touched[i];
      matrix[at2 * inputs + k] = column.values[at2];
    }
    column.clear();
    if (k === 63 && entries < (DENSE_SHARE2 / 4) * outputs * 64) return null;
  }
  return entries >= DENSE_SHARE2 * inputs * outputs ? matrix : null;
}

// src/core/graph/chain.ts
function chainOf2(values, output) {
  const builder = new ChainBuilder(values, output);
  return builder.build();
}
var ChainBuilder = class {
  constructor(values, output) {
    this.values = values;
    this.output = output;
    this.needed = neededFor(values, output);
    this.done = new Uint8Array(values.length);
    this.users = values.map(() => []);
    values.forEach((value, id) => {
      if (this.needed[id] === 1) for (const from of sourcesOf(value)) this.users[from]?.push(id);
    });
    const input = values.findIndex(({ kind }) => kind === 'input');
    this.available.set(input, 0);
    this.done[input] = 1;
    this.width = values[input].size;
  }
  values;
  output;
  needed;
  /** Values whose affine work is done: they need not be passed on for it. */
  done;
  /** Where values lie in what the layer at hand takes. */
  available = /* @__PURE__ */ new Map();
  width;
  layers = [];
  users;
  build() {
    this.values.forEach((value, id) => {
      if (value.kind === 'gate' && this.needed[id] === 1) this.addGate(id, value);
    });
    const last = this.values[this.output];
    const isLast = last.kind === 'gate' && this.available.get(this.output) === 0 && this.width === last.size;
    if (!isLast || this.layers.length === 0) this.addReadOut();
    return this.layers;
  }
  addGate(id, gate) {
    const work = this.affineWork(gate.from);
    this.done[id] = 1;
    const passes = this.stillNeeded(work, id);
    const program = this.program(work, [gate.from, ...passes]);
    const total = program.sizes[program.sizes.length - 1];
    const held2 = new Int8Array(total).fill(identityPiece(gate.activation)).fill(FREE, 0, gate.size);
    const layer = layerOf2(program, this.bias(work, [gate.from, ...passes]));
    const passing = passes.length > 0 ? { gated: gate.size, held: held2 } : {};
    const { activation: activation3, source: source2 } = gate;
    const contest = this.contestOf(gate, passes);
    this.layers.push({
      ...layer,
      activation: activation3,
      source: source2,
      ...passing,
      ...(contest ? { contest } : {}),
    });
    this.take([id, ...passes]);
  }
  /** Those who are in a contest are passed on: the next round takes them. */
  contestOf({ size: size2, contest }, passes) {
    if (!contest) return null;
    const { from, entrants, ...rest } = contest;
    const before = passes.slice(0, passes.indexOf(from));
    const first = before.reduce((sum, id) => sum + this.values[id].size, size2);
    return { ...rest, entrants: { ...entrants, units: entrants.units.map((place3) => first + place3) } };
  }
  addReadOut() {
    const work = this.affineWork(this.output);
    const layer = layerOf2(this.program(work, [this.output]), this.bias(work, [this.output]));
    this.layers.push({ ...layer, activation: { name: 'identity' } });
  }
  /** What the next layer takes. */
  take(values) {
    this.available = /* @__PURE__ */ new Map();
    this.width = 0;
    for (const id of values) {
      this.available.set(id, this.width);
      this.width += this.values[id].size;
    }
  }
  /** Linear values that `target` needs and that are not there yet, in order. */
  affineWork(target) {
    const work = [];
    const open = [target];
    const seen = /* @__PURE__ */ new Set();
    while (open.length > 0) {
      const id = open.pop();
      if (seen.has(id) || this.available.has(id)) continue;
      seen.add(id);
      work.push(id);
      open.push(...sourcesOf(this.values[id]));
    }
    for (const id of work) this.done[id] = 1;
    return work.sort((a, b) => a - b);
  }
  /** Values that later work takes: of those at hand and of those that are made now. */
  stillNeeded(work, gate) {
    const candidates = [...this.available.keys(), ...work];
    return candidates.filter(
      (id) => id === this.output || this.users[id].some((user) => user !== gate && this.done[user] === 0),
    );
  }
  program(work, outputs) {
    const sizes = [this.width, ...work.map((id) => this.values[id].size)];
    const buffer = new Map(work.map((id, i) => [id, i + 1]));
    const steps = [];
    const place3 = (id) => {
      const at2 = buffer.get(id);
      return at2 === void 0 ? { from: 0, fromStart: this.available.get(id) } : { from: at2, fromStart: 0 };
    };
    for (const id of work) {
      const value = this.values[id];
      if (value.kind !== 'linear') continue;
      for (const { from, map } of value.terms) steps.push({ ...place3(from), to: buffer.get(id), toStart: 0, map });
    }
    let total = 0;
    for (const id of outputs) {
      const { size: size2 } = this.values[id];
      steps.push({ ...place3(id), to: sizes.length, toStart: total, map: identityMap(size2) });
      total += size2;
    }
    return tidied({ sizes: [...sizes, total], steps });
  }
  /** What comes out for an input of zeros: offsets are brought through the work, in order. */
  bias(work, outputs) {
    const sums = /* @__PURE__ */ new Map();
    for (const id of work) {
      const value = this.values[id];
      if (value.kind !== 'linear') continue;
      const sum = value.offset?.slice() ?? new Float64Array(value.size);
      for (const { from, map } of value.terms) {
        const before = sums.get(from);
        if (!before?.some((entry) => entry !== 0)) continue;
        kernelOf(map).forward(before, 0, sum, 0);
      }
      sums.set(id, sum);
    }
    const parts2 = outputs.map((id) => sums.get(id) ?? new Float64Array(this.values[id].size));
    const all2 = new Float64Array(parts2.reduce((size2, part) => size2 + part.length, 0));
    let at2 = 0;
    for (const part of parts2) {
      all2.set(part, at2);
      at2 += part.length;
    }
    return all2;
  }
};
var sourcesOf = (value) =>
  value.kind === 'linear' ? value.terms.map(({ from }) => from) : value.kind === 'gate' ? [value.from] : [];
function neededFor(values, output) {
  const needed = new Uint8Array(values.length);
  needed[output] = 1;
  for (let id = output; id >= 0; id--) if (needed[id] === 1) for (const from of sourcesOf(values[id])) needed[from] = 1;
  return needed;
}
function tidied({ sizes, steps }) {
  const last = sizes.length - 1;
  let kept = steps.slice();
  for (let buffer = 1; buffer < last; buffer++) {
    const out = kept.filter(({ from }) => from === buffer);
    const [only] = out;
    const copies = only && out.length === 1 && only.to === last && isIdentity(only.map, sizes[buffer]);
    if (!copies) continue;
    kept = kept
      .filter((step) => step !== only)
      .map((step) => (step.to === buffer ? { ...step, to: last, toStart: only.toStart + step.toStart } : step));
  }
  return withoutEmpty({ sizes, steps: kept });
}
function isIdentity(map, size2) {
  return (
    map.kind === 'sparse' &&
    !map.weights &&
    map.inputs === size2 &&
    map.outputs === size2 &&
    map.columns.length === size2 &&
    map.columns.every((at2, i) => at2 === i)
  );
}
function withoutEmpty({ sizes, steps }) {
  const last = sizes.length - 1;
  const used = sizes.map(
    (_, buffer) => buffer === 0 || buffer === last || steps.some(({ from, to }) => from === buffer || to === buffer),
  );
  const number2 = sizes.map((_, buffer) => used.slice(0, buffer).filter(Boolean).length);
  return {
    sizes: sizes.filter((_, buffer) => used[buffer]),
    steps: steps
      .map((step) => ({ ...step, from: number2[step.from], to: number2[step.to] }))
      .sort((a, b) => a.from - b.from),
  };
}
function layerOf2(program, bias3) {
  const inputSize = program.sizes[0];
  const outputSize = bias3.length;
  const weights = denseForm(program);
  return weights
    ? { kind: 'dense', inputSize, outputSize, weights, bias: bias3 }
    : { kind: 'program', inputSize, outputSize, program, bias: bias3 };
}

// src/core/graph/channels.ts
function channelAxes(graph) {
  const axes2 = /* @__PURE__ */ new Map();
  for (const node of graph.nodes) {
    const rank = graph.shapes.get(node.name)?.length ?? 0;
    const axis = rank < 2 ? void 0 : (ownAxis(node, rank) ?? inherited(node, rank, graph, axes2));
    if (axis) axes2.set(node.name, axis);
  }
  return axes2;
}
function ownAxis(node, rank) {
  if ('channels' in node) return node.channels;
  if (node.op !== 'batchNorm') return void 0;
  if (node.axis === 0) return 'first';
  return node.axis === rank - 1 ? 'last' : void 0;
}
function inherited(node, rank, graph, axes2) {
  const from = node.inputs.find((name) => axes2.has(name) && graph.shapes.get(name)?.length === rank);
  const axis = from === void 0 ? void 0 : axes2.get(from);
  if (axis === void 0 || node.op === 'reshape') return void 0;
  if (node.op !== 'transpose') return axis;
  const place3 = node.order.indexOf(axis === 'first' ? 0 : rank - 1);
  if (place3 === 0) return 'first';
  return place3 === rank - 1 ? 'last' : void 0;
}

// src/core/graph/gatedOps.ts
init_types2();

// src/core/graph/contest.ts
init_types2();
function largestOf(make, from, places2, group, source2) {
  const count = places2.length / group;
  let windows3 = Array.from({ length: count }, (_, w) =>
    Array.from(places2.subarray(w * group, (w + 1) * group))
      .filter((place3) => place3 >= 0)
      .map((place3) => ({ place: place3, match: null })),
  );
  let value = from;
  const links = /* @__PURE__ */ new Map();
  const rounds = [];
  while (windows3.some((window) => window.length > 1)) {
    const round = playRound(make, value, windows3, source2);
    rounds.push({ gate: round.gate, from: value, windows: windows3 });
    for (const { match, next, side } of round.links) {
      const list3 = links.get(match.gate) ?? [];
      list3.push({ unit: match.unit, next, side });
      links.set(match.gate, list3);
    }
    value = round.value;
    windows3 = round.windows;
  }
  rounds.forEach(({ gate, from: from2, windows: inRound }, round) => {
    const on = (next) => rounds.findIndex((other) => other.gate === next) - round;
    const contest = contestOf2(make.sizeOf(gate), links.get(gate) ?? [], on);
    make.setContest(gate, { ...contest, round, from: from2, entrants: entrantsOf(inRound) });
  });
  const order = Int32Array.from(windows3, (window) => window[0]?.place ?? -1);
  return make.linear(count, [{ from: value, map: gatherMap(make.sizeOf(value), order) }]);
}
function playRound(make, value, windows3, source2) {
  const first = [];
  const second = [];
  const unplayed = [];
  const met = [];
  const owners = [];
  const shape4 = windows3.map((window, owner) => {
    const next = [];
    for (let i = 0; i + 1 < window.length; i += 2) {
      const pair3 = [window[i], window[i + 1]];
      next.push({ unit: first.length });
      owners.push(owner);
      first.push(pair3[0].place);
      second.push(pair3[1].place);
      met.push(pair3);
    }
    return { next, left: window.length % 2 === 1 ? window[window.length - 1] : null };
  });
  const before = make.sizeOf(value);
  const matches = first.length;
  const difference = make.linear(matches, [{ from: value, map: differenceMap(before, first, second) }]);
  const gate = make.gate(difference, { name: 'relu' }, { ...source2, places: Int32Array.from(owners) });
  const links = [];
  const windowsAfter = shape4.map(({ next, left }) => {
    const window = next.map(({ unit }) => {
      met[unit].forEach(({ match }, side) => {
        if (match) links.push({ match, next: { gate, unit }, side });
      });
      return { place: unit, match: { gate, unit } };
    });
    if (!left) return window;
    unplayed.push(left.place);
    return [...window, { place: matches + unplayed.length - 1, match: left.match }];
  });
  const winners = make.linear(matches + unplayed.length, [
    { from: value, map: gatherMap(before, Int32Array.from([...first, ...unplayed])) },
    { from: gate, map: leading(matches, matches + unplayed.length) },
  ]);
  return { gate, value: winners, windows: windowsAfter, links };
}
function differenceMap(inputs, first, second) {
  const columns = Int32Array.from(first.flatMap((a, i) => [a, second[i]]));
  const rows = Int32Array.from({ length: first.length + 1 }, (_, i) => 2 * i);
  const weights = Float64Array.from(columns, (_, i) => (i % 2 === 0 ? -1 : 1));
  return { kind: 'sparse', inputs, outputs: first.length, rows, columns, weights };
}
var leading = (size2, outputs) =>
  gatherMap(
    size2,
    Int32Array.from({ length: outputs }, (_, i) => (i < size2 ? i : -1)),
  );
function contestOf2(size2, links, roundsOn) {
  const contest = { next: new Int8Array(size2), nextUnit: new Int32Array(size2), side: new Uint8Array(size2) };
  for (const { unit, next, side } of links) {
    contest.next[unit] = roundsOn(next.gate);
    contest.nextUnit[unit] = next.unit;
    contest.side[unit] = side;
  }
  return contest;
}
function entrantsOf(windows3) {
  const starts = new Int32Array(windows3.length + 1);
  windows3.forEach((window, w) => {
    starts[w + 1] = starts[w] + window.length;
  });
  const count = starts[windows3.length];
  const units = Int32Array.from(windows3.flatMap((window) => window.map(({ place: place3 }) => place3)));
  const [on, match, side] = [new Int8Array(count), new Int32Array(count).fill(-1), new Uint8Array(count)];
  let sizes = windows3.map(({ length }) => length);
  for (let round = 0; sizes.some((size2) => size2 > 1); round++) {
    let first = 0;
    sizes = sizes.map((size2, w) => {
      const [from, to] = [starts[w], starts[w + 1]];
      const waited = round > 0;
      for (let e = waited ? Math.max(from, to - 1) : from; e < to; e++) {
        const index = waited ? size2 - 1 : e - from;
        if (match[e] >= 0 || index >= 2 * (size2 >> 1)) continue;
        on[e] = round;
        match[e] = first + (index >> 1);
        side[e] = index & 1;
      }
      first += size2 >> 1;
      return (size2 + 1) >> 1;
    });
  }
  return { starts, units, on, match, side };
}

// src/core/graph/gatedOps.ts
init_types();
function gatedValue(node, at2) {
  const { make, values, inputs, output } = at2;
  const [input] = inputs;
  const [value] = values;
  switch (node.op) {
    case 'activation':
      if (node.activation.name === 'identity') return value;
      return make.gate(value, node.activation, sourceOf(node, output));
    case 'prelu':
      return prelu3(make, value, broadcastIndices(node.shape, input), node.slopes, sourceOf(node, output));
    case 'maxPool':
      return largestOf(
        make,
        value,
        windowPlaces(node, input, output),
        sizeOf(node.kernel),
        sourceOf(node, output, node.channels),
      );
    case 'reduceMax':
    case 'reduceMin': {
      const { places: places2, group } = reducedPlaces(input, node.axes);
      const sign2 = node.op === 'reduceMin' ? -1 : 1;
      const largest2 = largestOf(make, signed(make, value, sign2), places2, group, sourceOf(node, output));
      return signed(make, largest2, sign2);
    }
    case 'maximum':
    case 'minimum':
      return extreme2(node, at2);
    default:
      return null;
  }
}
var sourceOf = (node, shape4, channels = channelsOf3(shape4)) => ({
  node: node.name,
  op: node.op === 'activation' ? (node.activation.table?.label ?? node.activation.name) : node.op,
  shape: shape4,
  channels,
});
var channelsOf3 = (shape4) => (shape4.length > 1 ? 'last' : null);
function signed(make, value, sign2) {
  if (sign2 === 1) return value;
  const size2 = make.sizeOf(value);
  return make.linear(size2, [{ from: value, map: weighted(new Float64Array(size2).fill(sign2)) }]);
}
var weighted = (weights) => ({ ...identityMap(weights.length), weights });
function prelu3(make, value, places2, slopes, source2) {
  const below = Float64Array.from(places2, (place3) => slopes[place3]);
  const gate = make.gate(value, { name: 'relu' }, source2);
  return make.linear(below.length, [
    { from: value, map: weighted(below) },
    { from: gate, map: weighted(below.map((slope) => 1 - slope)) },
  ]);
}
function extreme2(node, { make, values, inputs, output }) {
  const size2 = sizeOf(output);
  if (inputs.length > 2) return manyExtreme(node, { make, values, inputs, output });
  const maps = inputs.map((shape4) => broadcastMap(shape4, output));
  const [a, b] = values;
  if (b === void 0) return make.linear(size2, [{ from: a, map: maps[0] }]);
  const least = node.op === 'minimum';
  const minus3 = inputs.map((shape4) => broadcastMap(shape4, output, -1));
  const difference = make.linear(size2, [
    { from: a, map: least ? maps[0] : minus3[0] },
    { from: b, map: least ? minus3[1] : maps[1] },
  ]);
  const gate = make.gate(difference, { name: 'relu' }, sourceOf(node, output));
  return make.linear(size2, [
    { from: a, map: maps[0] },
    { from: gate, map: least ? weighted(new Float64Array(size2).fill(-1)) : identityMap(size2) },
  ]);
}
function manyExtreme(node, { make, values, inputs, output }) {
  const size2 = sizeOf(output);
  const sign2 = node.op === 'minimum' ? -1 : 1;
  const count = inputs.length;
  const all2 = make.linear(
    size2 * count,
    inputs.map((shape4, i) => {
      const map = broadcastMap(shape4, output, sign2);
      return { from: values[i], map: spaced(map, count, i) };
    }),
  );
  const places2 = Int32Array.from({ length: size2 * count }, (_, i) => i);
  return signed(make, largestOf(make, all2, places2, count, sourceOf(node, output)), sign2);
}
function spaced(map, count, at2) {
  const rows = new Int32Array(map.outputs * count + 1);
  for (let j = 0; j < map.outputs; j++)
    for (let c2 = 0; c2 < count; c2++) rows[j * count + c2 + 1] = map.rows[j + (c2 >= at2 ? 1 : 0)];
  return { ...map, outputs: map.outputs * count, rows };
}

// src/core/graph/primitives.ts
var Primitives = class {
  values = [];
  add(value) {
    this.values.push(value);
    return this.values.length - 1;
  }
  sizeOf(id) {
    return this.values[id].size;
  }
  input(size2) {
    return this.add({ kind: 'input', size: size2 });
  }
  linear(size2, terms, offset = null) {
    return this.add({ kind: 'linear', size: size2, terms, offset });
  }
  gate(from, activation3, source2) {
    return this.add({ kind: 'gate', size: this.sizeOf(from), from, activation: activation3, source: source2 });
  }
  setContest(gate, contest) {
    const value = this.values[gate];
    if (value?.kind === 'gate') value.contest = contest;
  }
};

// src/core/graph/lower.ts
init_types();
function lowerGraph(graph) {
  const make = new Primitives();
  const values = /* @__PURE__ */ new Map();
  for (const node of graph.nodes) values.set(node.name, valueOf(node, graph, values, make));
  const layers = withChannels(chainOf2(make.values, values.get(graph.output)), channelAxes(graph));
  const first = layers[0];
  const last = layers[layers.length - 1];
  if (!first || !last) throw new GraphError(graph.output, 'computes nothing: it is the input');
  const { name, nodes, output } = graph;
  return { name, inputSize: first.inputSize, outputSize: last.outputSize, layers, graph: { name, nodes, output } };
}
var withChannels = (layers, axes2) =>
  layers.map((layer) => {
    const { source: source2 } = layer;
    const channels = source2?.channels && axes2.get(source2.node);
    return source2 && channels ? { ...layer, source: { ...source2, channels } } : layer;
  });
function valueOf(node, graph, known, make) {
  const output = graph.shapes.get(node.name);
  if (!output) throw new GraphError(node.name, 'has no known shape');
  if (node.op === 'input') return make.input(sizeOf(output));
  const inputs = node.inputs.map((name) => graph.shapes.get(name));
  const values = node.inputs.map((name) => known.get(name));
  if (node.op === 'reshape') return values[0];
  const form = affineForm(node, inputs, output);
  if (form)
    return make.linear(
      sizeOf(output),
      form.maps.map((map, i) => ({ from: values[i], map })),
      form.offset,
    );
  const gated = gatedValue(node, { make, values, inputs, output });
  if (gated === null) throw new GraphError(node.name, `an op of type ${node.op} is not piecewise linear`);
  return gated;
}

// src/core/graph/roles.ts
init_activation();
function roleOf(node) {
  switch (node.op) {
    case 'input':
      return 'input';
    case 'activation':
      if (node.activation.name === 'identity') return 'affine';
      return isSmooth(node.activation) ? 'soft' : 'piecewise linear';
    case 'prelu':
    case 'maxPool':
    case 'reduceMax':
    case 'reduceMin':
    case 'maximum':
    case 'minimum':
      return 'piecewise linear';
    case 'argMax':
      return 'read-out';
    case 'function':
    case 'softmax':
    case 'layerNorm':
    case 'multiply':
    case 'divide':
      return 'smooth';
    case 'unknown':
      return 'unknown';
    default:
      return 'affine';
  }
}
var isExact = (role) => role === 'input' || role === 'affine' || role === 'piecewise linear' || role === 'soft';
function whyNot(node) {
  switch (node.op) {
    case 'softmax':
      return 'divides by a sum of exponentials';
    case 'layerNorm':
      return 'divides by what it is given';
    case 'multiply':
      return 'multiplies two values that both depend on the input';
    case 'divide':
      return 'divides by a value that depends on the input';
    case 'function':
      return `applies ${node.function}, which is smooth and has no gate`;
    case 'argMax':
      return 'gives an index, whose steps are the decision boundary';
    case 'unknown':
      return `is an op of type ${node.type}, which is not computed here`;
    default:
      return 'depends on one that is not';
  }
}

// src/core/graph/exactPart.ts
init_types();
function exactPart(graph) {
  const exact = exactNodes(graph);
  const end = graph.nodes[graph.nodes.length - 1];
  const readOut2 = readOutOf2(end);
  if (readOut2 && exact.has(end.inputs[0]))
    return {
      ...cutAt(graph, end.inputs[0]),
      ...(readOut2 === 'argMax' ? {} : { codeOutput: readOut2 }),
      notes: [readOutNote(end)],
    };
  if (exact.has(end.name)) return { graph, notes: [] };
  const last = lastBefore(graph, exact);
  const blocking = graph.nodes.find((node) => !exact.has(node.name));
  const left = graph.nodes.filter((node) => !exact.has(node.name)).length;
  return {
    ...cutAt(graph, last),
    notes: [
      `${named(blocking)} ${whyNot(blocking)}, which is not piecewise linear: the lens stops before it and reads out ${JSON.stringify(last)}; ${left} ${left === 1 ? 'node is' : 'nodes are'} left out.`,
    ],
  };
}
function exactNetwork(graph) {
  const { graph: part, codeOutput, notes } = exactPart(graph);
  const network2 = lowerGraph(part);
  return { network: codeOutput ? { ...network2, codeOutput } : network2, notes };
}
var named = (node) => `Node ${JSON.stringify(node.name)} (${node.op === 'unknown' ? node.type : node.op})`;
function exactNodes(graph) {
  const exact = /* @__PURE__ */ new Set();
  for (const node of graph.nodes)
    if (graph.shapes.has(node.name) && isExact(roleOf(node)) && node.inputs.every((name) => exact.has(name)))
      exact.add(node.name);
  return exact;
}
function readOutOf2(node) {
  if (node.op === 'softmax' || node.op === 'argMax') return node.op;
  if (node.op !== 'activation') return null;
  const { name } = node.activation;
  return name === 'sigmoid' || name === 'tanh' ? name : null;
}
var readOutNote = (node) => `${named(node)} is read off the values before it, which the partition is of.`;
function cutAt(graph, output) {
  return { graph: checkGraph({ name: graph.name, nodes: graph.nodes, output }) };
}
function lastBefore(graph, exact) {
  const dependent = /* @__PURE__ */ new Set([graph.input.name]);
  for (const node of graph.nodes) if (node.inputs.some((name) => dependent.has(name))) dependent.add(node.name);
  const taken4 = new Set(graph.nodes.filter((node) => !exact.has(node.name)).flatMap((node) => node.inputs));
  const candidates = graph.nodes.filter(
    (node) => exact.has(node.name) && taken4.has(node.name) && dependent.has(node.name) && node.op !== 'input',
  );
  const last = candidates[candidates.length - 1];
  if (!last) {
    const blocking = graph.nodes.find((node) => !exact.has(node.name));
    throw new GraphError(
      blocking.name,
      `it ${whyNot(blocking)}, which is not piecewise linear, and nothing before it could be shown`,
    );
  }
  return last.name;
}

// src/core/graph/index.ts
init_types();

// ../../w/cmp.ts
init_partition();
init_npz2();
init_tensors();

// src/core/slice/anchors.ts
init_elementary();
init_slice();
var COLLINEAR = 1e-9;
var NAMES = ['A', 'B', 'C'];
function dot2(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
function minus2(a, b) {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = a[i] - b[i];
  return out;
}
var norm2 = (a) => Math.sqrt(dot2(a, a));
function distance(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = a[i] - b[i];
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
function combine2(a, s2, u, t, v) {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = a[i] + s2 * u[i] + t * v[i];
  return out;
}
function mixture(s2, u, t, v) {
  const out = new Float64Array(u.length);
  for (let i = 0; i < out.length; i++) out[i] = s2 * u[i] + t * v[i];
  return out;
}
function divided(u, length) {
  const out = new Float64Array(u.length);
  for (let i = 0; i < out.length; i++) out[i] = u[i] / length;
  return out;
}
function complaint(anchors) {
  const d = anchors[0].length;
  for (const [i, anchor] of anchors.entries()) {
    if (anchor.length !== d) return `anchor ${NAMES[i]} has ${anchor.length} values, anchor A has ${d}`;
    const bad2 = anchor.findIndex((value) => !Number.isFinite(value));
    if (bad2 >= 0) return `anchor ${NAMES[i]} has no number as input ${bad2}: ${anchor[bad2]}`;
  }
  if (d < 2) return 'a plane needs at least two inputs';
  const size2 = Math.max(...anchors.map(norm2));
  for (const [i, j] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ])
    if (distance(anchors[i], anchors[j]) <= COLLINEAR * size2)
      return `anchors ${NAMES[i]} and ${NAMES[j]} are equal: three different points are needed`;
  return null;
}
function frame([a, b, c2]) {
  const ab = minus2(b, a);
  const ac = minus2(c2, a);
  const length = norm2(ab);
  const along = divided(ab, length);
  let across = combine2(ac, -dot2(ac, along), along, 0, along);
  across = combine2(across, -dot2(across, along), along, 0, along);
  const height = norm2(across);
  if (!(height > COLLINEAR * Math.max(norm2(ac), length))) return null;
  return { along, across: divided(across, height) };
}
function anchorSlice(a, b, c2, at2, angle, handed) {
  const wrong = complaint([a, b, c2]);
  if (wrong !== null) return { ok: false, message: wrong };
  const axes2 = frame([a, b, c2]);
  if (!axes2) return { ok: false, message: 'anchors A, B and C lie on one line: move one of them off it' };
  const { along, across } = axes2;
  const co = cos(angle);
  const si = sin(angle);
  const e1 = mixture(co, along, -handed * si, across);
  const e2 = mixture(si, along, handed * co, across);
  return { ok: true, slice: { origin: combine2(a, -at2[0], e1, -at2[1], e2), e1, e2 } };
}

// ../../w/cmp.ts
init_slice();
init_network2();
init_slice();
var dir = '/tmp/h/base/public/models/digits-cnn/';
var r = await readGraphFile(
  /* @__PURE__ */ new Map([['model.safetensors', new Uint8Array(readFileSync(dir + 'model.safetensors'))]]),
  'model.safetensors',
);
if (!r.ok) throw 1;
var { network } = exactNetwork(r.graph);
var npz = readNpz(new Uint8Array(readFileSync(dir + 'inputs.npz')));
if (!npz.ok) throw 1;
var x = npz.arrays.values().next().value;
var all = Float64Array.from(numbersOf(x)).map((v) => v / 255);
var row = (i) => all.slice(i * 784, (i + 1) * 784);
var s = anchorSlice(row(1), row(7), row(0), [0, 0], 0, 1);
if (!s.ok) throw 1;
var ci = row(0).map((_, i) => (row(0)[i] + row(1)[i] + row(7)[i]) / 3);
var [cp, cq] = projectOnSlice(s.slice, ci);
var h = Number(process.argv[2]);
var D = [
  [cp - h, cq - h],
  [cp + h, cq - h],
  [cp + h, cq + h],
  [cp - h, cq + h],
];
var opt = { outputs: true, decision: { threshold: 0 } };
var c = partition(network, s.slice, D, opt);
console.log(h, c.areas.length, 'undecided', c.undecided, new Set(c.classes).size);
if (process.argv[3]) console.log(certify(network, s.slice, D, c, { ...opt, maxMaps: 50 }));
var keys = /* @__PURE__ */ new Set();
var bad = 0;
for (let f = 0; f < c.areas.length; f++) {
  const own = c.codes.subarray(f * c.layout.words, (f + 1) * c.layout.words);
  keys.add(own.join() + ':' + c.classes[f]);
  if (f % 10 === 0) {
    const k = splineCode(network, pointInInput(s.slice, [c.centroids[2 * f], c.centroids[2 * f + 1]]));
    if (k.some((w, i) => w !== own[i])) bad++;
  }
}
console.log('distinct', keys.size, 'of', c.areas.length, 'code differs', bad);
