import { z } from 'zod';

interface Field {
  readonly parent: string;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly inside: readonly Field[];
}

const nodeSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  propertyNames: z.object({ enum: z.array(z.string()).optional() }).optional(),
  anyOf: z.array(z.unknown()).optional(),
});
type Node = z.output<typeof nodeSchema>;

/** Fewer repeated fields than this are told again, because a reference would be longer. */
const worthReferring = 4;

/** Returns the fields of a JSON Schema as a Markdown list, outermost first; what an object repeats from an outer one is referred to. */
export function fieldList(schema: unknown): string {
  return linesOf(fieldsOf(nodeSchema.parse(schema), ''), new Map()).join('\n');
}

/** Returns the name of every field of a JSON Schema, wherever it stands. */
export function fieldNames(schema: unknown): string[] {
  const names = (fields: readonly Field[]): string[] => fields.flatMap((field) => [field.name, ...names(field.inside)]);
  return [...new Set(names(fieldsOf(nodeSchema.parse(schema), '')))];
}

function linesOf(fields: readonly Field[], told: Map<string, string>): string[] {
  const repeated = fields.filter((field) => told.has(signature(field)));
  const outer = repeated.length >= worthReferring ? told.get(signature(repeated[0]!)) : undefined;
  const reference =
    outer === undefined ? [] : [`- \`${fields[0]!.parent}\`: ${repeated.map(({ name }) => `\`${name}\``).join(', ')} as in \`${outer}\``];
  const own = outer === undefined ? fields : fields.filter((field) => !repeated.includes(field));
  for (const field of own) told.set(signature(field), field.parent);
  return [...reference, ...own.flatMap((field) => [line(field), ...linesOf(field.inside, told)])];
}

function signature(field: Field): string {
  return JSON.stringify([field.name, field.type, field.description]);
}

function line({ parent, name, type, description }: Field): string {
  return `- \`${parent === '' ? name : `${parent}.${name}`}\` (${type})${description === '' ? '' : `: ${description}`}`;
}

function fieldsOf(node: Node, parent: string): Field[] {
  return Object.entries(node.properties ?? {}).map(([name, value]) => {
    const child = nodeSchema.parse(value);
    const optional = node.required?.includes(name) === true ? '' : ', optional';
    return {
      parent,
      name,
      type: `${typeOf(child)}${optional}`,
      description: child.description ?? '',
      inside: inside(child, parent === '' ? name : `${parent}.${name}`),
    };
  });
}

function inside(node: Node, path: string): Field[] {
  if (node.items !== undefined) return fieldsOf(nodeSchema.parse(node.items), `${path}[]`);
  if (isMap(node)) return fieldsOf(nodeSchema.parse(node.additionalProperties), `${path}.*`);
  return fieldsOf(node, path);
}

function isMap(node: Node): boolean {
  return node.properties === undefined && typeof node.additionalProperties === 'object';
}

function typeOf(node: Node): string {
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``;
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(' / ');
  if (node.anyOf !== undefined) return node.anyOf.map((part) => typeOf(nodeSchema.parse(part))).join(' or ');
  if (node.items !== undefined) return `array of ${typeOf(nodeSchema.parse(node.items))}`;
  if (isMap(node)) return `object of ${typeOf(nodeSchema.parse(node.additionalProperties))} by ${keysOf(node)}`;
  return [node.type ?? 'any'].flat().join(' or ');
}

function keysOf(node: Node): string {
  return node.propertyNames?.enum === undefined ? 'name' : node.propertyNames.enum.map((key) => `\`${key}\``).join(' / ');
}
