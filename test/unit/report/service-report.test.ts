import { expect } from 'chai';
import type { HistoryEntry } from '../../../src/history/history-event.ts';
import { createColours } from '../../../src/report/colours.ts';
import { describeEvent } from '../../../src/report/describe-event.ts';
import { junit } from '../../../src/report/junit.ts';
import { markdown } from '../../../src/report/markdown.ts';
import { ProgressLines } from '../../../src/report/progress-lines.ts';
import { buildResult } from '../../../src/report/result.ts';
import { runResultSchema } from '../../../src/report/result-schema.ts';
import { renderTimeline } from '../../../src/report/timeline.ts';
import { renderVerdict } from '../../../src/report/verdict-block.ts';
import { ServiceStory } from '../analysis/support/service-story.ts';

const text = (entry: HistoryEntry | undefined) => entry && describeEvent({ ...entry, seq: 1, t: 10, wall: '' })?.text;
const eventOf = (story: ServiceStory) => text(story.events.at(-1));
const routed = () =>
  ServiceStory.updated({ written: [] })
    .add(5, { type: 'endpoint', load: 'users', route: 'tasks', endpoints: [], reason: 'set-up' })
    .load()
    .ended();

describe('the report of a service', () => {
  it('tells services, rollouts and the notable states of tasks in a line', () => {
    const at = () => new ServiceStory();
    expect(eventOf(at().service(10, 4))).to.equal('web is a service: 4 tasks of faultline/webserver:v1');
    expect(eventOf(at().rollout(10, 'paused', 'update paused due to failure'))).to.equal(
      'web: update paused (update paused due to failure)',
    );
    expect(eventOf(at().rollout(10, 'completed', 'update completed'))).to.equal('web: update completed');
    expect(eventOf(at().task(10, 'web.2/a', 'running'))).to.equal('web.2 (version 1) runs');
    expect(eventOf(at().task(10, 'web.2/a', 'failed', { error: 'task: non-zero exit (15)', exitCode: 15 }))).to.equal(
      'web.2 (version 1) failed: task: non-zero exit (15)',
    );
    expect(eventOf(at().task(10, 'web.2/a', 'rejected', { error: 'No such image: x' }))).to.equal(
      'web.2 (version 1) rejected: No such image: x',
    );
    expect(eventOf(at().task(10, 'web.2/a', 'complete', { exitCode: 0 }))).to.equal('web.2 (version 1) complete: exit 0');
    expect(eventOf(at().task(10, 'web.2/a', 'preparing'))).to.equal(undefined);
    expect(eventOf(at().task(10, 'web.2/a', 'shutdown'))).to.equal(undefined);
    expect(eventOf(at().task(10, 'web.2/a', 'running', { desiredState: 'shutdown' }))).to.equal(undefined);
  });

  it('does not tell a state twice when only the desired one changed', () => {
    const story = new ServiceStory().task(10, 'web.2/a', 'failed').task(20, 'web.2/a', 'failed', { desiredState: 'shutdown' });
    const progress = new ProgressLines({ colour: false });
    expect(story.events.slice(1).flatMap((event) => progress.onEvent(event))).to.have.length(1);
  });

  it('holds tasks, rollouts, replicas, route and warnings in result.json', () => {
    const result = runResultSchema.parse(JSON.parse(JSON.stringify(buildResult(routed().analyse(), []))));
    const web = result.subjects['web'];
    expect(web?.kind).to.equal('service');
    expect(web?.restarts).to.equal(0);
    expect(web?.exits.map(({ task, code }) => [task, code])).to.deep.equal([
      ['web.1', 0],
      ['web.2', 0],
    ]);
    expect(web?.tasks.map(({ task, version, origin, state }) => [task, version, origin, state])).to.deep.equal([
      ['web.1', '1', 'initial', 'shutdown'],
      ['web.2', '1', 'initial', 'shutdown'],
      ['web.1', '2', 'rollout', 'running'],
      ['web.2', '2', 'rollout', 'running'],
    ]);
    expect(web?.rollouts[0]).to.deep.include({ kind: 'update', state: 'completed', fromMs: 2000, untilMs: 4000, maxDown: 1 });
    expect(web?.replicas.at(-1)).to.deep.include({ running: 2, wanted: 2, versions: { 1: 0, 2: 2 } });
    expect(result.load['users']?.route).to.equal('tasks');
    expect(result.warnings[0]).to.include({ code: 'failure-action-default', fact: 'failure_action pause, not written (written: nothing)' });
  });

  it('draws its rollouts, its versions and one lane per slot', () => {
    const lines = renderTimeline(ServiceStory.updated().ended().analyse(), { colours: createColours(false), columns: 76 });
    expect(lines.slice(2, 6)).to.deep.equal([
      '  web rollout                       »»»»»»»»»»»»»»»»»»»»',
      '  web versions   11111111111111111111111111%%%%%%222222222222222222222222222',
      '  web.1          ━━━━━━━━━━━━━━━━━━━━━✗····━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━',
      '  web.2          ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✗····━━━━━━━━━━━━━━━━━━━━━━━',
    ]);
    expect(lines).to.include.members(['  web rollout: » update', '  web versions: 1, 2, % several']);
  });

  it('names the route in every report, and the fact behind a warning', () => {
    const analysis = routed().analyse();
    const result = buildResult(analysis, []);
    expect(junit.render({ result, analysis })).to.include('<property name="route.users" value="tasks"/>');
    expect(markdown.render({ result, analysis }))
      .to.include('Route to the target: users: tasks.')
      .and.to.include('failure\\_action pause, not written');
    const verdict = renderVerdict(result, analysis, { colour: false, columns: 100 });
    expect(verdict)
      .to.include('; route tasks')
      .and.to.include('(failure_action pause, not written (written: nothing)) [failure-action-default]');
  });
});
