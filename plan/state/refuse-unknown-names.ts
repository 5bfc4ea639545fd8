import type { Said } from '../../core/language/said.ts';
import type { Json } from '../../core/text/canonical-json.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import { PlanError } from './plan-error.ts';

/** Names that an entry may hold: of the record, and of plan.yaml. */
export interface KnownNames {
  readonly agencies: ReadonlySet<string>;
  readonly tasks: ReadonlySet<string>;
  readonly sites: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
}

const NAMED: Readonly<Record<string, readonly [kind: keyof KnownNames, what: Said]>> = {
  agency: ['agencies', { en: 'an agency', vi: 'một đơn vị' }],
  lead: ['agencies', { en: 'an agency', vi: 'một đơn vị' }],
  task: ['tasks', { en: 'a task of the plan', vi: 'một nhiệm vụ của Kế hoạch' }],
  sites: ['sites', { en: 'a site', vi: 'một vị trí' }],
  devices: ['devices', { en: 'a device', vi: 'một thiết bị' }],
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
export function refuseUnknown(where: string, name: string, known: ReadonlySet<string>, what: Said): void {
  if (known.has(name)) return;
  const suggested = suggestName(name, [...known]);
  const [en, vi] =
    suggested === undefined ? ['', ''] : [` (did you mean ${suggested}?)`, ` (có phải ${suggested}?)`];
  throw new PlanError('PLAN_REFUSED', {
    en: `${where}: expected the id of ${what.en} on record, got "${name}"${en}`,
    vi: `${where}: cần mã của ${what.vi} có trong sổ ghi, nhận được "${name}"${vi}`,
  });
}
