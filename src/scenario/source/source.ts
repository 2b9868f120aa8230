import type { SourcePosition } from '../scenario.ts';

/** Keys and indexes from the top of the file to a value. */
export type Path = readonly (string | number)[];

export interface Span extends SourcePosition {
  /** Columns from there to the end of the text in question, or of its line. */
  readonly width: number;
}

/** Something that is wrong with the text itself. */
export interface SyntaxProblem extends Span {
  readonly message: string;
  readonly fix?: string;
}

/** A file's value and where its parts stand. */
export interface Source {
  /** Undefined when the text is so broken that there is none. */
  readonly value: unknown;
  readonly problems: readonly SyntaxProblem[];
  /** Returns where the value, or its key, stands; for what is not there, the nearest thing around it. */
  locate(path: Path, at: 'key' | 'value'): Span;
  /** Returns the text of a line (from 1). */
  line(number: number): string;
}
