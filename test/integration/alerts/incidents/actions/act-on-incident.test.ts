import { expect, onTestFinished, test } from 'vitest';
import {
  acknowledgeIncident,
  type IncidentActContext,
  noteIncident,
} from '#alerts/incidents/actions/act-on-incident.ts';
import { readShiftLog } from '#alerts/incidents/actions/read-log.ts';
import { listIncidents } from '#alerts/incidents/actions/select-incidents.ts';
import { showIncident } from '#alerts/incidents/actions/show-incident.ts';
import { createZone } from '#core/time/zone.ts';
import { openCityRecord } from '#ledger/history/city-record.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

function openContext(): IncidentActContext {
  const record = openCityRecord({
    store: recordStore(sampleIncidentLedger()),
    zone: createZone(ZONE),
    cityTimeZone: ZONE,
  });
  onTestFinished(() => record[Symbol.dispose]());
  return { record, party: { kind: 'operator' }, author: 'an', nowMs: () => SAMPLE_NOW_MS };
}

test('an acknowledgement is on record with party, account and words, and shown at once', () => {
  const context = openContext();

  const act = acknowledgeIncident(context, { id: 'cam-lang-0003', text: '  Đang đến nơi ' });

  expect(act).toMatchObject({ action: 'acknowledged', recordedMs: SAMPLE_NOW_MS, text: 'Đang đến nơi' });
  const { incident, steps } = showIncident(context, { id: 'cam-lang-0003' });
  expect(incident.state).toBe('acknowledged');
  expect(steps.at(-1)).toMatchObject({ action: 'acknowledged', author: 'an' });
});

test('a party acknowledges once, and nothing is recorded the second time', () => {
  const context = openContext();
  acknowledgeIncident(context, { id: 'cam-lang-0003' });
  const before = showIncident(context, { id: 'cam-lang-0003' }).steps.length;

  expect(() => acknowledgeIncident(context, { id: 'cam-lang-0003' })).toThrow(
    expect.objectContaining({ code: 'INCIDENT_REFUSED' }),
  );

  expect(showIncident(context, { id: 'cam-lang-0003' }).steps).toHaveLength(before);
});

test('an incident is meant by its number as well', () => {
  const context = openContext();
  const day = new Date(SAMPLE_NOW_MS - 50 * 3_600_000 + 7 * 3_600_000).toISOString();

  const act = noteIncident(context, {
    id: `${day.slice(5, 7)}${day.slice(8, 10)}-01`,
    text: 'Đã thay nguồn',
  });

  expect(act.incident.id).toMatch(/^device:cam-lang-0003@/);
});

test('what a form sends is held to the same rules as what is typed', () => {
  const context = openContext();

  expect(() => noteIncident(context, { id: 'link-hoang-mai', text: 'ok' })).toThrow(
    expect.objectContaining({ code: 'INPUT_INVALID' }),
  );
  expect(() => noteIncident(context, { id: 'nowhere', text: 'Đã thay nguồn' })).toThrow(
    expect.objectContaining({ code: 'INCIDENT_UNKNOWN' }),
  );
  expect(() => acknowledgeIncident(context, { id: 'link-ba-vi' })).toThrow(
    expect.objectContaining({ code: 'INCIDENT_REFUSED' }),
  );
});

test('a shift hands over what was done and what is left, which is what the list has', () => {
  const context = openContext();
  noteIncident(context, { id: 'link-ba-vi', text: 'Đã thay nguồn' });

  const log = readShiftLog(context, { fromMs: SAMPLE_NOW_MS - 60_000, toMs: SAMPLE_NOW_MS + 1 });
  const list = listIncidents(context, { state: 'all', sinceMs: SAMPLE_NOW_MS });

  expect(log.entries.map(({ kind, by }) => [kind, by?.author])).toEqual([['noted', 'an']]);
  expect(log.left.map(({ id }) => id)).toEqual(list.incidents.map(({ id }) => id));
  expect(list.unresolved).toEqual({ critical: 1, major: 2, minor: 1 });
});
