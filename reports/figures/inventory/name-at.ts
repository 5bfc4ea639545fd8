import { type Versions, valueAt } from '../../../core/time/versions.ts';

/** What something was called at an instant; if it was off the list by then, its last name. */
export function nameAt(
  versions: Versions<{ readonly name: string }> | undefined,
  atMs: number,
): { readonly name?: string } {
  const name = (valueAt(versions, atMs) ?? versions?.at(-1)?.value)?.name;
  return name === undefined ? {} : { name };
}
