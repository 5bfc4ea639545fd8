import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked } from 'marked';
import type { Language } from '../../../core/language/language.ts';
import { type Html, trustedHtml } from '../frame/html.ts';

const DOCS = join(import.meta.dirname, '../../../docs');
const FILES: Readonly<Record<Language, string>> = { en: 'rules.md', vi: 'rules.vi.md' };
/** `**Điều 8.5. …**`, `**8.5 …**` and `| 4.1.6 |`: where a clause begins. */
const CLAUSE = /^(\*\*(?:Điều )?|\| )(\d+\.\d+(?:\.\d+)?)(?=[. ])/gm;
/** What else the documentation has is not on pages: its name is enough. */
const LINK = /\[([^\]]*)\]\([^)]*\)/g;

const read = new Map<Language, Html>();

/** The rules of this version, each clause with an address of its own (`#r-8.5`): a file of the program, that nobody else writes. */
export function readRules(language: Language): Html {
  const known = read.get(language);
  if (known) return known;
  const text = readFileSync(join(DOCS, FILES[language]), 'utf8')
    .replace(/^# .*\n/, '')
    .replace(CLAUSE, '$1<a id="r-$2"></a>$2')
    .replace(LINK, '$1');
  const rules = trustedHtml(new Marked().parse(text, { async: false }));
  read.set(language, rules);
  return rules;
}
