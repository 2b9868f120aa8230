import { expect } from 'chai';
import { reportData } from '../../../../src/report/html/report-data.ts';
import { outageGroups } from '../../../../src/report/html/outage-groups.ts';
import { html } from '../../../../src/report/html.ts';
import { buildResult } from '../../../../src/report/result.ts';
import { ServiceStory } from '../../analysis/support/service-story.ts';
import { HistoryBuilder } from '../../support/history-builder.ts';

function run(history: HistoryBuilder) {
  const analysis = history.analyse();
  return { analysis, result: buildResult(analysis, []) };
}

const data = (history: HistoryBuilder) => reportData(run(history));

describe('what report.html shows', () => {
  it('marks each fault with how long it lasted, in rows where they overlap', () => {
    const history = new HistoryBuilder()
      .load()
      .step(1500, { fault: 'pause' })
      .step(1510, { step: 1, fault: 'signal' })
      .step(1600, { step: 2, outcome: 'skipped' })
      .undo(2500)
      .ended();
    const { marks, more } = data(history).faults;
    expect(marks.map(({ key, fault, row, undoneMs }) => [key, fault, row, undoneMs])).to.deep.equal([
      ['1', 'pause', 0, 2510],
      ['2', 'signal', 1, undefined],
    ]);
    expect(more).to.equal(0);
  });

  it('has a bar for each life of a container, and its exit with the code', () => {
    const history = new HistoryBuilder().subject().engine(0, 'start').engine(2000, 'die', { exitCode: 137 });
    history.engine(2500, 'start', { incarnation: 2 }).load().ended();
    const [lane] = data(history).subjects[0]!.lanes;
    expect(lane!.bars.map(({ state, fromMs, untilMs, text }) => [state, fromMs, untilMs, text])).to.deep.equal([
      ['running', 0, 2000, 'life 1'],
      ['running', 2500, 6000, 'life 2'],
      ['dead', 2000, 2500, 'not running'],
      ['exited', 2000, 6000, '137'],
    ]);
  });

  it('has a lane for each slot of a service, with tasks that overlap below each other', () => {
    const story = ServiceStory.two().runs(3000, 'web.1/b', { version: '2' }).dies(3500, 'web.1/a', 0);
    const [web] = data(story.task(3500, 'web.1/a', 'shutdown', { exitCode: 0 }).load().ended()).subjects;
    expect(web!.lanes.map(({ label, rows }) => [label, rows])).to.deep.equal([
      ['web.1', 2],
      ['web.2', 1],
    ]);
    expect(web!.running?.versions).to.deep.equal({ '1': [1, 2, 2, 1], '2': [0, 0, 1, 1] });
  });

  it('tells many outages of one kind together, and others one by one', () => {
    const history = new HistoryBuilder().load((dueMs) =>
      dueMs % 1000 === 500 ? { class: 'reset' } : dueMs === 4200 ? { class: 'refused' } : undefined,
    );
    const groups = outageGroups(run(history.ended()).result);
    expect(groups.map(({ outages }) => outages.length)).to.deep.equal([6, 1]);
  });

  it('quotes only events that there are, without the requests of a bucket', () => {
    const history = new HistoryBuilder()
      .load(undefined, { spoiled: { 2: 'slow' } })
      .step(1500)
      .ended();
    const { list, has, total } = data(history).events;
    const bucket = list.find(({ type }) => type === 'load-bucket');
    expect(bucket?.json).to.include('"spoiled":"slow"').and.not.include('rows');
    expect(list.every(({ seq }) => has(seq))).to.equal(true);
    expect(total).to.equal(history.events.length);
  });

  it('shows the scenario as it was understood, without long lists of numbers', () => {
    const status = Array.from({ length: 100 }, (_, index) => 200 + index);
    const plan = { scenario: { name: 'x', tags: [], load: { users: { expect: { status }, source: { line: 3 } } } } };
    const text = data(new HistoryBuilder().add(0, { type: 'plan', plan }).load().ended()).plan;
    expect(text).to.equal('name: x\nload:\n  users:\n    expect:\n      status: 200..299\n');
    expect(data(new HistoryBuilder().load().ended()).plan).to.equal(undefined);
  });

  it('stays below a megabyte with containers, faults and outages without end', () => {
    const history = new HistoryBuilder();
    for (let index = 0; index < 60; index += 1) {
      const container = `web.${index}`;
      history.subject(container);
      for (let life = 1; life <= 40; life += 1) {
        history.engine(life * 140, 'start', { container, incarnation: life });
        history.engine(life * 140 + 90, 'die', { container, incarnation: life, exitCode: 1 });
      }
    }
    for (let step = 0; step < 300; step += 1) history.step(1000 + step * 10, { step, occurrence: step });
    history.load((_, row) => (row % 20 === 0 ? { class: 'refused' } : { version: `v${row % 30}` }), { ratePerSecond: 1000 });
    const page = html.render(run(history.ended()));
    expect(Buffer.byteLength(page)).to.be.below(1_000_000);
  });
});
