/** Programs, buffers and vertex arrays of the WebGL painter, made once a context. */
import { attribute, check, createProgram, type Program } from './glProgram';
import type { FieldImage } from './painter';
import * as shaders from './shaders';

export interface Resources {
  readonly fill: Program;
  readonly field: Program;
  readonly line: Program;
  readonly point: Program;
  readonly fillArray: WebGLVertexArrayObject;
  readonly fieldArray: WebGLVertexArrayObject;
  readonly lineArray: WebGLVertexArrayObject;
  readonly pointArray: WebGLVertexArrayObject;
  readonly positions: WebGLBuffer;
  readonly colours: WebGLBuffer;
  readonly triangles: WebGLBuffer;
  readonly domain: WebGLBuffer;
  readonly segments: WebGLBuffer;
  readonly codes: WebGLBuffer;
  readonly quads: WebGLBuffer;
  readonly points: WebGLBuffer;
  readonly pointColours: WebGLBuffer;
  readonly texture: WebGLTexture;
}

/** Throws where a program does not compile. */
export function createResources(gl: WebGL2RenderingContext): Resources {
  const made = {
    fill: createProgram(gl, shaders.FILL_VERTEX, shaders.FILL_FRAGMENT, ['position', 'colour']),
    field: createProgram(gl, shaders.FIELD_VERTEX, shaders.FIELD_FRAGMENT, ['position']),
    line: createProgram(gl, shaders.LINE_VERTEX, shaders.LINE_FRAGMENT, ['segment', 'code']),
    point: createProgram(gl, shaders.POINT_VERTEX, shaders.POINT_FRAGMENT, ['position', 'colour']),
    fillArray: gl.createVertexArray(),
    fieldArray: gl.createVertexArray(),
    lineArray: gl.createVertexArray(),
    pointArray: gl.createVertexArray(),
    positions: gl.createBuffer(),
    colours: gl.createBuffer(),
    triangles: gl.createBuffer(),
    domain: gl.createBuffer(),
    segments: gl.createBuffer(),
    codes: gl.createBuffer(),
    quads: gl.createBuffer(),
    points: gl.createBuffer(),
    pointColours: gl.createBuffer(),
    texture: gl.createTexture(),
  };
  for (const program of [made.fill, made.field, made.line, made.point]) check(gl, program);
  bindArrays(gl, made);
  return made;
}

function bindArrays(gl: WebGL2RenderingContext, made: Resources): void {
  gl.bindVertexArray(made.fillArray);
  attribute(gl, 0, made.positions, 2);
  attribute(gl, 1, made.colours, 4, true);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, made.triangles);
  gl.bindVertexArray(made.fieldArray);
  attribute(gl, 0, made.domain, 2);
  gl.bindVertexArray(made.lineArray);
  attribute(gl, 0, made.segments, 4);
  attribute(gl, 1, made.codes, 1);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, made.quads);
  gl.bindVertexArray(made.pointArray);
  attribute(gl, 0, made.points, 2);
  attribute(gl, 1, made.pointColours, 4, true);
  gl.bindVertexArray(null);
}

export function uploadField(gl: WebGL2RenderingContext, texture: WebGLTexture, image: FieldImage): void {
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const pixels = new Uint8Array(image.rgba.buffer);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, image.width, image.height, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
}
