import { expect } from 'chai';
import { speedTable } from '../../../bench/speed/speed-table.ts';
import type { Summary } from '../../../bench/speed/summary.ts';

const summary: Summary = {
  benchmark: 'dispatch',
  what: 'due → API call sent',
  unit: 'ms',
  statistic: 'p99',
  median: 3.456,
  p99: 12.34,
  n: 100,
  peer: { name: '`docker kill` from a shell', value: 123.4 },
  ratio: 0.1,
  noise: 0.2,
};

describe('speedTable', () => {
  it('shows a figure, its peer, and what became of it', () => {
    const [, , row] = speedTable([{ summary, change: { before: 0.05, factor: 2, beyondNoise: true } }]).split('\n');
    expect(row).to.equal(
      '| dispatch | due → API call sent | 3.46 ms | 12.3 ms | 100 | `docker kill` from a shell: 123 ms (p99) | 0.100 ± 10 % | 0.0500 | **+100 % worse** |',
    );
  });

  it('leaves out what there is not', () => {
    const few: Summary = { benchmark: 'suite', what: 'a|b', unit: '', statistic: 'median', median: 1.5, p99: 2, n: 4 };
    expect(speedTable([{ summary: few }]).split('\n')[2]).to.equal('| suite | a\\|b | 1.50 |  | 4 |  |  |');
  });
});
