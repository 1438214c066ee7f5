declare module 'jsfive' {
  export interface Member {
    readonly keys: readonly string[];
    readonly value: readonly number[];
    get(name: string): Member;
  }
  export const File: new (bytes: ArrayBuffer, name: string) => Member;
}
