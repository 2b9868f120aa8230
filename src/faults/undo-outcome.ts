/** How an undo ended. */
export type UndoOutcome = 'undone' | 'target-gone';
