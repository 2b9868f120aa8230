import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';

describe('connectEngine, when there is no engine to use', () => {
  let server: Server;
  let answer: { status: number; body: string } | undefined;
  let endpoint: string;

  beforeEach(async () => {
    server = createServer((_request, response) => {
      if (answer !== undefined) response.writeHead(answer.status).end(answer.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    endpoint = `tcp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const failure = async (given: { status: number; body: string } | undefined, apiVersion?: string): Promise<FaultlineError> => {
    answer = given;
    const address = { endpoint, source: 'DOCKER_HOST', ...(apiVersion === undefined ? {} : { apiVersion }) };
    const error: unknown = await connectEngine(address, { timeoutMs: 200 }).catch((thrown: unknown) => thrown);
    if (error instanceof FaultlineError) return error;
    throw new Error('no FaultlineError', { cause: error });
  };
  const version = (api: string, min: string): { status: number; body: string } => ({
    status: 200,
    body: JSON.stringify({ Version: '19.03.15', ApiVersion: api, MinAPIVersion: min }),
  });

  it('names both versions when the engine is too old', async () => {
    const error = await failure(version('1.40', '1.12'));
    expect(error.code).to.equal('ERR_CAPABILITY_MISSING');
    expect(error.message).to.include('too old').and.include('19.03.15').and.include('1.40').and.include('1.41');
  });

  it('compares versions by number: 1.9 is older than 1.41', async () => {
    expect((await failure(version('1.9', '1.1'))).message).to.include('too old');
  });

  it('refuses an API version that the engine does not talk', async () => {
    const tooNew = await failure(version('1.45', '1.44'), '1.51');
    expect(tooNew).to.include({ code: 'ERR_CAPABILITY_MISSING', hint: 'Unset DOCKER_API_VERSION: the version is then negotiated.' });
    expect((await failure(version('1.51', '1.44'), '1.42')).message).to.include('1.44 to 1.51, not 1.42');
  });

  it('tells something else that answers from an engine', async () => {
    for (const body of ['hello', '{}', '[]']) {
      const error = await failure({ status: 200, body });
      expect(error.code).to.equal('ERR_ENGINE_UNREACHABLE');
      expect(error.message).to.include('not a Docker Engine').and.include('DOCKER_HOST');
    }
    expect((await failure({ status: 502, body: '<html>Bad gateway</html>' })).code).to.equal('ERR_ENGINE_UNREACHABLE');
  });

  it('does not wait for ever', async () => {
    const error = await failure(undefined);
    expect(error.code).to.equal('ERR_ENGINE_UNREACHABLE');
    expect(error.message).to.include('no answer within 200 ms');
  });

  it('says where it looked and what to do when nothing is there', async () => {
    const error: unknown = await connectEngine({ endpoint: 'unix:///nonexistent/docker.sock' }).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'ERR_ENGINE_UNREACHABLE' });
    expect(error).to.have.property('message').that.includes('unix:///nonexistent/docker.sock');
    expect(error).to.have.property('hint').that.includes('faultline engine up').and.includes('DOCKER_HOST').and.includes('doctor');
  });
});
