import { wordsOf } from './words.mjs';

/** What was checked, for people and for programs. */

/**
 * @typedef {'good' | 'bad' | 'unknown'} Outcome
 * @typedef {{ check: 'chain' | 'seal' | 'record' | 'checkpoint' | 'rows' | 'figures', outcome: Outcome, notes: string[], differences?: import('./compare.mjs').Difference[] }} Finding
 * @typedef {{ verdict: 'green' | 'red' | 'open', findings: Finding[] }} Verdict
 */

/** Red where anything differs, green where nothing is left open. @param {Finding[]} findings @returns {Verdict} */
export function judge(findings) {
  const has = (/** @type {Outcome} */ outcome) => findings.some((finding) => finding.outcome === outcome);
  return { verdict: has('bad') ? 'red' : has('unknown') ? 'open' : 'green', findings };
}

export const EXIT_CODES = { green: 0, red: 1, open: 2 };

const MOST = 40;

/** @param {Verdict} verdict @param {string} language */
export function renderReport({ verdict, findings }, language) {
  const words = wordsOf(language);
  const lines = findings.flatMap(({ check, outcome, notes, differences = [] }) => [
    `${words[outcome].padEnd(words.unknown.length)}  ${words[check]}`,
    ...notes.map((note) => `    ${shown(note)}`),
    ...differences
      .slice(0, MOST)
      .map(
        ({ clause, where, what, sealed, settled }) =>
          `    [${clause}] ${shown(`${where}: ${what}`)}: ${words.differs(valueText(sealed), valueText(settled))}`,
      ),
    ...(differences.length > MOST ? [`    ${words.more(differences.length - MOST)}`] : []),
  ]);
  return [...lines, words[verdict]].join('\n');
}

const LONGEST = 300;

/** @param {unknown} value */
function valueText(value) {
  const text = shown(
    JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? String(member) : member)) ?? '–',
  );
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Characters that cannot be seen are spelt out: a forged file writes no verdict of its own. @param {string} text */
const shown = (text) =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
