import * as v from 'valibot';

/** As much of JSON Schema as `docs/events.schema.json` uses. */
interface Schema {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly minimum?: number | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly $defs?: Readonly<Record<string, Schema>> | undefined;
}

const Words = {
  $schema: v.optional(v.string()),
  title: v.optional(v.string()),
  description: v.optional(v.string()),
};
const SchemaSchema: v.GenericSchema<unknown, Schema> = v.strictObject({
  ...Words,
  $ref: v.optional(v.string()),
  type: v.optional(v.union([v.string(), v.array(v.string())])),
  const: v.optional(v.unknown()),
  enum: v.optional(v.array(v.unknown())),
  minimum: v.optional(v.number()),
  properties: v.optional(
    v.record(
      v.string(),
      v.lazy(() => SchemaSchema),
    ),
  ),
  required: v.optional(v.array(v.string())),
  items: v.optional(v.lazy(() => SchemaSchema)),
  anyOf: v.optional(v.array(v.lazy(() => SchemaSchema))),
  $defs: v.optional(
    v.record(
      v.string(),
      v.lazy(() => SchemaSchema),
    ),
  ),
});

/** Reads a schema; throws where it uses more of JSON Schema than is known here. */
export function readSchema(text: string): (value: unknown) => string | undefined {
  const root = v.parse(v.pipe(v.string(), v.parseJson(), SchemaSchema), text);
  return (value) => fault(value, root, root, '$');
}

/**
 * Where a value does not fit a schema; `undefined` where it does. A property that the schema does not name is a fault as well, so that
 * nothing is written that is not published.
 */
function fault(value: unknown, schema: Schema, root: Schema, at: string): string | undefined {
  if (schema.$ref !== undefined) {
    const named = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    return named === undefined ? `${at}: no ${schema.$ref}` : fault(value, named, root, at);
  }
  if (schema.anyOf !== undefined) {
    const faults = schema.anyOf.map((each) => fault(value, each, root, at));
    return faults.includes(undefined)
      ? undefined
      : `${at}: ${faults.filter((each) => !each?.endsWith('kind: another')).join('; ')}`;
  }
  if ('const' in schema && schema.const !== undefined && schema.const !== value) return `${at}: another`;
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return `${at}: ${JSON.stringify(value)} is none of them`;
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isA(value, type)))
    return `${at}: not a ${JSON.stringify(schema.type)}`;
  if (schema.minimum !== undefined && Number(value) < schema.minimum) return `${at}: too small`;
  if (schema.items !== undefined && Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      const found = fault(each, schema.items, root, `${at}[${index}]`);
      if (found !== undefined) return found;
    }
  }
  if (schema.properties === undefined || typeof value !== 'object' || value === null) return undefined;
  const entries = new Map<string, unknown>(Object.entries(value));
  const missing = schema.required?.find((name) => !entries.has(name));
  if (missing !== undefined) return `${at}: without ${missing}`;
  for (const [name, each] of entries) {
    const property = schema.properties[name];
    const found =
      property === undefined
        ? `${at}: ${name} is not published`
        : fault(each, property, root, `${at}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isA(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
