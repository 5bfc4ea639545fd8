import type { StatementVerification } from '../../contracts/verification/statement-verification.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { Words } from '../../reports/statement/words/words.ts';

const MOST_DIFFERENCES = 20;

/** Green, red or not proven, each check by its name, and what differs. */
export function renderVerification(file: string, verification: StatementVerification, words: Words): string {
  const { texts, style } = words;
  const { verdict, checks, differences, notes } = verification;
  const width = Math.max(...checks.map(({ name }) => texts.checks[name].length));
  const shown = differences.slice(0, MOST_DIFFERENCES);
  const more = differences.length - shown.length;
  return [
    `${showUntrusted(file)}: ${style(VERDICT_COLOURS[verdict], texts.verified[verdict])}`,
    ...checks.flatMap(({ name, outcome, problems }) => [
      `  ${texts.checks[name].padEnd(width)}  ${style(COLOURS[outcome], texts.outcomes[outcome])}`,
      ...problems.map((problem) => `      ${problem}`),
    ]),
    ...shown.map(({ where, old, new: now }) => `      ${where}: ${old ?? '–'} → ${now ?? '–'}`),
    ...(more > 0 ? [`      ${texts.more(more)}`] : []),
    ...notes.map((note) => `  ${texts.labels.notes}: ${note}`),
  ].join('\n');
}

const VERDICT_COLOURS = {
  good: 'green',
  bad: 'red',
  'ledger-not-checked': 'yellow',
  'key-and-ledger-not-checked': 'yellow',
} as const;

const COLOURS = { good: 'green', bad: 'red', 'not-checked': 'dim' } as const;
