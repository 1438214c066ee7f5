import { env } from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

/** Registers the wasm backend (by importing it) with the files of this build. */
export function registerWasm(): void {
  // With threads the minified backend waits for ever on a page with cross-origin isolation.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const base = self.location.href;
  const address = (url: string): string => new URL(url, base).href;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': address(plain),
    'tfjs-backend-wasm-simd.wasm': address(simd),
    // Named because a full map is asked for; never used without threads.
    'tfjs-backend-wasm-threaded-simd.wasm': address(simd),
  });
}
