import { z } from 'zod';

/**
 * What the protocol buffers of OpenTelemetry 1.7 look like in JSON, and nothing else: ids in hexadecimal, 64-bit integers as strings, enumerations as
 * numbers, names in camel case.
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
const nano = z.string().regex(/^[1-9]\d{18}$/);
const id = (bytes: number) => z.string().regex(new RegExp(`^(?!0+$)[0-9a-f]{${bytes * 2}}$`));
const scalars = [
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ boolValue: z.boolean() }),
  z.strictObject({ intValue: z.string().regex(/^-?\d+$/) }),
  z.strictObject({ doubleValue: z.number() }),
] as const;
const anyValue = z.union([...scalars, z.strictObject({ arrayValue: z.strictObject({ values: z.array(z.union(scalars)) }) })]);
const attributes = z
  .array(z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9_.-]*$/), value: anyValue }))
  .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'keys are unique');
const resource = z.strictObject({ attributes });
const scope = z.strictObject({ name: z.string(), version: z.string() });

export const traceSchema = z.strictObject({
  resourceSpans: z.tuple([
    z.strictObject({
      resource,
      scopeSpans: z.tuple([
        z.strictObject({
          scope,
          spans: z.array(
            z
              .strictObject({
                traceId: id(16),
                spanId: id(8),
                parentSpanId: id(8).optional(),
                name: z.string().min(1),
                kind: z.int().min(1).max(5),
                startTimeUnixNano: nano,
                endTimeUnixNano: nano,
                attributes,
                status: z.strictObject({ code: z.int().min(0).max(2).optional(), message: z.string().optional() }),
              })
              .refine((span) => BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano), 'ends after its start'),
          ),
        }),
      ]),
    }),
  ]),
});

export const logsSchema = z.strictObject({
  resourceLogs: z.tuple([
    z.strictObject({
      resource,
      scopeLogs: z.tuple([
        z.strictObject({
          scope,
          logRecords: z.array(
            z.strictObject({
              timeUnixNano: nano,
              observedTimeUnixNano: nano,
              severityNumber: z.int().min(1).max(24),
              severityText: z.enum(['INFO', 'WARN', 'ERROR']),
              eventName: z.string().regex(/^faultline\.[a-z.]+$/),
              body: anyValue,
              attributes,
              traceId: id(16),
              spanId: id(8),
            }),
          ),
        }),
      ]),
    }),
  ]),
});
