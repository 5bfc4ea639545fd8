import { z } from 'zod';
import { EXCUSE_CAUSES, type ExcuseCause } from '../../core/domain/contract-terms.ts';
import type { Said } from '../../core/language/said.ts';
import { suggestName } from '../../core/text/suggest-name.ts';

/** Planned work is announced beforehand, and not claimed afterwards. */
export const CLAIM_CAUSES = EXCUSE_CAUSES.filter((cause) => cause !== 'planned-work');

/** Why a claim is filed. */
export const ClaimCause = z
  .custom<ExcuseCause>()
  .superRefine((cause, { addIssue }) => {
    if (CLAIM_CAUSES.some((known) => known === cause)) return;
    const { en, vi } = wrongCause(cause);
    addIssue({ code: 'custom', message: en, params: { vi }, input: cause });
  })
  .meta({ value: 'cause' })
  .describe(CLAIM_CAUSES.join(', '));

function wrongCause(cause: unknown): Said {
  if (cause === 'planned-work')
    return {
      en: 'planned work is announced beforehand, not claimed afterwards',
      vi: 'bảo trì theo kế hoạch phải báo trước, không đề nghị loại trừ sau',
    };
  const known = CLAIM_CAUSES.join(', ');
  const suggestion = typeof cause === 'string' ? suggestName(cause, CLAIM_CAUSES) : undefined;
  return {
    en: `expected ${known}${suggestion === undefined ? '' : `; perhaps ${suggestion}`}`,
    vi: `cần ${known}${suggestion === undefined ? '' : `; có phải ${suggestion}`}`,
  };
}
