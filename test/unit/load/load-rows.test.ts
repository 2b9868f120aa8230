import { expect } from 'chai';
import fc from 'fast-check';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import type { LoadRows } from '../../../src/history/load-bucket.ts';
import { decodeLoadRows, encodeLoadRows, NEVER_SENT_US, type RequestRows } from '../../../src/history/load-rows.ts';

const sample: RequestRows = {
  n: 3,
  dueUs: Uint32Array.of(0, 5000, 10_000),
  slipUs: Uint32Array.of(120, 0, NEVER_SENT_US),
  latencyUs: Uint32Array.of(1200, 500_000, 0x01020304),
  class: Uint8Array.of(0, 3, 8),
  version: Uint8Array.of(2, 0, 1),
  versionNames: ['1', '2'],
};

function refusal(rows: LoadRows): string {
  try {
    decodeLoadRows(rows);
  } catch (error) {
    expect(error).to.be.instanceOf(FaultlineError).with.property('code', 'ERR_HISTORY_INVALID');
    return (error as FaultlineError).message;
  }
  throw new Error('damaged rows were accepted');
}

describe('load rows', () => {
  it('are little-endian base64, whatever the machine', () => {
    expect(encodeLoadRows(sample).latencyUs).to.equal(Buffer.from('b004000020a1070004030201', 'hex').toString('base64'));
  });

  it('survive encoding, JSON and decoding', () => {
    const word = fc.integer({ min: 0, max: 0xffff_ffff });
    const row = fc.tuple(word, word, word, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 50 }), (list) => {
        const rows: RequestRows = {
          n: list.length,
          dueUs: Uint32Array.from(list, (r) => r[0]),
          slipUs: Uint32Array.from(list, (r) => r[1]),
          latencyUs: Uint32Array.from(list, (r) => r[2]),
          class: Uint8Array.from(list, (r) => r[3]),
          version: Uint8Array.from(list, (r) => r[4]),
          versionNames: ['1', 'blue'],
        };
        expect(decodeLoadRows(JSON.parse(JSON.stringify(encodeLoadRows(rows))) as LoadRows)).to.deep.equal(rows);
      }),
    );
  });

  it('take only the first n of columns that were allocated longer', () => {
    const rows = decodeLoadRows(encodeLoadRows({ ...sample, n: 2 }));
    expect([...rows.dueUs]).to.deep.equal([0, 5000]);
    expect(rows.class).to.have.length(2);
  });

  it('are refused when damaged, with the column that is', () => {
    const good = encodeLoadRows(sample);
    expect(refusal({ ...good, dueUs: good.dueUs.slice(4) })).to.contain('dueUs has 9 bytes in place of 12');
    expect(refusal({ ...good, slipUs: '###' })).to.contain('slipUs is not base64');
    expect(refusal({ ...good, n: 4 })).to.contain('in place of 16');
    expect(refusal({ ...good, n: -1 })).to.contain('n is -1');
    expect(refusal({ ...good, class: Buffer.of(0, 99, 0).toString('base64') })).to.contain('class holds 99');
    expect(refusal({ ...good, versionNames: ['1'] })).to.contain('version holds 2, but the highest known is 1');
  });
});
