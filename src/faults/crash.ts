import { z } from 'zod';
import { FaultlineError } from '../errors/faultline-error.ts';
import { issueText } from '../scenario/options/issue-text.ts';
import { signalName } from '../scenario/options/signal-name.ts';
import type { Fault } from './fault.ts';
import { liveTarget, whileThere } from './live-target.ts';
import { EXITS_WITHIN_MS, startAgain } from './start-again.ts';

/** Signals that a container's first process never receives from inside its own pid namespace (pid_namespaces(7)). */
const uncatchable = ['SIGKILL', 'SIGSTOP'];

const schema = z
  .strictObject({
    signal: signalName().prefault('SIGKILL').describe('The signal that its first process dies of: SIGKILL, SEGV or 11.'),
    method: z
      .enum(['auto', 'host', 'helper', 'exec'])
      .default('auto')
      .describe('How the signal gets there: from this machine, by a helper container, by exec inside, or what works here.'),
  })
  .refine(({ signal, method }) => method !== 'exec' || !uncatchable.includes(signal), {
    path: ['method'],
    message: issueText('SIGKILL and SIGSTOP sent from inside a container do not reach its first process', 'write `method: auto`'),
  });

/** The process dies on its own, as far as the engine can see, so the restart policy acts. */
export const crash = {
  name: 'crash',
  summary: 'Lets the first process die on its own, past the Engine API, so that the restart policy acts.',
  schema,
  of: 'subject',
  lasts: 'optional',
  endsTasks: true,
  async prepare({ signal, method }, target, { engine }) {
    await liveTarget(engine, target, ['running']);
    return {
      undo: startAgain(target, EXITS_WITHIN_MS),
      async inject() {
        const wanted = method === 'auto' ? undefined : method;
        const sent = await whileThere(engine, target, () => engine.signalProcesses(target.id, signal, 'first', wanted));
        if (wanted && sent.method !== wanted) throw otherMethod(target.name, wanted, sent.method);
        return { method: sent.method, details: { signal, pids: sent.pids.join(' ') } };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

function otherMethod(target: string, wanted: string, used: string): FaultlineError {
  return new FaultlineError('ERR_CAPABILITY_MISSING', `${target} was to be signalled by ${wanted}, but the signal went by ${used}`, {
    hint: 'Leave out `method` to take the one that works here.',
  });
}
