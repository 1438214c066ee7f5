/** The charts side by side. While a newer partition has no statistics yet, the last ones stay, and are marked as old. */
import type { LensStore, PartitionStatistics } from '../../state/types';
import { setAttribute } from '../../ui/dom';
import type { Drawing } from '../live';
import { activeUnits } from '../slice/describe';
import { BarChart } from './barChart';
import { type ChartData, chartsOf } from './charts';

export const multiplesWatched = ({ session }: LensStore): readonly unknown[] => [session.result, session.inspection];

/** The selected polytope's own value in each chart, by the chart's title. */
function selectedValues({ session: { result, inspection } }: LensStore): Readonly<Record<string, number>> {
  const face = inspection?.face ?? -1;
  const complex = result?.complex;
  if (!complex || face < 0 || face >= complex.areas.length) return {};
  return {
    Area: complex.areas[face] as number,
    Edges: (complex.faceOffsets[face + 1] as number) - (complex.faceOffsets[face] as number),
    'Active units': activeUnits(complex, face),
  };
}

export function mountMultiples(host: HTMLElement): Drawing {
  let shown: PartitionStatistics | null = null;
  let data: readonly ChartData[] = [];
  let charts: readonly BarChart[] = [];
  return {
    update(state) {
      const statistics = state.session.result?.statistics ?? null;
      setAttribute(host, 'data-old', statistics ? null : '');
      if (statistics && statistics !== shown) {
        shown = statistics;
        data = chartsOf(statistics);
        if (charts.length !== data.length) {
          for (const chart of charts) chart.dispose();
          charts = data.map(() => new BarChart(host));
        }
      }
      const selected = statistics ? selectedValues(state) : {};
      data.forEach((entry, i) => {
        charts[i]?.update(entry, selected[entry.title] ?? Number.NaN);
      });
    },
    dispose() {
      for (const chart of charts) chart.dispose();
    },
  };
}
