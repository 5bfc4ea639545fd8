import type { ExcuseCause } from '../../../core/domain/contract-terms.ts';
import { createFormats } from '../../../core/language/formats.ts';
import type { Language } from '../../../core/language/language.ts';
import type { Said } from '../../../core/language/said.ts';
import { totalMs } from '../../../core/time/intervals.ts';
import { createWords } from '../../../reports/statement/words/words.ts';
import type { ClaimPreview } from '../../papers/questions/preview-claim.ts';
import { claimTexts } from './paper-page.ts';

const MOST_NAMED = 10;

/** What whoever files a claim should know before it is sent: that it brings nothing, or which seconds it leaves out. */
export function doubtsOf({
  judged,
  upsAutonomyMs,
  cause,
}: Pick<ClaimPreview, 'judged' | 'upsAutonomyMs'> & { readonly cause: ExcuseCause }): Said | undefined {
  const isEmpty = judged.every(({ excusedMs }) => excusedMs === 0);
  const isOfSeveral = new Set(judged.map(({ entity }) => entity)).size > 1;
  const partial = isOfSeveral ? judged.filter(({ leftOut }) => leftOut.length > 0) : [];
  if (!isEmpty && partial.length === 0) return undefined;
  const tell = (language: Language): string => {
    const texts = claimTexts(language);
    const { span } = createWords(language, 'UTC', (_style, text) => text);
    const named = partial
      .slice(0, MOST_NAMED)
      .map(({ entity, leftOut }) => `${entity.replace(/^(device|link):/, '')} ${span(totalMs(leftOut))}`);
    const rest = partial.length - named.length;
    return [
      isEmpty && texts.bringsNothing,
      isEmpty && cause === 'power-cut' && upsAutonomyMs > 0 && texts.batteries(span(upsAutonomyMs)),
      partial.length > 0 &&
        texts.leavesOut(
          `${named.join('; ')}${rest > 0 ? ` … (+${createFormats(language, 'UTC').count(rest)})` : ''}`,
        ),
      texts.thenSure,
    ]
      .filter((one) => one !== false)
      .join(' ');
  };
  return { en: tell('en'), vi: tell('vi') };
}
