import type { Document, YAMLError } from 'yaml';
import { describeError } from '../../errors/describe-error.ts';
import { firstDocuments, Unreadable } from './first-documents.ts';
import { inspectNodes, type Inspection } from './inspect-nodes.ts';
import { locateNode } from './locate-node.ts';
import { positionsIn } from './positions-in.ts';
import type { Source, Span, SyntaxProblem } from './source.ts';
import { wordsOfYamlError } from './yaml-errors.ts';

/** What follows the first few is mostly their echo. */
const MOST_SYNTAX_PROBLEMS = 20;

/** Returns the value of a YAML 1.2 (or JSON) text with the place of every part. Never throws, whatever the text. */
export function yamlSource(text: string): Source {
  // Lines as yaml counts them: a carriage return alone ends none.
  const lines = text.split(/\r?\n/);
  const line = (number: number) => lines[number - 1] ?? '';
  const nothing = (problem: Omit<SyntaxProblem, keyof Span>, place = firstText(lines)): Source => ({
    value: undefined,
    problems: [{ ...problem, ...place }],
    locate: () => place,
    line,
  });
  try {
    const [document, second] = firstDocuments(text);
    if (document === undefined || (document.contents === null && document.errors.length === 0 && second === undefined)) {
      return nothing({ message: 'the file is empty', fix: 'write at least `name: …` and `containers: …`' });
    }
    return documentSource(document, { text, line, second });
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      return nothing({ message: `not readable as YAML: ${describeError(error)}`, fix: 'check the brackets and the indentation' });
    }
    const { message, fix, offset } = error;
    return nothing({ message, fix }, { ...positionsIn(text)(offset), width: 1 });
  }
}

interface Context {
  readonly text: string;
  readonly line: Source['line'];
  readonly second: Document.Parsed | undefined;
}

function documentSource(document: Document.Parsed, { text, line, second }: Context): Source {
  // What is missing at the end is shown at the last thing that is there.
  const lastText = Math.max(0, text.trimEnd().length - 1);
  const positionOf = positionsIn(text);
  const span = (from: number, until: number): Span => {
    const start = positionOf(Math.min(from, lastText));
    const { length } = line(start.line);
    // The end of a line is one place, also where it is two characters.
    const column = Math.min(start.column, length + 1);
    const rest = length - column + 1;
    return { line: start.line, column, width: Math.max(1, Math.min(until - from, rest)) };
  };
  const inspection: Inspection = document.errors.length === 0 ? inspectNodes(document) : { findings: [], targets: new Map() };
  const locate: Source['locate'] = (path, at) => {
    const range = locateNode(document, inspection.targets, path, at)?.range ?? document.range;
    return span(range[0], range[1]);
  };
  const problems: SyntaxProblem[] = [];
  if (second !== undefined) {
    problems.push({
      message: 'a file holds one scenario, and this one has several documents',
      fix: 'remove `---`, or split the file',
      ...span(second.range[0], second.range[0] + 3),
    });
  }
  const errors: readonly YAMLError[] = [...document.errors, ...document.warnings];
  for (const error of errors.slice(0, MOST_SYNTAX_PROBLEMS)) problems.push({ ...wordsOfYamlError(error), ...span(...error.pos) });
  if (problems.length > 0) return { value: undefined, problems, locate, line };
  const { findings } = inspection;
  for (const { node, message, fix } of findings.slice(0, MOST_SYNTAX_PROBLEMS)) {
    problems.push({ message, ...(fix !== undefined && { fix }), ...span(node.range?.[0] ?? 0, node.range?.[1] ?? 1) });
  }
  if (findings.some(({ fatal }) => fatal)) return { value: undefined, problems, locate, line };
  return { ...valueOf(document, problems, span), locate, line };
}

function valueOf(document: Document.Parsed, problems: readonly SyntaxProblem[], span: (from: number, until: number) => Span) {
  try {
    // What the aliases come to is known, and not much.
    const value: unknown = document.toJS({ maxAliasCount: -1 });
    return { value, problems };
  } catch (error) {
    return { value: undefined, problems: [...problems, { message: describeError(error), fix: 'write the values out', ...span(0, 1) }] };
  }
}

function firstText(lines: readonly string[]): Span {
  const index = Math.max(
    0,
    lines.findIndex((text) => text.trim() !== ''),
  );
  return { line: index + 1, column: 1, width: Math.max(1, lines[index]?.length ?? 1) };
}
