import type { ClaimEffect } from '../../contracts/actions/claims/claim-effects.ts';
import { renderFraction } from '../../contracts/sla/fraction.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { Wording } from '../print/wording.ts';

/** Figures before and after as a table. */
export function renderEffects(
  effects: readonly ClaimEffect[],
  { texts, figures, entities }: Wording,
): readonly string[] {
  const share = (of: ClaimEffect['before']) => (of.countedMs === 0 ? texts.nothingCounts : figures.share(of));
  const changing = effects.filter(({ changed }) => changed.length > 0);
  if (changing.length === 0) return [texts.effectHeading, texts.noEffect];
  const rows = changing.flatMap(({ contract, period, before, after, changed, isProvisional, statement }) => {
    const { availability, down, excused, money, changedEntities } = texts.effectRows;
    const first = `${period.label}${isProvisional ? ` ${texts.provisional}` : ''}`;
    return [
      [contract, first, availability, share(before), share(after)],
      ['', '', down, figures.span(before.downMs), figures.span(after.downMs)],
      ['', '', excused, figures.span(before.excusedMs), figures.span(after.excusedMs)],
      ['', '', money, figures.vnd(`${before.money}`), figures.vnd(`${after.money}`)],
      ['', '', changedEntities, '', entities(changed)],
      ...(statement ? [['', '', texts.effectRows.statement, ...texts.statementSteps[statement]]] : []),
    ];
  });
  return [texts.effectHeading, ...alignRows([texts.effectHead, ...rows]).map((row) => `  ${row}`)];
}

/** The same as JSON holds it: money as text, since it may be larger than a number. */
export function effectsToJson(effects: readonly ClaimEffect[]) {
  return effects.map(({ before, after, ...rest }) => ({
    ...rest,
    before: { ...before, availabilityPercent: renderFraction(before), money: String(before.money) },
    after: { ...after, availabilityPercent: renderFraction(after), money: String(after.money) },
  }));
}
