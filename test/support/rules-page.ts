import { readFileSync } from 'node:fs';
import type { Vector } from './rules-vectors.ts';

export const readPage = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** The numbers of all clauses of a page of the rules, in the order of the page: `4.1`, `4.1.1` … */
export const clausesOf = (page: string): readonly string[] =>
  [...page.matchAll(/^(?:\*\*(?:Điều )?(\d+\.\d+)\.? |\| (\d+\.\d+\.\d+) \|)/gm)].map(
    ([, clause, row]) => clause ?? row ?? '',
  );

const WORDS = { en: ['Examples', 'Also'], vi: ['Ví dụ', 'Xem thêm'] } as const;

/** What stands below a clause: its own examples, and the others that show it too. Of 4.1 those of its rows. */
export function exampleLine(
  clause: string,
  vectors: readonly Vector[],
  language: 'en' | 'vi',
): string | undefined {
  const isOf = (cited: string) => cited === clause || cited.startsWith(`${clause}.`);
  const [examples, also] = WORDS[language];
  const own = vectors.filter(({ clauses: [first = ''] }) => isOf(first));
  const others = vectors
    .filter(({ clauses: [, ...rest] }) => rest.some(isOf))
    .filter((one) => !own.includes(one));
  const parts = [
    ...(own.length > 0
      ? [`*${examples}:* ${own.map((one) => `${one.id}: ${one.title[language]}`).join(' · ')}.`]
      : []),
    ...(others.length > 0 ? [`${also} ${others.map(({ id }) => id).join(', ')}.`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}
