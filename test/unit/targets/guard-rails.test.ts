import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { errorCodes } from '../../../src/errors/error-codes.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import type { BlastRadius } from '../../../src/scenario/scenario.ts';
import { checkGuardRails, refusalsOf } from '../../../src/targets/check-guard-rails.ts';
import { guardRails } from '../../../src/targets/guard-rails/registry.ts';
import type { Hit } from '../../../src/targets/hit.ts';
import type { Surroundings } from '../../../src/targets/surroundings.ts';
import type { FoundContainer, Target } from '../../../src/targets/target.ts';

const here: Surroundings = { runId: 'r1', managers: [] };

function created(name: string, labels: Record<string, string> = {}): Target {
  return { subject: 'web', name, id: `id-${name}`, labels: { 'io.faultline.run': 'r1', ...labels } };
}

function attached(name: string, labels: Record<string, string> = {}, found: Partial<FoundContainer> = {}): Target {
  const whole = { healthy: true, hostname: name, runsEngine: false, ...found };
  return { subject: 'web', name, id: `id-${name}`, labels, attached: true, found: whole };
}

function service(labels: Record<string, string> = {}, isAttached = true): Target {
  return { kind: 'service', subject: 'web', name: 'web', id: 'service', labels, attached: isAttached };
}

/** Hits the first so many of the candidates. */
function hit(candidates: readonly Target[], count = candidates.length): Hit {
  return { targets: candidates.slice(0, count), candidates };
}

function rulesOf(what: Hit, radius: BlastRadius = {}, surroundings: Partial<Surroundings> = {}): string[] {
  return refusalsOf(what, radius, { ...here, ...surroundings }).map(({ rule }) => rule);
}

const three = [attached('a'), attached('b'), attached('c')];
const ours = [1, 2, 3, 4].map((n) => created(`web.${n}`));

describe('Guard rails', () => {
  it('have nothing against a fault on what the run created, nor against one of several attached', () => {
    expect(rulesOf(hit(ours))).to.deep.equal([]);
    expect(rulesOf(hit(three, 2))).to.deep.equal([]);
    expect(() => checkGuardRails(hit(ours), {}, here)).not.to.throw();
  });

  it('refuse with every rule that is broken, and how to allow it', () => {
    try {
      checkGuardRails(hit([attached('db', { tier: 'db' })]), { deny: ['tier=db'] }, here);
      expect.fail('nothing was thrown');
    } catch (error) {
      if (!(error instanceof FaultlineError)) throw error;
      expect(error.code).to.equal('ERR_BLAST_RADIUS').and.to.be.oneOf(Object.keys(errorCodes));
      expect(error.message).to.equal(
        'Refused by deny: db has the label tier=db, which is denied; ' +
          'Refused by last_healthy: db is the last healthy replica of web, which was there before the run',
      );
      expect(error.hint).to.include('--deny-label').and.include('last_healthy: true');
    }
  });

  it('are all in the documentation', () => {
    const page = readFileSync('docs/safety.md', 'utf8');
    for (const { name, summary } of guardRails) {
      expect(page, `docs/safety.md names ${name}`).to.include(`\`${name}\``);
      expect(summary).to.match(/\.$/);
    }
  });

  describe('max_targets and max_share', () => {
    it('count what is hit against all that the subject has', () => {
      expect(rulesOf(hit(ours), { maxTargets: 3 })).to.deep.equal(['max_targets']);
      expect(rulesOf(hit(ours, 3), { maxTargets: 3 })).to.deep.equal([]);
      expect(rulesOf(hit(ours, 3), { maxShare: 0.5 })).to.deep.equal(['max_share']);
      expect(rulesOf(hit(ours, 2), { maxShare: 0.5 })).to.deep.equal([]);
    });

    it('name the rule, the number and the targets', () => {
      const [many] = refusalsOf(hit(ours), { maxTargets: 2 }, here);
      expect(many?.why).to.include('max_targets allows 2').and.include('web.1, web.2, web.3, web.4');
      const [share] = refusalsOf(hit(ours, 3), { maxShare: 0.5 }, here);
      expect(share?.why).to.include('max_share allows 50% of 4, which is 2');
    });

    it('are not misled by binary fractions', () => {
      const hundred = Array.from({ length: 100 }, (_, index) => created(`web.${index + 1}`));
      expect(rulesOf(hit(hundred, 29), { maxShare: 0.29 })).to.deep.equal([]);
    });

    it('count the tasks that a fault on a whole service ends or replaces', () => {
      const whole = { targets: [service({}, false)], candidates: ours, service: { tasks: 4, tasksAtOnce: 1 } };
      expect(rulesOf(whole, { maxTargets: 3 })).to.deep.equal(['max_targets']);
      expect(rulesOf(whole, { maxTargets: 4 })).to.deep.equal([]);
    });
  });

  describe('last_healthy', () => {
    it('leaves an attached subject one healthy replica, whatever the others are', () => {
      expect(rulesOf(hit(three))).to.deep.equal(['last_healthy']);
      expect(rulesOf(hit([attached('a'), attached('b', {}, { healthy: false })], 1))).to.deep.equal(['last_healthy']);
      expect(rulesOf(hit([attached('a', {}, { healthy: false }), attached('b')], 1))).to.deep.equal([]);
      expect(rulesOf(hit([attached('a', {}, { healthy: false })]))).to.deep.equal([]);
    });

    it('can be switched off on purpose, and does not hold for what the scenario created', () => {
      expect(rulesOf(hit(three), { lastHealthy: true })).to.deep.equal([]);
      expect(rulesOf(hit([created('web.1')]))).to.deep.equal([]);
    });

    it('asks of a whole service how many tasks are away at once', () => {
      const whole = (tasksAtOnce: number): Hit => ({ targets: [service()], candidates: three, service: { tasks: 3, tasksAtOnce } });
      expect(rulesOf(whole(3))).to.deep.equal(['last_healthy']);
      expect(rulesOf(whole(2))).to.deep.equal([]);
      expect(rulesOf(whole(0))).to.deep.equal([]);
    });
  });

  describe('protect', () => {
    it('is always respected, on a container, a task and a service, whoever created it', () => {
      const label = { 'io.faultline.protect': 'true' };
      expect(rulesOf(hit([attached('db', label), ...three], 1))).to.deep.equal(['protect']);
      expect(rulesOf(hit([created('web.1', label)]))).to.deep.equal(['protect']);
      expect(rulesOf(hit([{ ...attached('web.1'), serviceLabels: label }, ...three], 1))).to.deep.equal(['protect']);
      const whole = { targets: [service(label)], candidates: three, service: { tasks: 3, tasksAtOnce: 1 } };
      expect(rulesOf(whole)).to.deep.equal(['protect']);
      expect(rulesOf(hit([attached('db', { 'io.faultline.protect': '' }), ...three], 1))).to.deep.equal(['protect']);
    });

    it('is about what is hit, and can be taken back', () => {
      expect(rulesOf(hit([...three, attached('db', { 'io.faultline.protect': 'true' })], 1))).to.deep.equal([]);
      expect(rulesOf(hit([attached('db', { 'io.faultline.protect': 'false' }), ...three], 1))).to.deep.equal([]);
    });
  });

  describe('other_run', () => {
    it('keeps away from what other runs created, and from what this run did not create as a subject', () => {
      expect(rulesOf(hit([attached('x', { 'io.faultline.run': 'r2' }), ...three], 1))).to.deep.equal(['other_run']);
      expect(rulesOf(hit([attached('proxy', { 'io.faultline.run': 'r1' }), ...three], 1))).to.deep.equal(['other_run']);
      expect(rulesOf(hit([created('web.1')]))).to.deep.equal([]);
    });
  });

  describe('own_container', () => {
    it('is the one that faultline runs in', () => {
      expect(rulesOf(hit(three, 1), {}, { ownContainerId: 'id-a' })).to.deep.equal(['own_container']);
      expect(rulesOf(hit(three, 1), {}, { ownContainerId: 'id-b' })).to.deep.equal([]);
    });
  });

  describe('engine_container', () => {
    it('is one that runs a daemon, or is labelled so', () => {
      const dind = attached('dind', {}, { runsEngine: true });
      expect(rulesOf(hit([dind, ...three], 1))).to.deep.equal(['engine_container']);
      expect(rulesOf(hit([attached('vm', { 'io.faultline.engine': 'true' }), ...three], 1))).to.deep.equal(['engine_container']);
      expect(rulesOf(hit([{ ...dind, labels: { 'io.faultline.engine': 'false' } }, ...three], 1))).to.deep.equal([]);
    });
  });

  describe('swarm_quorum', () => {
    const node = (hostname: string) => attached(hostname, { 'io.faultline.engine': 'false' }, { runsEngine: true });
    const managers = (...ready: boolean[]) => ready.map((isReady, index) => ({ hostname: `m${index + 1}`, ready: isReady }));

    it('keeps more than half of the managers', () => {
      const nodes = [node('m1'), node('m2'), node('m3')];
      expect(rulesOf(hit(nodes, 2), {}, { managers: managers(true, true, true) })).to.deep.equal(['swarm_quorum']);
      expect(rulesOf(hit(nodes, 1), {}, { managers: managers(true, true, true) })).to.deep.equal([]);
      expect(rulesOf(hit(nodes, 1), {}, { managers: managers(true, true, false) })).to.deep.equal(['swarm_quorum']);
    });

    it("is not about a container that has a manager's host name because it shares its network", () => {
      expect(rulesOf(hit([attached('m1'), ...three], 1), {}, { managers: managers(true) })).to.deep.equal([]);
    });
  });

  describe('allow and deny', () => {
    const labelled = [attached('a', { team: 'shop', chaos: 'yes' }), attached('b', { team: 'bank' }), attached('c')];

    it('allow only what is attached and has a label of each list', () => {
      expect(rulesOf(hit(labelled, 1), { allow: [['team=shop', 'team=bank'], ['chaos']] })).to.deep.equal([]);
      expect(rulesOf(hit(labelled, 2), { allow: [['team=shop', 'team=bank'], ['chaos']] })).to.deep.equal(['allow']);
      expect(rulesOf(hit([labelled[2] ?? created('x'), ...three], 1), { allow: [['team']] })).to.deep.equal(['allow']);
    });

    it('let the scenario do what it wants with what it created, unless a label of it is denied', () => {
      expect(rulesOf(hit(ours), { allow: [['team']] })).to.deep.equal([]);
      expect(rulesOf(hit([created('web.1', { tier: 'db' })]), { deny: ['tier'] })).to.deep.equal(['deny']);
      expect(rulesOf(hit(labelled, 2), { deny: ['team=other'] })).to.deep.equal([]);
    });

    it('read the labels of the service of a task, too', () => {
      const task = { ...attached('web.1'), serviceLabels: { team: 'shop' } };
      expect(rulesOf(hit([task, ...three], 1), { allow: [['team=shop']] })).to.deep.equal([]);
      expect(rulesOf(hit([task, ...three], 1), { deny: ['team=shop'] })).to.deep.equal(['deny']);
    });
  });
});
