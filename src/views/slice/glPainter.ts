/** Painter on WebGL 2: a pan or zoom only changes uniforms, so its cost on the main thread does not grow with the faces. */
import type { Rgb } from '../palette';
import { MAX_STYLES } from './edgeLines';
import { buildGeometry, type Geometry, type Prepared, serves } from './geometry';
import { lineQuads, pointBuffers, vertexColours } from './glBuffers';
import { type GlCanvas, release } from './glCanvas';
import { type Program, upload } from './glProgram';
import { createResources, type Resources, uploadField } from './glResources';
import { type FieldImage, type Frame, type Painter, POINT_RADIUS, POINT_RING, type PointSet } from './painter';
import { pixelsPerUnit, toScreen } from './viewport';

const share = ([red, green, blue]: Rgb): [number, number, number] => [red / 255, green / 255, blue / 255];

class GlPainter implements Painter {
  readonly kind = 'webgl';
  private prepared: Prepared | null = null;
  private geometry: Geometry | null = null;
  private rgba: Uint8Array | null = null;
  private field: FieldImage | null = null;
  private points: PointSet | null = null;
  private coloursStale = false;
  private pointsStale = false;

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly gl: WebGL2RenderingContext,
    private readonly made: Resources,
    private readonly ended: AbortController,
  ) {}

  setComplex(prepared: Prepared | null): void {
    this.prepared = prepared;
    this.geometry = null;
  }

  /** The buffers for a view: those at hand where they serve it, else new ones. Null without a complex. */
  private geometryFor({ viewport, pane }: Frame): Geometry | null {
    const { prepared } = this;
    if (!prepared || (this.geometry && serves(this.geometry, prepared.bounds, viewport, pane))) return this.geometry;
    this.geometry = buildGeometry(prepared, viewport, pane);
    this.coloursStale = true;
    this.pointsStale = true;
    this.uploadGeometry(this.geometry);
    return this.geometry;
  }

  private uploadGeometry(geometry: Geometry): void {
    const { gl, made } = this;
    const lines = lineQuads(geometry);
    gl.bindVertexArray(null);
    upload(gl, gl.ARRAY_BUFFER, made.positions, geometry.positions);
    upload(gl, gl.ARRAY_BUFFER, made.domain, geometry.domain);
    upload(gl, gl.ARRAY_BUFFER, made.segments, lines.segments);
    upload(gl, gl.ARRAY_BUFFER, made.codes, lines.codes);
    gl.bindVertexArray(made.fillArray);
    upload(gl, gl.ELEMENT_ARRAY_BUFFER, made.triangles, geometry.triangles);
    gl.bindVertexArray(made.lineArray);
    upload(gl, gl.ELEMENT_ARRAY_BUFFER, made.quads, lines.triangles);
    gl.bindVertexArray(null);
  }

  setColours(rgba: Uint8Array): void {
    this.rgba = rgba;
    this.coloursStale = true;
  }

  setField(field: FieldImage | null): void {
    this.field = field;
    if (field) uploadField(this.gl, this.made.texture, field);
  }

  setPoints(points: PointSet | null): void {
    this.points = points;
    this.pointsStale = true;
  }

  draw(frame: Frame, drawn: () => void): void {
    this.drawAll(frame);
    drawn();
  }

  private drawAll(frame: Frame): void {
    const { gl, canvas } = this;
    const width = Math.max(1, Math.round(frame.pane.width * frame.ratio));
    const height = Math.max(1, Math.round(frame.pane.height * frame.ratio));
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    gl.viewport(0, 0, width, height);
    this.drawGround(frame, width, height);
    const geometry = this.geometryFor(frame);
    if (!geometry) return;
    this.refresh(geometry);
    const [x, y] = toScreen(frame.viewport, frame.pane, geometry.anchor);
    const k = pixelsPerUnit(frame.viewport, frame.pane) * frame.ratio;
    const use = ({ program, uniform }: Program): void => {
      gl.useProgram(program);
      gl.uniform4f(uniform('place'), x * frame.ratio, y * frame.ratio, k, -k);
      gl.uniform2f(uniform('size'), width, height);
    };
    this.drawFaces(geometry, use);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.drawLines(geometry, frame, use);
    this.drawPoints(frame, use);
    gl.disable(gl.BLEND);
    gl.bindVertexArray(null);
  }

  /** Ground and grid: clears of one-pixel strips. */
  private drawGround({ theme, grid, ratio }: Frame, width: number, height: number): void {
    const { gl } = this;
    gl.clearColor(...share(theme.paper), 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.clearColor(...share(theme.line), 1);
    gl.enable(gl.SCISSOR_TEST);
    const strip = (x: number, y: number, w: number, h: number): void => {
      gl.scissor(x, y, w, h);
      gl.clear(gl.COLOR_BUFFER_BIT);
    };
    for (const x of grid.xs) strip(Math.round(x * ratio), 0, 1, height);
    for (const y of grid.ys) strip(0, height - 1 - Math.round(y * ratio), width, 1);
    gl.disable(gl.SCISSOR_TEST);
  }

  private refresh(geometry: Geometry): void {
    const { gl, made } = this;
    if (this.coloursStale && this.rgba) upload(gl, gl.ARRAY_BUFFER, made.colours, vertexColours(geometry, this.rgba));
    this.coloursStale = false;
    if (this.pointsStale && this.points) {
      const { at, rgba } = pointBuffers(this.points, geometry.anchor);
      upload(gl, gl.ARRAY_BUFFER, made.points, at);
      upload(gl, gl.ARRAY_BUFFER, made.pointColours, rgba);
    }
    this.pointsStale = false;
  }

  private drawFaces(geometry: Geometry, use: (program: Program) => void): void {
    const { gl, made, field } = this;
    if (this.rgba) {
      use(made.fill);
      gl.bindVertexArray(made.fillArray);
      gl.drawElements(gl.TRIANGLES, geometry.triangles.length, gl.UNSIGNED_INT, 0);
    }
    if (!field) return;
    use(made.field);
    const [p0, q0] = geometry.anchor;
    const corners = [field.from[0] - p0, field.from[1] - q0, field.to[0] - p0, field.to[1] - q0];
    gl.uniform4fv(made.field.uniform('corners'), corners);
    gl.bindTexture(gl.TEXTURE_2D, made.texture);
    gl.bindVertexArray(made.fieldArray);
    gl.drawArrays(gl.TRIANGLE_FAN, 0, geometry.domain.length / 2);
  }

  private drawLines(geometry: Geometry, { theme, lines, inks, ratio }: Frame, use: (program: Program) => void): void {
    const { gl, made } = this;
    use(made.line);
    const scaled = lines.map((value, i) => (i % 2 === 0 ? value * ratio : value));
    gl.uniform2fv(made.line.uniform('styles'), scaled, 0, 2 * MAX_STYLES);
    const colours = Array.from({ length: MAX_STYLES }, (_, style) => share(inks?.[style] ?? theme.ink)).flat();
    gl.uniform3fv(made.line.uniform('inks'), colours);
    gl.bindVertexArray(made.lineArray);
    gl.drawElements(gl.TRIANGLES, 6 * geometry.styles.length, gl.UNSIGNED_INT, 0);
  }

  private drawPoints({ theme, ratio }: Frame, use: (program: Program) => void): void {
    const { gl, made, points } = this;
    if (!points) return;
    use(made.point);
    gl.uniform2f(made.point.uniform('radii'), POINT_RADIUS * ratio, (POINT_RADIUS + POINT_RING) * ratio);
    gl.uniform3f(made.point.uniform('ring'), ...share(theme.paper));
    gl.bindVertexArray(made.pointArray);
    gl.drawArrays(gl.POINTS, 0, points.colours.length);
  }

  destroy(): void {
    this.ended.abort();
    release(this);
    this.canvas.remove();
  }
}

/** Null where the programs do not compile. `onLost` is called when the context is lost. */
export function createGlPainter({ canvas, gl }: GlCanvas, onLost: () => void): Painter | null {
  const ended = new AbortController();
  canvas.addEventListener('webglcontextlost', onLost, { once: true, signal: ended.signal });
  try {
    return new GlPainter(canvas, gl, createResources(gl), ended);
  } catch {
    ended.abort();
    return null;
  }
}
