import { expect } from 'chai';
import { runsEngine } from '../../../src/engine/containers/runs-engine.ts';

describe('runsEngine', () => {
  it('knows a Docker daemon by its program, behind an init too', () => {
    expect(runsEngine(['dockerd-entrypoint.sh'])).to.equal(true);
    expect(runsEngine(['/usr/local/bin/docker-init', '--', 'dockerd', '--host=tcp://0.0.0.0:2375'])).to.equal(true);
  });

  it('takes nothing else for one', () => {
    expect(runsEngine(['docker', 'ps'])).to.equal(false);
    expect(runsEngine(['node', 'server.js', '/var/lib/dockerd-data'])).to.equal(false);
    expect(runsEngine([''])).to.equal(false);
  });
});
