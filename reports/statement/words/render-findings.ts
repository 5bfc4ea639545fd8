import type { StatementDocument } from '../../../contracts/statements/statement-schema.ts';
import { inLanguage } from '../../../core/language/in-language.ts';
import type { Language } from '../../../core/language/language.ts';
import { DECISION_FINDING_TEXTS_EN as en } from '../../../core/words/decision-finding-texts-en.ts';
import { DECISION_FINDING_TEXTS_VI as vi } from '../../../core/words/decision-finding-texts-vi.ts';
import type { Words } from './words.ts';

/** What is worth a look before figures are agreed on, under its heading; nothing where nothing was found. */
export function renderStatementFindings(
  findings: StatementDocument['findings'] = [],
  { words, language }: { readonly words: Words; readonly language: Language },
): readonly string[] {
  if (findings.length === 0) return [];
  const texts = textsOf(language);
  const lines = findings
    .slice(0, MOST)
    .map((finding) => `  ${renderStatementFinding(finding, { words, language })}`);
  const more = findings.length - lines.length;
  return [
    words.style('bold', texts.findingsHeading),
    ...lines,
    ...(more > 0 ? [`  ${texts.andMore(String(more))}`] : []),
  ];
}

/** One of them, with the row that shows it. */
export function renderStatementFinding(
  { code, entity, atMs, ref, detail }: NonNullable<StatementDocument['findings']>[number],
  { words, language }: { readonly words: Pick<Words, 'span' | 'time'>; readonly language: Language },
): string {
  const row = ref.replace(':', ' ');
  const text = typeof detail === 'number' ? words.span(detail) : detail.replace(':', ' ');
  const line = textsOf(language).findings[code]({ entity, time: words.time(atMs), ref: row, detail: text });
  return line.includes(row) ? line : `${line} [${ref}]`;
}

const textsOf = inLanguage({ en, vi });

const MOST = 50;
