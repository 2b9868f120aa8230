import { expect } from 'chai';
import { analyse } from '../../../src/analysis/analyse.ts';
import { createColours } from '../../../src/report/colours.ts';
import { textWidth } from '../../../src/report/text-width.ts';
import { renderTimeline } from '../../../src/report/timeline.ts';
import { ServiceStory } from '../analysis/support/service-story.ts';
import { hostile } from './support/hostile.ts';
import { SampleHistory, times } from './support/sample-history.ts';
import { killHistory } from './support/sample-run.ts';

const colours = createColours(false);
const draw = (history: SampleHistory, columns = 40) => renderTimeline(analyse(history.events), { colours, columns });

/** A run of 2 s with one load. */
function chaos(): SampleHistory {
  const load = { type: 'load-started', load: 'users', url: 'http://web/', ratePerSecond: 50, timeoutMs: 500, streams: ['new'] } as const;
  return new SampleHistory().start().add(0, load).phase(0, 'chaos', 'started');
}

function end(history: SampleHistory): SampleHistory {
  return history.phase(2000, 'chaos', 'ended').add(2000, { type: 'run-ended', reason: 'completed', durationMs: 2000 });
}

function lane(history: SampleHistory, label: string): string | undefined {
  // 16 slots of 125 ms, whatever the labels' width is.
  const line = draw(end(history), 0).find((text) => text.startsWith(`  ${label} `));
  return line?.slice(line.indexOf(label) + label.length).replace(/^ +/, '');
}

describe('renderTimeline', () => {
  it('draws faults, loads and containers on one axis', () => {
    expect(draw(killHistory(), 60)).to.deep.equal([
      'Timeline  one column is 100 ms',
      '                    ├ steady ─├ chaos ──├ recovery ─────────',
      '  faults                       1',
      '  outages                      A═══',
      '  users new         ▇▇▇▇▇▇▇▇▇▇▇▄✗✗✗▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇',
      '  users keep-alive  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇',
      '  web.1             ━━━━━━━━━━━✗···━━━━━━━━━━━━━━━━━━━━━━━━━',
      '                    1s          2.2s        3.4s',
      '  requests: ▇ all answered, ▁▂▃▄▅▆ some answered, ✗ none answered',
      '  containers: ━ running, · not running, ✗ exited',
      '  1     2.101s  kill web.1 (SIGKILL, api)',
      '  A     2.150s  outage: users (new) 350 ms, 7 requests refu…',
    ]);
  });

  it('shows a single failure among many requests', () => {
    const history = chaos()
      .bucket(0, 1000, times(1000, 'ok'))
      .bucket(1000, 2000, [...times(999, 'ok'), 'reset']);
    expect(lane(history, 'users')).to.equal('▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▆');
  });

  it('shows where nothing was sent, and where the harness spoiled its measurement', () => {
    const history = chaos().bucket(0, 1000, times(100, 'ok')).bucket(1500, 2000, times(100, 'ok'), { spoiled: 'slow' });
    expect(lane(history, 'users')).to.equal('▇▇▇▇▇▇▇▇    ????');
  });

  it('draws no gaps between the requests of a slow load, and those that there are', () => {
    const load = { type: 'load-started', load: 'slow', url: 'http://web/', ratePerSecond: 2, timeoutMs: 500, streams: ['new'] } as const;
    const history = chaos().add(0, load).bucket(0, 1000, ['ok', 'refused'], { load: 'slow' }).bucket(1500, 2000, ['ok'], { load: 'slow' });
    expect(lane(history, 'slow')).to.equal('▇▇▇▇✗✗✗✗    ▇▇▇▇');
  });

  it('draws no gaps where the rate of a load was low for a while', () => {
    const stages = [{ fromPerSecond: 2, toPerSecond: 2, forMs: 1000 }];
    const load = { type: 'load-started', load: 'slow', url: 'http://web/', ratePerSecond: 100, timeoutMs: 500, streams: ['new'] } as const;
    const history = chaos()
      .add(0, { ...load, stages })
      .bucket(0, 1000, ['ok', 'refused'], { load: 'slow' })
      .bucket(1000, 2000, times(100, 'ok'), { load: 'slow' });
    expect(lane(history, 'slow')).to.equal('▇▇▇▇✗✗✗✗▇▇▇▇▇▇▇▇');
  });

  it('tells outages that overlap as one, and the longest when there are many', () => {
    const streams = ['new', 'keep-alive'];
    const load = { type: 'load-started', load: 'users', url: 'http://web/', ratePerSecond: 10, timeoutMs: 500, streams } as const;
    const history = new SampleHistory().start().add(0, load).phase(0, 'chaos', 'started');
    history.bucket(0, 1000, [...times(4, 'ok'), ...times(4, 'refused'), ...times(2, 'ok')]);
    history.bucket(0, 1000, [...times(5, 'ok'), ...times(4, 'reset'), 'ok'], { stream: 'keep-alive' });
    const lines = draw(end(history), 80);
    expect(lines.find((line) => line.startsWith('  outages'))).to.match(/^ {2}outages +A═+$/);
    expect(lines.at(-1)).to.equal('  A     0.400s  outage: users (new) 400 ms, 4 requests refused; users (keep-ali…');
    const flaky = chaos().bucket(
      0,
      2000,
      Array.from({ length: 60 }, (_, index) => (index % 5 === 4 ? 'reset' : 'ok')),
    );
    expect(draw(end(flaky), 100).at(-1)).to.equal('    … and 2 shorter outages ═');
  });

  it('shows which versions answered when there were several', () => {
    const story = ServiceStory.updated({ written: [] })
      .load((dueMs) => ({ version: dueMs < 3000 ? '1' : 'v2.0' }))
      .ended();
    const lines = renderTimeline(story.analyse(), { colours, columns: 80 });
    expect(lines.find((line) => line.startsWith('  users answers'))).to.match(/^ {2}users answers +1+%?B+$/);
    expect(lines.join('\n')).to.match(/^ {2}users answers: 1, B v2\.0(, % several)?$/m);
  });

  it('does not blame the subject for requests that were never sent', () => {
    expect(lane(chaos().bucket(0, 2000, [...times(100, 'ok'), ...times(100, 'unsent')]), 'users')).to.match(/^▇{8} {0,8}$/);
  });

  it('shows health, pauses and deaths, short ones too', () => {
    const history = chaos().container(0, 'web.1');
    history.engine(60, 'web.1', 'health_status', 1, { health: 'starting' }).engine(260, 'web.1', 'health_status', 1, { health: 'healthy' });
    history.engine(510, 'web.1', 'pause', 1).engine(515, 'web.1', 'unpause', 1);
    history.engine(1010, 'web.1', 'health_status', 1, { health: 'unhealthy' }).engine(1260, 'web.1', 'die', 1, { exitCode: 1 });
    history.engine(1510, 'web.1', 'start', 2);
    expect(lane(history, 'web.1')).to.equal('┅┅┅━=━━━!!✗··━━━');
  });

  it('does not draw a container before its first life', () => {
    expect(lane(chaos().container(950, 'web.1'), 'web.1')).to.equal('━━━━━━━━');
  });

  it('draws an attached container that only an inspection found alive', () => {
    const state = { type: 'container-state', subject: 'db', container: 'db', reason: 'ready' } as const;
    const attached = {
      type: 'subject',
      subject: 'db',
      kind: 'attached',
      container: 'db',
      id: 'x',
      image: 'i',
      imageId: 'y',
      restart: 'no',
    } as const;
    expect(
      lane(
        chaos()
          .add(1, attached)
          .add(2, { ...state, status: 'running' }),
        'db',
      ),
    ).to.equal('━'.repeat(16));
    expect(
      draw(
        end(
          chaos()
            .add(1, attached)
            .add(2, { ...state, status: 'exited' }),
        ),
      ).join(''),
    ).not.to.contain('━');
  });

  it('stacks faults that fall into one column, and marks what was undone', () => {
    const history = chaos();
    for (const [step, at] of [100, 101, 102, 103, 104].entries()) history.fault(at, 'kill web', 'kill', ['web.1'], step);
    history.add(1900, {
      type: 'undo',
      step: 0,
      occurrence: 0,
      action: 'start',
      target: 'web.1',
      outcome: 'undone',
      atMs: 1900,
      doneMs: 1950,
    });
    const lines = draw(end(history), 0);
    expect(lines.slice(2, 5)).to.deep.equal(['  faults  1              ↑', '          2', '          +']);
    expect(lines.filter((line) => line.includes('kill web.1'))).to.have.length(5);
  });

  it('gives keys to as many faults as there are keys', () => {
    const history = chaos();
    for (let step = 0; step < 50; step += 1) history.fault(step * 10, 'kill web', 'kill', ['web.1'], step);
    expect(draw(end(history), 100).at(-1)).to.equal('    … and 15 more faults in the history');
  });

  it('draws the containers with a story when there are too many', () => {
    const history = chaos();
    for (let index = 1; index <= 30; index += 1) history.container(10, `web.${index}`);
    history.engine(1000, 'web.30', 'die', 1, { exitCode: 1 });
    const lines = draw(end(history), 60);
    expect(lines.some((line) => line.startsWith('  web.30 '))).to.equal(true);
    expect(lines).to.include('  … and 18 more containers');
  });

  it('draws a run that died in its set-up, and nothing for one without time', () => {
    const history = new SampleHistory().start().container(100, 'web.1').engine(900, 'web.1', 'die', 1, { exitCode: 1 });
    expect(draw(history.add(1000, { type: 'run-ended', reason: 'failed', durationMs: 1000 })).join('\n')).to.contain('✗');
    expect(draw(new SampleHistory().start())).to.deep.equal([]);
  });

  it('stays within 100 columns and on its lines, whatever the names are', () => {
    const long = 'x'.repeat(300);
    const history = chaos().container(10, hostile, hostile).container(20, long, long).bucket(0, 2000, times(9, 'ok'), { load: hostile });
    for (const line of draw(end(history), 200)) {
      expect(textWidth(line)).to.be.at.most(100);
      expect(line).to.match(/^[^\p{Cc}\u202e]*$/u);
    }
  });
});
