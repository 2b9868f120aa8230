import { expect } from 'chai';
import { causeOf, evidenceOf, failing, running } from '../support/cause-of.ts';

describe('the cause injected-fault', () => {
  const failed = (fromMs: number) => running().load(failing(fromMs, fromMs + 300, 'reset', 5));

  it('is the last fault before, when nothing more special fits', () => {
    const history = failed(2000).step(1000, { fault: 'exec' }).step(1995, { step: 1, fault: 'exec' });
    expect(causeOf(history)).to.include({
      rule: 'injected-fault',
      text: 'the command of web.1 in step 1 began 5 ms before the first request that failed, and nothing else was seen that explains it',
    });
    expect(evidenceOf(history)).to.deep.equal(['step exec']);
    expect(causeOf(failed(2000).step(2003, { fault: 'exec' }))?.text).to.equal(
      'the command of web.1 in step 0 began 3 ms after the first request that failed was due, and nothing else was seen that explains it',
    );
  });

  it('tells what it took away elsewhere, and for how long it lasted', () => {
    const elsewhere = failed(2000)
      .subject('db.1')
      .step(1900, { fault: 'crash', targets: ['db.1'] })
      .engine(1950, 'die', { subject: 'db', container: 'db.1', exitCode: 137 })
      .engine(2900, 'start', { subject: 'db', container: 'db.1', incarnation: 2 });
    expect(causeOf(elsewhere)?.text).to.equal(
      'the crash of db.1 in step 0 began 100 ms before the first request that failed and took db.1 away for 950 ms',
    );
    const undone = failed(4000).step(1000, { fault: 'signal' }).undo(4400);
    expect(causeOf(undone)?.text).to.equal(
      'the signal of web.1 in step 0 began 3.0 s before the first request that failed, and nothing else was seen that explains it, and was undone 3.4 s after it began',
    );
  });

  it('lasts as long as a graceful stop', () => {
    expect(causeOf(running().step(1000, { fault: 'stop', doneMs: 3400 }).load(failing(3500, 3600)))?.rule).to.equal('injected-fault');
  });

  it('is not told of what came later, long before, did not happen, or took away what nobody asked', () => {
    expect(causeOf(failed(2000).step(2006))?.rule).to.equal('not-explained');
    expect(causeOf(failed(5500).step(200))?.rule).to.equal('not-explained');
    expect(causeOf(failed(2000).step(1990, { outcome: 'target-gone' }))?.rule).to.equal('not-explained');
    expect(causeOf(failed(2000).step(1990, { outcome: 'waited' }))?.rule).to.equal('not-explained');
    const other = failed(2000)
      .subject('web.2')
      .step(1900, { targets: ['web.2'] })
      .engine(1950, 'die', { container: 'web.2', exitCode: 137 });
    expect(causeOf(other)?.rule).to.equal('not-explained');
  });
});
