import type { Command } from 'commander';
import type { Configured } from './config-option.ts';

/** A command as `faultline --help` lists it. Its options, and what it does, are loaded when somebody asks for it. */
export interface CommandOutline {
  /** As the list shows it; the first word is its name. */
  readonly usage: string;
  readonly summary: string;
  /** Adds the arguments, options, help and the action. */
  readonly equip: (command: Command, configured: Configured) => void | Promise<void>;
}

/** Every command, in the order of the list. */
export const outlines: readonly CommandOutline[] = [
  {
    usage: 'run [options] <path...>',
    summary: 'Run scenario files (or all files below a folder) against real containers, and judge what happened.',
    equip: async (command, configured) => (await import('./run.ts')).equipRun(command, await configured.registries()),
  },
  {
    usage: 'attack',
    summary: 'Disturb containers and services that already run, watch what happens, and undo it.',
    equip: async (command, configured) => (await import('./attack/attack.ts')).equipAttack(command, await configured.registries()),
  },
  {
    usage: 'init [options]',
    summary: 'Write ready scenarios: for a Compose file, or for what already runs, or a sample to start from.',
    equip: async (command) => (await import('./init.ts')).equipInit(command),
  },
  {
    usage: 'measure [options] <url> [program...]',
    summary: 'Measure availability, outages and latency of a URL by requests at fixed times. Needs no Docker and no scenario.',
    equip: async (command, configured) => (await import('./measure.ts')).equipMeasure(command, await configured.added()),
  },
  {
    usage: 'validate [options] <path...>',
    summary: 'Check scenario files, touching nothing',
    equip: async (command, configured) => (await import('./validate.ts')).equipValidate(command, await configured.definitions()),
  },
  {
    usage: 'plan [options] <path...>',
    summary: 'Show what a scenario would do, touching nothing',
    equip: async (command, configured) => (await import('./plan.ts')).equipPlan(command, await configured.definitions()),
  },
  {
    usage: 'check [options] <history...>',
    summary: 'Judge stored histories again, by the expectations they were run with or by others.',
    equip: async (command, configured) => (await import('./check.ts')).equipCheck(command, await configured.definitions()),
  },
  {
    usage: 'report [options] <run...>',
    summary: 'Analyse and judge finished runs again from their histories, and write their report files again.',
    equip: async (command, configured) => (await import('./report.ts')).equipReport(command, await configured.registries()),
  },
  {
    usage: 'compare [options] <a> <b>',
    summary: 'Hold two runs, or the repeats of two, against each other: which differences are larger than the noise between repeats?',
    equip: async (command) => (await import('./compare.ts')).equipCompare(command),
  },
  {
    usage: 'doctor [options]',
    summary: 'What this engine and this machine can and cannot do',
    equip: async (command) => (await import('./doctor.ts')).equipDoctor(command),
  },
  {
    usage: 'engine',
    summary: 'A throw-away Docker Engine of its own',
    equip: async (command) => (await import('./engine.ts')).equipEngine(command),
  },
  {
    usage: 'cleanup [options]',
    summary: 'Undo and remove whatever runs left behind whose process is dead. Nothing without a run label is ever removed.',
    equip: async (command) => (await import('./cleanup.ts')).equipCleanup(command),
  },
  {
    usage: 'schema [document]',
    summary: 'Print a JSON Schema: of scenario files, or of a document that faultline writes',
    equip: async (command, configured) => (await import('./schema.ts')).equipSchema(command, await configured.definitions()),
  },
];
