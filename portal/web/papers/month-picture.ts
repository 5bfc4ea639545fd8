import { hours } from '../../../core/time/units.ts';
import type { SettledMonth } from '../../papers/settled-month.ts';
import { type Html, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { contractTexts, paperWords } from './paper-page.ts';

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [720, 170, 44, 22, 10];

/** Device hours lost day by day, beside what may be lost in a day. */
export function renderMonthPicture(context: PageContext, { days }: SettledMonth): Html | false {
  if (days.length === 0) return false;
  const { formats, messages } = context;
  const texts = contractTexts(messages.language);
  const words = paperWords(context);
  const inHours = (ms: number) => ms / hours(1);
  const allowed = days.map(({ countedMs, targetPpm }) =>
    targetPpm === undefined ? undefined : inHours(countedMs * (1 - targetPpm / 1_000_000)),
  );
  const most = Math.max(1, ...days.map(({ lostMs }) => inHours(lostMs)), ...allowed.map((one) => one ?? 0));
  const step = (WIDTH - LEFT) / Math.max(days.length, 28);
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most);
  const x = (place: number) => LEFT + place * step;
  const bars = days.map(({ lostMs, dayMs, goodMs, countedMs }, place) => {
    const lost = inHours(lostMs);
    const isOver = lost > (allowed[place] ?? Number.POSITIVE_INFINITY);
    const title = texts.day(
      formats.date(dayMs),
      formats.decimal(lost),
      countedMs === 0 ? '–' : words.share({ goodMs, countedMs }),
    );
    return html`<g><title>${title}</title><rect class="hit" x="${x(place).toFixed(1)}" y="${String(TOP)}" width="${step.toFixed(1)}" height="${String(HEIGHT - TOP - BOTTOM)}"/><rect class="${isOver ? 'day-lost is-over' : 'day-lost'}" x="${(x(place) + 1).toFixed(1)}" y="${y(lost).toFixed(1)}" width="${(step - 2).toFixed(1)}" height="${(HEIGHT - BOTTOM - y(lost)).toFixed(1)}"/></g>`;
  });
  const line = allowed.flatMap((value, place) =>
    value === undefined ? [] : [`M${x(place).toFixed(1)} ${y(value).toFixed(1)}h${step.toFixed(1)}`],
  );
  const labels = days.flatMap(({ dayMs }, place) =>
    place % 5 === 0
      ? [
          html`<text x="${(x(place) + step / 2).toFixed(1)}" y="${String(HEIGHT - 6)}" text-anchor="middle">${formats.iso(dayMs).slice(8, 10)}</text>`,
        ]
      : [],
  );
  return html`<section class="panel" data-part="month-days"><header><h2>${texts.days}</h2><p class="small">${texts.daysAbout}</p></header>
<svg class="month-days" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" role="img" aria-label="${texts.daysAbout}"><text x="${String(LEFT - 6)}" y="${String(TOP + 10)}" text-anchor="end">${formats.decimal(most)}</text><text x="${String(LEFT - 6)}" y="${String(HEIGHT - BOTTOM)}" text-anchor="end">0</text>${bars}<path class="allowed" d="${line.join('')}"/>${labels}</svg></section>`;
}
