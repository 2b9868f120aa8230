/** What a load tool is asked for. */
export interface ToolRequest {
  readonly url: string;
  readonly port: number;
  readonly ratePerSecond: number;
  readonly seconds: number;
  readonly timeoutMs: number;
  /** A file of its own that the tool may write. */
  readonly file: string;
}

/** What a load tool said. */
export interface ToolReport {
  /** Answered as expected. */
  readonly ok: number;
  readonly failed: number;
  /** Undefined: it cannot tell. */
  readonly p99Ms: number | undefined;
}

/** Everything that a tool wrote. */
export interface ToolOutput {
  readonly stdout: string;
  readonly file: string;
}

/** A load tool that people use, with the options that do it the most justice. */
export interface Tool {
  readonly name: string;
  /** How it sends, and what to know about its options. */
  readonly notes: string;
  /** The Debian package that it comes from; undefined: a dependency of this project. */
  readonly debianPackage: string | undefined;
  readonly command: (request: ToolRequest) => readonly [program: string, ...options: string[]];
  /** Returns undefined when the output holds no result: the tool gave up. */
  readonly parse: (output: ToolOutput) => ToolReport | undefined;
}

/** Returns the number that the pattern's first group finds, or undefined. */
export function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Returns the deadline in whole seconds, which is all that many tools take. */
export function wholeSeconds(timeoutMs: number): string {
  return String(Math.max(1, Math.round(timeoutMs / 1000)));
}
