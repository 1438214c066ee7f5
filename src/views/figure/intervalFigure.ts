/** The graph of a network with one input as it is seen, as a figure: curves, kinks, data, and the pieces' colours below. */
import { intervalMarks } from '../../core/figure/intervalMarks';
import type { Figure, Mark } from '../../core/figure/marks';
import { codeText } from '../../core/network/codeText';
import type { IntervalComplex } from '../../core/partition/intervalComplex';
import type { DataSet, LensStore, Point2 } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import {
  type GraphScales,
  graphScales,
  type KinkStyles,
  kinkStyles,
  pieceAt,
  pieceColours,
  STRIP,
  unitsAtKink,
  valueAt,
  visibleInputs,
  visiblePiece,
} from '../interval/intervalGraph';
import { pinnedOnGraph } from '../interval/intervalReadout';
import { curvePoints, GRAPH_WORDS, type SoftCurve, shownInputs, softCurve, softGates } from '../interval/softCurve';
import { gatedUnitName, inputName, outputNames } from '../names';
import { targetColours } from '../slice/dataLayer';
import { pixelsPerUnit } from '../slice/viewport';
import { figureColours } from './figureColours';
import { hex, hexAt } from './figureTheme';
import { type Frame, framedFigure } from './frame';
import { pointMarks } from './handleMarks';
import { legendMarks } from './legendMarks';
import { pinMarks } from './pinMarks';

/** More kinks than these have smaller dots. */
const MANY = 150;

interface View {
  readonly store: LensStore;
  readonly interval: IntervalComplex;
  readonly frame: Frame;
  /** In the figure's units. */
  readonly scales: GraphScales;
}

function curveMarks({ store: { session }, interval, frame, scales }: View, kinks: KinkStyles): readonly Mark[] {
  const { vertices, values, layout, codes } = interval;
  const { theme } = frame;
  const rows = values.length / vertices.length;
  const colourOf = (row: number): string => hex(rows === 1 ? theme.ink : theme.palette.classInk(row));
  const seen = vertices.filter((x) => x >= scales.from && x <= scales.to).length;
  const isKink = (vertex: number): boolean => vertex > 0 && vertex + 1 < vertices.length && !kinks.hidden[vertex];
  const names = outputNames(session.network, session.data);
  return intervalMarks(interval, {
    ...scales,
    stroke: (row) => ({ colour: colourOf(row), width: 1.75 }),
    dot: {
      radius: seen > MANY ? 1.4 : 2.6,
      fill: (_, kink) => hex(kinks.inks[kink] ?? theme.paper),
      ring: 1.25,
      at: isKink,
    },
    title(vertex, row) {
      const units = unitsAtKink(interval, vertex).map((unit) => gatedUnitName(layout, unit));
      const value = formatNumber(values[row * vertices.length + vertex] as number, 6);
      const place = `${names[row] ?? row} = ${value} at ${formatNumber(vertices[vertex] as number, 6)}`;
      const code = vertex + 1 < vertices.length ? [codeText(layout, codes, vertex).join(' ')] : [];
      return [place, ...(units.length > 0 ? [`kink of ${units.join(' ')}`] : []), ...code].join('\n');
    },
  });
}

/** The softened network's graph, and which of the two is exact. */
function softMarks({ frame: { theme, x, y }, scales }: View, soft: SoftCurve | null): readonly Mark[] {
  if (!soft) return [];
  const rows = soft.values.length / soft.inputs.length;
  const colourOf = (row: number): string => hex(theme.palette.classInk(rows === 1 ? 1 : row));
  const curves = Array.from({ length: rows }, (_, row): Mark => {
    const stroke = { colour: colourOf(row), width: 2.25, opacity: rows === 1 ? 1 : 0.6 };
    const title = rows === 1 ? GRAPH_WORDS.soft : `output ${row}, ${GRAPH_WORDS.soft}`;
    return { kind: 'outline', title, points: curvePoints(soft, row, scales), closed: false, stroke };
  });
  const words = (text: string, line: number, colour: string): Mark => ({
    kind: 'text',
    x: x + 10,
    y: y + 20 + 16 * line,
    text,
    size: 11,
    colour,
    anchor: 'start',
    mono: true,
  });
  return [...curves, words(GRAPH_WORDS.hard, 0, hex(theme.ink)), words(GRAPH_WORDS.soft, 1, colourOf(0))];
}

/** The pieces in their colours, along the lower edge of the pane. */
function stripMarks({ store: { lens, session }, interval, frame, scales }: View, rgba: Uint8Array): readonly Mark[] {
  const top = frame.y + frame.pane.height - STRIP;
  const selected = pieceAt(interval.vertices, lens.point[0]);
  const ends: number[] = [];
  const boxes = Array.from({ length: interval.vertices.length - 1 }, (_, piece): readonly Mark[] => {
    const seen = visiblePiece(interval.vertices, piece, scales.from, scales.to);
    if (!seen) return [];
    const [x0, x1] = [scales.x(seen[0]), scales.x(seen[1])];
    if (x1 - x0 > 5) ends.push(x1, top, x1, top + STRIP);
    return [{ kind: 'box', x: x0, y: top, width: x1 - x0, height: STRIP, fill: hexAt(rgba, piece) }];
  }).flat();
  const seen = selected < 0 ? null : visiblePiece(interval.vertices, selected, scales.from, scales.to);
  const ink = hex(frame.theme.ink);
  const between: Mark = {
    kind: 'lines',
    title: 'pieces',
    segments: ends,
    stroke: { colour: ink, width: 1, opacity: 0.45 },
  };
  if (!seen || session.inspection === null) return [...boxes, between];
  const [x, width] = [scales.x(seen[0]), scales.x(seen[1]) - scales.x(seen[0])];
  const stroke = { colour: ink, width: 2 };
  return [...boxes, between, { kind: 'box', x, y: top + 1, width, height: STRIP - 2, fill: 'none', stroke }];
}

function dataMarks(data: DataSet | null, { frame, scales }: View): readonly Mark[] {
  if (!data) return [];
  const { theme, pane, y } = frame;
  const regression = data.task === 'regression';
  const colourOf = targetColours(data, theme);
  const seen = Array.from({ length: data.count }, (_, i) => i).filter((i) => {
    const x = data.inputs[i] as number;
    return x >= scales.from && x <= scales.to;
  });
  return [
    {
      kind: 'dots',
      at: seen.flatMap((i) => [
        scales.x(data.inputs[i] as number),
        regression ? scales.y(data.targets[i] as number) : y + pane.height - STRIP - 10,
      ]),
      radius: 2.4,
      fills: seen.map((i) => hex(regression ? theme.palette.classInk(0) : colourOf(i))),
      ring: { colour: hex(theme.paper), width: 1 },
    },
  ];
}

/** Where on the curve an input lies; on the strip where there is no curve. */
const onCurve =
  ({ interval, frame, scales }: View) =>
  ([x]: Point2): Point2 => {
    const value = valueAt(interval, 0, x);
    return [scales.x(x), Number.isNaN(value) ? frame.y + frame.pane.height - STRIP / 2 : scales.y(value)];
  };

function pinnedMarks(view: View): readonly Mark[] {
  const { store, frame } = view;
  const k = pixelsPerUnit(store.lens.viewport, frame.pane);
  return pinMarks(store.lens.pins, frame, onCurve(view), (at) => pinnedOnGraph(store, at, k));
}

/** Null while there is no partition. */
export function intervalFigure(store: LensStore, frame: Frame): Figure | null {
  const { lens, session } = store;
  const { result } = session;
  const interval = result?.interval;
  if (!result || !interval) return null;
  const { pane, theme } = frame;
  const data = lens.showData && session.data?.inputSize === 1 ? session.data : null;
  const gates = softGates(lens, result);
  const ends = shownInputs(interval, visibleInputs(lens.viewport, pane));
  const soft = gates && ends && softCurve(result.network, gates, result.slice, ends, pane.width);
  const own = graphScales(interval, data, lens.viewport, pane, soft);
  const scales = {
    ...own,
    x: (input: number) => frame.x + own.x(input),
    y: (output: number) => frame.y + own.y(output),
  };
  const view: View = { store, interval, frame, scales };
  const { rgba, scale, edges } = figureColours(store, result, pieceColours(interval), theme);
  const kinks = kinkStyles(interval, lens.hiddenLayers, edges ?? null);
  const plotHeight = pane.height - STRIP;
  const clip = { x: frame.x, y: frame.y, width: pane.width, height: plotHeight };
  return framedFigure(frame, {
    title: `${session.network.name || session.sceneTitle}: ${formatCount(interval.vertices.length - 1)} pieces`,
    axes: {
      p: { centre: lens.viewport.centre[0], length: own.to - own.from },
      q: { centre: (own.least + own.most) / 2, length: own.most - own.least },
      plotHeight,
      names: [inputName(0, lens.space), 'f'],
    },
    inside: [
      ...stripMarks(view, rgba),
      { kind: 'group', clip, marks: [...dataMarks(data, view), ...curveMarks(view, kinks), ...softMarks(view, soft)] },
      ...pinnedMarks(view),
      ...pointMarks(lens, frame, onCurve(view)),
    ],
    legend: legendMarks(scale, session, theme, false),
  });
}
