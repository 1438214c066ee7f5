import { type ReactElement, useState } from 'react';
import type { Overtaken } from '../../state/classes';
import type { ClassDensities } from '../../state/types';
import { DataTable } from '../../ui/DataTable';
import { formatCount, formatNumber } from '../../ui/format';
import { Segmented } from '../../ui/Segmented';
import { TableDetails } from '../../ui/TableDetails';
import {
  classNames,
  contrastOf,
  DENSITY_COLUMNS,
  densityRows,
  extentWords,
  layerName,
  type Measure,
  matrixRows,
  measuresOf,
  originWords,
  pairsWords,
  SERIES,
  verdict,
} from './classText';
import { DensityMatrix } from './DensityMatrix';
import { RatioKey, RatioPlot } from './RatioPlot';

/** Names of columns must differ, and classes may be called as anything. */
const matrixColumns = (names: readonly string[]) => [
  { name: 'class', words: true },
  { name: 'network', words: true },
  ...names.map((name, i) => ({ name: names.indexOf(name) === i ? `with ${name}` : `with ${name} (${i})` })),
];

const MEASURE_TEXTS: Readonly<Record<Measure, string>> = { crossings: 'Exact crossings', hamming: 'Hamming' };

function Matrices({ result }: { result: ClassDensities }): ReactElement {
  const [layer, setLayer] = useState(0);
  const [wanted, setMeasure] = useState<Measure>('crossings');
  const measures = measuresOf(result);
  const { key: measure, name = '' } = measures.find(({ key }) => key === wanted) ?? measures[0] ?? { key: wanted };
  const layers = result.own.layers.filter((entry) => contrastOf(entry, measure));
  // The other measure may have more layers, and another network may have fewer layers.
  const shown = layers.some((entry) => entry.layer === layer) ? layer : (layers[0]?.layer ?? 0);
  return (
    <div className="matrices">
      <div className="matrix-choices">
        <Segmented
          label="Lengths in"
          value={String(shown)}
          options={layers.map((entry) => ({ value: String(entry.layer), text: layerName(entry.layer) }))}
          onChange={(value) => setLayer(Number(value))}
        />
        <Segmented
          label="Classes by"
          value={measure}
          options={measures.map(({ key }) => ({ value: key, text: MEASURE_TEXTS[key] }))}
          onChange={setMeasure}
        />
      </div>
      <div className="matrix-row">
        {SERIES.map((series) => (
          <DensityMatrix
            key={series.key}
            result={result}
            series={series.key}
            name={series.name}
            layer={shown}
            measure={measure}
          />
        ))}
      </div>
      <TableDetails name="Table of the classes">
        <DataTable
          caption={`${name} of each two classes, lengths in ${layerName(shown)}`}
          columns={matrixColumns(classNames(result))}
          rows={matrixRows(result, shown, measure)}
        />
      </TableDetails>
    </div>
  );
}

function Provenance({ result }: { result: ClassDensities }): ReactElement {
  const { seed, seconds } = result;
  const extent = extentWords(result);
  return (
    <p className="classes-facts soft">
      {originWords(result)} · {pairsWords(result)}, seed {seed} · intervals of 99 % · each matrix on its own scale ·{' '}
      {formatNumber(seconds, 2)} s{extent && ` · ${extent}`}
    </p>
  );
}

const oldWords = (old: Overtaken, step: number): string =>
  old === 'pairs'
    ? 'Old: other pairs are asked for now.'
    : `Old: network or data have changed since (step ${formatCount(step)}).`;

/** What was measured: the answer in words, ratios by layer, each two classes, and the tables of both. */
export function ClassesResult({ result, old }: { result: ClassDensities; old: Overtaken | null }): ReactElement {
  return (
    <div className="classes-result" data-old={old ? '' : undefined}>
      <p className="classes-verdict">
        {old && <strong className="classes-old">{oldWords(old, result.step)} </strong>}
        {result.own.pairs < result.pairs && <strong>After {pairsWords(result)}: </strong>}
        {verdict(result)}
      </p>
      <div className="classes-figures">
        <div className="ratios">
          <RatioKey />
          <div className="ratio-row">
            {measuresOf(result).map(({ key }) => (
              <RatioPlot key={key} result={result} measure={key} />
            ))}
          </div>
          <TableDetails name="Table of the densities">
            <DataTable
              caption="Per unit of length, with bootstrap intervals of 99 %"
              columns={DENSITY_COLUMNS}
              rows={densityRows(result)}
            />
          </TableDetails>
        </div>
        <Matrices result={result} />
      </div>
      <Provenance result={result} />
    </div>
  );
}
