import type { SeededRandom } from '../../src/scenario/seeded-random.ts';
import type { CorpusFile } from './corpus-file.ts';
import { hostileKeys, hostileScalars, yamlPieces } from './hostile-words.ts';

type TextMutation = (text: string, random: SeededRandom, corpus: readonly CorpusFile[]) => string;

/** Returns a member; there must be one. */
export function oneOf<T>(members: readonly T[], random: SeededRandom): T {
  const member = members[random.below(members.length)];
  if (member === undefined) throw new Error('nothing to choose from');
  return member;
}

function inserted(text: string, piece: string, random: SeededRandom): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}

/** Puts a piece in as a line of its own, as deep as the line that it stands before. */
function insertedLine(text: string, line: string, random: SeededRandom): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
  return [...lines.slice(0, at), ...line.split('\n').map((part) => indent + part), ...lines.slice(at)].join('\n');
}

function replaceOne(text: string, pattern: RegExp, random: SeededRandom, replacement: () => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: old } = oneOf(found, random);
  return text.slice(0, index) + replacement() + text.slice(index + old.length);
}

/** Aliases of aliases: written out, nine to the power of the depth. */
function bomb(depth: number, merge: boolean): string {
  const lines = ['x-a0: &a0 { k: lol }'];
  for (let level = 1; level <= depth; level += 1) {
    const of = Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ');
    lines.push(merge ? `x-a${level}: &a${level} { <<: [${of}], k${level}: 1 }` : `x-a${level}: &a${level} [${of}]`);
  }
  return `${lines.join('\n')}\n`;
}

function nested(random: SeededRandom): string {
  const [open, close] = oneOf(
    [
      ['[', ']'],
      ['{a: ', '}'],
      ['- ', ''],
      ['? ', ''],
      ['a: ', ''],
      ['!x [', ']'],
      ['"${A:-', '}"'],
    ] as const,
    random,
  );
  const deep = oneOf([10, 70, 500, 5000], random);
  return `${open.repeat(deep)}1${random.below(2) === 0 ? close.repeat(deep) : ''}`;
}

/** Changes of a text that know what YAML is. */
export const textMutations: Readonly<Record<string, TextMutation>> = {
  piece: (text, random) => inserted(text, oneOf(yamlPieces, random), random),
  'hostile scalar': (text, random) => replaceOne(text, /(?<=: )[^\n{}[\],]+/g, random, () => oneOf(hostileScalars, random)),
  'hostile key': (text, random) => replaceOne(text, /[\w-]+(?=:)/g, random, () => JSON.stringify(oneOf(hostileKeys, random))),
  number: (text, random) => replaceOne(text, /\d+/g, random, () => oneOf(['0', '-1', '1e400', '9'.repeat(400), '0.1', '', '١'], random)),
  'duplicate line': (text, random) => {
    const lines = text.split('\n');
    const at = random.below(lines.length);
    return [...lines.slice(0, at), lines[at], ...lines.slice(at)].join('\n');
  },
  'delete line': (text, random) => {
    const lines = text.split('\n');
    lines.splice(random.below(lines.length), 1 + random.below(3));
    return lines.join('\n');
  },
  'swap lines': (text, random) => {
    const lines = text.split('\n');
    const [left, right] = [random.below(lines.length), random.below(lines.length)];
    return lines.map((line, index) => (index === left ? (lines[right] ?? '') : index === right ? (lines[left] ?? '') : line)).join('\n');
  },
  indent: (text, random) => {
    const lines = text.split('\n');
    const at = random.below(lines.length);
    const change = oneOf(['  ', ' ', '\t', '      '], random);
    return lines.map((line, index) => (index === at ? (random.below(2) === 0 ? change + line : line.trimStart()) : line)).join('\n');
  },
  nesting: (text, random) => insertedLine(text, `${oneOf(['x-deep', 'name', 'timeline', 'load'], random)}: ${nested(random)}`, random),
  bomb: (text, random) => bomb(2 + random.below(10), random.below(2) === 0) + text,
  'bomb in use': (text, random) => {
    const depth = 2 + random.below(6);
    return bomb(depth, random.below(2) === 0) + replaceOne(text, /(?<=: )[^\n]+/g, random, () => `*a${depth}`);
  },
  'merge keys': (text, random) =>
    insertedLine(text, oneOf(['<<: { __proto__: { x: 1 } }', '<<: *a', '<<: [*a, *a]', '<<: 1', '<<: [[1]]'], random), random),
  documents: (text, random, corpus) =>
    random.below(2) === 0 ? `${text}\n---\n${oneOf(corpus, random).text}` : insertedLine(text, '---', random),
  'very long line': (text, random) =>
    insertedLine(
      text,
      `${oneOf(['x-long', 'name', 'description'], random)}: ${oneOf(['x', 'a b ', '$', '${A}', '{', "''", '\\'], random).repeat(20_000)}`,
      random,
    ),
  'very many lines': (text, random) => text + oneOf(['\n', '- a\n', 'x-a: 1\n', '#\n', '  '], random).repeat(10_000),
  'line ends': (text, random) => text.replaceAll('\n', oneOf(['\r\n', '\r', '\n\n', '\u0085', '\u2028'], random)),
};
