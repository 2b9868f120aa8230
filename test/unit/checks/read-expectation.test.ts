import { expect } from 'chai';
import { readExpectation } from '../../../src/checks/read-expectation.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('readExpectation', () => {
  for (const [short, written] of [
    ['availability >= 99.9%', "availability: { is: '>= 99.9%' }"],
    ['availability of users on keep-alive == 100%', "availability: { of: users, stream: keep-alive, is: '== 100%' }"],
    ['outage <= 500ms', "outage: { longest: '<= 500ms' }"],
    ['outage.total<=2s', "outage: { total: '<= 2s' }"],
    ['outages == 0', "outage: { count: '== 0' }"],
    ['p99 <= 50ms', "latency: { p99: '<= 50ms' }"],
    ['latency.p90 on new < 10ms', "latency: { stream: new, p90: '< 10ms' }"],
    ['p99.9 <= 1s', "latency: { p999: '<= 1s' }"],
    ['max <= 1s', "latency: { max: '<= 1s' }"],
    ['version 2 == 100%', "versions: { share: { '2': '== 100%' } }"],
    ['versions v1.2 of users >= 50%', "versions: { of: users, share: { v1.2: '>= 50%' } }"],
  ] as const) {
    it(`takes ${short} for ${written}`, () => expect(readExpectation(short)).to.deep.equal(readExpectation(written)));
  }

  for (const [text, hint] of [
    ['availabilty >= 99%', 'Did you mean availability?'],
    ['errors == 0', "'availability == 100%'"],
    ['uptime >= 99%', 'Write one of: availability, outage'],
    ['availability 99%', "such as 'exit"],
    ['availability >= 99', '`99%`'],
    ['p99 <= 50', '`50s` or `50ms`'],
    ['p95 <= 50ms', 'Did you mean p9'],
    ['availability on fresh >= 99%', "short: 'availability"],
  ] as const) {
    it(`tells what to write in place of ${text}`, async () => {
      const error = await faultlineErrorOf(Promise.resolve(text).then((given) => readExpectation(given)));
      expect(error.code).to.equal('ERR_USAGE');
      expect(error.hint).to.include(hint);
    });
  }
});
