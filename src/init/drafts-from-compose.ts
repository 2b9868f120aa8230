import { isAbsolute, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { ContainerInput } from '../scenario/frame-inputs.ts';
import type { WrittenScenario } from '../scenario/written-scenario.ts';
import { container } from '../scenario/grammar/container.ts';
import { toJsonSchema } from '../scenario/grammar/json-schema.ts';
import { unsupportedKey } from '../scenario/validate/compose-keys.ts';
import { SubjectNames } from '../attack/subject-names.ts';
import { unhealthyWithinMs, type Draft } from './draft.ts';
import { loadForPort } from './load-for-port.ts';

const composeFile = z.object({ services: z.record(z.string(), z.record(z.string(), z.unknown())) });
/** What every container of a Compose project is on, so that they reach each other by name. */
const NETWORK = 'default';

/**
 * Returns a draft for each service of a Compose file, with all of them as containers. What a scenario has no word for is left out, and told in a note.
 * @throws FaultlineError ERR_USAGE when it is no Compose file, or when nothing of it can be taken
 */
export function draftsFromCompose(text: string, { file, out }: { readonly file: string; readonly out: string }): Draft[] {
  const services = servicesOf(text, file);
  const names = new SubjectNames();
  const taken = Object.entries(services).map(([name, written]) =>
    takeService(names.take(name), written, { from: resolve(file, '..'), out }),
  );
  const containers: WrittenScenario['containers'] = Object.fromEntries(taken.map(({ subject, spec }) => [subject, spec]));
  const left = taken.flatMap(({ notes }) => notes);
  return taken.map(({ subject, spec, parsed }) => {
    const [port] = parsed.ports ?? [];
    const check = parsed.healthcheck;
    return {
      subject,
      subjects: { containers },
      service: false,
      comesBack: (spec.restart ?? 'no') !== 'no' && spec.restart !== '',
      ...(check !== undefined && check.test[0] !== 'NONE' && { unhealthyWithinMs: unhealthyWithinMs(check) }),
      ...(port?.protocol === 'tcp' && { load: loadForPort(subject, port.container) }),
      lastOfAll: false,
      notes: [`From ${file}: the same containers, started for each run and removed after it.`, ...left],
    };
  });
}

function servicesOf(text: string, file: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  let value: unknown;
  try {
    value = parse(text, { merge: true });
  } catch (error) {
    throw wrong(file, describeError(error));
  }
  const parsed = composeFile.safeParse(value);
  if (!parsed.success || Object.keys(parsed.data.services).length === 0) throw wrong(file, 'it has no `services`');
  return parsed.data.services;
}

function takeService(subject: string, written: Readonly<Record<string, unknown>>, places: { readonly from: string; readonly out: string }) {
  const known = Object.keys(toJsonSchema(container).properties ?? {});
  const notes: string[] = [];
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(written)) {
    if (key.startsWith('x-')) continue;
    if (known.includes(key)) kept[key] = key === 'build' ? movedBuild(value, places) : key === 'networks' ? networkNames(value) : value;
    else notes.push(`Left out: \`${key}\` of ${subject}: ${unsupportedKey('container', key)?.fix ?? 'a scenario has no such word'}.`);
  }
  const spec = { networks: [NETWORK], ...kept };
  const parsed = container.safeParse(spec);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw wrong(places.from, `${subject}.${issue?.path.join('.') ?? ''}: ${(issue?.message ?? '').replace('\nfix:', ';')}`);
  }
  return { subject, spec: spec as ContainerInput, parsed: parsed.data, notes };
}

/** Paths start from the scenario's own directory. */
function movedBuild(value: unknown, { from, out }: { readonly from: string; readonly out: string }): unknown {
  const moved = (context: string) => (isAbsolute(context) ? context : `./${relative(resolve(out), resolve(from, context))}`);
  if (typeof value === 'string') return moved(value);
  const parsed = z.looseObject({ context: z.string() }).safeParse(value);
  return parsed.success ? { ...parsed.data, context: moved(parsed.data.context) } : value;
}

/** Compose lets networks be a mapping, with options of each. */
function networkNames(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : value;
}

function wrong(file: string, why: string): FaultlineError {
  return new FaultlineError('ERR_USAGE', `${file} cannot be taken as a Compose file: ${why}.`, {
    hint: 'Check it with `docker compose config`.',
  });
}
