import type { z } from 'zod';
import type { Problem } from './config-error.ts';
import type { Table } from './table.ts';
import { parseYamlValue, type YamlFile } from './yaml-file.ts';

export interface YamlTableResult<Item> {
  readonly table: Table<Item>;
  readonly problems: readonly Problem[];
}

/** Reads the list under `key`, one entry after the other, so that one broken entry does not hide the others. */
export function parseYamlTable<Item extends { readonly id: string }>(
  yaml: YamlFile,
  key: string,
  schema: z.ZodType<Item>,
): YamlTableResult<Item> {
  const problems: Problem[] = [];
  const items: Item[] = [];
  const indexes = new Map<Item, number>();
  const firstLines = new Map<string, number>();
  const entries = memberOf(yaml.value, key);
  if (!Array.isArray(entries) && yaml.problems.length === 0) {
    problems.push(
      yaml.problem([key], `expected a list, got ${entries === undefined ? 'nothing' : 'another value'}`),
    );
  }
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const parsed = parseYamlValue(yaml, entry, schema, [key, index]);
    problems.push(...parsed.problems);
    const id = memberOf(entry, 'id');
    const isNew = typeof id !== 'string' || declare(id, index);
    if (parsed.value === undefined || !isNew) continue;
    items.push(parsed.value);
    indexes.set(parsed.value, index);
  }
  const pathOf = (item: Item, field: string) => [
    key,
    indexes.get(item) ?? 0,
    ...field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
  ];
  const table: Table<Item> = {
    file: yaml.file,
    items,
    readable: items,
    byId: new Map(items.map((item) => [item.id, item])),
    isDeclared: (id) => !Array.isArray(entries) || firstLines.has(id),
    lineOf: (item) => yaml.lineOf([key, indexes.get(item) ?? 0]),
    problem: (item, field, message, part) => yaml.problem(pathOf(item, field), message, part),
  };
  return { table, problems };

  function declare(id: string, index: number): boolean {
    const firstLine = firstLines.get(id);
    if (firstLine === undefined) {
      firstLines.set(id, yaml.lineOf([key, index]));
      return true;
    }
    const message = `expected an id that is used once, got ${JSON.stringify(id)}, which line ${firstLine} has too`;
    problems.push(yaml.problem([key, index, 'id'], message));
    return false;
  }
}

/** Problems of keys at the top of a file that camwatch does not know. */
export function checkTopKeys(yaml: YamlFile, known: readonly string[]): readonly Problem[] {
  if (yaml.problems.length > 0) return [];
  if (typeof yaml.value !== 'object' || yaml.value === null || Array.isArray(yaml.value)) {
    return [yaml.problem([], `expected the keys ${known.join(', ')}, got another value`)];
  }
  return Object.keys(yaml.value)
    .filter((key) => !known.includes(key))
    .map((key) =>
      yaml.problem([key], `expected a known key (${known.join(', ')}), got ${JSON.stringify(key)}`, 'key'),
    );
}

function memberOf(container: unknown, key: string): unknown {
  return typeof container === 'object' && container !== null ? Reflect.get(container, key) : undefined;
}
