import { defineConfig, defineFault, liveTarget, z } from 'faultline/extend';

/** Docker goes on calling it running, unlike after `pause`: what a process that hangs looks like. */
const hang = defineFault({
  name: 'hang',
  summary: 'Suspends the processes of a container with SIGSTOP: it hangs, and Docker sees nothing.',
  schema: z.strictObject({
    processes: z.enum(['first', 'all']).default('all').describe('Only the first process of the container, or every one.'),
  }),
  of: 'subject',
  lasts: 'optional',
  async prepare({ processes }, target, { engine }) {
    const { id } = await liveTarget(engine, target, ['running']);
    return {
      undo: [{ action: 'continue', container: id, when: 'timeline-end' }],
      async inject() {
        const { method, pids } = await engine.signalProcesses(id, 'SIGSTOP', processes);
        return { method, details: { processes: pids.length } };
      },
    };
  },
});

export default defineConfig({ faults: [hang] });
