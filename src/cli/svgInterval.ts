import type { IntervalComplex } from '../core';
import { intervalMarks } from '../core/figure/intervalMarks';
import { codeText } from '../core/network/codeText';
import type { ParsedNetwork } from '../formats';
import { figureSvg } from '../formats/figure/figureSvg';
import { LAYER_COLOURS, PAPER } from './svgColours';

const [WIDTH, HEIGHT, MARGIN] = [1000, 600, 24];

const colourOf = (output: number): string => LAYER_COLOURS[output % LAYER_COLOURS.length] as string;

/** The graph of f over the interval, one line an output, a dot at every kink with its place and the code to its right. */
export function intervalSvg(source: ParsedNetwork, interval: IntervalComplex): string {
  const { vertices, values, layout, codes } = interval;
  const count = vertices.length;
  const [from, to] = [vertices[0] as number, vertices[count - 1] as number];
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const marks = intervalMarks(interval, {
    x: (p) => MARGIN + ((p - from) / (to - from)) * WIDTH,
    y: (f) => MARGIN + (1 - (f - low) / (high - low || 1)) * HEIGHT,
    from,
    to,
    stroke: (output) => ({ colour: colourOf(output), width: 1.5 }),
    dot: { radius: 3, fill: colourOf },
    title(vertex, output) {
      const code = vertex < count - 1 ? `\n${codeText(layout, codes, vertex).join(' ')}` : '';
      const value = (values[output * count + vertex] as number).toPrecision(6);
      return `x = ${(vertices[vertex] as number).toPrecision(6)}, output ${output} = ${value}${code}`;
    },
  });
  const title = `${source.network.name}: ${count - 1} pieces`;
  return figureSvg({ title, width: WIDTH + 2 * MARGIN, height: HEIGHT + 2 * MARGIN, background: PAPER, marks });
}
