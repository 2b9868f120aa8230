import type { ContainerUndo, ServiceUndo, UndoAction } from './undo-action.ts';

/** Returns the command with which a person does this undo by hand, on the engine in question. */
export function describeUndo(action: UndoAction): string {
  return 'service' in action ? describeServiceUndo(action) : describeContainerUndo(action);
}

function describeServiceUndo(action: ServiceUndo): string {
  if (action.action === 'scale-service') return `docker service scale ${quote(`${action.service}=${action.replicas}`)}`;
  if (action.sameImage) return `docker service rollback ${quote(action.service)}`;
  return `docker service update --image ${quote(action.image)} ${quote(action.service)}`;
}

function describeContainerUndo(action: ContainerUndo): string {
  const container = quote(action.container);
  switch (action.action) {
    case 'unpause':
      return `docker unpause ${container}`;
    case 'start':
      return `docker start ${container}`;
    case 'continue':
      // On the engine's host; `docker kill --signal CONT` would reach the first process only and may switch the restart policy off.
      return `docker top ${container} -o pid | tail -n +2 | xargs kill -CONT`;
    case 'exec':
      return ['docker', 'exec', action.container, ...action.command].map(quote).join(' ');
    case 'request':
      return ['curl', '-X', action.method, action.url].map(quote).join(' ');
  }
}

/** Words for a POSIX shell; only ever shown, never run. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
