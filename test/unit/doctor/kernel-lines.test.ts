import { expect } from 'chai';
import type { EngineCapabilities, EngineFacts } from '../../../src/engine/engine.ts';
import { kernelLines } from '../../../src/engine/doctor/kernel-lines.ts';

const facts = (capabilities: Partial<EngineCapabilities>, local = true): EngineFacts => ({
  name: 'docker',
  version: '20.10.24',
  apiVersion: '1.41',
  kernel: '6.1',
  operatingSystem: 'Linux',
  cgroupVersion: '2',
  endpoint: 'unix:///x',
  swarm: 'inactive',
  local,
  capabilities: { ipvs: true, netem: true, hostPids: true, ...capabilities },
});

const line = (name: string, of: EngineFacts) => kernelLines(of).find((one) => one.name === name)!;

describe('kernelLines', () => {
  it('are all ok when everything is there, with nothing to fix', () => {
    for (const one of kernelLines(facts({}))) {
      expect(one.status, one.name).to.equal('ok');
      expect(one).not.to.have.property('fix');
    }
  });

  it('say what is missing and how to get it', () => {
    expect(line('ipvs', facts({ ipvs: false }))).to.include({ status: 'missing' });
    expect(line('ipvs', facts({ ipvs: false })).fix).to.include('ip_vs');
    expect(line('netem', facts({ netem: false })).means).to.include('cannot be made');
  });

  it('do not claim what cannot be told', () => {
    expect(line('ipvs', facts({ ipvs: null }))).to.include({ status: 'limited', value: 'cannot be told from here' });
  });

  it('tell a user without permission from an engine elsewhere', () => {
    expect(line('host pids', facts({ hostPids: false })).fix).to.include('root');
    expect(line('host pids', facts({ hostPids: false }, false))).not.to.have.property('fix');
  });
});
