/**
 * The yardstick: how fast can plain JavaScript merely count the polytopes of a dense ReLU network on a square, keeping
 * nothing? Polygons are split depth first, layer by layer; inside one polytope of the layers before, the next layer's
 * map follows from the part before by rank-1 updates. No shared vertices, edges, codes, areas or tolerance.
 */
export function countPolytopes(layers, half = 1) {
  const hidden = layers.slice(0, -1);
  const widths = hidden.map((layer) => layer.b.length);
  const maps = widths.map((n) => new Float64Array(3 * n));
  const signs = widths.map((n) => new Uint8Array(n));
  const transposed = hidden.map(({ W, b }) => {
    const d = W.length / b.length;
    const out = new Float64Array(W.length);
    for (let j = 0; j < b.length; j++) for (let k = 0; k < d; k++) out[k * b.length + j] = W[j * d + k];
    return out;
  });
  const first = hidden[0];
  for (let j = 0; j < widths[0]; j++) {
    maps[0][3 * j] = first.W[2 * j];
    maps[0][3 * j + 1] = first.W[2 * j + 1];
    maps[0][3 * j + 2] = first.b[j];
  }
  let count = 0;

  function visit(level, polygon) {
    const n = widths[level];
    const z = maps[level];
    const sign = signs[level];
    const box = boxOf(polygon);
    const cutting = [];
    for (let j = 0; j < n; j++) {
      const middle = z[3 * j] * box.x + z[3 * j + 1] * box.y + z[3 * j + 2];
      const reach = Math.abs(z[3 * j]) * box.dx + Math.abs(z[3 * j + 1]) * box.dy;
      if (middle > reach) sign[j] = 1;
      else if (middle < -reach) sign[j] = 0;
      else {
        const side = sideOf(polygon, z[3 * j], z[3 * j + 1], z[3 * j + 2]);
        if (side === 2) cutting.push(j);
        else sign[j] = side;
      }
    }
    let parts = [polygon];
    let codes = [[]];
    for (const j of cutting) {
      const [a, b, c] = [z[3 * j], z[3 * j + 1], z[3 * j + 2]];
      const nextParts = [];
      const nextCodes = [];
      for (let i = 0; i < parts.length; i++) {
        const side = sideOf(parts[i], a, b, c);
        if (side === 2) {
          nextParts.push(keep(parts[i], a, b, c, 1), keep(parts[i], a, b, c, -1));
          nextCodes.push([...codes[i], 1], [...codes[i], 0]);
        } else {
          nextParts.push(parts[i]);
          nextCodes.push([...codes[i], side]);
        }
      }
      parts = nextParts;
      codes = nextCodes;
    }
    if (level + 1 === widths.length) {
      count += parts.length;
      return;
    }
    for (let i = 0; i < parts.length; i++) {
      if (i === 0) {
        for (let c = 0; c < cutting.length; c++) sign[cutting[c]] = codes[0][c];
        product(level);
      } else
        for (let c = 0; c < cutting.length; c++)
          if (codes[i][c] !== sign[cutting[c]]) update(level, cutting[c], (sign[cutting[c]] = codes[i][c]) ? 1 : -1);
      visit(level + 1, parts[i]);
    }
  }

  function product(level) {
    const { b } = hidden[level + 1];
    const out = maps[level + 1];
    const z = maps[level];
    const sign = signs[level];
    const columns = transposed[level + 1];
    const m = b.length;
    for (let j = 0; j < m; j++) {
      out[3 * j] = 0;
      out[3 * j + 1] = 0;
      out[3 * j + 2] = b[j];
    }
    for (let k = 0; k < sign.length; k++) if (sign[k]) axpy(columns, k * m, m, z, k, 1, out);
  }

  function update(level, unit, direction) {
    const m = widths[level + 1];
    axpy(transposed[level + 1], unit * m, m, maps[level], unit, direction, maps[level + 1]);
  }

  visit(0, Float64Array.of(-half, -half, half, -half, half, half, -half, half));
  return count;
}

function axpy(columns, start, m, z, unit, direction, out) {
  const p = direction * z[3 * unit];
  const q = direction * z[3 * unit + 1];
  const c = direction * z[3 * unit + 2];
  for (let j = 0, o = 0; j < m; j++, o += 3) {
    const w = columns[start + j];
    out[o] += w * p;
    out[o + 1] += w * q;
    out[o + 2] += w * c;
  }
}

function boxOf(polygon) {
  let x0 = Infinity;
  let x1 = -Infinity;
  let y0 = Infinity;
  let y1 = -Infinity;
  for (let i = 0; i < polygon.length; i += 2) {
    x0 = Math.min(x0, polygon[i]);
    x1 = Math.max(x1, polygon[i]);
    y0 = Math.min(y0, polygon[i + 1]);
    y1 = Math.max(y1, polygon[i + 1]);
  }
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, dx: (x1 - x0) / 2, dy: (y1 - y0) / 2 };
}

function sideOf(polygon, a, b, c) {
  let above = false;
  let below = false;
  for (let i = 0; i < polygon.length; i += 2) {
    const value = a * polygon[i] + b * polygon[i + 1] + c;
    if (value > 0) above = true;
    else if (value < 0) below = true;
  }
  return above ? (below ? 2 : 1) : 0;
}

const scratch = new Float64Array(4096);

function keep(polygon, a, b, c, side) {
  let n = 0;
  const length = polygon.length;
  let px = polygon[length - 2];
  let py = polygon[length - 1];
  let before = side * (a * px + b * py + c);
  for (let i = 0; i < length; i += 2) {
    const x = polygon[i];
    const y = polygon[i + 1];
    const value = side * (a * x + b * y + c);
    if ((before > 0 && value < 0) || (before < 0 && value > 0)) {
      const t = before / (before - value);
      scratch[n++] = px + t * (x - px);
      scratch[n++] = py + t * (y - py);
    }
    if (value >= 0) {
      scratch[n++] = x;
      scratch[n++] = y;
    }
    px = x;
    py = y;
    before = value;
  }
  return scratch.slice(0, n);
}
