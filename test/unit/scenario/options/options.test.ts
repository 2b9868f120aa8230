import { expect } from 'chai';
import { z } from 'zod';
import { byteSize } from '../../../../src/scenario/options/byte-size.ts';
import { commandWords } from '../../../../src/scenario/options/command-words.ts';
import { comparison } from '../../../../src/scenario/options/comparison.ts';
import { duration } from '../../../../src/scenario/options/duration.ts';
import { quoteValue } from '../../../../src/scenario/options/issue-text.ts';
import { pattern } from '../../../../src/scenario/options/pattern.ts';
import { rate } from '../../../../src/scenario/options/rate.ts';
import { share } from '../../../../src/scenario/options/share.ts';
import { signalName } from '../../../../src/scenario/options/signal-name.ts';

interface Case {
  readonly schema: z.ZodType;
  readonly good: readonly (readonly [unknown, unknown])[];
  readonly bad: readonly (readonly [unknown, string])[];
}

const cases: Readonly<Record<string, Case>> = {
  duration: {
    schema: duration(),
    good: [
      ['500ms', 500],
      ['2s', 2000],
      ['1m30s', 90_000],
      ['1.5s', 1500],
      ['0s', 0],
      ['1h', 3_600_000],
    ],
    bad: [
      [10, '`10` has no unit\nfix: write `10s` or `10ms`'],
      ['10', '`10` has no unit'],
      ['-1s', 'negative'],
      ['soon', 'not a duration'],
      ['2 s', 'not a duration'],
      ['400d', 'too long'],
      [undefined, 'is missing'],
      [['1s'], 'is not a duration'],
    ],
  },
  byteSize: {
    schema: byteSize(),
    good: [
      ['64m', 67_108_864],
      ['1.5gb', 1_610_612_736],
      ['512k', 524_288],
      ['10b', 10],
      ['1MiB', 1_048_576],
    ],
    bad: [
      [64, 'write `64m`'],
      ['64', 'has no unit'],
      ['64x', 'not a size'],
    ],
  },
  share: {
    schema: share(),
    good: [
      ['99.5%', 0.995],
      ['0%', 0],
      ['100%', 1],
    ],
    bad: [
      [0.5, 'write `50%`'],
      [50, 'write `50%`'],
      ['101%', 'more than everything'],
      ['half', 'not a percentage'],
    ],
  },
  'comparison of shares': {
    schema: comparison('share'),
    good: [
      ['>= 99.5%', { operator: '>=', value: 0.995, unit: 'share', text: '>= 99.5%' }],
      ['100%', { operator: '==', value: 1, unit: 'share', text: '== 100%' }],
    ],
    bad: [
      ['>= 99.5', 'has no unit'],
      ['= 99%', 'write `== 99%`'],
      ['>=', 'not a percentage'],
      [1, 'write `1%`'],
    ],
  },
  'comparison of durations': {
    schema: comparison('ms'),
    good: [['<=1m30s', { operator: '<=', value: 90_000, unit: 'ms', text: '<= 1m30s' }]],
    bad: [
      [500, 'write `500s` or `500ms`'],
      ['=> 5s', 'write'],
    ],
  },
  'comparison of sizes': {
    schema: comparison('bytes'),
    good: [['< 1k', { operator: '<', value: 1024, unit: 'bytes', text: '< 1k' }]],
    bad: [['< 1', 'has no unit']],
  },
  'comparison of counts': {
    schema: comparison('count'),
    good: [
      [0, { operator: '==', value: 0, unit: 'count', text: '== 0' }],
      ['!= 3', { operator: '!=', value: 3, unit: 'count', text: '!= 3' }],
    ],
    bad: [
      ['== 3s', 'not a number'],
      [true, 'is not a comparison'],
    ],
  },
  signalName: {
    schema: signalName(),
    good: [
      ['SIGTERM', 'SIGTERM'],
      ['term', 'SIGTERM'],
      [15, 'SIGTERM'],
      ['9', 'SIGKILL'],
      ['SIGIOT', 'SIGABRT'],
    ],
    bad: [
      ['SIGTREM', 'did you mean `SIGTERM`?'],
      ['SIGFOO123', 'write a name'],
      [99, 'unknown signal'],
      [[], 'is not a signal'],
    ],
  },
  pattern: {
    schema: pattern(),
    good: [['version (\\d+)', 'version (\\d+)']],
    bad: [
      ['(', 'not a regular expression'],
      [5, 'not a regular expression'],
      ['x'.repeat(1001), 'too long'],
    ],
  },
  commandWords: {
    schema: commandWords(),
    good: [
      [
        ['sleep', '10'],
        ['sleep', '10'],
      ],
      ['sleep 10', ['sleep', '10']],
      [`sh -c 'echo "a b"'  ""`, ['sh', '-c', 'echo "a b"', '']],
      ['a\\ b "c\\"d" "\\n"', ['a b', 'c"d', '\\n']],
      ['', []],
    ],
    bad: [
      [['sleep', 10], "put it in quotes: `'10'`"],
      ["echo 'open", 'is not closed'],
      ['a | b', 'no shell runs'],
      [3, 'is not a command'],
    ],
  },
  rate: {
    schema: rate(),
    good: [
      ['200/s', 200],
      ['600/m', 10],
      ['6/m', 0.1],
      ['1/h', 1 / 3600],
      ['10000/s', 10_000],
    ],
    bad: [
      [200, 'write `200/s`'],
      ['0/s', 'above 0'],
      ['fast', 'not a rate'],
      ['10001/s', 'at most `10000/s`'],
      ['0.9/h', 'at least `1/h`'],
    ],
  },
};

for (const [name, { schema, good, bad }] of Object.entries(cases)) {
  describe(name, () => {
    for (const [input, output] of good) {
      it(`reads ${JSON.stringify(input)}`, () => {
        expect(schema.parse(input)).to.deep.equal(output);
      });
    }
    for (const [input, message] of bad) {
      it(`refuses ${quoteValue(input)}`, () => {
        const result = schema.safeParse(input);
        expect(result.success).to.equal(false);
        expect(JSON.stringify(result.error?.issues).replaceAll('\\n', '\n').replaceAll('\\"', '"')).to.contain(message);
      });
    }
    it('tells editors what may be written', () => {
      const json = z.toJSONSchema(schema, { io: 'input' });
      expect(json).to.have.any.keys('type', 'anyOf');
    });
  });
}
