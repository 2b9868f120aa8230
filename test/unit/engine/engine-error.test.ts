import { expect } from 'chai';
import { engineError, statusOf } from '../../../src/engine/transport/engine-error.ts';

const refused = (statusCode: number, message: string): Error =>
  Object.assign(new Error('(HTTP code) x'), { statusCode, json: { message } });
const mapped = (error: unknown): unknown => engineError('Doing', error, 'unix:///x');

describe('engineError', () => {
  it('tells a container that is gone or not running', () => {
    for (const error of [
      refused(404, 'No such container: abc'),
      refused(409, 'Cannot kill container: abc: Container abc is not running'),
      refused(409, 'Container abc is restarting, wait until the container is running'),
      refused(500, 'Cannot kill container abc: unknown: no such process'),
    ]) {
      expect(mapped(error)).to.include({ code: 'ERR_TARGET_GONE' });
    }
  });

  it('hands on any other refusal with status and words', () => {
    for (const [status, words] of [
      [404, 'No such image: x:1'],
      [409, 'Container abc is paused, unpause the container before exec'],
      [409, 'Conflict. The container name "/a" is already in use'],
      [400, 'Invalid signal: SIGFOO'],
      [500, 'driver failed'],
    ] as const) {
      expect(mapped(refused(status, words))).to.include({ code: 'ERR_ENGINE_REFUSED', status, reason: words });
    }
  });

  it("finds the words in dockerode's message when there is no JSON", () => {
    const error = Object.assign(new Error('(HTTP code 404) no such image - manifest unknown '), { statusCode: 404, json: null });
    expect(mapped(error)).to.include({ reason: 'manifest unknown' });
  });

  it('takes anything else for a connection that failed, with a hint that fits', () => {
    const failed = (code: string, endpoint = 'unix:///x'): unknown =>
      engineError('Doing', Object.assign(new Error(code), { code }), endpoint);
    expect(failed('ECONNREFUSED')).to.include({ code: 'ERR_ENGINE_UNREACHABLE' }).and.have.property('hint').that.includes('Start Docker');
    expect(failed('EACCES')).to.have.property('hint').that.includes('group docker');
    expect(failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tcp://h')).to.have.property('hint').that.includes('DOCKER_CERT_PATH');
    expect(failed('EPIPE', 'ssh://h')).to.have.property('hint').that.includes('ssh');
  });

  it('leaves an abort as it is', () => {
    const abort = new DOMException('stop', 'AbortError');
    expect(mapped(abort)).to.equal(abort);
  });

  it('knows the status before and after', () => {
    expect(statusOf(refused(304, ''))).to.equal(304);
    expect(statusOf(mapped(refused(304, '')))).to.equal(304);
    expect(statusOf(new Error('x'))).to.equal(undefined);
  });
});
