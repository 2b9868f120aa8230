import { expect } from 'chai';
import { composePlaceOf, ownerText } from '../../../src/attack/owner.ts';
import { parsePick } from '../../../src/attack/parse-pick.ts';
import { isQuiet, parseQuietHours } from '../../../src/attack/quiet-hours.ts';
import { SubjectNames } from '../../../src/attack/subject-names.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';

describe('the words of an attack', () => {
  it('--pick', () => {
    expect(parsePick('all')).to.deep.equal({ choose: { kind: 'all' } });
    expect(parsePick('50%')).to.deep.equal({ choose: { kind: 'share', share: 0.5 } });
    expect(parsePick('random:2')).to.deep.equal({ choose: { kind: 'random', count: 2 } });
    expect(parsePick('oldest')).to.deep.equal({ choose: { kind: 'one' }, age: 'oldest' });
    expect(parsePick('newest:2')).to.deep.equal({ choose: { kind: 'first', count: 2 }, age: 'newest' });
    for (const text of ['', 'random:0', '2', '120%', 'some']) expect(() => parsePick(text), text).to.throw(FaultlineError, '--pick');
  });

  it('--quiet-hours', () => {
    const night = parseQuietHours('22:00-06:00');
    expect([21 * 60, 22 * 60, 0, 6 * 60].map((minute) => isQuiet(night, minute))).to.deep.equal([false, true, true, false]);
    expect(isQuiet(parseQuietHours('09:00-10:30'), 10 * 60 + 29)).to.equal(true);
    for (const text of ['22-6', '24:00-01:00', 'night'])
      expect(() => parseQuietHours(text), text).to.throw(FaultlineError, '--quiet-hours');
  });

  it('whose something is', () => {
    const compose = { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' };
    expect(ownerText(compose)).to.equal('compose shop/web');
    expect(composePlaceOf({ ...compose, 'com.docker.compose.oneoff': 'True' })).to.equal(undefined);
    expect(ownerText({ 'com.docker.stack.namespace': 'shop', 'com.docker.swarm.service.name': 'shop_web' })).to.equal('stack shop');
    expect(ownerText({ 'io.faultline.run': 'r' })).to.equal('faultline run r');
    expect(ownerText({})).to.equal('nobody');
  });

  it('names of subjects: only letters that a scenario allows, each once', () => {
    const names = new SubjectNames();
    expect(['Shop.Web', 'shop.web', '__x', '日本', 'a'.repeat(60), 'a'.repeat(60)].map((wanted) => names.take(wanted))).to.deep.equal([
      'shop-web',
      'shop-web-2',
      'x',
      'target',
      'a'.repeat(40),
      `${'a'.repeat(38)}-2`,
    ]);
  });
});
