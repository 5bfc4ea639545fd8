import type { Indicator } from '../../core/domain/state.ts';
import { linksOf, type Member } from './network.ts';
import type { Verdict } from './verdict.ts';

/** Something that becomes true of a member at an instant, whoever looks. */
export type Turn = { readonly atMs: number; readonly member: Member } & (
  | { readonly what: 'break' | 'mend' | 'darken' | 'light' | 'unasked' | 'asked' | 'watch' | 'unwatch' }
  | { readonly what: 'ail'; readonly indicator: Indicator; readonly verdict: Verdict }
  | { readonly what: 'heal'; readonly indicator: Indicator }
);

/** Makes it true; returns the members of which something else holds now: itself, and what stands behind it. */
export function applyTurn(turn: Turn): readonly Member[] {
  const { member } = turn;
  switch (turn.what) {
    case 'break':
      member.brokenBy++;
      return touch(member);
    case 'mend':
      member.brokenBy--;
      return touch(member);
    case 'darken':
      member.darkBy++;
      return touch(member);
    case 'light':
      member.darkBy--;
      return touch(member);
    case 'unasked':
    case 'asked':
      member.isUnasked = turn.what === 'unasked';
      return [member];
    case 'watch':
    case 'unwatch':
      return watch(member, turn.what === 'watch' ? 1 : 0);
    case 'ail':
      member.ailments.set(turn.indicator, turn.verdict);
      return [member];
    case 'heal':
      member.ailments.delete(turn.indicator);
      return [member];
  }
}

/** Whether what stands behind it can be reached through it. */
export const isWell = ({ brokenBy, darkBy, isReachable }: Member): boolean =>
  brokenBy === 0 && darkBy === 0 && isReachable;

const isReachable = ({ ways }: Member): boolean => ways.length === 0 || ways.some((way) => way.every(isWell));

function touch(member: Member): readonly Member[] {
  const touched = new Set([member]);
  const queue = [...member.behind];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const reachable = isReachable(next);
    if (reachable === next.isReachable) continue;
    next.isReachable = reachable;
    touched.add(next);
    queue.push(...next.behind);
  }
  return [...touched];
}

function watch(member: Member, watchedBy: number): readonly Member[] {
  if (member.watchedBy === watchedBy) return [];
  const links = linksOf(member);
  for (const link of links) link.watchedBy += watchedBy - member.watchedBy;
  member.watchedBy = watchedBy;
  return [member, ...links];
}
