/** How an undo ended. `not-needed`: it was as it should be already; who put it right is for the history to tell. */
export type UndoOutcome = 'undone' | 'not-needed' | 'target-gone';
