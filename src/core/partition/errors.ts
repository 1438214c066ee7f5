/** The engine cannot take this network or domain; the message names what and where. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
