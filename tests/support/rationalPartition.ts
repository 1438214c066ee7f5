import type { DenseLayer, Network, PiecewiseLinear } from '../../src/core/network';
import { layerPieces } from '../../src/core/network/held';
import type { PartitionOptions } from '../../src/core/partition/complex';
import type { Polygon, Slice } from '../../src/core/slice/slice';
import { denseLayersOf } from './denseLayers';
import { commonBits, type Form, isConstant, scaled, signOf } from './rational';
import { cutPolygon, type ExactPolygon, exactPolygon, polygonArea, polygonWidth } from './rationalPolygon';

/** A face: its exact polygon, the piece of every unit of each gated layer, its class when decisions were asked for. */
export interface ExactFace {
  readonly polygon: ExactPolygon;
  readonly entries: readonly (readonly number[])[];
  readonly winner: number | null;
  /** In slice coordinates (times the metric's area scale: that of R^d). */
  readonly area: number;
  readonly width: number;
}

/** Affine functions with one common scale: values are forms / 2^bits. */
interface Forms {
  readonly forms: readonly Form[];
  readonly bits: number;
}

interface Cell {
  readonly polygon: ExactPolygon;
  readonly entries: readonly (readonly number[])[];
  readonly values: Forms;
}

function inputForms({ origin, e1, e2 }: Slice): Forms {
  const bits = commonBits([...origin, ...e1, ...e2]);
  const forms = Array.from(origin, (o, i) => ({
    a: scaled(e1[i] as number, bits),
    b: scaled(e2[i] as number, bits),
    c: scaled(o, bits),
  }));
  return { forms, bits };
}

/** W h + b, exactly. */
function applyLayer(layer: DenseLayer, h: Forms): Forms {
  const weightBits = commonBits([...layer.weights, ...layer.bias]);
  const forms = Array.from(layer.bias, (bias, row) => {
    let [a, b] = [0n, 0n];
    let c = scaled(bias, weightBits) << BigInt(h.bits);
    h.forms.forEach((form, column) => {
      const weight = scaled(layer.weights[row * layer.inputSize + column] as number, weightBits);
      a += weight * form.a;
      b += weight * form.b;
      c += weight * form.c;
    });
    return { a, b, c };
  });
  return { forms, bits: h.bits + weightBits };
}

/** The form minus a number; the result's scale is positive but another. */
function minus(form: Form, bits: number, value: number): Form {
  const valueBits = commonBits([value]);
  const up = BigInt(valueBits);
  return { a: form.a << up, b: form.b << up, c: (form.c << up) - (scaled(value, valueBits) << BigInt(bits)) };
}

function activate(pieces: readonly number[], f: PiecewiseLinear, z: Forms): Forms {
  const pieceBits = commonBits([...f.slopes, ...f.offsets]);
  const forms = z.forms.map(({ a, b, c }, unit) => {
    const slope = scaled(f.slopes[pieces[unit] as number] as number, pieceBits);
    const offset = scaled(f.offsets[pieces[unit] as number] as number, pieceBits) << BigInt(z.bits);
    return { a: slope * a, b: slope * b, c: slope * c + offset };
  });
  return { forms, bits: z.bits + pieceBits };
}

/** Both sides of `form` = 0; where the form is 0 everywhere, all goes to the side that `tie` names. */
function sides(polygon: ExactPolygon, form: Form, tie: 'below' | 'above'): ReturnType<typeof cutPolygon> {
  if (!isConstant(form)) return cutPolygon(polygon, form);
  const sign = signOf(form.c);
  const above = sign === 0 ? tie === 'above' : sign > 0;
  return { below: above ? null : polygon, above: above ? polygon : null };
}

interface Part {
  readonly polygon: ExactPolygon;
  readonly pieces: readonly number[];
}

function cutByUnit(part: Part, form: Form, bits: number, f: PiecewiseLinear): Part[] {
  const parts: Part[] = [];
  let rest: ExactPolygon | null = part.polygon;
  for (let r = 0; r < f.thresholds.length && rest; r++) {
    const cut: ReturnType<typeof cutPolygon> = sides(rest, minus(form, bits, f.thresholds[r] as number), f.atThreshold);
    if (cut.below) parts.push({ polygon: cut.below, pieces: [...part.pieces, r] });
    rest = cut.above;
  }
  if (rest) parts.push({ polygon: rest, pieces: [...part.pieces, f.thresholds.length] });
  return parts;
}

function cutByLayer(cell: Cell, layer: DenseLayer): Cell[] {
  const f = layerPieces(layer);
  const z = applyLayer(layer, cell.values);
  let parts: Part[] = [{ polygon: cell.polygon, pieces: [] }];
  for (const [unit, form] of z.forms.entries()) {
    const held = layer.held?.[unit] ?? -1;
    parts =
      held >= 0
        ? parts.map((part) => ({ ...part, pieces: [...part.pieces, held] }))
        : parts.flatMap((part) => cutByUnit(part, form, z.bits, f));
  }
  return parts.map(({ polygon, pieces }) => ({
    polygon,
    entries: f.thresholds.length > 0 ? [...cell.entries, pieces] : cell.entries,
    values: activate(pieces, f, z),
  }));
}

const difference = (s: Form, t: Form): Form => ({ a: s.a - t.a, b: s.b - t.b, c: s.c - t.c });

/** The part of a cell in which output `winner` is the arg-max, ties to the lowest index. */
function whereWins(cell: Cell, winner: number): ExactPolygon | null {
  const { forms } = cell.values;
  let polygon: ExactPolygon | null = cell.polygon;
  for (let other = 0; other < forms.length && polygon; other++) {
    if (other === winner) continue;
    const gap = difference(forms[winner] as Form, forms[other] as Form);
    polygon = sides(polygon, gap, other < winner ? 'below' : 'above').above;
  }
  return polygon;
}

function cutByDecision(cell: Cell, threshold: number): { polygon: ExactPolygon; winner: number }[] {
  const { forms, bits } = cell.values;
  const only = forms[0] as Form;
  const parts =
    forms.length === 1
      ? Object.values(sides(cell.polygon, minus(only, bits, threshold), 'below'))
      : forms.map((_, winner) => whereWins(cell, winner));
  return parts.flatMap((polygon, winner) => (polygon ? [{ polygon, winner }] : []));
}

/**
 * The faces of the partition in exact arithmetic: float64 weights, slice and domain taken as the rationals that they
 * are. Cuts face by face, unit by unit, threshold by threshold; slow, and simple enough to be read at a glance.
 */
export function exactFaces(
  network: Network,
  slice: Slice,
  domain: Polygon,
  options: PartitionOptions = {},
): ExactFace[] {
  let cells: Cell[] = [{ polygon: exactPolygon(domain), entries: [], values: inputForms(slice) }];
  for (const layer of denseLayersOf(network).slice(0, options.upToLayer ?? network.layers.length))
    cells = cells.flatMap((cell) => cutByLayer(cell, layer));
  return cells.flatMap((cell) => {
    const { decision } = options;
    const parts = decision ? cutByDecision(cell, decision.threshold ?? 0) : [{ polygon: cell.polygon, winner: null }];
    return parts.map(({ polygon, winner }) => ({
      polygon,
      entries: cell.entries,
      winner,
      area: polygonArea(polygon),
      width: polygonWidth(polygon),
    }));
  });
}
