import { expect } from 'chai';
import { attackScenario } from '../../../src/attack/attack-scenario.ts';
import { doneScenario } from '../../../src/attack/done-scenario.ts';
import { scenarioText } from '../../../src/attack/scenario-text.ts';
import type { HistoryEvent } from '../../../src/history/history-event.ts';
import { parseScenario, parseScenarioObject } from '../../../src/scenario/parse-scenario.ts';
import { registries } from '../../../src/suite/registries.ts';
import { candidate, task, use } from './support.ts';

const web = [candidate('shop-web-1'), candidate('shop-web-2')];
const api = [task(1), task(2)];
const subjects = {
  web: { attach: { containers: ['shop-web-1', 'shop-web-2'] }, members: web },
  api: { attach: { service: 'shop_api' }, members: api },
};
const words = { name: 'x', seed: '1', observeMs: 5000, leadMs: 0, expect: [], more: {} };
const options = { file: 'x', definitions: registries, env: {} };

describe('attackScenario', () => {
  const strikes = [
    { atMs: 0, use: use('pause'), targets: [web[1] ?? candidate('')], forMs: 3000 },
    { atMs: 1500, why: 'quiet hours 22:00-06:00' },
    { atMs: 2000, use: use('exec', { command: 'echo $HOME ${X} $$' }), targets: [...web, api[0] ?? task(1)] },
  ];
  const scenario = attackScenario({ subjects }, strikes, words);

  it('is what a person would write: subjects, steps by name, a last look', () => {
    expect(scenario.attach).to.deep.equal({ web: subjects.web.attach, api: subjects.api.attach });
    const exec = { command: 'echo $HOME ${X} $$' };
    expect(scenario.timeline).to.deep.equal([
      { at: '0s', pause: { of: 'web', pick: { name: ['shop-web-2'] }, for: '3s' } },
      { name: 'nothing: quiet hours 22:00-06:00', at: '1.5s' },
      { at: '2s', exec: { of: 'web', pick: { name: ['shop-web-1', 'shop-web-2'] }, ...exec } },
      { at: '2s', exec: { of: 'api', pick: { name: ['api.1'] }, ...exec } },
      { name: 'observe', at: '8s' },
    ]);
  });

  it('reads back from its text as the same scenario, dollars and all', () => {
    const object = parseScenarioObject(scenario, { ...options, sha256: '' });
    const text = parseScenario(scenarioText(scenario, ['why', 'two\nlines'], { secrets: 'left-out' }), options);
    expect(object.problems).to.deep.equal([]);
    expect(text.problems).to.deep.equal([]);
    const bare = ({ timeline }: NonNullable<typeof text.scenario>) => timeline.map(({ source: _source, ...step }) => step);
    if (text.scenario === undefined || object.scenario === undefined) throw new Error('no scenario');
    expect(bare(text.scenario)).to.deep.equal(bare(object.scenario));
    expect({ ...text.scenario, timeline: [] }).to.deep.equal({ ...object.scenario, timeline: [] });
  });

  it('keeps of a run what was done, at the times at which it was', () => {
    const step = (index: number, outcome: string, atMs: number) =>
      ({
        type: 'step',
        step: index,
        occurrence: 0,
        label: 'l',
        outcome,
        dueMs: atMs,
        atMs,
        doneMs: atMs,
        targets: [],
        t: atMs,
        seq: index,
      }) as unknown as HistoryEvent;
    const chaos = { type: 'phase', phase: 'chaos', state: 'started', t: 100, seq: 0 } as unknown as HistoryEvent;
    const done = doneScenario(scenario, [
      chaos,
      step(0, 'injected', 112.4),
      step(1, 'waited', 1600),
      step(2, 'target-gone', 2100),
      step(4, 'waited', 8100),
    ]);
    expect(done.scenario.timeline?.map(({ at }) => at)).to.deep.equal(['12ms', '1.5s', '8s']);
    expect(done.missed).to.deep.equal(['2s l: target-gone', '2s exec: not reached']);
  });
});
