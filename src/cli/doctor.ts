import type { Command } from 'commander';
import pc from 'picocolors';
import { chooseAddress } from '../engine/choose-address.ts';
import { chooseEngine } from '../engine/choose-engine.ts';
import { diagnose } from '../engine/doctor/diagnose.ts';
import type { DoctorLine, DoctorReport } from '../engine/doctor/doctor-report.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { useColour } from './use-colour.ts';
import { jsonText } from '../report/json-text.ts';
import { visible } from '../report/visible.ts';

interface DoctorOptions {
  readonly engine?: string;
  readonly json: boolean;
}

const UNREACHABLE = 3;

const EXAMPLES = `
Examples:
  faultline doctor                           the engine of DOCKER_HOST, docker context or the default socket
  faultline doctor --engine private          a throw-away engine of faultline's own
  faultline doctor --engine ssh://me@host --json

Exit code: 0 when the engine answers, 3 when it does not.`;

/** Gives `faultline doctor` its options and what it does. */
export function equipDoctor(command: Command): void {
  command
    .option('--engine <engine>', 'auto | private | private:NAME | unix://… | tcp://… | ssh://… (default: $FAULTLINE_ENGINE, else auto)')
    .option('--json', 'print a JSON document', false)
    .addHelpText('after', EXAMPLES)
    .action(async (options: DoctorOptions) => {
      const report = await examine(options.engine);
      console.log(options.json ? jsonText(report) : render(report));
      if (!report.reachable) process.exitCode = UNREACHABLE;
    });
}

async function examine(choice: string | undefined): Promise<DoctorReport> {
  const progress = (line: string): void => console.error(line);
  const engine = await chooseEngine(choice, progress).catch((error: unknown) => {
    if (error instanceof FaultlineError && error.code !== 'ERR_USAGE') return error;
    throw error;
  });
  if (engine instanceof FaultlineError) return diagnose(engine);
  try {
    return await diagnose(engine, await chooseAddress(choice, progress));
  } finally {
    await engine.close();
  }
}

const COLOURS = { ok: 'green', limited: 'yellow', missing: 'red' } as const;

function render({ lines }: DoctorReport): string {
  const width = Math.max(...lines.map(({ name }) => name.length));
  return lines.flatMap((line) => renderLine(line, width)).join('\n');
}

function renderLine({ name, status, value, means, fix }: DoctorLine, width: number): readonly string[] {
  const { dim, [COLOURS[status]]: paint } = pc.createColors(useColour(process.stdout));
  const indent = ' '.repeat(width + 11);
  const rest = [means, ...(fix === undefined || fix === '' ? [] : [`→ ${fix}`])];
  return [`${name.padEnd(width)}  ${paint(status.padEnd(7))}  ${visible(value)}`, ...rest.map((text) => `${indent}${dim(visible(text))}`)];
}
