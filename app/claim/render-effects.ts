import type { ClaimEffect } from '../../settlement/claim-effects.ts';
import { renderFraction } from '../../sla/fraction.ts';
import type { Wording } from '../decisions/wording.ts';
import { alignRows } from '../probe/align-rows.ts';

/** Figures before and after as a table. */
export function renderEffects(
  effects: readonly ClaimEffect[],
  { texts, amounts, entities }: Wording,
): readonly string[] {
  const changing = effects.filter(({ changed }) => changed.length > 0);
  if (changing.length === 0) return [texts.effectHeading, texts.noEffect];
  const rows = changing.flatMap(({ contract, period, before, after, changed, isProvisional }) => {
    const { availability, down, excused, money, changedEntities } = texts.effectRows;
    const first = `${period.label}${isProvisional ? ` ${texts.provisional}` : ''}`;
    return [
      [
        contract,
        first,
        availability,
        percent(before, texts.nothingCounts),
        percent(after, texts.nothingCounts),
      ],
      ['', '', down, amounts.duration(before.downMs), amounts.duration(after.downMs)],
      ['', '', excused, amounts.duration(before.excusedMs), amounts.duration(after.excusedMs)],
      ['', '', money, vnd(before.money), vnd(after.money)],
      ['', '', changedEntities, '', entities(changed)],
    ];
  });
  return [texts.effectHeading, ...alignRows([texts.effectHead, ...rows]).map((row) => `  ${row}`)];
}

/** As `renderIso` for money: whole đồng, written without separators as in contracts. */
const vnd = (amount: bigint): string => `${amount} VND`;

const percent = (figures: ClaimEffect['before'], nothing: string): string => {
  const text = renderFraction(figures);
  return text === undefined ? nothing : `${text} %`;
};

/** The same as JSON holds it: money as text, since it may be larger than a number. */
export function effectsToJson(effects: readonly ClaimEffect[]) {
  return effects.map(({ before, after, ...rest }) => ({
    ...rest,
    before: { ...before, availabilityPercent: renderFraction(before), money: String(before.money) },
    after: { ...after, availabilityPercent: renderFraction(after), money: String(after.money) },
  }));
}
