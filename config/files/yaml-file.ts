import { type Document, isAlias, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './config-error.ts';
import { type Path, parseValue } from './parse-value.ts';

/** A YAML file with the places of everything in it. */
export interface YamlFile {
  readonly file: string;
  /** Syntax errors; `value` is then not to be trusted. */
  readonly problems: readonly Problem[];
  readonly value: unknown;
  readonly lineOf: (path: Path) => number;
  /** A problem with the value at `path`, or with its key where that is what is wrong. */
  readonly problem: (path: Path, message: string, part?: 'value' | 'key') => Problem;
}

export function parseYaml(file: string, text: string): YamlFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const place = (offset: number) => counter.linePos(offset);
  const at = (offset: number, path: string, message: string): Problem => {
    const { line, col } = place(offset);
    return { file, line, col, path, message };
  };
  const syntaxProblems = document.errors.map((error) =>
    at(error.pos[0], 'the file', `expected valid YAML, got ${error.message}`),
  );
  const built = syntaxProblems.length > 0 ? { value: undefined } : buildValue(document);
  return {
    file,
    problems:
      'flaw' in built ? [at(0, 'the file', `expected valid YAML, got ${built.flaw}`)] : syntaxProblems,
    value: built.value,
    lineOf: (path) => place(offsetOf(document, path, 'value')).line,
    problem: (path, message, part = 'value') => at(offsetOf(document, path, part), pathText(path), message),
  };
}

/**
 * Follows the aliases. One that leads nowhere, or that grows into gigabytes, is refused by the library; one that
 * leads back into itself would send whoever walks the value round in circles.
 */
function buildValue(document: Document): {
  readonly value: unknown;
  readonly flaw?: string;
} {
  try {
    const value: unknown = document.toJS() ?? {};
    JSON.stringify(value);
    return { value };
  } catch (error) {
    if (error instanceof TypeError) return { value: undefined, flaw: 'an alias that contains itself' };
    return { value: undefined, flaw: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads the value at `path` with a schema; its problems stand at the very key or value that is wrong. */
export function parseYamlValue<Value>(
  yaml: YamlFile,
  value: unknown,
  schema: z.ZodType<Value>,
  path: Path = [],
): { readonly value: Value | undefined; readonly problems: readonly Problem[] } {
  const parsed = parseValue(value, schema);
  const problems = parsed.flaws.map((flaw) => yaml.problem([...path, ...flaw.path], flaw.message, flaw.part));
  return { value: parsed.value, problems };
}

/** Where the value at `path` starts; an unknown key itself; the nearest ancestor when nothing was written there. */
function offsetOf(document: Document, path: Path, part: 'value' | 'key'): number {
  if (path.length === 0) return startOf(document.contents);
  const parent = document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  const container = isAlias(parent) ? parent.resolve(document) : parent;
  const item = hasItems(container)
    ? container.items.find((pair) => isPair(pair) && keyOf(pair.key) === String(key))
    : undefined;
  if (isPair(item))
    return part === 'value' && isNode(item.value) && hasText(item.value)
      ? startOf(item.value)
      : startOf(item.key);
  const node = document.getIn(path, true);
  return isNode(node) ? startOf(node) : offsetOf(document, path.slice(0, -1), part);
}

function hasItems(node: unknown): node is { readonly items: readonly unknown[] } {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items);
}

function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

/** An empty value has no place of its own that people could look at. */
function hasText(node: unknown): boolean {
  return !(isScalar(node) && node.value === null && !node.source);
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function pathText(path: Path): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}
