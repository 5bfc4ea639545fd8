import type { HangsOn, HangsOnCase, HangsOnLine } from '../../../contracts/hangs-on/hangs-on-schema.ts';
import { alignRows } from '../../../core/text/align.ts';
import { nameRule } from './render-working.ts';
import type { Words } from './words.ts';

const MOST_LINES = 20;

/** What would be due in each case, and the lines that are due in one of them only. */
export function renderHangsOn(hangsOn: HangsOn | undefined, total: string, words: Words): readonly string[] {
  if (!hangsOn) return [];
  const { texts, style } = words;
  const { cases, lines } = hangsOn;
  const more = lines.filter(({ line }) => line === undefined);
  return [
    style('bold', texts.hangsOn.title),
    ...(cases.length === 0 ? [`  ${texts.hangsOn.nothing}`] : []),
    ...alignRows(cases.map((one) => [assumptionName(one, words), renderChange(total, one.total, words)])),
    ...more
      .slice(0, MOST_LINES)
      .flatMap((line) => [
        `  ${nameRule(line, words)} · ${line.entity ?? line.ref ?? texts.fleetLine}: ${texts.hangsOn.notDue}`,
        ...renderCases(line, cases, words).map((text) => `      ${text}`),
      ]),
    ...(more.length > MOST_LINES ? [`  ${texts.more(more.length - MOST_LINES)}`] : []),
  ];
}

export const assumptionName = ({ assume, claim = '' }: HangsOnCase, { texts }: Words): string =>
  texts.hangsOn.assumptions[assume](claim);

/** Of one line what it would come to, in the cases that change it. */
export function renderCases(
  line: HangsOnLine | undefined,
  cases: readonly HangsOnCase[],
  words: Words,
): readonly string[] {
  if (!line) return [];
  return cases.flatMap((one, index) => {
    const then = line.cases[index] ?? line.payable;
    return then === line.payable
      ? []
      : [`${assumptionName(one, words)}: ${renderChange(line.payable, then, words)}`];
  });
}

function renderChange(now: string, then: string, { texts, vnd }: Words): string {
  const difference = BigInt(then) - BigInt(now);
  if (difference === 0n) return texts.hangsOn.same(vnd(then));
  const sign = difference > 0n ? '+' : '−';
  return texts.hangsOn.wouldBe(vnd(then), `${sign}${vnd(`${difference > 0n ? difference : -difference}`)}`);
}
