/** A canvas with a WebGL 2 context, before anything is drawn on it: enough to know who would draw. */
export interface GlCanvas {
  readonly canvas: HTMLCanvasElement;
  readonly gl: WebGL2RenderingContext;
}

/** Null where WebGL 2 is missing. */
export function createGlCanvas(): GlCanvas | null {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
  return gl && { canvas, gl };
}

/** Name of what draws, by which software is told from hardware. */
export function rendererOf({ gl }: GlCanvas): string {
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

/** Gives a context back at once: browsers hold only a few at a time. */
export function release({ gl }: GlCanvas): void {
  if (!gl.isContextLost()) gl.getExtension('WEBGL_lose_context')?.loseContext();
}
