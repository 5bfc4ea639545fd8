import { z } from 'zod';
import type { Json } from '../core/text/canonical-json.ts';
import { Settings } from './settings/settings-schema.ts';

/** One key of `camwatch.yaml`, as its schema describes it. */
export interface Setting {
  /** `<name>` where people choose the key, `[]` for the entries of a list. */
  readonly name: string;
  /** What may be written. */
  readonly value: string;
  readonly isRequired: boolean;
  readonly default: Json | undefined;
  readonly example: Json | undefined;
  readonly about: string;
  readonly children: readonly Setting[];
}

/** The keys of an entry of one of the other YAML files. */
export function listEntryKeys(schema: z.ZodType): readonly Setting[] {
  return listKeys(schema).map((key) => ({ ...key, children: [] }));
}

/** The keys that a schema knows, with the keys within them. */
export function listKeys(schema: z.ZodType): readonly Setting[] {
  return childrenOf(Node.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
}

/** What of the schema's JSON form is read here. */
const Node = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  description: z.string().optional(),
  value: z.string().optional(),
  default: z.json().optional(),
  example: z.json().optional(),
  key: z.string().optional(),
  exampleKey: z.string().optional(),
  required: z.array(z.string()).default([]),
  propertyNames: z.looseObject({ enum: z.array(z.string()).optional() }).optional(),
  get properties() {
    return z.record(z.string(), Node).optional();
  },
  /** `false` in a list of fixed length. */
  get items() {
    return z.union([z.literal(false).transform(() => undefined), Node]).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), Node]).optional();
  },
});
type Node = z.output<typeof Node>;

/** Every key that `camwatch.yaml` may have, read off its schema, so that the documents cannot fall behind it. */
export function listSettings(): readonly Setting[] {
  return listKeys(Settings);
}

function childrenOf(node: Node): readonly Setting[] {
  // Texts by names that are not ours to list: an example says more.
  if (node.additionalProperties && typeof node.example === 'object' && node.example) return [];
  if (node.items?.properties) return childrenOf(node.items);
  const properties = Object.entries(node.properties ?? {}).map(([name, child]) =>
    describe(name, child, node.required.includes(name)),
  );
  const { additionalProperties: member, key = 'name', exampleKey } = node;
  if (typeof member !== 'object') return properties;
  const named = describe(`<${key}>`, { ...member, example: exampleKey ?? null }, true);
  return [
    ...properties,
    { ...named, value: node.propertyNames?.enum ? choices(node.propertyNames.enum) : named.value },
  ];
}

function describe(name: string, node: Node, isRequired: boolean): Setting {
  return {
    name: node.items ? `${name}[]` : name,
    value: wordsFor(node),
    isRequired,
    default: node.default,
    example: node.example,
    about: node.description ?? '',
    children: childrenOf(node),
  };
}

function wordsFor(node: Node): string {
  if (node.value) return node.value;
  if (node.enum) return choices(node.enum);
  if (node.items) return 'list';
  if (node.properties || node.additionalProperties) return 'section';
  if (node.type === 'integer') return `whole number, ${node.minimum ?? 0} to ${node.maximum ?? 'any'}`;
  return 'text';
}

function choices(values: readonly (string | number)[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}
