import type { BlindSpot } from '../../city/blind-spots.ts';
import type { PageContext } from '../frame/page-context.ts';

/** `2 phường, xã · 14 địa điểm · 3 nơi chưa rõ`: of what is lost, and apart from it of what is not known; `beside` the number of sites without it. */
export function describeBlind(
  { messages, formats }: Pick<PageContext, 'messages' | 'formats'>,
  spots: readonly BlindSpot[],
  which: 'all' | 'beside' = 'all',
): string {
  const { blindPage: texts } = messages;
  const count = (place: BlindSpot['place']) => countLost(spots, place);
  const unknown = spots.filter(({ state }) => state === 'unknown').length;
  const parts = [
    count('area') > 0 && texts.wards(formats.count(count('area'))),
    which === 'all' && count('site') > 0 && texts.sites(formats.count(count('site'))),
    unknown > 0 && texts.unknownMore(formats.count(unknown)),
  ].filter((part) => part !== false);
  if (parts.length > 0) return parts.join(' · ');
  return count('site') > 0 ? '' : texts.no;
}

/** Of which all cameras are known to be lost. */
export const countLost = (spots: readonly BlindSpot[], place: BlindSpot['place']): number =>
  spots.filter((spot) => spot.state === 'lost' && spot.place === place).length;
