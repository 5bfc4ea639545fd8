import type { SettlementWarning } from '../settle/settlement-warning.ts';
import type { DossierClaim, DossierWork, RecordedDecisions } from './dossier-schema.ts';

/** What was filed, heard, decided or announced later than the contract allows, or should be decided by now. */
export function lateWarnings({ claims, works }: RecordedDecisions): readonly SettlementWarning[] {
  return [...claims.flatMap(warnOfClaim), ...works.flatMap(warnOfWork)];
}

function warnOfClaim({ ref, limits }: DossierClaim): readonly SettlementWarning[] {
  return limits.flatMap(({ limit, dueMs, doneMs, overMs, party = '' }): SettlementWarning[] => {
    if (overMs === 0) return [];
    if (doneMs === undefined) return [{ code: 'decision-overdue', claim: ref, dueMs }];
    const late = { claim: ref, dueMs, atMs: doneMs };
    if (limit === 'filed') return [{ code: 'filed-late', ...late }];
    if (limit === 'heard') return [{ code: 'heard-late', party, ...late }];
    return [{ code: 'decided-late', ...late }];
  });
}

const warnOfWork = ({ ref, limits }: DossierWork): readonly SettlementWarning[] =>
  limits
    .filter(({ overMs }) => overMs > 0)
    .map(({ dueMs, doneMs = dueMs }) => ({ code: 'announced-late', work: ref, dueMs, atMs: doneMs }));
