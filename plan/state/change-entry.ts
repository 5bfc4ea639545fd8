import type { Json } from '../../core/text/canonical-json.ts';
import { toJson } from '../../core/text/to-json.ts';
import { REGISTERS, type RegisterName } from '../definition/registers.ts';
import type { PlanState } from './plan-state.ts';
import { type WrittenKeys, writeKeys } from './written-keys.ts';

export interface EntryChange {
  readonly values: { readonly [key: string]: Json | undefined };
  readonly isNew: boolean;
  readonly overwritten: readonly string[];
  readonly changed: readonly string[];
}

/** The whole of an entry once this is written. @throws PLAN_REFUSED */
export function changeEntry(
  state: PlanState,
  name: RegisterName,
  id: string,
  written: WrittenKeys,
): EntryChange {
  const standing = standingValues(state, name, id);
  const { values, overwritten, changed } = writeKeys<object>(
    `${name} ${id}`,
    standing ?? {},
    written,
    REGISTERS[name],
  );
  return {
    values: Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, toJson(value)]])),
    ),
    isNew: standing === undefined,
    overwritten,
    changed,
  };
}

/** The values of an entry as they stand; `undefined` where there is none. */
export function standingValues(state: PlanState, name: RegisterName, id: string): object | undefined {
  if (name !== 'site') return state[name].find((entry) => entry.id === id)?.values;
  const site = state.site.find((entry) => entry.site === id);
  if (!site) return undefined;
  const { request, dost, police, agency, note } = site;
  const opinion = ({ status: _status, daysWaiting: _days, ...values }: typeof dost) => values;
  return { request, dost: opinion(dost), police: opinion(police), agency, note };
}
