import type { NoticeWishes } from '../../accounts/notices.ts';
import { mayDo } from '../../accounts/roles.ts';
import type { PaperReader } from '../papers/paper-context.ts';
import type { Dated } from '../papers/questions/list-dates.ts';

/** Whether somebody wants to be told of a date that they may read: work that others announced, and what waits for their party. */
export function wantsDate(
  { papers, works }: Pick<NoticeWishes, 'papers' | 'works'>,
  { role, party }: Pick<PaperReader, 'role' | 'party'>,
  { kind, isOff, whose }: Dated,
): boolean {
  if (isOff) return false;
  if (kind === 'work') return works && !whose.includes(party);
  return papers && mayDo(role, 'act-on-contracts') && whose.includes(party);
}
