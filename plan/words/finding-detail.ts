import type { PlanFinding } from '../state/plan-finding.ts';
import type { PlanWords } from './plan-words-en.ts';

/** The codes of a finding in words; a key or a document stays as it is. */
export function findingDetail(
  { code, detail }: Pick<PlanFinding, 'code' | 'detail'>,
  { authorities, details }: Pick<PlanWords, 'authorities' | 'details'>,
): string {
  if (code === 'duplicate-view') return `${detail} m`;
  if (code === 'setting-missing') return details[detail] ?? detail;
  if (code === 'unused') return details[detail.replace(/:.*/, '')] ?? detail;
  if (code !== 'installed-without-opinion') return detail;
  return detail.replaceAll(
    /(dost|police):(\S+)( ?)/g,
    (_all, authority: 'dost' | 'police', what: string, next: string) =>
      `${authorities[authority]}: ${details[what] ?? what}${next && '; '}`,
  );
}
