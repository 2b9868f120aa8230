import { expect } from 'chai';
import { describeUndo } from '../../../src/faults/describe-undo.ts';

const when = 'run-end' as const;

describe('describeUndo', () => {
  it('says the command for each action', () => {
    expect(describeUndo({ action: 'unpause', container: 'web', when })).to.equal('docker unpause web');
    expect(describeUndo({ action: 'start', container: 'web', when })).to.equal('docker start web');
    expect(describeUndo({ action: 'continue', container: 'web', when }))
      .to.include('docker top web')
      .and.include('kill -CONT');
    expect(describeUndo({ action: 'request', container: 'web', method: 'POST', url: 'http://192.0.2.1:80/up?a=1&b=2', when })).to.equal(
      "curl -X POST 'http://192.0.2.1:80/up?a=1&b=2'",
    );
  });

  it('says the command for services', () => {
    expect(describeUndo({ action: 'scale-service', service: 'web', replicas: 2, when })).to.equal('docker service scale web=2');
    expect(describeUndo({ action: 'roll-back-service', service: 'web', image: 'web:v1', when })).to.equal(
      'docker service update --image web:v1 web',
    );
    expect(describeUndo({ action: 'roll-back-service', service: 'web', image: 'web:v1', sameImage: true, when })).to.equal(
      'docker service rollback web',
    );
  });

  it('quotes words that a shell would take apart', () => {
    expect(describeUndo({ action: 'exec', container: 'web', command: ['rm', "it's $HOME"], when })).to.equal(
      String.raw`docker exec web rm 'it'\''s $HOME'`,
    );
  });
});
