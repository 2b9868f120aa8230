import { expect } from 'chai';
import { EventMemory } from '../../../src/engine/events/event-memory.ts';
import { parseEvent } from '../../../src/engine/events/parse-event.ts';

const line = (action: string, timeNano: string, attributes: Readonly<Record<string, string>> = {}): string =>
  `{"status":"x","id":"abc","Type":"container","Action":${JSON.stringify(action)},"Actor":{"ID":"abc","Attributes":${JSON.stringify(attributes)}},"scope":"local","time":1700000000,"timeNano":${timeNano}}`;

describe('parseEvent', () => {
  it('keeps every digit of the time', () => {
    const parsed = parseEvent(line('die', '1700000000123456789', { exitCode: '137' }));
    expect(parsed?.epochNs).to.equal(1_700_000_000_123_456_789n);
    expect(parsed?.event).to.deep.include({ objectType: 'container', action: 'die', id: 'abc', attributes: { exitCode: '137' } });
    expect(parsed?.event.epochMs).to.be.closeTo(1_700_000_000_123.4568, 0.001);
  });

  it('takes the health out of the action', () => {
    const parsed = parseEvent(line('health_status: unhealthy', '1', { image: 'i' }));
    expect(parsed?.event).to.deep.include({ action: 'health_status', attributes: { image: 'i', health: 'unhealthy' } });
  });

  it('leaves the command out of the action', () => {
    expect(parseEvent(line('exec_start: sh -c echo: a\nb', '1'))?.event).to.deep.include({ action: 'exec_start', attributes: {} });
  });

  it('skips what is no event', () => {
    for (const text of ['', '{', '{"Type":"container"}', '[]', 'null']) expect(parseEvent(text)).to.equal(undefined);
  });
});

describe('EventMemory', () => {
  const add = (memory: EventMemory, text: string): boolean => {
    const parsed = parseEvent(text);
    if (parsed === undefined) throw new Error('no event');
    return memory.add(text, parsed);
  };

  it('knows an event again, and tells two of the same nanosecond apart', () => {
    const memory = new EventMemory();
    expect(add(memory, line('kill', '5'))).to.equal(true);
    expect(add(memory, line('die', '5'))).to.equal(true);
    expect(add(memory, line('kill', '5'))).to.equal(false);
  });

  it('resumes by the latest time, not by the last that came', () => {
    const memory = new EventMemory();
    expect(memory.last).to.equal(undefined);
    add(memory, line('kill', '7'));
    add(memory, line('die', '5'));
    expect(memory.last).to.include({ epochNs: 7n });
  });

  it('remembers all that the engine can replay, and no more than it needs', () => {
    const memory = new EventMemory();
    for (let i = 1; i <= 1000; i++) add(memory, line('kill', String(i)));
    expect(add(memory, line('kill', '745'))).to.equal(false);
    expect(add(memory, line('kill', '1'))).to.equal(true);
  });
});
