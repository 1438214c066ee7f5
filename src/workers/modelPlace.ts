/** Whether this page itself gets a WebGL 2 context from a canvas element. The context is given back at once. */
export function webglHere(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}
