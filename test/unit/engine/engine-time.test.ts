import { expect } from 'chai';
import { parseEngineTime, toEpochNs, toQueryTime } from '../../../src/engine/containers/engine-time.ts';

describe('engine times', () => {
  it('reads what Go writes, with as many digits as there are', () => {
    const second = Date.UTC(2026, 10, 23, 14, 0, 1);
    expect(parseEngineTime('2026-11-23T14:00:01Z')).to.equal(second);
    expect(parseEngineTime('2026-11-23T14:00:01.5Z')).to.equal(second + 500);
    expect(parseEngineTime('2026-11-23T14:00:01.000123Z')).to.be.closeTo(second + 0.123, 1e-3);
    expect(parseEngineTime('2026-11-23T16:00:01.25+02:00')).to.equal(second + 250);
  });

  it("reads Go's zero time and anything else as never", () => {
    for (const text of ['0001-01-01T00:00:00Z', '', 'soon']) expect(parseEngineTime(text)).to.equal(undefined);
  });

  it('writes times for a query with all nine digits', () => {
    expect(toQueryTime(1_700_000_000_123_456_789n)).to.equal('1700000000.123456789');
    expect(toQueryTime(1_700_000_000_000_000_001n)).to.equal('1700000000.000000001');
    expect(toQueryTime(toEpochNs(1_700_000_000_250))).to.equal('1700000000.250000000');
  });
});
