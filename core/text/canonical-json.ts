export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * JSON with sorted keys and no spaces, so that equal values have equal bytes and so equal hashes.
 * Keys whose value is `undefined` are left out, as in `JSON.stringify`.
 */
export const canonicalJson = (value: Json): string => render(value, new Map());

/** @param names Keys as they are written, which are few: a statement has half a million. */
function render(value: Json, names: Map<string, string>): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return `${value}`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map((item) => render(item, names)).join(',')}]`;
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${nameOf(key, names)}${render(member, names)}`;
  }
  return `{${members}}`;
}

function nameOf(key: string, names: Map<string, string>): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = `${JSON.stringify(key)}:`;
  names.set(key, name);
  return name;
}

/** Whether two values have the same canonical JSON, without rendering it. */
export function isSameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a) || isList(b)) {
    return (
      isList(a) && isList(b) && a.length === b.length && a.every((item, place) => isSameJson(item, b[place]))
    );
  }
  const [namesOfA, namesOfB] = [namesOf(a), namesOf(b)];
  return namesOfA.length === namesOfB.length && namesOfA.every((name) => isSameJson(a[name], b[name]));
}

/** What is `undefined` is not there. */
const namesOf = (value: { readonly [key: string]: Json | undefined }): readonly string[] =>
  Object.keys(value).filter((name) => value[name] !== undefined);

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
