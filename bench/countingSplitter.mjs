/**
 * The yardstick: how fast can plain JavaScript merely count the polytopes of a dense ReLU network on a square, keeping
 * nothing? Polygons are split depth first, layer by layer; inside one polytope of the layers before, the next layer's
 * map follows from the part before by rank-1 updates. No shared vertices, edges, codes, areas or tolerance.
 */
export function countPolytopes(layers, half = 1) {
  const splitter = new Splitter(layers.slice(0, -1));
  splitter.visit(0, Float64Array.of(-half, -half, half, -half, half, half, -half, half));
  return splitter.count;
}

class Splitter {
  count = 0;

  constructor(hidden) {
    this.biases = hidden.map((layer) => layer.b);
    this.widths = hidden.map((layer) => layer.b.length);
    this.columns = hidden.map(({ W, b }) => transposed(W, b.length));
    this.signs = this.widths.map((n) => new Uint8Array(n));
    // Three numbers a unit: the gradient and the value at 0.
    this.maps = this.widths.map((n) => new Float64Array(3 * n));
    const [{ W, b }] = hidden;
    for (let j = 0; j < b.length; j++) this.maps[0].set([W[2 * j], W[2 * j + 1], b[j]], 3 * j);
  }

  visit(level, polygon) {
    const cutting = this.cuttingUnits(level, polygon);
    const { parts, codes } = this.split(level, polygon, cutting);
    if (level + 1 === this.widths.length) {
      this.count += parts.length;
      return;
    }
    const sign = this.signs[level];
    for (let i = 0; i < parts.length; i++) {
      for (let c = 0; c < cutting.length; c++) {
        const unit = cutting[c];
        const now = codes[i][c];
        if (i > 0 && now !== sign[unit]) this.addTerm(level, unit, now ? 1 : -1);
        sign[unit] = now;
      }
      if (i === 0) this.product(level);
      this.visit(level + 1, parts[i]);
    }
  }

  /** Units whose line cuts the polygon; sets the signs of all others. */
  cuttingUnits(level, polygon) {
    const z = this.maps[level];
    const sign = this.signs[level];
    const box = boxOf(polygon);
    const cutting = [];
    for (let j = 0; j < sign.length; j++) {
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
    return cutting;
  }

  /** Parts of the polygon, and for each the signs of the cutting units. */
  split(level, polygon, cutting) {
    const z = this.maps[level];
    const parts = [polygon];
    const codes = [new Uint8Array(cutting.length)];
    for (let k = 0; k < cutting.length; k++) {
      const j = cutting[k];
      const a = z[3 * j];
      const b = z[3 * j + 1];
      const c = z[3 * j + 2];
      for (let i = parts.length - 1; i >= 0; i--) {
        const part = parts[i];
        const side = sideOf(part, a, b, c);
        codes[i][k] = side === 2 ? 1 : side;
        if (side !== 2) continue;
        parts[i] = keep(part, a, b, c);
        parts.push(keep(part, -a, -b, -c));
        const code = codes[i].slice();
        code[k] = 0;
        codes.push(code);
      }
    }
    return { parts, codes };
  }

  /** The next level's map in full. */
  product(level) {
    const out = this.maps[level + 1];
    const b = this.biases[level + 1];
    const sign = this.signs[level];
    out.fill(0);
    for (let j = 0; j < b.length; j++) out[3 * j + 2] = b[j];
    for (let k = 0; k < sign.length; k++) if (sign[k]) this.addTerm(level, k, 1);
  }

  /** Adds direction × W[:, unit] ⊗ z_unit to the next level's map. */
  addTerm(level, unit, direction) {
    const out = this.maps[level + 1];
    const columns = this.columns[level + 1];
    const z = this.maps[level];
    const p = direction * z[3 * unit];
    const q = direction * z[3 * unit + 1];
    const c = direction * z[3 * unit + 2];
    const m = this.widths[level + 1];
    for (let j = 0, o = 0, at = unit * m; j < m; j++, o += 3, at++) {
      const w = columns[at];
      out[o] += w * p;
      out[o + 1] += w * q;
      out[o + 2] += w * c;
    }
  }
}

/** Column after column of a row-major matrix with `rows` rows. */
function transposed(W, rows) {
  const cols = W.length / rows;
  return W.map((_, i) => W[(i % rows) * cols + Math.floor(i / rows)]);
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

/** The part of a polygon where a·x + b·y + c ≥ 0. */
function keep(polygon, a, b, c) {
  let n = 0;
  const { length } = polygon;
  let px = polygon[length - 2];
  let py = polygon[length - 1];
  let before = a * px + b * py + c;
  for (let i = 0; i < length; i += 2) {
    const x = polygon[i];
    const y = polygon[i + 1];
    const value = a * x + b * y + c;
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
