import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Language } from '../../core/language/language.ts';

/** The rules as a paper cites them: the title, and the hash of the text that comes with this program. */
export interface RulesText {
  readonly title: string;
  readonly sha256: string;
}

const FILES: Readonly<Record<Language, string>> = { vi: 'rules.vi.md', en: 'rules.md' };

export function readRulesText(language: Language): RulesText {
  const bytes = readFileSync(new URL(`../../docs/${FILES[language]}`, import.meta.url));
  const [heading = ''] = bytes.toString('utf8').split('\n');
  return { title: heading.replace(/^# /, ''), sha256: createHash('sha256').update(bytes).digest('hex') };
}
