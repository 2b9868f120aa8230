import { expect } from 'chai';
import { MeasureStatus } from '../../../src/report/measure-status.ts';
import { measurementHistory } from './support/measurement.ts';

/** The line after the events until run time `untilMs`. */
function lineAt(untilMs: number, columns?: number): string {
  const status = new MeasureStatus(3000);
  for (const event of measurementHistory().events) if (event.t <= untilMs) status.onEvent(event);
  return status.text(untilMs, columns);
}

describe('MeasureStatus', () => {
  it('counts the time from the first request, and the requests of the first stream', () => {
    expect(lineAt(100)).to.equal('starting, for 3 s');
    expect(lineAt(500)).to.equal('0 ms of 3 s');
    expect(lineAt(1450)).to.equal('1 s of 3 s · availability 100% · 0 of 20 failed · 20 req/s');
  });

  it('tells how long it has been failing, until it no longer does', () => {
    expect(lineAt(2400)).to.match(/10 of 40 failed · 20 req\/s · failing for 500 ms \(refused\)$/);
    expect(lineAt(3400)).to.equal('2.9 s of 3 s · availability 66.67% · 20 of 60 failed · 20 req/s');
  });

  it('fits the terminal', () => {
    expect(lineAt(2400, 30)).to.have.length(30);
  });
});
