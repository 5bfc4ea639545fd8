import { DEVICE_KINDS } from '../../../core/domain/inventory.ts';
import { INDICATORS, type Indicator } from '../../../core/domain/state.ts';

const KINDS = [...DEVICE_KINDS, 'link'] as const;

/** Members of a table by indicator, from the lowest rung up: the order of names in a file says nothing. */
export function inIndicatorOrder<Value>(
  table: Readonly<Partial<Record<string, Value>>>,
): readonly (readonly [indicator: Indicator, value: Value])[] {
  return inOrder(table, INDICATORS);
}

/** Members of a table by kind of device, cameras first and links last. */
export function inKindOrder<Value>(
  table: Readonly<Partial<Record<string, Value>>>,
): readonly (readonly [kind: (typeof KINDS)[number], value: Value])[] {
  return inOrder(table, KINDS);
}

function inOrder<Name extends string, Value>(
  table: Readonly<Partial<Record<string, Value>>>,
  names: readonly Name[],
): readonly (readonly [name: Name, value: Value])[] {
  return names.flatMap((name): readonly (readonly [Name, Value])[] => {
    const value = table[name];
    return value === undefined ? [] : [[name, value]];
  });
}
