/** An undo as data, so that another process can perform it from the undo log after this one has died. */
export type UndoAction = ContainerUndo | ServiceUndo;

/** What was done to a service that was there before the run. */
export type ServiceUndo =
  | { readonly action: 'scale-service'; readonly service: string; readonly replicas: number; readonly when: UndoMoment }
  | {
      /** Roll back, unless the service already has this image again; then put right what a rollback to another spec has left wrong. */
      readonly action: 'roll-back-service';
      readonly service: string;
      readonly image: string;
      /** Absent for a global service. */
      readonly replicas?: number;
      /** The change left the image alone, so the image cannot tell whether it has been taken back: the update status does. */
      readonly sameImage?: true;
      readonly when: UndoMoment;
    };

/** `node`: id of the Swarm node that runs the task whose container it is, for who has no other way to know; absent for plain containers. */
export type ContainerUndo = ContainerAction & { readonly node?: string };

type ContainerAction =
  | { readonly action: 'unpause'; readonly container: string; readonly when: UndoMoment }
  | {
      readonly action: 'start';
      readonly container: string;
      readonly when: UndoMoment;
      /** The change may take this long to come true after it was asked for: a stop's grace period. */
      readonly withinMs?: number;
    }
  /** Continue suspended processes (SIGCONT). */
  | { readonly action: 'continue'; readonly container: string; readonly when: UndoMoment }
  | { readonly action: 'exec'; readonly container: string; readonly command: readonly string[]; readonly when: UndoMoment }
  | {
      readonly action: 'request';
      readonly container: string;
      readonly method: string;
      readonly url: string;
      /** Container port behind the URL: looked up again at the time of the undo, because a restart may have moved the published one. */
      readonly port?: number;
      readonly when: UndoMoment;
    };

/**
 * With a `for:` every undo happens at its end. Without one: a healing undo at the end of the timeline, one that would hide the outcome
 * only at the end of the run, and `for-end` not at all (the container is the run's own and is removed anyway).
 */
export type UndoMoment = 'timeline-end' | 'run-end' | 'for-end';
