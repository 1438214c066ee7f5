/** The most probable spline codes of a soft code, and codes drawn from it. p(s|x) is the product over the units. */
import type { Random } from '../math/random';
import { f64, i32 } from '../math/typed';
import { settleContests } from '../network/contest';
import { writeEntry } from '../network/entries';
import { type CodeLayout, codeLayout, type GatedLayer, type Network } from '../network/network';
import { pathsOf } from './contest';
import type { SoftLayer, SoftPass } from './pass';

export interface LikelyCode {
  /** Packed, over all gated layers. */
  readonly code: Uint32Array;
  /** ln p(s|x), in nats. */
  readonly logProbability: number;
}

/**
 * The pieces of a unit, or the entrants of a window of a contest, by falling probability; `losses[k]`: how much ln p falls when
 * the k-th is taken in place of the first. `put` writes that to the likeliest code.
 */
interface Ranking {
  readonly losses: readonly number[];
  readonly put: (code: Uint32Array, rank: number) => void;
}

/** So many times as many rankings as are needed are gathered before they are sorted. */
const SPARE = 8;

interface Ranked {
  readonly rankings: Ranking[];
  readonly best: Uint32Array;
  logProbability: number;
  /** As many rankings as are looked at: those whose second choice costs least, and some more until they are sorted. */
  readonly most: number;
  /** What the second choice of a further one has to cost less than. */
  limit: number;
}

/** Choices other than the likeliest, as a list: this one, and those before it. */
interface Choice {
  readonly unit: number;
  readonly rank: number;
  readonly before: Choice | null;
}

interface Candidate {
  readonly loss: number;
  readonly choice: Choice | null;
}

/**
 * The `count` most probable codes, the likeliest first; fewer where fewer have a probability above 0. Units are sorted by
 * what their second choice costs, so that each code has one predecessor that is at least as probable (as in the m smallest sums
 * of sorted lists); of the m best codes none differs in any but the m units of which it costs least. Cost: units + count² (log count).
 * Of codes of equal probability any may come first.
 */
export function likelyCodes(network: Network, { codes }: Pick<SoftPass, 'codes'>, count: number): LikelyCode[] {
  const layout = codeLayout(network);
  const { rankings, best, logProbability } = rank(layout, codes, count);
  const found: LikelyCode[] = [];
  const open: Candidate[] = [{ loss: 0, choice: null }];
  while (found.length < count) {
    const next = open.shift();
    if (!next) break;
    found.push({ code: withChoices(best, rankings, next.choice), logProbability: logProbability - next.loss });
    for (const candidate of successors(next, rankings)) insertSorted(open, candidate, count - found.length);
  }
  return found;
}

function rank(layout: CodeLayout, codes: readonly SoftLayer[], most: number): Ranked {
  const ranked = { rankings: [], best: new Uint32Array(layout.words), logProbability: 0, most, limit: Infinity };
  for (const soft of codes) {
    const gated = layout.gated.find((entry) => entry.layer === soft.layer);
    if (gated && soft.entrants) rankWindows(layout, gated, soft, ranked);
    else if (gated && !soft.reach) rankUnits(gated, soft, ranked);
  }
  keepCheapest(ranked);
  return ranked;
}

/** Sorts what there is by what the second choice costs (of equal ones the earlier stays first), and forgets the rest. */
function keepCheapest(ranked: Ranked): void {
  const { rankings, most } = ranked;
  rankings.sort((a, b) => (a.losses[1] as number) - (b.losses[1] as number));
  if (rankings.length <= most) return;
  rankings.length = most;
  ranked.limit = rankings[most - 1]?.losses[1] ?? Infinity;
}

function rankUnits(gated: GatedLayer, { size, pieces, probabilities }: SoftLayer, ranked: Ranked): void {
  for (let j = 0; j < size; j++) {
    const bit = gated.firstBit + j * gated.bits;
    addRanking(ranked, probabilities.subarray(j * pieces, (j + 1) * pieces), (code, piece) =>
      writeEntry(code, 0, bit, gated.bits, piece),
    );
  }
}

/** One choice a window: who wins. The matches on the winner's way have their side, all others piece 0. */
function rankWindows(layout: CodeLayout, gated: GatedLayer, soft: SoftLayer, ranked: Ranked): void {
  const { starts, matches, sides } = pathsOf(layout, gated);
  const { entrants, windows } = soft as Required<SoftLayer>;
  const bitOf = (match: number): number => {
    const own = layout.gated.find(({ firstUnit, size }) => match < firstUnit + size) as GatedLayer;
    return own.firstBit + (match - own.firstUnit) * own.bits;
  };
  const bits = Int32Array.from(matches, bitOf);
  for (let w = 0; w + 1 < windows.length; w++) {
    const [from, to] = [windows[w] as number, windows[w + 1] as number];
    addRanking(ranked, entrants.subarray(from, to), (code, winner) => {
      for (let i = i32(starts, from); i < i32(starts, to); i++) writeEntry(code, 0, i32(bits, i), 1, 0);
      for (let i = i32(starts, from + winner); i < i32(starts, from + winner + 1); i++)
        writeEntry(code, 0, i32(bits, i), 1, sides[i] as number);
    });
  }
}

function addRanking(ranked: Ranked, p: Float64Array, put: (code: Uint32Array, choice: number) => void): void {
  let [first, second] = [-1, -1];
  for (let r = 0; r < p.length; r++)
    if (first < 0 || f64(p, r) > f64(p, first)) [first, second] = [r, first];
    else if (second < 0 || f64(p, r) > f64(p, second)) second = r;
  const largest = Math.log(f64(p, first));
  ranked.logProbability += largest;
  put(ranked.best, first);
  if (second < 0 || f64(p, second) === 0 || !(largest - Math.log(f64(p, second)) < ranked.limit)) return;
  const order = Array.from(p.keys()).sort((a, b) => f64(p, b) - f64(p, a) || a - b);
  const likely = order.filter((r) => f64(p, r) > 0);
  const losses = likely.map((r) => largest - Math.log(f64(p, r)));
  ranked.rankings.push({ losses, put: (code, place) => put(code, likely[place] as number) });
  if (ranked.rankings.length >= SPARE * ranked.most) keepCheapest(ranked);
}

/** The codes whose predecessor this one is: the last unit one choice on; the next unit as well; the next in place of it. */
function* successors({ loss, choice }: Candidate, rankings: readonly Ranking[]): Generator<Candidate> {
  const at = choice?.unit ?? -1;
  const next = rankings[at + 1];
  if (choice) {
    const losses = rankings[at]?.losses ?? [];
    const further = losses[choice.rank + 1];
    const own = losses[choice.rank] as number;
    if (further !== undefined) yield { loss: loss - own + further, choice: { ...choice, rank: choice.rank + 1 } };
    if (next && choice.rank === 1)
      yield { loss: loss - own + (next.losses[1] as number), choice: { unit: at + 1, rank: 1, before: choice.before } };
  }
  if (next) yield { loss: loss + (next.losses[1] as number), choice: { unit: at + 1, rank: 1, before: choice } };
}

/** Keeps the `most` least losses in order. */
function insertSorted(open: Candidate[], candidate: Candidate, most: number): void {
  let at = open.length;
  while (at > 0 && (open[at - 1] as Candidate).loss > candidate.loss) at--;
  if (at >= most) return;
  open.splice(at, 0, candidate);
  if (open.length > most) open.length = most;
}

function withChoices(best: Uint32Array, rankings: readonly Ranking[], choice: Choice | null): Uint32Array {
  const code = best.slice();
  for (let at = choice; at; at = at.before) (rankings[at.unit] as Ranking).put(code, at.rank);
  return code;
}

/** A code drawn from p(s|x): each unit's piece by its probability. Packed. */
export function drawCode(network: Network, { codes }: Pick<SoftPass, 'codes'>, random: Random): Uint32Array {
  const layout = codeLayout(network);
  const code = new Uint32Array(layout.words);
  for (const { layer, size, pieces, probabilities } of codes) {
    const gated = layout.gated.find((entry) => entry.layer === layer);
    if (!gated) continue;
    for (let j = 0; j < size; j++) {
      let left = random.uniform();
      let piece = 0;
      while (piece < pieces - 1 && left >= f64(probabilities, j * pieces + piece))
        left -= f64(probabilities, j * pieces + piece++);
      if (piece > 0) writeEntry(code, 0, gated.firstBit + j * gated.bits, gated.bits, piece);
    }
  }
  settleContests(layout, code);
  return code;
}
