import { expect } from 'chai';
import { HistoryBuilder } from '../../support/history-builder.ts';
import { causeOf, evidenceOf, failing, running } from '../support/cause-of.ts';

describe('the cause not-explained', () => {
  it('says that nothing was seen, with the load as evidence', () => {
    const quiet = running().load(failing(3000, 3300));
    expect(causeOf(quiet)).to.include({ rule: 'not-explained', text: 'not explained; nothing was seen within 2.0 s of its beginning' });
    expect(evidenceOf(quiet)).to.deep.equal(['load-started']);
  });

  it('says what was seen around it, the nearest first', () => {
    const busy = running()
      .subject('db.1')
      .engine(2500, 'die', { subject: 'db', container: 'db.1', exitCode: 137 })
      .engine(2400, 'kill', { subject: 'db', container: 'db.1', signal: 15 })
      .engine(3100, 'start', { subject: 'db', container: 'db.1', incarnation: 2 })
      .engine(2990, 'exec_die', { exitCode: 1 })
      .step(1200, { outcome: 'target-gone' })
      .load(failing(3000, 3300));
    expect(causeOf(busy)?.text).to.equal(
      'not explained; seen around its beginning: db.1 was started 100 ms after, db.1 died (exit 137, SIGKILL) 500 ms before, db.1 was sent SIGTERM 600 ms before, step 0 "kill web" (target-gone) 1.8 s before',
    );
  });

  it('says that the load was in doubt', () => {
    expect(causeOf(running().load(failing(3000, 3300), { spoiled: { 3: 'it was stopped' } }))?.text).to.equal(
      'not explained; nothing was seen within 2.0 s of its beginning; the load itself was in doubt then (it was stopped)',
    );
  });

  it('is not told where something explains it, or nobody can know of causes', () => {
    expect(causeOf(running().engine(2990, 'die', { exitCode: 1 }).load(failing(3000, 3300)))?.rule).to.equal('container-away');
    expect(causeOf(new HistoryBuilder().load(failing(3000, 3300)))?.rule).to.equal('not-explained');
  });
});
