import { suggestName } from '../../config/suggest-name.ts';
import type { Json } from '../../core/canonical-json.ts';
import { PlanError } from './plan-error.ts';

/** Names that an entry may hold: of the record, and of plan.yaml. */
export interface KnownNames {
  readonly agencies: ReadonlySet<string>;
  readonly tasks: ReadonlySet<string>;
  readonly sites: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
}

const NAMED: Readonly<Record<string, readonly [kind: keyof KnownNames, what: string]>> = {
  agency: ['agencies', 'an agency'],
  lead: ['agencies', 'an agency'],
  task: ['tasks', 'a task of the plan'],
  sites: ['sites', 'a site'],
  devices: ['devices', 'a device'],
};

/** @throws PLAN_REFUSED for an agency, task, site or device that is not on record. */
export function refuseUnknownNames(
  subject: string,
  values: { readonly [key: string]: Json | undefined },
  known: KnownNames,
): void {
  for (const [key, [kind, what]] of Object.entries(NAMED)) {
    const value = values[key];
    for (const name of Array.isArray(value) ? value : value === undefined ? [] : [value])
      refuseUnknown(`${subject}: ${key}`, String(name), known[kind], what);
  }
}

/** @throws PLAN_REFUSED */
export function refuseUnknown(where: string, name: string, known: ReadonlySet<string>, what: string): void {
  if (known.has(name)) return;
  const suggested = suggestName(name, [...known]);
  const hint = suggested === undefined ? '' : ` (did you mean ${suggested}?)`;
  throw new PlanError('PLAN_REFUSED', `${where}: expected the id of ${what} on record, got "${name}"${hint}`);
}
