import { describe, expect, onTestFinished, test } from 'vitest';
import {
  acknowledgeIncident,
  handOverIncident,
  type IncidentActContext,
  linkIncident,
  noteIncident,
  releaseIncident,
  snoozeIncident,
  unlinkIncident,
} from '#alerts/incidents/actions/act-on-incident.ts';
import { showIncident } from '#alerts/incidents/actions/show-incident.ts';
import { createZone } from '#core/time/zone.ts';
import { openCityRecord } from '#ledger/history/city-record.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { openTempLedger } from '#test/support/temp-ledger.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const HOUR_MS = 3_600_000;
const CAMERA = 'cam-lang-0003';
const LINE = 'link-hoang-mai';
const OVER = 'link-ba-vi';
const OPERATOR = { kind: 'operator' } as const;
const carrier = { kind: 'contractor', id: 'vien-thong-1' } as const;
const BINH = { account: 'binh', party: OPERATOR };
const text = 'Hết ca, nhờ theo dõi';

async function openNight() {
  const path = sampleIncidentLedger();
  const owner = await openTempLedger(path, { nowMs: () => SAMPLE_NOW_MS - 1 });
  const contractor = { id: carrier.id, name: 'Viễn thông 1', kind: 'carrier', successors: [] };
  await owner.recordRevisions(
    [{ kind: 'contractor', id: carrier.id, fromMs: SAMPLE_NOW_MS - 1, body: contractor }],
    { author: 'an', sourceHash: 'x', recordedMs: SAMPLE_NOW_MS - 1 },
  );
  await owner.close();
  const store = recordStore(path);
  const record = openCityRecord({ store, zone: createZone(ZONE), cityTimeZone: ZONE });
  onTestFinished(() => record[Symbol.dispose]());
  let nowMs = SAMPLE_NOW_MS;
  const as = (author: string, party: IncidentActContext['party'] = OPERATOR): IncidentActContext => ({
    ...{ record, party, author },
    nowMs: () => nowMs,
  });
  const show = (id: string) => showIncident({ record, nowMs: () => nowMs }, { id });
  const pass = (durationMs: number) => {
    nowMs += durationMs;
  };
  return { as, show, pass, now: () => nowMs };
}

const refused = (said: RegExp) =>
  expect.objectContaining({ code: 'INCIDENT_REFUSED', message: expect.stringMatching(said) });

describe('hand over', () => {
  test('to another account, which accepts it; both are on record', async () => {
    const { as, show } = await openNight();
    acknowledgeIncident(as('an'), { id: CAMERA });

    handOverIncident(as('an'), { id: CAMERA, to: BINH, text });
    expect(show(CAMERA).incident.duty.holder).toMatchObject({ account: 'binh', isAccepted: false });
    acknowledgeIncident(as('binh'), { id: CAMERA });

    const { incident, steps } = show(CAMERA);
    expect(incident.duty.holder).toMatchObject({ account: 'binh', isAccepted: true });
    expect(steps.map(({ action, author }) => [action, author]).slice(1)).toEqual([
      ['acknowledged', 'an'],
      ['handed-over', 'an'],
      ['acknowledged', 'binh'],
    ]);
  });

  test('not to whoever has it, not without a word, not of what is over, not of what another party has', async () => {
    const { as } = await openNight();
    handOverIncident(as('an'), { id: CAMERA, to: BINH, text });
    const give = (context: IncidentActContext, id: string, more: object = {}) =>
      expect(() => handOverIncident(context, { id, to: BINH, text, ...more }));

    give(as('an'), CAMERA).toThrow(refused(/somebody who does not have .* yet, got binh/));
    give(as('an'), LINE, { text: '' }).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
    give(as('an'), OVER).toThrow(refused(/which was resolved at/));
    give(as('hoa', carrier), CAMERA, { to: { account: 'hoa', party: carrier } }).toThrow(
      refused(/which binh has for operator/),
    );
  });
});

describe('snooze', () => {
  test('hides until then, and no longer', async () => {
    const { as, show, pass, now } = await openNight();
    acknowledgeIncident(as('an'), { id: CAMERA });

    snoozeIncident(as('an'), { id: CAMERA, untilMs: now() + HOUR_MS, text });
    expect(show(CAMERA).incident.state).toBe('snoozed');
    pass(HOUR_MS);
    expect(show(CAMERA).incident.state).toBe('open');
    acknowledgeIncident(as('an'), { id: CAMERA });
    expect(show(CAMERA).incident.state).toBe('acknowledged');
  });

  test.each([
    [0, /a time in the coming 7 days/],
    [-HOUR_MS, /a time in the coming 7 days/],
    [8 * 24 * HOUR_MS, /a time in the coming 7 days/],
  ])('not for %i ms', async (durationMs, said) => {
    const { as, now } = await openNight();

    expect(() => snoozeIncident(as('an'), { id: CAMERA, untilMs: now() + durationMs, text })).toThrow(
      refused(said),
    );
  });

  test('not by a contractor: who runs the city decides who is not told', async () => {
    const { as, now } = await openNight();

    expect(() => snoozeIncident(as('hoa', carrier), { id: LINE, untilMs: now() + HOUR_MS, text })).toThrow(
      refused(/an account of the operator/),
    );
  });
});

describe('release', () => {
  test('leaves it to nobody, who had it may take it again', async () => {
    const { as, show } = await openNight();
    acknowledgeIncident(as('an'), { id: CAMERA });

    releaseIncident(as('an'), { id: CAMERA });
    expect(show(CAMERA).incident).toMatchObject({ state: 'open', acknowledged: [] });
    acknowledgeIncident(as('an'), { id: CAMERA });
    expect(show(CAMERA).incident.state).toBe('acknowledged');
  });

  test('not of what nobody has, nor of what another party has', async () => {
    const { as } = await openNight();

    expect(() => releaseIncident(as('an'), { id: CAMERA })).toThrow(refused(/which is not acknowledged/));
    acknowledgeIncident(as('an'), { id: CAMERA });
    expect(() => releaseIncident(as('hoa', carrier), { id: CAMERA })).toThrow(
      refused(/which an has for operator/),
    );
  });
});

describe('merge', () => {
  test('is a link that people see, and can be taken apart; neither record changes', async () => {
    const { as, show } = await openNight();
    const before = show(LINE).steps;

    linkIncident(as('an'), { id: CAMERA, into: LINE });
    expect(show(CAMERA).incident.duty.linkedTo).toBe(show(LINE).incident.id);
    expect(show(CAMERA)).toMatchObject({ mergedInto: undefined, incident: { state: 'open' } });
    expect(show(LINE).steps).toEqual(before);
    unlinkIncident(as('an'), { id: CAMERA });
    expect(show(CAMERA).incident.duty.linkedTo).toBeUndefined();
  });

  test('not with itself, not in a circle, not twice, not with what is over, not by a contractor', async () => {
    const { as } = await openNight();
    const merge = (id: string, into: string, context = as('an')) =>
      expect(() => linkIncident(context, { id, into }));

    merge(CAMERA, CAMERA).toThrow(refused(/another incident/));
    merge(CAMERA, OVER).toThrow(refused(/which was resolved at/));
    merge(CAMERA, LINE, as('hoa', carrier)).toThrow(refused(/an account of the operator/));
    expect(() => unlinkIncident(as('an'), { id: CAMERA })).toThrow(refused(/which is not/));
    linkIncident(as('an'), { id: CAMERA, into: LINE });
    merge(CAMERA, 'devices:area:hoan-kiem').toThrow(refused(/which is merged into link:link-hoang-mai/));
    merge(LINE, CAMERA).toThrow(refused(/merged into it/));
  });
});

describe('what a bad network sends twice', () => {
  test('is done once, and what is meant twice is done twice', async () => {
    const { as, show, pass, now } = await openNight();
    const { steps } = show(CAMERA);
    const afterSeq = steps.at(-1)?.seq ?? 0;
    const send = () => {
      noteIncident(as('an'), { id: CAMERA, text, afterSeq });
      acknowledgeIncident(as('an'), { id: CAMERA, afterSeq });
      snoozeIncident(as('an'), { id: CAMERA, untilMs: now() + HOUR_MS, text, afterSeq });
      handOverIncident(as('an'), { id: CAMERA, to: BINH, text, afterSeq });
      linkIncident(as('an'), { id: CAMERA, into: LINE, afterSeq });
      releaseIncident(as('an'), { id: CAMERA, afterSeq });
    };
    send();
    pass(20_000);
    const { recordedMs } = noteIncident(as('an'), { id: CAMERA, text, afterSeq });
    send();

    expect(recordedMs).toBe(SAMPLE_NOW_MS);
    expect(show(CAMERA).steps).toHaveLength(steps.length + 6);
    noteIncident(as('binh'), { id: CAMERA, text, afterSeq });
    noteIncident(as('an'), { id: CAMERA, text: 'Ghi chú khác', afterSeq });
    noteIncident(as('an'), { id: CAMERA, text });
    expect(show(CAMERA).steps).toHaveLength(steps.length + 9);
  });

  test('what is refused is said in both languages, and nothing is on record', async () => {
    const { as, show } = await openNight();
    const before = show(OVER).steps;

    expect(() => acknowledgeIncident(as('an'), { id: OVER })).toThrow(
      expect.objectContaining({ said: expect.objectContaining({ vi: expect.stringMatching(/^cần sự cố/) }) }),
    );
    expect(show(OVER).steps).toEqual(before);
  });
});
