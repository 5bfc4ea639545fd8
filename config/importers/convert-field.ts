import { toSlug } from '../../core/text/to-slug.ts';
import type { Column, Columns } from '../files/columns.ts';
import { instant } from '../files/field-formats.ts';
import type { Mapping } from './mapping.ts';
import type { AreaMatch } from './match-area.ts';

/** What of ours a foreign value becomes: translated, made an id, a date, an area. */
export function convertField(
  name: string,
  foreign: string,
  mapping: Mapping,
  columns: Columns,
  matchArea: ((text: string) => AreaMatch) | undefined,
): { readonly text: string } | { readonly message: string } {
  const { value, translate = {}, as } = mapping.columns[name] ?? {};
  const written = value ?? foreign;
  const translated = Object.hasOwn(translate, written) ? (translate[written] ?? '') : written;
  const text = as === 'slug' ? toSlug(translated) : translated;
  if (text === '') return { text };
  if (mapping.kind === 'sites' && name === 'area' && matchArea) {
    const match = matchArea(text);
    return 'id' in match ? { text: match.id } : match;
  }
  const column = columns[name];
  return { text: column && isDate(column) && mapping.dates ? isoDate(text, mapping.dates) : text };
}

function isDate(column: Column<unknown>): boolean {
  return column.expected.startsWith(instant.expected);
}

/** What is no such date stays as it is, and is refused where it is checked. */
function isoDate(text: string, order: string): string {
  const [, first = '', second = '', year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (year === undefined) return text;
  const [day, month] = order === 'dd/mm/yyyy' ? [first, second] : [second, first];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
