import { describe, expect, it } from 'vitest';
import { palette } from '../../../src/views/palette';
import { countInside, drawDual, dualOpacity, MOST_NODES } from '../../../src/views/slice/dualDrawing';
import { planar } from './support';

const { complex } = planar([2, 10, 8, 1]);
const pane = { width: 400, height: 400 };
const theme = {
  palette: palette({ dark: false }),
  paper: [255, 255, 255],
  ink: [0, 0, 0],
  accent: [9, 9, 9],
  line: [8, 8, 8],
} as const;
const whole = { viewport: { centre: [0, 0] as const, span: 2.2 }, pane, ratio: 1, theme };

/** A canvas that notes what is drawn on it. */
function recorder() {
  const noted = { lines: [] as number[][], nodes: 0, strokes: 0 };
  let from: number[] = [];
  const context = {
    clearRect: () => undefined,
    setTransform: () => undefined,
    beginPath: () => undefined,
    moveTo: (x: number, y: number) => {
      from = [x, y];
    },
    lineTo: (x: number, y: number) => void noted.lines.push([...from, x, y]),
    arc: () => void noted.nodes++,
    stroke: () => void noted.strokes++,
    fill: () => undefined,
  };
  return { noted, canvas: { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement };
}

describe('the dual graph', () => {
  it('has a node a polytope and a line between any two neighbours, from centroid to centroid', () => {
    const { noted, canvas } = recorder();
    expect(drawDual(canvas, complex, whole)).toBeNull();
    const inner = Array.from({ length: complex.edgeFaces.length / 2 }, (_, edge) => [
      complex.edgeFaces[2 * edge] as number,
      complex.edgeFaces[2 * edge + 1] as number,
    ]).filter(([a = -1, b = -1]) => a >= 0 && b >= 0);
    expect(noted.nodes).toBe(complex.areas.length);
    expect(noted.lines).toHaveLength(inner.length);
    const k = 400 / 2.2;
    const at = (face: number): number[] => [
      200 + (complex.centroids[2 * face] as number) * k,
      200 - (complex.centroids[2 * face + 1] as number) * k,
    ];
    inner.forEach(([a = 0, b = 0], i) => {
      [...at(a), ...at(b)].forEach((value, j) => {
        expect(noted.lines[i]?.[j]).toBeCloseTo(value, 9);
      });
    });
  });

  it('leaves out what is out of view', () => {
    const { noted, canvas } = recorder();
    drawDual(canvas, complex, { ...whole, viewport: { centre: [0.5, 0.5], span: 0.2 } });
    expect(noted.nodes).toBeLessThan(complex.areas.length / 2);
    expect(noted.lines.length).toBeLessThan(complex.edgeFaces.length / 4);
  });

  it('is not drawn where too many polytopes are in view, and says so', () => {
    const many = { ...complex, centroids: new Float64Array(2 * (MOST_NODES + 1)) };
    const { noted, canvas } = recorder();
    expect(drawDual(canvas, many, whole)).toMatch(/6,001 polytopes in view, drawn up to 6,000/);
    expect(noted.strokes).toBe(0);
  });

  it('fades as it becomes dense, to a third', () => {
    expect([dualOpacity(0), dualOpacity(400), dualOpacity(1600), dualOpacity(6000)]).toEqual([1, 1, 0.5, 1 / 3]);
  });

  it('counts the centroids in a rectangle, its sides included', () => {
    expect(countInside([0, 0, 1, 1, 2, 0.5, -1, 3], { p0: 0, p1: 2, q0: 0, q1: 1 })).toBe(3);
  });
});
