import type { Statement } from './settle-both.ts';
import { clockOf, type Matter, type SettledView } from './settled-view.ts';

/** What bears on a figure of what was measured, who answers, and what is taken out. */

const outages = ({ counting }: SettledView): readonly Statement[] =>
  counting.flatMap((one) =>
    one.outages.map((outage: Statement) => ({ ...outage, entity: one.entity, of: one })),
  );

const edges = (view: SettledView): readonly number[] =>
  outages(view).flatMap(({ fromMs, toMs }) => [fromMs, toMs ?? fromMs]);

const foreign = ({ blame, entity }: Statement): readonly string[] =>
  blame.map(({ owner }: Statement) => owner).filter((owner: string) => owner !== entity);

/** Ways of an entity, by any of its versions. */
const ways = ({ rows }: SettledView, entity: string): readonly (readonly string[])[] =>
  rows
    .filter(({ kind, id }) => kind === 'device' && `device:${id}` === entity)
    .flatMap(({ body }) => Object(body).upstreams ?? []);

const near = (atMs: number, edgeMs: number): boolean => Math.abs(atMs - edgeMs) <= 1;

/** To the millisecond, or one off it. */
function isAtMinute(atMs: number, minutes: readonly number[], zone: string): boolean {
  return [-1, 0, 1].some((off) => {
    const clock = clockOf(atMs + off, zone);
    return clock.second === 0 && clock.millisecond === 0 && minutes.includes(clock.hour * 60 + clock.minute);
  });
}

export const measuredMatters: Readonly<Record<string, Matter>> = {
  'blindness inside an outage': (view) =>
    outages(view).some(({ fromMs, toMs = view.toMs, of }) =>
      of.stretches.some(
        (one: Statement) => one.measured === 'unknown' && one.fromMs >= fromMs && one.toMs <= toMs,
      ),
    ),
  'redundant ways that are cut': (view) =>
    outages(view).some(
      (outage) => foreign(outage).length > 0 && new Set(ways(view, outage.entity).map(String)).size > 1,
    ),
  'a cut behind a cut': (view) =>
    outages(view).some((outage) => {
      const direct = new Set(ways(view, outage.entity).flat());
      return outage.entity.startsWith('device:') && foreign(outage).some((owner) => !direct.has(owner));
    }),
  'work and claim that overlap': (view) =>
    view.counting.some((one) =>
      one.stretches.some(
        (stretch: Statement) =>
          stretch.excuse?.ref.startsWith('maintenance:') && isClaimed(view, one.entity, stretch),
      ),
    ),
  'a stretch of one millisecond': ({ counting }) =>
    counting.some(({ stretches }) => stretches.some(({ fromMs, toMs }: Statement) => toMs - fromMs === 1)),
  'an edge of the month': (view) =>
    edges(view).some((atMs) => near(atMs, view.fromMs) || near(atMs, view.toMs)),
  'an edge of an hour of service': (view) =>
    view.parts.some(({ terms }) =>
      edges(view).some((atMs) => isAtMinute(atMs, minutesOf(terms.service), view.zone)),
    ),
  'an edge of a holiday': (view) =>
    view.parts.some(({ terms }) =>
      edges(view).some(
        (atMs) => isAtMinute(atMs, [0], view.zone) && touchesHoliday(terms.service, atMs, view.zone),
      ),
    ),
  '29 February': (view) =>
    view.counting.some(({ stretches }) =>
      stretches.some(({ fromMs }: Statement) =>
        clockOf(fromMs, view.zone).toPlainDate().toString().endsWith('-02-29'),
      ),
    ),
  'a correction': (view) =>
    view.rows.some((row) => row.correctsRow !== undefined && view.bears(String(row.entity), row.at_ms)),
  'a void': (view) =>
    view.rows.some(({ kind, voidsRow }) => {
      const { entity, at_ms } = Object(voidsRow);
      return kind === 'change' && view.bears(String(entity), at_ms);
    }),
  'an import': (view) =>
    outages(view).some(({ entity, fromMs }) => {
      const at = (origin: string) =>
        view.rows.some((row) => row.origin === origin && row.entity === entity && row.at_ms === fromMs);
      return at('imported') && !at('measured');
    }),
  'a shut port': (view) =>
    view.counting.some(({ stretches }) =>
      stretches.some(({ reason }: Statement) => reason === 'switched-off'),
    ),
  batteries: ({ counting }) =>
    counting.some(({ refused }) => refused.some(({ why }: Statement) => why === 'within-ups-autonomy')),
  'work beyond what may be': ({ counting }) =>
    counting.some(({ refused }) => refused.some(({ why }: Statement) => why === 'allowance-used-up')),
};

function isClaimed({ rows }: SettledView, entity: string, stretch: Statement): boolean {
  return rows.some(({ table, action, body }) => {
    const { verdict, entities, fromMs, toMs } = Object(body);
    if (table !== 'claim' || action !== 'decide' || verdict !== 'accepted') return false;
    return entities.includes(entity) && fromMs < stretch.toMs && toMs > stretch.fromMs;
  });
}

const minutesOf = (service: Statement): readonly number[] =>
  (service?.windows ?? []).flatMap(({ fromMinute, toMinute }: Statement) => [
    fromMinute % 1_440,
    toMinute % 1_440,
  ]);

function touchesHoliday(service: Statement, atMs: number, zone: string): boolean {
  const holidays: readonly string[] = service?.holidays ?? [];
  return [-2, 2].some((off) =>
    holidays.includes(
      clockOf(atMs + off, zone)
        .toPlainDate()
        .toString(),
    ),
  );
}
