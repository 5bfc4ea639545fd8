import type { Area } from '../../core/domain/inventory.ts';

/** The areas of a city, and the list their codes belong to. */
export interface AreaList {
  readonly areas: readonly Area[];
  readonly listVersion: string;
}

export type AreaMatch = { readonly id: string } | { readonly message: string };

/**
 * Finds the area that a foreign table names by id, by name or, where `codesOf` says of which list, by code.
 * @returns a function, since a table names the same areas again and again.
 */
export function createAreaMatcher(
  { areas, listVersion }: AreaList,
  codesOf: string | undefined,
): (text: string) => AreaMatch {
  const ids = new Set(areas.map(({ id }) => id));
  const byCode = Map.groupBy(areas, ({ code }) => code);
  const byName = Map.groupBy(areas, ({ name }) => nameKey(name));
  const byBareName = Map.groupBy(areas, ({ name }) => bareKey(nameKey(name)));
  return (text) => {
    if (ids.has(text)) return { id: text };
    if (/^\d+$/.test(text)) return matchCode(text);
    const key = nameKey(text);
    return oneOf(text, byName.get(key) ?? byBareName.get(key) ?? []);
  };

  function matchCode(code: string): AreaMatch {
    const got = `got the code ${JSON.stringify(code)}`;
    if (codesOf === undefined) {
      return {
        message: `expected --area-list, the version of the list that codes belong to (they were reused), ${got} without it`,
      };
    }
    if (codesOf !== listVersion) {
      return {
        message: `expected a code of the list of ${listVersion}, as areas.yaml has it, ${got} of the list of ${codesOf}`,
      };
    }
    return oneOf(code, byCode.get(code.padStart(5, '0')) ?? []);
  }
}

function oneOf(text: string, found: readonly Area[]): AreaMatch {
  const [first, ...others] = found;
  if (first && others.length === 0) return { id: first.id };
  const expected = first
    ? `one of ${found.map(({ name }) => name).join(', ')}`
    : 'a ward or commune of areas.yaml';
  return { message: `expected ${expected}, got ${JSON.stringify(text)}` };
}

const KIND_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^p\s*\.\s*/, 'phường '],
  [/^x\s*\.\s*/, 'xã '],
];

/** Equal for names that a reader takes for the same: whatever their case, composition, spaces and placement of tones. */
export function nameKey(name: string): string {
  const lower = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s\-–]+/g, ' ')
    .trim();
  const [pattern, word] = KIND_WORDS.find(([start]) => start.test(lower)) ?? [];
  const spelt = pattern && word ? lower.replace(pattern, word) : lower;
  return spelt.split(' ').map(toneLast).join(' ');
}

function bareKey(key: string): string {
  return KIND_WORDS.reduce((bare, [, word]) => {
    const kind = `${nameKey(word)} `;
    return bare.startsWith(kind) ? bare.slice(kind.length) : bare;
  }, key);
}

/** Grave, acute, tilde, hook, dot below: a syllable has one of them at most, and schools differ on which vowel bears it. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Hoà and Hòa both become `hoa` with the tone behind it. */
function toneLast(syllable: string): string {
  const decomposed = syllable.normalize('NFD');
  return decomposed.replaceAll(TONES, '') + (decomposed.match(TONES)?.join('') ?? '');
}
