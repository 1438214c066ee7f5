import { backend, engine, env, type MathBackendWebGL, matMul, setBackend, tensor2d, tidy } from '@tensorflow/tfjs';
import type { BackendName } from '../core/training/model';

/** The backend in force, and why it is not WebGL (null when it is). */
export interface Backend {
  readonly name: BackendName;
  readonly note: string | null;
}

const reasonOf = (error: unknown): string => {
  if (error instanceof Error) return error.message;
  // The wasm backend rejects with plain objects.
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
};

/** A product with a known result: a backend that starts but computes rubbish is no backend. */
function checkArithmetic(): void {
  const result = tidy(() => matMul(tensor2d([[1.5, -2]]), tensor2d([[3], [0.25]])).dataSync()[0]);
  if (result !== 4) throw new Error(`a test product gave ${result} instead of 4`);
}

/** Throws with the reason when the backend does not start; `setBackend` may also resolve to false. */
async function start(name: BackendName): Promise<void> {
  if (!(await setBackend(name))) throw new Error('it could not be initialised');
  checkArithmetic();
}

async function startWebgl(): Promise<void> {
  // Otherwise small tensors silently stay on the CPU, and "runs on WebGL" would not be true.
  env().set('WEBGL_CPU_FORWARD', false);
  // Shapes as uniforms: one shader an operation instead of one for each of its shapes. Compiling is what takes long.
  env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
  if (env().getNumber('WEBGL_VERSION') === 0) throw new Error('this browser offers no WebGL context here');
  if (!env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) throw new Error('its textures hold 16-bit numbers only');
  await start('webgl');
}

async function startWasm(): Promise<void> {
  const [{ registerWasm }, { registerWasmGradients }] = await Promise.all([
    import('./wasm'),
    import('./wasmGradients'),
  ]);
  registerWasm();
  registerWasmGradients();
  await start('wasm');
}

/** Starts the first backend that works: WebGL (unless excluded), wasm, plain JavaScript. */
export async function startBackend(exclude: { readonly webgl: string | null } = { webgl: null }): Promise<Backend> {
  const reasons: string[] = [];
  if (exclude.webgl !== null) reasons.push(`no WebGL: ${exclude.webgl}`);
  else
    try {
      await startWebgl();
      return { name: 'webgl', note: null };
    } catch (error) {
      reasons.push(`no WebGL: ${reasonOf(error)}`);
    }
  try {
    await startWasm();
    return { name: 'wasm', note: reasons.join('; ') };
  } catch (error) {
    reasons.push(`no WebAssembly: ${reasonOf(error)}`);
  }
  await start('cpu');
  return { name: 'cpu', note: reasons.join('; ') };
}

/** Forgets every tensor, variable and backend instance; `startBackend` begins afresh. */
export function resetBackend(): void {
  try {
    engine().reset();
  } catch {
    // A lost context may refuse to be cleaned up; what it held is gone anyway.
  }
}

const glOf = (): WebGL2RenderingContext | null => {
  const current = backend() as Partial<MathBackendWebGL>;
  return current.gpgpu ? (current.gpgpu.gl as WebGL2RenderingContext) : null;
};

/** True when the WebGL context is gone: what was read since then is not to be trusted. */
export const contextLost = (): boolean => glOf()?.isContextLost() ?? false;

/** Calls `onLost` when the present WebGL context is lost. Does nothing on other backends. */
export function watchContext(onLost: () => void): void {
  glOf()?.canvas.addEventListener('webglcontextlost', onLost, { once: true });
}
