/** Painter on WebGL 2: a pan or zoom only changes uniforms, so its cost on the main thread does not grow with the faces. */
import { type Geometry, MAX_STYLES } from './geometry';
import { attribute, createProgram, type Program, upload } from './glProgram';
import type { FieldImage, Frame, Painter } from './painter';
import { FIELD_FRAGMENT, FIELD_VERTEX, FILL_FRAGMENT, FILL_VERTEX, LINE_FRAGMENT, LINE_VERTEX } from './shaders';
import { pixelsPerUnit, toScreen } from './viewport';

interface Resources {
  readonly fill: Program;
  readonly field: Program;
  readonly line: Program;
  readonly fillArray: WebGLVertexArrayObject;
  readonly fieldArray: WebGLVertexArrayObject;
  readonly lineArray: WebGLVertexArrayObject;
  readonly positions: WebGLBuffer;
  readonly colours: WebGLBuffer;
  readonly triangles: WebGLBuffer;
  readonly domain: WebGLBuffer;
  readonly segments: WebGLBuffer;
  readonly styles: WebGLBuffer;
  readonly texture: WebGLTexture;
}

function createResources(gl: WebGL2RenderingContext): Resources {
  const made = {
    fill: createProgram(gl, FILL_VERTEX, FILL_FRAGMENT, ['position', 'colour']),
    field: createProgram(gl, FIELD_VERTEX, FIELD_FRAGMENT, ['position']),
    line: createProgram(gl, LINE_VERTEX, LINE_FRAGMENT, ['corner', 'segment', 'style']),
    fillArray: gl.createVertexArray(),
    fieldArray: gl.createVertexArray(),
    lineArray: gl.createVertexArray(),
    positions: gl.createBuffer(),
    colours: gl.createBuffer(),
    triangles: gl.createBuffer(),
    domain: gl.createBuffer(),
    segments: gl.createBuffer(),
    styles: gl.createBuffer(),
    texture: gl.createTexture(),
  };
  gl.bindVertexArray(made.fillArray);
  attribute(gl, 0, made.positions, 2);
  attribute(gl, 1, made.colours, 4, { bytes: true });
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, made.triangles);
  gl.bindVertexArray(made.fieldArray);
  attribute(gl, 0, made.domain, 2);
  gl.bindVertexArray(made.lineArray);
  const corner = gl.createBuffer();
  upload(gl, gl.ARRAY_BUFFER, corner, new Float32Array([0, -1, 0, 1, 1, -1, 1, 1]));
  attribute(gl, 0, corner, 2);
  attribute(gl, 1, made.segments, 4, { perInstance: true });
  attribute(gl, 2, made.styles, 1, { perInstance: true });
  gl.bindVertexArray(null);
  return made;
}

function uploadField(gl: WebGL2RenderingContext, texture: WebGLTexture, image: FieldImage): void {
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const pixels = new Uint8Array(image.rgba.buffer);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, image.width, image.height, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
}

/** One colour a fan vertex, from one a face. */
function vertexColours({ fanStart, fanFace, positions }: Geometry, rgba: Uint8Array): Uint8Array {
  const byFace = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.byteLength / 4);
  const byVertex = new Uint32Array(positions.length / 2);
  for (let fan = 0; fan < fanFace.length; fan++)
    byVertex.fill(byFace[fanFace[fan] as number] ?? 0, fanStart[fan] as number, fanStart[fan + 1] as number);
  return new Uint8Array(byVertex.buffer);
}

class GlPainter implements Painter {
  readonly kind = 'webgl';
  private geometry: Geometry | null = null;
  private rgba: Uint8Array | null = null;
  private field: FieldImage | null = null;
  private coloursStale = false;

  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly gl: WebGL2RenderingContext,
    private readonly made: Resources,
  ) {}

  setGeometry(geometry: Geometry): void {
    const { gl, made } = this;
    this.geometry = geometry;
    this.coloursStale = true;
    gl.bindVertexArray(null);
    upload(gl, gl.ARRAY_BUFFER, made.positions, geometry.positions);
    upload(gl, gl.ARRAY_BUFFER, made.domain, geometry.domain);
    upload(gl, gl.ARRAY_BUFFER, made.segments, geometry.segments);
    upload(gl, gl.ARRAY_BUFFER, made.styles, geometry.styles);
    gl.bindVertexArray(made.fillArray);
    upload(gl, gl.ELEMENT_ARRAY_BUFFER, made.triangles, geometry.triangles);
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

  draw(frame: Frame): void {
    const { gl, geometry, canvas } = this;
    const width = Math.max(1, Math.round(frame.pane.width * frame.ratio));
    const height = Math.max(1, Math.round(frame.pane.height * frame.ratio));
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    gl.viewport(0, 0, width, height);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (!geometry) return;
    this.refreshColours(geometry);
    const [x, y] = toScreen(frame.viewport, frame.pane, geometry.anchor);
    const k = pixelsPerUnit(frame.viewport, frame.pane) * frame.ratio;
    const use = ({ program, uniform }: Program): void => {
      gl.useProgram(program);
      gl.uniform4f(uniform('place'), x * frame.ratio, y * frame.ratio, k, -k);
      gl.uniform2f(uniform('size'), width, height);
    };
    this.drawFaces(geometry, use);
    this.drawLines(geometry, frame, use);
    gl.bindVertexArray(null);
  }

  private refreshColours(geometry: Geometry): void {
    if (!this.coloursStale || !this.rgba) return;
    upload(this.gl, this.gl.ARRAY_BUFFER, this.made.colours, vertexColours(geometry, this.rgba));
    this.coloursStale = false;
  }

  private drawFaces(geometry: Geometry, use: (program: Program) => void): void {
    const { gl, made, field } = this;
    gl.disable(gl.BLEND);
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

  private drawLines(geometry: Geometry, { ink, lines, ratio }: Frame, use: (program: Program) => void): void {
    const { gl, made } = this;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    use(made.line);
    const scaled = lines.map((value, i) => (i % 2 === 0 ? value * ratio : value));
    gl.uniform2fv(made.line.uniform('styles'), scaled, 0, 2 * MAX_STYLES);
    gl.uniform3f(made.line.uniform('ink'), ink[0] / 255, ink[1] / 255, ink[2] / 255);
    gl.bindVertexArray(made.lineArray);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, geometry.styles.length);
  }

  destroy(): void {
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
    this.canvas.remove();
  }
}

/** Null where WebGL 2 is missing or its programs do not compile. `onLost` is called when the context is lost. */
export function createGlPainter(onLost: () => void): Painter | null {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, depth: false, premultipliedAlpha: true });
  if (!gl) return null;
  try {
    const painter = new GlPainter(canvas, gl, createResources(gl));
    canvas.addEventListener('webglcontextlost', onLost, { once: true });
    return painter;
  } catch {
    return null;
  }
}
