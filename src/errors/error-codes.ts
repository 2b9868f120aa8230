/** Every error code with the sentence that explains it. docs/errors.md is generated from this table. */
export const errorCodes = {
  ERR_USAGE: 'The command line is not understood.',
  ERR_SCENARIO_INVALID: 'A scenario file is not valid; each problem is listed with file, line and column.',
  ERR_TARGET_EMPTY: 'A selector matched nothing, so there was nothing to disturb.',
  ERR_TARGET_GONE: 'The target no longer exists or is no longer running.',
  ERR_FAULT_FAILED: 'A fault was carried out but did not have the result that its options ask for.',
  ERR_BLAST_RADIUS: 'A guard rail refused a fault: it would touch more than the blast radius allows, or something that is protected.',
  ERR_ENGINE_UNREACHABLE: 'No Docker Engine answers at the address in use.',
  ERR_ENGINE_REFUSED: "The Docker Engine refused a request; the engine's own words follow.",
  ERR_CAPABILITY_MISSING: 'This machine or engine cannot do what was asked.',
  ERR_IMAGE_MISSING: 'An image is neither on the engine nor can it be built or pulled.',
  ERR_PORT_TAKEN: 'A port that the scenario asks for is in use.',
  ERR_SUBJECT_FAILED: 'A subject could not be started or died before the first fault.',
  ERR_LOAD_FAILED: 'The load generator failed.',
  ERR_UNDO_FAILED: 'A change could not be undone; the command that would undo it follows.',
  ERR_HISTORY_INVALID: 'A history file is damaged or was written by an incompatible version.',
  ERR_OUTPUT: 'Results could not be written to the output directory.',
  ERR_TIMEOUT: 'Something took longer than its limit.',
  ERR_INTERNAL: 'A fault in faultline itself; FAULTLINE_DEBUG=1 shows where.',
  ERR_INTERRUPTED: 'The run was interrupted.',
} as const;

/** The code of a FaultlineError: what went wrong, for programs. */
export type ErrorCode = keyof typeof errorCodes;
