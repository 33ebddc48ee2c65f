/**
 * The machine, not the code, stops us: a full disk, a taken port, a missing program. It is printed without a stack trace.
 * `code` is stable and UPPER_SNAKE_CASE; `remedy` tells what to do, as a sentence.
 */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string) {
    super(`${message}\n  ${remedy}`);
    this.code = code;
    this.remedy = remedy;
  }
}
