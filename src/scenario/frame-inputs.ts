import type { z } from 'zod';
import type { attach } from './grammar/attach.ts';
import type { blastRadius } from './grammar/blast-radius.ts';
import type { container } from './grammar/container.ts';
import type { loadSchema, pressure } from './grammar/load.ts';
import type { pick } from './grammar/pick.ts';
import type { service } from './grammar/service.ts';

/** A container as a scenario writes it, in the words of the Compose specification. */
export type ContainerInput = z.input<typeof container>;
/** A Swarm service as a scenario writes it. */
export type ServiceInput = z.input<typeof service>;
/** What already runs and may be disturbed. */
export type AttachInput = z.input<typeof attach>;
/** Measured traffic as a scenario writes it. */
export type LoadInput = z.input<ReturnType<typeof loadSchema>>;
/** Background traffic as a scenario writes it. */
export type PressureInput = z.input<typeof pressure>;
/** Which of a subject's containers a fault hits. */
export type PickInput = z.input<typeof pick>;
/** The hard upper bound on what faults may touch, and what they must not touch at all. */
export type BlastRadiusInput = z.input<typeof blastRadius>;
