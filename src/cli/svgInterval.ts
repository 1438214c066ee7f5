import type { IntervalComplex } from '../core';
import type { ParsedNetwork } from '../formats';
import { codeText } from './complexJson';
import { attributes, escapeText, layerColours, short, svgDocument } from './svgParts';

const [WIDTH, HEIGHT, MARGIN] = [1000, 600, 24];

/** The graph of f over the interval, one line an output, a dot at every kink with its place and the code to its right. */
export function intervalSvg(source: ParsedNetwork, interval: IntervalComplex): string {
  const { vertices, values, layout } = interval;
  const count = vertices.length;
  const [from, to] = [vertices[0] as number, vertices[count - 1] as number];
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const x = (p: number) => short(MARGIN + ((p - from) / (to - from)) * WIDTH);
  const y = (f: number) => short(MARGIN + (1 - (f - low) / (high - low || 1)) * HEIGHT);
  const body: string[] = [];
  for (let k = 0; k < values.length / count; k++) {
    const stroke = layerColours[k % layerColours.length] as string;
    const row = values.subarray(k * count, (k + 1) * count);
    const points = Array.from(vertices, (p, i) => `${x(p)},${y(row[i] as number)}`).join(' ');
    body.push(
      `<polyline ${attributes({ points, fill: 'none', stroke, 'stroke-width': '1.5' })}><title>output ${k}</title></polyline>`,
    );
    vertices.forEach((p, i) => {
      const code = i < count - 1 ? `\n${codeText(layout, interval.codes, i).join(' ')}` : '';
      const label = `x = ${p.toPrecision(6)}, output ${k} = ${(row[i] as number).toPrecision(6)}${code}`;
      const dot = attributes({ cx: x(p), cy: y(row[i] as number), r: '3', fill: stroke });
      body.push(`<circle ${dot}><title>${escapeText(label)}</title></circle>`);
    });
  }
  const title = `${source.network.name}: ${count - 1} pieces`;
  return svgDocument(WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN, title, body);
}
