import { describe, expect, it } from 'vitest';
import { choosePainter, choosesThread, SOFT_FIELD, wantedPainter } from '../../../src/views/slice/painterChoice';

const SOFTWARE = [
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'llvmpipe (LLVM 15.0.7, 256 bits)',
  'Gallium 0.4 on softpipe',
  'Apple Software Renderer',
  'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)',
];
const HARDWARE = [
  'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
  'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'Apple GPU',
  'Adreno (TM) 650',
];

describe('the painter', () => {
  it('is the rasteriser where WebGL is missing or drawn on the CPU', () => {
    expect(choosePainter(null, null)).toBe('raster');
    for (const renderer of SOFTWARE) expect(choosePainter(null, renderer)).toBe('raster');
    for (const renderer of HARDWARE) expect(choosePainter(null, renderer)).toBe('webgl');
  });

  it('is the wanted one where it can be had', () => {
    for (const renderer of [...SOFTWARE, ...HARDWARE]) {
      expect(choosePainter('webgl', renderer)).toBe('webgl');
      expect(choosePainter('raster', renderer)).toBe('raster');
    }
    expect(choosePainter('webgl', null)).toBe('raster');
  });

  it('is asked for by the query, by its name alone', () => {
    expect(wantedPainter('?painter=webgl')).toBe('webgl');
    expect(wantedPainter('?a=b&painter=raster')).toBe('raster');
    for (const query of ['', '?painter=', '?painter=canvas', '?Painter=webgl']) expect(wantedPainter(query)).toBeNull();
  });

  it('does not go to and fro between threads while the faces change a little', () => {
    expect(choosesThread(3000, false)).toBe(false);
    expect(choosesThread(SOFT_FIELD, false)).toBe(true);
    expect(choosesThread(20_000, false)).toBe(true);
    for (const faces of [4500, 5500]) {
      expect(choosesThread(faces, true)).toBe(true);
      expect(choosesThread(faces, false)).toBe(false);
    }
    expect(choosesThread(3000, true)).toBe(false);
  });
});
