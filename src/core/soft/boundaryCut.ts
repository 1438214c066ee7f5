/** How wide a soft boundary is: the entropy of the code along the straight way across it. */
import { addScaled, dot, norm } from '../math/vectors';
import { type Boundary, gradientOf } from '../network/boundaryGradient';
import { layerPieces } from '../network/held';
import { gatesAt } from '../network/localMap';
import type { Layer, Network } from '../network/network';
import { metric, type Slice } from '../slice/slice';
import { boundaryWidth } from './gaps';
import { gateScale, type LayerGate } from './gate';
import { codeEntropy, type SoftLayer, softPass } from './pass';
import type { Softness } from './softness';

/** Entropies in nats at places of the cut; places are lengths in R^d from the point, rising, positive where z rises. */
export interface BoundaryCut {
  readonly places: Float64Array;
  /** Of the unit's own code. */
  readonly unit: Float64Array;
  /** Of the whole code. */
  readonly all: Float64Array;
  /** Where the hard network's boundary is, under the point's own code. */
  readonly hard: number;
  /** The place nearest to it where the soft network's z is the threshold; null where there is none in reach. */
  readonly centre: number | null;
  /** Where the unit's entropy falls to half of what it is at the centre, on both sides; null where it does not in reach. */
  readonly half: readonly [number, number] | null;
  /** ‖∇z‖ within the slice under the point's own hard code. */
  readonly steepness: number;
  /** The gate's width in z by that steepness: exact for a unit of layer 1 whose thresholds lie apart. */
  readonly expected: number;
  /** η of the unit's gate. */
  readonly eta: number;
}

export interface CutRequest {
  readonly x: Float64Array;
  readonly slice: Slice;
  /** Pre-activations of the hard network at x. */
  readonly preActivations: readonly Float64Array[];
  /** The boundary that is cut across. */
  readonly boundary: Boundary;
  /** The largest length that is looked at, on either side; above 0. */
  readonly reach: number;
}

const UNIFORM = 160;
const CLOSE = 80;
/** Bisections of a bracket: to float64's last bits. */
const HALVINGS = 60;
/** First step away from the centre, as a share of the expected width, and how steps grow. */
const [FIRST_STEP, GROWTH] = [1 / 16, 1.2];

/** z, entropies at one place. */
type Look = (place: number) => { readonly z: number; readonly unit: number; readonly all: number };

/**
 * The cut through x along the normal of a unit's boundary, within the slice. Null where the unit's z does not change within
 * the slice, or its layer has no gate. With a hard gate all entropies of the unit are 0, and with η = 0 they are ln R
 * everywhere: neither has halves. Cost: some 400 soft forward passes.
 */
export function boundaryCut(network: Network, gates: Softness, request: CutRequest): BoundaryCut | null {
  const { boundary, x, reach } = request;
  const gate = gates[boundary.layer - 1];
  const normal = normalInSlice(network, request);
  if (!gate || !normal) return null;
  const { direction, steepness } = normal;
  const z = (request.preActivations[boundary.layer - 1] as Float64Array)[boundary.unit] as number;
  const hard = (boundary.threshold - z) / steepness;
  const expected = widthInZ(network.layers[boundary.layer - 1] as Layer, gate, boundary.threshold) / steepness;
  const look: Look = (place) => {
    const moved = x.slice();
    addScaled(moved, place, direction);
    const pass = softPass(network, gates, moved);
    const layer = pass.codes.find((one) => one.layer === boundary.layer) as SoftLayer;
    return {
      z: (pass.preActivations[boundary.layer - 1] as Float64Array)[boundary.unit] as number,
      unit: layer.entropies[boundary.unit] as number,
      all: codeEntropy(pass).total,
    };
  };
  const window = windowOf(hard, expected, reach);
  const centre = centreNear(look, boundary.threshold, hard, window);
  const half = centre === null ? null : halves(look, centre, expected, reach);
  const places = placesOf(window, centre, expected);
  const looks = Array.from(places, look);
  return {
    places,
    unit: Float64Array.from(looks, ({ unit }) => unit),
    all: Float64Array.from(looks, ({ all }) => all),
    hard,
    centre,
    half,
    steepness,
    expected,
    eta: gate.eta,
  };
}

/** The unit vector of R^d along which z rises fastest within the slice, and how fast. */
function normalInSlice(
  network: Network,
  { slice, preActivations, boundary }: CutRequest,
): { readonly direction: Float64Array; readonly steepness: number } | null {
  const gradient = gradientOf(network, gatesAt(network, preActivations), boundary);
  const direction = new Float64Array(gradient.length);
  if (network.inputSize === 1) direction[0] = Math.sign(gradient[0] as number);
  else {
    const { g11, g12, g22 } = metric(slice);
    const det = g11 * g22 - g12 * g12;
    const [a, b] = [dot(gradient, slice.e1), dot(gradient, slice.e2)];
    addScaled(direction, (g22 * a - g12 * b) / det, slice.e1);
    addScaled(direction, (g11 * b - g12 * a) / det, slice.e2);
  }
  const length = norm(direction);
  if (!(length > 0)) return null;
  for (let k = 0; k < direction.length; k++) direction[k] = (direction[k] as number) / length;
  const steepness = dot(gradient, direction);
  return steepness > 0 ? { direction, steepness } : null;
}

function widthInZ(layer: Layer, gate: LayerGate, threshold: number): number {
  const f = layerPieces(layer);
  const scale = gateScale(f, Math.max(0, f.thresholds.indexOf(threshold)));
  return scale > 0 ? boundaryWidth(gate, scale) : Infinity;
}

/** From the point to well beyond the boundary, within reach where the width is large. */
function windowOf(hard: number, expected: number, reach: number): readonly [number, number] {
  const least = Math.abs(hard) / 4 || reach / 50;
  const aside = Math.min(reach, Math.max(2.5 * expected, least));
  const [from, to] = [Math.min(0, hard - aside), Math.max(0, hard + aside)];
  const margin = (to - from) / 25;
  return [from - margin, to + margin];
}

/** The zero of z − threshold that is nearest to `hard`: the first change of sign on either side, then bisection. */
function centreNear(look: Look, threshold: number, hard: number, [from, to]: readonly [number, number]): number | null {
  const above = (place: number): boolean => look(place).z >= threshold;
  const step = (to - from) / UNIFORM;
  const start = above(hard);
  let [right, left] = [hard, hard];
  for (let k = 1; k <= UNIFORM; k++) {
    const [up, down] = [hard + k * step, hard - k * step];
    if (up <= to + step && above(up) !== start) return bisect((place) => above(place) === start, right, up);
    if (down >= from - step && above(down) !== start) return bisect((place) => above(place) === start, left, down);
    [right, left] = [up, down];
  }
  return null;
}

/** Where `holds`, true at `inside` and false at `outside`, ends. */
function bisect(holds: (place: number) => boolean, inside: number, outside: number): number {
  let [a, b] = [inside, outside];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (a + b) / 2;
    if (middle === a || middle === b) break;
    if (holds(middle)) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

function halves(look: Look, centre: number, expected: number, reach: number): readonly [number, number] | null {
  const level = look(centre).unit / 2;
  if (!(level > 0) || !(expected > 0 && expected < Infinity)) return null;
  const above = (place: number): boolean => look(place).unit > level;
  const side = (sign: 1 | -1): number | null => {
    let inside = centre;
    for (let step = expected * FIRST_STEP; step <= 2 * reach; step *= GROWTH) {
      const place = centre + sign * step;
      if (!above(place)) return bisect(above, inside, place);
      inside = place;
    }
    return null;
  };
  const [left, right] = [side(-1), side(1)];
  return left === null || right === null ? null : [left, right];
}

/** Even places over the window, and closer ones about the centre. */
function placesOf([from, to]: readonly [number, number], centre: number | null, expected: number): Float64Array {
  const places = Array.from({ length: UNIFORM + 1 }, (_, i) => from + ((to - from) * i) / UNIFORM);
  places.push(0);
  if (centre !== null && expected > 0 && expected < to - from)
    for (let i = 0; i <= CLOSE; i++) places.push(centre + 3 * expected * (i / CLOSE - 0.5));
  return Float64Array.from(places.filter((place) => place >= from && place <= to)).sort();
}
