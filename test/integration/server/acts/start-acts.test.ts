import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createClock } from '#core/time/clock.ts';
import { parsePersonAct } from '#ledger/decisions/acknowledgements.ts';
import { openIncidentReads } from '#ledger/sqlite/incidents/incident-reads.ts';
import type { IncidentAct } from '#portal/door/incident-acts.ts';
import { startActs } from '#server/acts/start-acts.ts';
import { sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';

const HOUR_MS = 3_600_000;
const CAMERA = `device:cam-lang-0003@${SAMPLE_NOW_MS - 50 * HOUR_MS}`;
const LINE = `link:link-hoang-mai@${SAMPLE_NOW_MS - HOUR_MS}`;
const OPERATOR = { kind: 'operator' } as const;
const text = 'Chờ nhà thầu đến';

function startNight() {
  const path = sampleIncidentLedger();
  const clock = createClock({ wallMs: () => SAMPLE_NOW_MS });
  const acts = startActs(
    { path, folder: '', timeZone: 'Asia/Ho_Chi_Minh', clock: clock.shared },
    pino({ level: 'silent' }),
  );
  onTestFinished(acts.close);
  const perform = (act: IncidentAct) => acts.perform({ ...act, party: OPERATOR, author: 'an' });
  const actsOn = (id: string) => {
    const reads = openIncidentReads(path);
    const found = reads.steps(id).flatMap((row) => parsePersonAct(row) ?? []);
    reads.close();
    return found;
  };
  return { perform, actsOn };
}

test('each act is put on record by the thread, one after the other', async () => {
  const { perform, actsOn } = startNight();
  const id = CAMERA;

  await Promise.all([
    perform({ kind: 'acknowledge', input: { id } }),
    perform({ kind: 'note', input: { id, text } }),
    perform({ kind: 'hand-over', input: { id, text, to: { account: 'binh', party: OPERATOR } } }),
    perform({ kind: 'snooze', input: { id, text, forMs: HOUR_MS } }),
    perform({ kind: 'link', input: { id, into: LINE } }),
    perform({ kind: 'unlink', input: { id } }),
    perform({ kind: 'release', input: { id } }),
  ]);

  const found = actsOn(CAMERA);
  expect(found.map(({ action, author }) => `${action} ${author}`)).toEqual([
    'acknowledged an',
    'noted an',
    'handed-over an',
    'snoozed an',
    'linked an',
    'unlinked an',
    'released an',
  ]);
  const snoozed = found[3];
  const sleptMs = (snoozed?.untilMs ?? 0) - (snoozed?.atMs ?? 0);
  expect(Math.abs(sleptMs - HOUR_MS)).toBeLessThan(10_000);
});

test('what the rules do not admit is told in both languages, and the thread goes on', async () => {
  const { perform, actsOn } = startNight();

  const refused = perform({ kind: 'unlink', input: { id: CAMERA } });
  const unknown = perform({ kind: 'note', input: { id: 'nowhere', text } });

  await expect(refused).rejects.toMatchObject({
    code: 'INCIDENT_REFUSED',
    said: { en: expect.stringMatching(/^expected an incident/), vi: expect.stringMatching(/^cần sự cố/) },
  });
  await expect(unknown).rejects.toMatchObject({ code: 'INCIDENT_UNKNOWN' });
  await perform({ kind: 'note', input: { id: CAMERA, text } });
  expect(actsOn(CAMERA)).toHaveLength(1);
});
