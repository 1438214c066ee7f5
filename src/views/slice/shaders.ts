/** GLSL of the polytope painter. Positions are relative to the geometry's anchor; `place` is (anchor x, anchor y, k, −k). */

const TO_CLIP = `
uniform vec4 place;   // anchor on the screen in device pixels; device pixels a slice unit, for p and for q
uniform vec2 size;    // device pixels
vec2 onScreen(vec2 at) { return place.xy + at * place.zw; }
vec4 toClip(vec2 screen) { return vec4(screen.x / size.x * 2.0 - 1.0, 1.0 - screen.y / size.y * 2.0, 0.0, 1.0); }
`;

export const FILL_VERTEX = `#version 300 es
precision highp float;
${TO_CLIP}
in vec2 position;
in vec4 colour;
out vec4 shade;
void main() { shade = colour; gl_Position = toClip(onScreen(position)); }
`;

export const FILL_FRAGMENT = `#version 300 es
precision mediump float;
in vec4 shade;
out vec4 pixel;
void main() { pixel = vec4(shade.rgb * shade.a, shade.a); }
`;

export const FIELD_VERTEX = `#version 300 es
precision highp float;
${TO_CLIP}
uniform vec4 corners; // p0, q0, p1, q1 relative to the anchor
in vec2 position;
out vec2 uv;
void main() {
  vec2 share = (position - corners.xy) / (corners.zw - corners.xy);
  uv = vec2(share.x, 1.0 - share.y);
  gl_Position = toClip(onScreen(position));
}
`;

export const FIELD_FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D image;
in vec2 uv;
out vec4 pixel;
void main() {
  if (any(lessThan(uv, vec2(0.0))) || any(greaterThan(uv, vec2(1.0)))) discard;
  pixel = texture(image, uv);
}
`;

export const LINE_VERTEX = `#version 300 es
precision highp float;
${TO_CLIP}
uniform vec2 styles[16]; // width in device pixels, opacity
uniform vec3 inks[16];
in vec4 segment;
in float code;           // 4 · style + 2 · (end of the segment) + (side of it)
out float offset;
out float halfWidth;
out float opacity;
out vec3 ink;
void main() {
  int bits = int(code);
  vec2 corner = vec2(float((bits >> 1) & 1), float(bits & 1) * 2.0 - 1.0);
  vec2 a = onScreen(segment.xy);
  vec2 b = onScreen(segment.zw);
  vec2 along = b - a;
  float len = length(along);
  vec2 direction = len > 0.0 ? along / len : vec2(1.0, 0.0);
  vec2 line = styles[bits >> 2];
  float reach = line.x * 0.5 + 0.75;
  offset = corner.y * reach;
  halfWidth = line.x * 0.5;
  opacity = line.y;
  ink = inks[bits >> 2];
  gl_Position = toClip(mix(a, b, corner.x) + vec2(-direction.y, direction.x) * offset);
}
`;

export const LINE_FRAGMENT = `#version 300 es
precision mediump float;
in vec3 ink;
in float offset;
in float halfWidth;
in float opacity;
out vec4 pixel;
void main() {
  float alpha = opacity * clamp(halfWidth + 0.5 - abs(offset), 0.0, 1.0);
  pixel = vec4(ink * alpha, alpha);
}
`;

export const POINT_VERTEX = `#version 300 es
precision highp float;
${TO_CLIP}
uniform vec2 radii; // of the dot and of the dot with its ring, device pixels
in vec2 position;
in vec4 colour;
out vec4 shade;
void main() { shade = colour; gl_PointSize = 2.0 * radii.y + 2.0; gl_Position = toClip(onScreen(position)); }
`;

export const POINT_FRAGMENT = `#version 300 es
precision highp float;
uniform vec2 radii;
uniform vec3 ring;
in vec4 shade;
out vec4 pixel;
void main() {
  float r = length(gl_PointCoord - 0.5) * (2.0 * radii.y + 2.0);
  float alpha = clamp(radii.y + 0.5 - r, 0.0, 1.0);
  vec3 tone = mix(shade.rgb, ring, clamp(r - radii.x + 0.5, 0.0, 1.0));
  pixel = vec4(tone * alpha, alpha);
}
`;
