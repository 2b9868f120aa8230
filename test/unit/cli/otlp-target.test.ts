import { expect } from 'chai';
import { Command } from 'commander';
import { otlpOption, otlpTarget } from '../../../src/cli/otlp-target.ts';

function parse(text: string): unknown {
  const command = new Command()
    .addOption(otlpOption())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return command.parse(['--otlp-endpoint', text], { from: 'user' }).opts()['otlpEndpoint'];
}

describe('--otlp-endpoint', () => {
  it('takes the base address of a collector', () => {
    expect(parse('http://localhost:4318')).to.equal('http://localhost:4318/');
    expect(parse('https://collector.test/otlp?x=1')).to.equal('https://collector.test/otlp');
  });

  it('refuses what is no such address, and secrets on the command line', () => {
    expect(() => parse('localhost:4318')).to.throw(/such as http:\/\/localhost:4318/);
    expect(() => parse('collector')).to.throw(/such as http:\/\/localhost:4318/);
    expect(() => parse('http://me:secret@collector')).to.throw(/OTEL_EXPORTER_OTLP_HEADERS/);
  });

  it('takes headers from the environment', () => {
    const env = { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20a=b, x-tenant = shop ,broken, =x,odd=%zz' };
    expect(otlpTarget('http://c', env)?.headers).to.deep.equal({ authorization: 'Bearer a=b', 'x-tenant': 'shop', odd: '%zz' });
    expect(otlpTarget('http://c', {})?.headers).to.deep.equal({});
    expect(otlpTarget(undefined, env)).to.equal(undefined);
  });
});
