import type { UnitChoice } from '../../config/plan/reminder-schema.ts';
import type { Agency } from '../../core/inventory.ts';

/** Agencies that are meant and exist at an instant, in order of their ids. */
export function chooseUnits(
  choice: UnitChoice,
  agencies: ReadonlyMap<string, Agency>,
  atMs: number,
): readonly Agency[] {
  return [...agencies.values()]
    .filter((agency) => existsAt(agency, atMs) && isMeant(choice, agency))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether an agency is one of those that are meant: those named, and those of the kinds, without those left out. */
export const isMeant = (
  { kinds, agencies, except }: UnitChoice,
  { id, kind }: Pick<Agency, 'id' | 'kind'>,
): boolean => !except.includes(id) && (agencies.includes(id) || kinds.includes(kind));

const existsAt = (
  { validFromMs = Number.NEGATIVE_INFINITY, validToMs = Number.POSITIVE_INFINITY }: Agency,
  atMs: number,
): boolean => validFromMs <= atMs && atMs < validToMs;
