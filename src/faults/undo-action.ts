/** An undo as data, so that another process can perform it from the undo log after this one has died. */
export type UndoAction =
  | { readonly action: 'unpause'; readonly container: string; readonly when: UndoMoment }
  | { readonly action: 'start'; readonly container: string; readonly when: UndoMoment }
  /** Continue suspended processes (SIGCONT). */
  | { readonly action: 'continue'; readonly container: string; readonly when: UndoMoment }
  | { readonly action: 'exec'; readonly container: string; readonly command: readonly string[]; readonly when: UndoMoment }
  | { readonly action: 'request'; readonly container: string; readonly method: string; readonly url: string; readonly when: UndoMoment };

/** Without a `for:`: a healing undo happens at the end of the timeline, one that would hide the outcome only at the end of the run. */
export type UndoMoment = 'timeline-end' | 'run-end';
