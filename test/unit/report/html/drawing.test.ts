import { expect } from 'chai';
import { placed } from '../../../../src/report/html/axis-scale.ts';
import { axisTicks } from '../../../../src/report/html/axis-ticks.ts';
import { joinWindows } from '../../../../src/report/html/join-windows.ts';
import { logScale } from '../../../../src/report/html/log-scale.ts';
import { longestSpans } from '../../../../src/report/html/longest-spans.ts';
import { stackRows } from '../../../../src/report/html/stack-rows.ts';
import { stacked } from '../../../../src/report/html/stacked.ts';
import { stepLine } from '../../../../src/report/html/step-paths.ts';

const span = (fromMs: number, untilMs: number) => ({ fromMs, untilMs });

describe('what report.html is drawn with', () => {
  it('places an instant as its share of the axis, and nothing outside of it', () => {
    expect(placed(span(1000, 3000), 1500, 2000)).to.equal('--s:0.25;--e:0.5');
    expect(placed(span(1000, 3000), 0, 9000)).to.equal('--s:0;--e:1');
  });

  it('puts ticks at round times, with as many digits as they need', () => {
    expect(axisTicks(1200, 5300, 8).map(({ text }) => text)).to.deep.equal(['2 s', '3 s', '4 s', '5 s']);
    expect(axisTicks(2000, 2500, 6).map(({ text }) => text)).to.deep.equal(['2.0 s', '2.1 s', '2.2 s', '2.3 s', '2.4 s', '2.5 s']);
    expect(axisTicks(50_000, 140_000, 4).map(({ text }) => text)).to.deep.equal(['1:00', '1:30', '2:00']);
    expect(axisTicks(0, 4 * 3_600_000, 5).map(({ text }) => text)).to.deep.equal(['0 s', '1:00:00', '2:00:00', '3:00:00', '4:00:00']);
  });

  it('scales latencies by whole powers of ten', () => {
    const { heightOf, lines } = logScale([3, 40, null]);
    expect(lines.map(({ text }) => text)).to.deep.equal(['1 ms', '10 ms', '100 ms']);
    expect(heightOf(10)).to.be.closeTo(0.5, 1e-9);
    expect(heightOf(null)).to.equal(null);
    expect(logScale([]).lines).to.have.length(2);
    expect(logScale([0]).heightOf(0)).to.be.a('number');
  });

  it('stacks columns, joins equal ones, and leaves out what is empty', () => {
    const areas = stacked(
      [
        ['ok', [2, 2, 0]],
        ['reset', [0, 0, 2]],
      ],
      [0, 10, 20, 30],
      4,
    );
    expect(areas).to.deep.equal([
      { name: 'ok', path: 'M0 100V50H20V100z' },
      { name: 'reset', path: 'M20 100V50H30V100z' },
    ]);
  });

  it('breaks a line where there is no value', () => {
    expect(stepLine([0, 10, 20, 30, 40], [0.5, 1, null, 0])).to.equal('M0 50H10V0H20M30 100H40');
  });

  it('puts spans that overlap in rows, three at most', () => {
    const spans = [span(0, 10), span(5, 15), span(10, 20), span(12, 13), span(12, 14)];
    expect(stackRows(spans)).to.deep.equal({ rowOf: [0, 1, 0, 2, 2], rows: 3 });
    expect(stackRows([span(Infinity, -Infinity)])).to.deep.equal({ rowOf: [0], rows: 1 });
  });

  it('joins windows that touch, and keeps the longest spans in their order', () => {
    expect(joinWindows([span(5, 8), span(0, 2), span(2, 3), span(6, 7)])).to.deep.equal([span(0, 3), span(5, 8)]);
    expect(longestSpans([span(0, 1), span(2, 9), span(9, 10), span(10, 14)], 2)).to.deep.equal([span(2, 9), span(10, 14)]);
  });
});
