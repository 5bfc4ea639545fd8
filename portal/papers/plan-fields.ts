import { z } from 'zod';
import { REGISTER_NAMES, REGISTERS, type RegisterName } from '../../plan/definition/registers.ts';

/** A value of an entry, by its key: `dost.date` for one within another. */
export interface PlanField {
  readonly key: string;
  readonly kind: 'text' | 'day' | 'number' | 'agency' | 'task' | 'choice';
  readonly choices: readonly string[];
  readonly isNeeded: boolean;
}

/** Who enters something: DOST, or an agency and whether it is the police. */
export type EntryAuthor =
  | { readonly by: 'dost' }
  | { readonly by: 'agency'; readonly agency: string; readonly isPolice: boolean };

export const registerOf = (name: string): RegisterName | undefined =>
  REGISTER_NAMES.find((register) => register === name);

/** What DOST alone enters. */
const OF_DOST: ReadonlySet<RegisterName> = new Set(['exemption', 'estimate']);
const KEYS_OF_DOST: Partial<Readonly<Record<RegisterName, readonly string[]>>> = {
  declaration: ['devices', 'declined'],
  site: ['dost', 'agency'],
};

/** All values of a register, as its schema has them. */
export const fieldsOf = (name: RegisterName): readonly PlanField[] => fieldsIn(REGISTERS[name].shape, '');

/**
 * Those that somebody may enter, of an entry that stands or a new one: an agency says nothing in the name of another, and the
 * police its opinion alone on what others ask for.
 */
export function fieldsFor(
  name: RegisterName,
  author: EntryAuthor,
  stands?: { readonly agency?: string | undefined },
): readonly PlanField[] {
  const all = fieldsOf(name);
  if (author.by === 'dost') return all;
  if (OF_DOST.has(name)) return [];
  const isPolice = name === 'site' && author.isPolice;
  const sectionOf = ({ key }: PlanField) => key.split('.', 1).join();
  if (stands && stands.agency !== author.agency)
    return isPolice ? all.filter((field) => sectionOf(field) === 'police') : [];
  const closed = ['agency', ...(KEYS_OF_DOST[name] ?? []), ...(isPolice ? [] : ['police'])];
  return all.filter((field) => !closed.includes(sectionOf(field)));
}

function fieldsIn(shape: z.core.$ZodShape, before: string): readonly PlanField[] {
  return Object.entries(shape).flatMap(([key, schema]): readonly PlanField[] => {
    const inner = unwrap(schema);
    if (inner instanceof z.ZodObject) return fieldsIn(inner.shape, `${key}.`);
    const isNeeded = inner === schema && before === '';
    const choices = inner instanceof z.ZodEnum ? inner.options.map(String) : [];
    return [
      { key: `${before}${key}`, kind: choices.length > 0 ? 'choice' : kindOf(inner), choices, isNeeded },
    ];
  });
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrap(schema.unwrap()) : schema;
}

const KINDS: Readonly<Record<string, PlanField['kind']>> = {
  day: 'day',
  year: 'number',
  'whole number': 'number',
  'id of an agency': 'agency',
  'number of a task': 'task',
};

const kindOf = (schema: z.core.$ZodType): PlanField['kind'] =>
  KINDS[String(z.globalRegistry.get(schema)?.value ?? '')] ?? 'text';
