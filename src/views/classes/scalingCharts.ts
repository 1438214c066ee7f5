/** The figures of a scaled activation: what each draws. They share the scale of k, and the place that is pointed at. */
import { LARGEST_SCALE } from '../../core/path';
import { element } from '../../ui/dom';
import { formatCount, formatNumber } from '../../ui/format';
import { layerNumber } from '../names';
import { css } from '../palette';
import { type ChartContent, PathChart } from '../path/pathChart';
import { sequentialLine } from '../sequential';
import {
  angleLines,
  angleNear,
  angleText,
  countLine,
  countText,
  crossingsUpTo,
  lookedLine,
  type Scaled,
} from './scaling';

/** k = 1, where nothing is scaled. */
const UNSCALED = [1 / LARGEST_SCALE];

const kText = (share: number): string => `k ${formatNumber(LARGEST_SCALE * share, 3)}`;

/** The colour of a later layer's line: the later, the stronger. */
export const laterColour = (index: number, count: number, dark: boolean): string =>
  css(sequentialLine(dark)(count > 1 ? index / (count - 1) : 1));

/** Every crossing by layer, or how many there are at least between two looks. */
function ticks(result: Scaled): ChartContent {
  if (!result.walk) return looked(result);
  const { walk, scales } = result.walk;
  const { crossings, layout } = walk;
  const rows = layout.gated.map(({ layer }) => ({
    name: `L${layerNumber(layout, layer)}`,
    shares: scales.filter((_, i) => crossings.layer[i] === layer).map((k) => k / LARGEST_SCALE),
  }));
  return {
    value: formatCount(scales.length),
    text: `Crossings by layer for k from 0 to ${LARGEST_SCALE}: ${rows.map(({ name, shares }) => `${name} ${shares.length}`).join(', ')}`,
    rows,
    bends: UNSCALED,
    read: kText,
  };
}

function looked(result: Scaled): ChartContent {
  const points = lookedLine(result);
  const most = points.reduce((largest, value, i) => (i % 2 === 1 ? Math.max(largest, value) : largest), 1);
  return {
    value: '',
    text: `Crossings between each two of ${result.look.done} values of k, at least: ${formatCount(most)} at most`,
    lines: [{ points, colour: 'var(--ink-soft)' }],
    range: [0, most],
    bends: UNSCALED,
    read: kText,
  };
}

function angles({ angles: later }: Scaled, dark: boolean): ChartContent {
  const most = Math.max(1, ...later.flatMap(({ degrees }) => [...degrees].filter((value) => !Number.isNaN(value))));
  const at8 = later.map((angle) => `${angle.name} ${angleText(angleNear(angle, LARGEST_SCALE))}`);
  return {
    value: '',
    text: `Angle between activations at k and at 1; at k = ${LARGEST_SCALE}: ${at8.join(', ')}`,
    lines: later.flatMap((angle, i) =>
      angleLines(angle).map((points) => ({ points, colour: laterColour(i, later.length, dark) })),
    ),
    range: [0, most],
    bends: UNSCALED,
    read: kText,
  };
}

function counts(result: Scaled): ChartContent {
  const all = crossingsUpTo(result, LARGEST_SCALE);
  return {
    value: countText(result, all),
    text: `Crossings so far against k: ${countText(result, crossingsUpTo(result, 1))} at k = 1, ${countText(result, all)} at k = ${LARGEST_SCALE}`,
    lines: [{ points: countLine(result), colour: 'var(--ink-soft)' }],
    bends: UNSCALED,
    read: (share) => countText(result, crossingsUpTo(result, LARGEST_SCALE * share)),
  };
}

export class ScalingCharts {
  private readonly charts: readonly PathChart[];

  /** `onPoint`: the k under the pointer; null when it leaves. */
  constructor(
    private readonly host: HTMLElement,
    onPoint: (k: number | null) => void,
  ) {
    const point = (share: number | null): void => {
      onPoint(share === null ? null : LARGEST_SCALE * share);
    };
    this.charts = ['Crossings', 'Angle', 'Crossings so far'].map((title) => {
      const place = element('div', 'scaling-chart');
      host.append(place);
      const chart = new PathChart(place, title, point);
      const ends = element('div', 'scaling-ends num soft');
      ends.append(element('span', '', 'k = 0'), element('span', '', '1'), element('span', '', String(LARGEST_SCALE)));
      place.append(ends);
      return chart;
    });
  }

  update(result: Scaled, dark: boolean): void {
    [ticks(result), angles(result, dark), counts(result)].forEach((content, i) => {
      this.charts[i]?.update(content);
    });
  }

  point(k: number): void {
    for (const chart of this.charts) chart.point(k / LARGEST_SCALE);
  }

  dispose(): void {
    for (const chart of this.charts) chart.dispose();
    this.host.replaceChildren();
  }
}
