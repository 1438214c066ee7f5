/**
 * Reads without the check for undefined, for hot loops whose indices are in range by construction. One a type, so that
 * each stays monomorphic and is inlined.
 */
export const f64 = (array: Float64Array, index: number): number => array[index] as number;
export const f32 = (array: Float32Array, index: number): number => array[index] as number;
export const i32 = (array: Int32Array, index: number): number => array[index] as number;
export const u32 = (array: Uint32Array, index: number): number => array[index] as number;
export const u8 = (array: Uint8Array, index: number): number => array[index] as number;
export const i8 = (array: Int8Array, index: number): number => array[index] as number;
