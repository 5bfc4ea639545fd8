import type { Statement } from './settle-both.ts';
import type { Matter, SettledView } from './settled-view.ts';

/** What bears on a figure of inventory and terms. */

const isPartly = ({ sums, coverage }: Statement): boolean =>
  sums['out-of-service'] > 0 && coverage.inServiceMs > 0;

const partly = ({ counting }: SettledView, entity: string): boolean =>
  counting.some((one) => one.entity === entity && isPartly(one));

const stages = (body: unknown): readonly { readonly stage: string; readonly atMs: number }[] =>
  Object(body).lifecycle ?? [];

export const inventoryMatters: Readonly<Record<string, Matter>> = {
  'a hand-over in mid-month': (view) =>
    view.rows.some(
      ({ kind, body, from_ms }) =>
        kind === 'handover' &&
        Object(body).field === 'contract' &&
        Number(from_ms) > view.fromMs &&
        Number(from_ms) < view.toMs &&
        partly(view, `device:${Object(body).id}`),
    ),
  'a retirement in mid-month': (view) =>
    view.rows.some(
      (row) =>
        row.kind === 'device' &&
        stages(row.body).some(
          ({ stage, atMs }) => stage === 'retired' && view.bears(`device:${row.id}`, atMs),
        ) &&
        partly(view, `device:${row.id}`),
    ),
  'an amendment in mid-month': ({ statements, fromMs }) =>
    statements.some(({ figures, period }) => period.fromMs === fromMs && figures.parts.length > 1),
  'a profile that changes': (view) =>
    view
      .revisionsInside('profile')
      .some(({ from_ms, recorded_ms }) => beginsBlind(view, Math.max(Number(from_ms), recorded_ms))),
  'an interval of a check itself that changes': (view) =>
    view
      .revisionsInside('polling')
      .some(({ from_ms, recorded_ms }) => beginsBlind(view, Math.max(Number(from_ms), recorded_ms))),
  'a circle of ways': (view) =>
    view.rows.some(
      ({ kind, id, body }) =>
        kind === 'device' &&
        id !== undefined &&
        view.counting.some(({ outages }) =>
          outages.some((outage: Statement) => blames(outage, `device:${id}`)),
        ) &&
        Object(body)
          .upstreams?.flat()
          .some((above: string) => hangsOn(view, above, `device:${id}`)),
    ),
  'a change of the clock': ({ fromMs, toMs, counting, parts }) =>
    (toMs - fromMs) % 86_400_000 !== 0 &&
    counting.length > 0 &&
    parts.some(({ terms }) => terms.service !== undefined),
};

/** Where the interval of a check changes, nothing is known for one new interval. */
const beginsBlind = ({ counting }: SettledView, atMs: number): boolean =>
  counting.some(({ stretches }) =>
    stretches.some(({ fromMs, measured }: Statement) => fromMs === atMs && measured === 'unknown'),
  );

const blames = ({ blame }: Statement, entity: string): boolean =>
  blame.some(({ owner }: Statement) => owner === entity);

const hangsOn = ({ rows }: SettledView, entity: string, on: string): boolean =>
  rows.some(
    ({ kind, id, body }) =>
      kind === 'device' && `device:${id}` === entity && Object(body).upstreams?.flat().includes(on),
  );
