import type { SeededRandom } from '../../src/scenario/seeded-random.ts';
import type { CorpusFile } from './corpus-file.ts';
import { oneOf } from './text-mutations.ts';

type ByteMutation = (bytes: Buffer, random: SeededRandom, corpus: readonly CorpusFile[]) => Buffer;

function randomBytes(random: SeededRandom, count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, () => random.below(256)));
}

function spliced(bytes: Buffer, at: number, remove: number, insert: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}

/** Changes of a file that know nothing of what it holds. */
export const byteMutations: Readonly<Record<string, ByteMutation>> = {
  'flip bits': (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let count = 1 + random.below(4); count > 0; count -= 1) {
      const at = random.below(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    }
    return changed;
  },
  'insert bytes': (bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, randomBytes(random, 1 + random.below(8))),
  'insert printable': (bytes, random) => {
    const text = Array.from({ length: 1 + random.below(6) }, () => String.fromCharCode(32 + random.below(95))).join('');
    return spliced(bytes, random.below(bytes.length + 1), 0, Buffer.from(text));
  },
  'delete bytes': (bytes, random) => spliced(bytes, random.below(bytes.length + 1), 1 + random.below(16), Buffer.alloc(0)),
  'insert NULs': (bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, Buffer.alloc(1 + random.below(64))),
  'repeat a part': (bytes, random) => {
    const from = random.below(bytes.length);
    const part = bytes.subarray(from, from + 1 + random.below(64));
    return spliced(bytes, from, 0, Buffer.concat(Array.from({ length: 1 + random.below(32) }, () => part)));
  },
  splice: (bytes, random, corpus) => {
    const other = Buffer.from(oneOf(corpus, random).text);
    return Buffer.concat([bytes.subarray(0, random.below(bytes.length)), other.subarray(random.below(other.length))]);
  },
  'put in a part of another': (bytes, random, corpus) => {
    const other = Buffer.from(oneOf(corpus, random).text);
    const from = random.below(other.length);
    return spliced(bytes, random.below(bytes.length), random.below(32), other.subarray(from, from + 1 + random.below(128)));
  },
  truncate: (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  encoding: (bytes, random) => {
    const text = bytes.toString('utf8');
    const encoded = [
      () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
      () => Buffer.from(text, 'utf16le'),
      () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      () => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
      () => Buffer.from(text.replaceAll('e', 'é'), 'latin1'),
      () => Buffer.from(text.replaceAll('a', '\u{1d51e}')),
      () => Buffer.concat([bytes, Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf8, 0x88])]),
    ];
    return oneOf(encoded, random)();
  },
};
