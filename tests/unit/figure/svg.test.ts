import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisSlice, denseNetwork, partition, square } from '../../../src/core';
import { complexMarks, edgeGroups, linesByLayer } from '../../../src/core/figure/complexMarks';
import type { Figure, Mark } from '../../../src/core/figure/marks';
import { edgeCount } from '../../../src/core/partition/complex';
import { asciiJson } from '../../../src/formats/figure/carried';
import { figureSvg } from '../../../src/formats/figure/figureSvg';
import { dense } from '../../support/build';
import { holds } from '../../support/holds';

const cross = denseNetwork('cross', [
  dense(
    [
      [1, 0],
      [0, 1],
    ],
    [0, 0],
  ),
  dense([[1, -1]], [0.5], { name: 'identity' }),
]);

const figure = (marks: readonly Mark[], title = 'cross'): Figure => ({
  title,
  width: 100,
  height: 100,
  background: '#ffffff',
  marks,
});

const complexFigure = (): Figure => {
  const complex = partition(cross, axisSlice(2), square(1));
  return figure(
    complexMarks(complex, {
      place: (p, q) => [50 + 50 * p, 50 - 50 * q],
      fill: (face) => `#00000${face}`,
      title: (face) => `polytope ${face}`,
      lines: linesByLayer(complex, ({ kind }) => ({
        colour: '#333333',
        width: kind === 'border' ? 2 : 1,
        opacity: 0.5,
      })),
    }),
  );
};

describe('a figure as SVG', () => {
  it('of two units is four polygons, the layer’s edges and the border', () => {
    expect(figureSvg(complexFigure(), '{"a":1}')).toMatchInlineSnapshot(`
      "<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100" role="img">
      <title>cross</title>
      <metadata id="polytope-lens">{&quot;a&quot;:1}</metadata>
      <rect width="100" height="100" fill="#ffffff"/>
      <g stroke-width="0.6" stroke-linejoin="round">
      <polygon points="50,50 0,50 0,100 50,100" fill="#000000"><title>polytope 0</title></polygon>
      <polygon points="0,50 50,50 50,0 0,0" fill="#000001"><title>polytope 1</title></polygon>
      <polygon points="50,50 100,50 100,0 50,0" fill="#000002"><title>polytope 2</title></polygon>
      <polygon points="100,50 50,50 50,100 100,100" fill="#000003"><title>polytope 3</title></polygon>
      </g>
      <path d="M50,50L0,50M50,100L50,50M50,50L50,0M50,50L100,50" fill="none" stroke="#333333" stroke-width="1" stroke-opacity="0.5" stroke-linecap="round"><title>layer 1</title></path>
      <path d="M0,50L0,100M0,100L50,100M50,0L0,0M0,0L0,50M100,50L100,0M100,0L50,0M50,100L100,100M100,100L100,50" fill="none" stroke="#333333" stroke-width="2" stroke-opacity="0.5" stroke-linecap="round"><title>border of the domain</title></path>
      </svg>
      "
    `);
  });

  it('writes every kind of mark', () => {
    const box = { x: 10, y: 20, width: 30, height: 40 };
    const marks: Mark[] = [
      {
        kind: 'group',
        clip: box,
        marks: [{ kind: 'box', ...box, fill: 'none', stroke: { colour: '#111111', width: 1 } }],
      },
      { kind: 'dots', at: [1, 2, 3, 4.005], radius: 2, fills: ['none', '#abcdef'], titles: ['first', 'second'] },
      { kind: 'outline', points: [0, 0, 1, 1, 2, 0], closed: false, stroke: { colour: '#222222', width: 1.256 } },
      { kind: 'ramp', ...box, stops: ['#000000', '#777777', '#ffffff'] },
      {
        kind: 'text',
        x: 1,
        y: 2,
        text: 'a < b & c',
        size: 10.5,
        colour: '#000000',
        anchor: 'end',
        mono: true,
        bold: true,
      },
      {
        kind: 'picture',
        ...box,
        pixelWidth: 1,
        pixelHeight: 1,
        rgba: Uint8ClampedArray.of(255, 0, 0, 255),
        crisp: true,
        clip: [0, 0, 9, 0, 0, 9],
      },
    ];
    expect(figureSvg(figure(marks))).toMatchInlineSnapshot(`
      "<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100" role="img">
      <title>cross</title>
      <rect width="100" height="100" fill="#ffffff"/>
      <clipPath id="clip1"><rect x="10" y="20" width="30" height="40"/></clipPath>
      <g clip-path="url(#clip1)">
      <rect x="10" y="20" width="30" height="40" fill="none" stroke="#111111" stroke-width="1"/>
      </g>
      <circle cx="1" cy="2" r="2" fill="none"><title>first</title></circle>
      <circle cx="3" cy="4.01" r="2" fill="#abcdef"><title>second</title></circle>
      <polyline points="0,0 1,1 2,0" fill="none" stroke="#222222" stroke-width="1.26" stroke-linejoin="round"/>
      <linearGradient id="ramp2"><stop offset="0" stop-color="#000000"/><stop offset="0.5" stop-color="#777777"/><stop offset="1" stop-color="#ffffff"/></linearGradient>
      <rect x="10" y="20" width="30" height="40" fill="url(#ramp2)"/>
      <text x="1" y="2" fill="#000000" font-size="10.5" font-family="'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, monospace" font-weight="600" text-anchor="end">a &lt; b &amp; c</text>
      <clipPath id="clip3"><polygon points="0,0 9,0 0,9"/></clipPath>
      <image x="10" y="20" width="30" height="40" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAAD0lEQVR4AQEEAPv/AP8AAAMBAQCNHeWCAAAAAElFTkSuQmCC" preserveAspectRatio="none" image-rendering="pixelated" clip-path="url(#clip3)"/>
      </svg>
      "
    `);
  });

  it('has each edge in exactly one group, by the shallowest layer that changes there', () => {
    const deep = denseNetwork('deep', [
      dense(
        [
          [1, 0.5],
          [-0.5, 1],
        ],
        [0.1, -0.2],
      ),
      dense(
        [
          [1, -1],
          [0.5, 2],
        ],
        [-0.1, -0.3],
      ),
      dense([[1, 1]], [0], { name: 'identity' }),
    ]);
    const complex = partition(deep, axisSlice(2), square(1), { decision: { threshold: 0.2 } });
    const groups = edgeGroups(complex);
    const edges = groups.flatMap((group) => group.edges);
    expect([...edges].sort((a, b) => a - b)).toEqual(Array.from({ length: edgeCount(complex) }, (_, i) => i));
    expect(groups.map(({ kind, layer }) => `${kind} ${layer}`)).toEqual([
      'layer 2',
      'layer 1',
      'decision 0',
      'border 0',
    ]);
    for (const { kind, layer, edges: own } of groups)
      for (const edge of own) {
        const units = Array.from(
          complex.edgeUnits.subarray(complex.edgeUnitOffsets[edge], complex.edgeUnitOffsets[edge + 1]),
        );
        if (kind === 'layer') expect(Math.min(...units.map((unit) => (unit < 2 ? 1 : 2)))).toBe(layer);
        if (kind === 'decision') expect(units).toEqual([]);
      }
  });

  it('is never broken by a text: names are escaped, what XML forbids is replaced', () => {
    holds(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const svg = figureSvg(figure([], name), asciiJson(JSON.stringify({ name })));
        const body = /<title>([\s\S]*?)<\/title>\n<metadata id="polytope-lens">([^<]*)<\/metadata>/.exec(svg);
        const [, title = '', state = ''] = body ?? [];
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
        expect(title).not.toMatch(/[<>\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        expect(state).toMatch(/^[\x20-\x7e]*$/);
        const text = state
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&');
        expect(JSON.parse(text)).toEqual({ name });
      }),
      412,
      100,
    );
  });
});
