import { z } from 'zod';
import { pressureReport } from './pressure-report.ts';

const endpoints = z.array(z.object({ container: z.string().exactOptional(), address: z.string(), port: z.number().int() })).readonly();

/** What the parent tells the pressure process. */
export const toPressure = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), url: z.string(), connections: z.number().int().positive(), endpoints }),
  z.object({ type: z.literal('endpoints'), endpoints }),
  z.object({ type: z.literal('stop') }),
]);

/** What the pressure process tells its parent. */
export const fromPressure = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Since the previous one. */
  z.object({ type: z.literal('report'), report: pressureReport }),
  /** Over all of its life. */
  z.object({ type: z.literal('stopped'), report: pressureReport }),
]);

export type ToPressure = z.infer<typeof toPressure>;
export type FromPressure = z.infer<typeof fromPressure>;
export type StartPressing = Extract<ToPressure, { type: 'start' }>;
