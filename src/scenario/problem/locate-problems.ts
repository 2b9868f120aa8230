import { withoutCredentials } from '../without-credentials.ts';
import type { Path, Source, Span } from '../source/source.ts';
import type { Problem } from './problem.ts';

interface Words {
  readonly message: string;
  readonly fix?: string;
}

/** Returns functions that turn what is wrong, at a span or at a path, into a problem with its place in the file. */
export function problemsIn(file: string, source: Source) {
  const place = ({ message, fix }: Words, { line, column, width }: Span): Problem => {
    const words = { message: withoutCredentials(message), ...(fix !== undefined && { fix: withoutCredentials(fix) }) };
    return { file, line, column, ...words, excerpt: withoutCredentials(source.line(line)), width };
  };
  const at = ({ path, at: part = 'value', ...words }: Words & { readonly path: Path; readonly at?: 'key' | 'value' }): Problem => {
    const span = source.locate(path, part);
    // A JavaScript object has no lines: the path stands in for the place.
    return place(span.line === 0 && path.length > 0 ? { ...words, message: `${pathText(path)}: ${words.message}` } : words, span);
  };
  return { place, at };
}

function pathText(path: Path): string {
  return path.map((segment, index) => (typeof segment === 'number' ? `[${segment}]` : index === 0 ? segment : `.${segment}`)).join('');
}

/** Returns the problems in the order of the file, each once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const different = new Map(problems.map((problem) => [JSON.stringify([problem.line, problem.column, problem.message]), problem]));
  return [...different.values()].sort((left, right) => left.line - right.line || left.column - right.column);
}
