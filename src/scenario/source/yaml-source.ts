import { LineCounter, parseAllDocuments, type Document, type YAMLError } from 'yaml';
import { describeError } from '../../errors/describe-error.ts';
import { inspectNodes } from './inspect-nodes.ts';
import { locateNode } from './locate-node.ts';
import type { Source, Span, SyntaxProblem } from './source.ts';
import { wordsOfYamlError } from './yaml-errors.ts';

const MOST_ALIASES = 1000;
/** What follows the first few syntax errors is mostly their echo. */
const MOST_SYNTAX_PROBLEMS = 20;

/** Returns the value of a YAML 1.2 (or JSON) text with the place of every part. Never throws, whatever the text. */
export function yamlSource(text: string): Source {
  const lines = text.split(/\r\n|\n|\r/);
  const line = (number: number) => lines[number - 1] ?? '';
  const nothing = (problem: Omit<SyntaxProblem, keyof Span>): Source => ({
    value: undefined,
    problems: [{ ...problem, ...firstText(lines) }],
    locate: () => firstText(lines),
    line,
  });
  try {
    const lineCounter = new LineCounter();
    const documents = parseAllDocuments(text, {
      lineCounter,
      merge: true,
      // yaml's own search for duplicate keys is quadratic: 60 000 keys take half a minute.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
    });
    const [document, second] = documents;
    if (document === undefined || (document.contents === null && document.errors.length === 0 && second === undefined)) {
      return nothing({ message: 'the file is empty', fix: 'write at least `name: …` and `containers: …`' });
    }
    return documentSource(document, { text, lineCounter, line, second });
  } catch (error) {
    // A stack overflow, from brackets without end.
    return nothing({ message: `not readable as YAML: ${describeError(error)}`, fix: 'check the brackets and the indentation' });
  }
}

interface Context {
  readonly text: string;
  readonly lineCounter: LineCounter;
  readonly line: Source['line'];
  readonly second: Document.Parsed | undefined;
}

function documentSource(document: Document.Parsed, { text, lineCounter, line, second }: Context): Source {
  // What is missing at the end is shown at the last thing that is there.
  const lastText = Math.max(0, text.trimEnd().length - 1);
  const span = (from: number, until: number): Span => {
    const position = lineCounter.linePos(Math.min(from, lastText));
    const start = { line: Math.max(1, position.line), column: Math.max(1, position.col) };
    const rest = line(start.line).length - start.column + 1;
    return { ...start, width: Math.max(1, Math.min(until - from, rest)) };
  };
  const locate: Source['locate'] = (path, at) => {
    const range = locateNode(document, path, at)?.range ?? document.range;
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
  const findings = inspectNodes(document);
  for (const { node, message, fix } of findings) {
    problems.push({ message, ...(fix !== undefined && { fix }), ...span(node.range?.[0] ?? 0, node.range?.[1] ?? 1) });
  }
  if (findings.some(({ fatal }) => fatal)) return { value: undefined, problems, locate, line };
  return { ...valueOf(document, problems, span), locate, line };
}

function valueOf(document: Document.Parsed, problems: readonly SyntaxProblem[], span: (from: number, until: number) => Span) {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { value, problems };
  } catch (error) {
    const message = /alias/i.test(describeError(error)) ? 'too many aliases: expanded, the file would be huge' : describeError(error);
    return { value: undefined, problems: [...problems, { message, fix: 'write the values out', ...span(0, 1) }] };
  }
}

function firstText(lines: readonly string[]): Span {
  const index = Math.max(
    0,
    lines.findIndex((text) => text.trim() !== ''),
  );
  return { line: index + 1, column: 1, width: Math.max(1, lines[index]?.length ?? 1) };
}
