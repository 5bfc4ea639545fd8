import type { StatementDocument } from '../../../contracts/statements/statement-schema.ts';
import type { Words } from './words.ts';

/** All warnings; what is said of each part of the period in the same words is said once. */
export const renderWarnings = (
  { warnings, dossier }: Pick<StatementDocument, 'warnings'> & Partial<Pick<StatementDocument, 'dossier'>>,
  words: Words,
): readonly string[] => [...new Set(warnings.map((warning) => renderWarning(warning, words, dossier)))];

/** What a reader must know, in one line. Files of earlier versions have it in words. */
export function renderWarning(
  warning: StatementDocument['warnings'][number],
  words: Words,
  dossier?: StatementDocument['dossier'],
): string {
  if (typeof warning === 'string') return warning;
  const { texts, time, count, indicator, ref } = words;
  const { warnings } = texts;
  switch (warning.code) {
    case 'covers-nothing':
    case 'record-incomplete':
      return warnings[warning.code];
    case 'terms-changed':
      return warnings[warning.code](warning.atMs.map(time).join(', '));
    case 'contract-recorded-late':
      return warnings[warning.code](time(warning.sinceMs), warning.before);
    case 'claim-pending':
      return warnings[warning.code](ref(warning.claim));
    case 'filed-late':
    case 'decided-late': {
      const { claim, dueMs, atMs } = warning;
      const isWithdrawn = dossier?.claims.some((one) => one.ref === claim && one.status === 'withdrawn');
      const code = isWithdrawn && warning.code === 'decided-late' ? 'withdrawn-late' : warning.code;
      return warnings[code]({ ref: ref(claim), ...lateness(dueMs, atMs, words) });
    }
    case 'heard-late': {
      const { claim, party, dueMs, atMs } = warning;
      return warnings[warning.code]({ ref: ref(claim), ...lateness(dueMs, atMs, words) }, party);
    }
    case 'announced-late':
      return warnings[warning.code]({
        ref: ref(warning.work),
        ...lateness(warning.dueMs, warning.atMs, words),
      });
    case 'decision-overdue':
      return warnings[warning.code](ref(warning.claim), time(warning.dueMs));
    case 'repeats-unknown-before':
      return warnings[warning.code](words.period(warning.period));
    case 'not-measured': {
      const { entities } = warning;
      const more = entities.length < warning.count ? ' …' : '';
      return warnings[warning.code]({
        count: count(warning.count),
        of: count(warning.of),
        indicator: indicator(warning.indicator),
        names: `${entities.join(', ')}${more}`,
      });
    }
  }
}

const lateness = (dueMs: number, atMs: number, { time, span }: Words) => ({
  due: time(dueMs),
  at: time(atMs),
  over: span(atMs - dueMs),
});
