/** What lies across a facet, told by passes: no map is written out. */
import type { Random } from '../../math/random';
import { f64 } from '../../math/typed';
import { dot, norm } from '../../math/vectors';
import { affineOp } from '../../network/affine';
import { codeOf } from '../../network/code';
import { preActivations } from '../../network/forward';
import { forwardCost, LONG_PASS } from '../../network/forwardCost';
import { type Gates, gatesOf } from '../../network/localMap';
import { codeLayout, type Layer } from '../../network/network';
import { type Neighbour, sameUnits } from '../neighbour';
import { changedUnits, type FacetPlace, type Landing, type Steps, stepAcross } from '../stepAcross';
import { moved, type PassBody } from './body';
import { FixedGates } from './fixedGates';

/** How often the step across is halved where more has changed than the facet's units. */
const HALVINGS = 6;

/** What rounding may leave of ΔA − u vᵀ. */
const MOST_REST = 1e-9;

/**
 * The polytope across a facet. `rankResidual` is of ΔA along one random direction, `continuity` relative to the values at the
 * witness. Null where float64 cannot step across, or (in large networks) the units that change are not those predicted. Cost: some
 * ten passes; yields between them.
 */
export function* neighbourByPasses(
  body: PassBody,
  place: FacetPlace,
  gradient: Float64Array,
  random: Random,
): Steps<Neighbour | null> {
  const { network, code } = body;
  const landed = yield* asPredicted(body, place);
  const found = landed && (yield* described(body, place, landed, gradient, random));
  if ((found && found.rankResidual <= MOST_REST) || forwardCost(network) > LONG_PASS) return found;
  // Units that are constant over there may have been given the piece of their rounding: there they are settled.
  const settled = yield* stepAcross({ network, code }, place, body.count);
  return settled && (yield* described(body, place, settled, gradient, random));
}

function* described(
  body: PassBody,
  place: FacetPlace,
  landed: Landing,
  gradient: Float64Array,
  random: Random,
): Steps<Neighbour> {
  const { network, code } = body;
  const depth = network.layers.length;
  const [before, after] = [code, landed.code].map(
    (one) => new FixedGates(network, one === code ? body.fixed.gates : gatesOf(network, one), depth, body.count),
  ) as [FixedGates, FixedGates];
  function* along(direction: Float64Array): Steps<readonly [Float64Array, Float64Array]> {
    const here = outputSlopes(before, direction);
    yield;
    const there = outputSlopes(after, direction);
    yield;
    return [here, there];
  }
  const predicted = sameUnits(landed.units, place.units);
  const single = predicted && place.units.length === 1;
  const probe = Float64Array.from(place.normal, () => random.normal());
  const [here, there] = yield* along(probe);
  const restOf = ({ u, v }: Pick<Neighbour, 'u' | 'v'>): number => {
    const share = dot(v, probe);
    const rest = norm(there.map((value, k) => value - f64(here, k) - share * f64(u, k)));
    return rest / (norm(here) + norm(there) || 1);
  };
  let change = single ? factors(body, place, landed.code, gradient) : null;
  yield;
  // A match between constants on this side may change with the unit: then what the unit does under these gates is not all.
  if (!change || restOf(change) > MOST_REST) change = ofNormal(yield* along(place.normal), place.normal);
  const one = before.output(before.values(place.witness));
  yield;
  const other = after.output(after.values(place.witness));
  yield;
  const jump = one.reduce((most, value, k) => Math.max(most, Math.abs(value - f64(other, k))), 0);
  return {
    code: landed.code,
    units: landed.units.map(({ layer, unit }) => ({ layer, unit })),
    asPredicted: predicted,
    point: landed.point,
    ...change,
    rankResidual: restOf(change),
    continuity: jump / (norm(one) + 1),
  };
}

/** The first of ever nearer points behind the witness where the facet's units have changed and no others. */
function* asPredicted(
  { network, code, count }: PassBody,
  { witness, normal, margin, units }: FacetPlace,
): Steps<Landing | null> {
  let step = Number.isFinite(margin) ? margin / 2 : 1 + norm(witness);
  for (let i = 0; i < HALVINGS; i++, step /= 2) {
    const point = moved(witness, normal, step);
    const there = codeOf(codeLayout(network), preActivations(network, point));
    count.taken++;
    yield;
    const changed = changedUnits(network, code, there);
    if (changed.every(({ pieces }) => pieces === 1) && sameUnits(changed, units))
      return { code: there, point, units: changed };
  }
  return null;
}

function outputSlopes(side: FixedGates, direction: Float64Array): Float64Array {
  const last = side.network.layers.length - 1;
  const slopes = side.slopesOf(last);
  return (side.slopes(direction)[last] as Float64Array).map((value, j) => value * f64(slopes, j));
}

/** Of one unit: u is what its change of slope does to the outputs, v = ∇z, outwards; their product is ΔA. */
function factors(
  body: PassBody,
  { units }: FacetPlace,
  after: Uint32Array,
  gradient: Float64Array,
): Pick<Neighbour, 'u' | 'v'> {
  const { network, fixed, count } = body;
  count.taken++;
  const [{ layer, unit, step }] = units as [FacetPlace['units'][number]];
  const there = gatesOf(network, after)[layer - 1] as Gates;
  let column = new Float64Array((network.layers[layer - 1] as Layer).outputSize);
  column[unit] = f64(there.slopes, unit) - f64(fixed.slopesOf(layer - 1), unit);
  for (let index = layer; index < network.layers.length; index++) {
    const next = new Float64Array((network.layers[index] as Layer).outputSize);
    affineOp(network.layers[index] as Layer).applyRows(column, 1, null, next);
    const slopes = fixed.slopesOf(index);
    column = next.map((value, j) => value * f64(slopes, j));
  }
  // Outwards z grows where the step is up: also that of a match, the second one's value less the first one's.
  return { u: column, v: step > 0 ? gradient : gradient.map((value) => -value) };
}

/** Of several units on one hyperplane: v is its unit normal and u = ΔA v. */
const ofNormal = (
  [here, there]: readonly [Float64Array, Float64Array],
  normal: Float64Array,
): Pick<Neighbour, 'u' | 'v'> => ({ u: there.map((value, k) => value - f64(here, k)), v: normal });
