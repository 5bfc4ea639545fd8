import type { Said } from '../../core/language/said.ts';
import type { Given } from '../shell/option-members.ts';

/** Of a command that computes figures: a year, of the city or an agency, or a month. */
export function checkScope({ year, month, agency }: Given): Said | undefined {
  if ((year === undefined) === (month === undefined))
    return { en: 'expected --year or --month', vi: 'cần --year hoặc --month' };
  if (agency !== undefined && year === undefined)
    return { en: 'expected --year with --agency', vi: 'cần --year khi có --agency' };
  return undefined;
}
