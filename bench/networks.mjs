/** Seeded networks of the bench: He-scaled normal weights, biases of 0.3, as float64. */
export function randomLayers(widths, seed = 1) {
  const uniform = mulberry(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return widths.slice(1).map((n, i) => {
    const d = widths[i];
    const scale = Math.sqrt(2 / d);
    return {
      W: Float64Array.from({ length: n * d }, () => scale * normal()),
      b: Float64Array.from({ length: n }, () => 0.3 * normal()),
    };
  });
}

/** A small generator of 32-bit steps. */
function mulberry(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The layers of one of the JSON fixtures. */
export function fixtureLayers(text) {
  return JSON.parse(text).layers.map(({ W, b }) => ({ W: Float64Array.from(W.flat()), b: Float64Array.from(b) }));
}

/** Bench layers as the library's network. */
export function toNetwork(name, layers, denseNetwork) {
  return denseNetwork(
    name,
    layers.map(({ W, b }, i) => ({
      kind: 'dense',
      inputSize: W.length / b.length,
      outputSize: b.length,
      weights: W,
      bias: b,
      activation: { name: i === layers.length - 1 ? 'identity' : 'relu' },
    })),
  );
}
