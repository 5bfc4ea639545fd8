import { alignRows } from '../../core/text/align-rows.ts';
import type { WrittenForms } from '../../plan/actions/write-forms.ts';
import type { FormsTexts } from './forms-texts-en.ts';

/** What was written, and which devices no form asks for. */
export function renderWrittenForms(
  { forms, ownerless, unasked, agencies }: WrittenForms,
  folder: string,
  texts: FormsTexts,
): string {
  const rows = forms.map(({ agency, devices, tasks }) => [
    `${agency}.xlsx`,
    texts.deviceCount(devices),
    texts.taskCount(tasks),
  ]);
  return [
    texts.written(forms.length, folder),
    ...alignRows(rows, new Set([1, 2])).map((row) => `  ${row}`),
    ...(ownerless.length > 0 ? [texts.ownerless(ownerless.length, namesOf(ownerless))] : []),
    ...Object.entries(unasked).map(([agency, count]) =>
      texts.unasked(agencies.get(agency)?.name ?? agency, count),
    ),
  ].join('\n');
}

const MOST_NAMES = 5;

const namesOf = (names: readonly string[]): string =>
  names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')}, …` : names.join(', ');
