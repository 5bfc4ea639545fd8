import { wordsOf } from './words.mjs';

/** What was checked, for people and for programs. */

/**
 * @typedef {'good' | 'bad' | 'unknown'} Outcome
 * @typedef {object} Finding
 * @property {'chain' | 'collectors' | 'seal' | 'record' | 'checkpoint' | 'figures'} check @property {Outcome} outcome @property {string[]} notes
 * @property {import('./statement/compare.mjs').Difference[]} [differences]
 * @property {string[]} [notChecked] Members of the statement that nothing was held against.
 * @typedef {{ verdict: 'green' | 'red' | 'open', findings: Finding[], isProof?: true }} Verdict `isProof`: of a proof, of which nothing was settled.
 */

/** @param {Finding['check']} check @param {string[]} problems @param {Finding['outcome']} otherwise @param {string[]} notes Where nothing is wrong. @returns {Finding} */
export const finding = (check, problems, otherwise = 'good', notes = []) =>
  problems.length > 0 ? { check, outcome: 'bad', notes: problems } : { check, outcome: otherwise, notes };

/** Red where anything differs, green where nothing is left open. @param {Finding[]} findings @returns {Verdict} */
export function judge(findings) {
  const has = (outcome) => findings.some((finding) => finding.outcome === outcome);
  return { verdict: has('bad') ? 'red' : has('unknown') ? 'open' : 'green', findings };
}

export const EXIT_CODES = { green: 0, red: 1, open: 2 };

const MOST = 40;
const LONGEST = 300;

/** @param {Verdict} verdict @param {string} language */
export function renderReport({ verdict, findings, isProof }, language) {
  const words = wordsOf(language);
  const lines = findings.flatMap(({ check, outcome, notes, differences = [], notChecked = [] }) => [
    `${words[outcome].padEnd(words.unknown.length)}  ${words[check]}`,
    ...notes.map((note) => `    ${shown(note)}`),
    ...differences.slice(0, MOST).map((one) => `    ${differenceText(one, words)}`),
    ...(differences.length > MOST ? [`    ${words.more(differences.length - MOST)}`] : []),
    ...(notChecked.length > 0 ? [`    ${words.notChecked(shown(notChecked.join(', ')))}`] : []),
  ]);
  return [...lines, words[isProof && verdict !== 'open' ? `${verdict}Proof` : verdict]].join('\n');
}

/** @param {import('./statement/compare.mjs').Difference} difference @param {import('./words.mjs').Words} words */
function differenceText({ clause, where, what, sealed, settled }, words) {
  const place = shown([where, what].filter(Boolean).join(': '));
  return `[${clause}] ${place}: ${words.differs(valueText(sealed), valueText(settled))}`;
}

/** @param {unknown} value */
function valueText(value) {
  const text = shown(JSON.stringify(value) ?? '–');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Characters that cannot be seen are spelt out: a forged file writes no verdict of its own. @param {string} text */
const shown = (text) =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
