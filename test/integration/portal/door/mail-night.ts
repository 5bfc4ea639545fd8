import { MAIL_LINK_MS, type MailLink, signMailLink } from '#alerts/notifications/links/mail-link.ts';
import type { AlertRecipient } from '#core/domain/alert-settings.ts';
import { actsOn } from '#test/support/acting-night.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { startClosedPortal } from './sample-door.ts';

export const LINK_KEY = 'f'.repeat(64);

const recipient = (id: string, name: string, ...addresses: string[]): AlertRecipient => ({
  ...{ id, name, language: 'vi', filter: {}, always: ['critical'], mostPerHour: 20, escalation: [] },
  email: { addresses, contacts: [] },
});

/** A night with a line that is cut, its record, and mails about it to three recipients. */
export async function startMailNight() {
  const recipients = new Map(
    [
      recipient('truc-ban', 'Trực ban <Sở>', 'truc-ban@example.org', 'truong-ca@example.org'),
      recipient('an', 'Nguyễn Văn An', 'An@example.org'),
      recipient('vien-thong-1', 'Viễn thông mẫu 1', 'truc@vien-thong.example.org'),
    ].map((one) => [one.id, one]),
  );
  const fleet = sampleFleet({ camerasPerArea: 2 });
  const alerts = { pageUrl: 'https://cam.example.org', recipients, rosters: new Map() };
  const path = sampleIncidentLedger();
  const source = openIncidentSource(path);
  let nowMs = SAMPLE_NOW_MS;
  const { act } = actsOn(path, () => nowMs);
  const portal = await startClosedPortal(
    { ...fleet, settings: { ...fleet.settings, alerts } },
    { incidents: source, act, linkKey: LINK_KEY, nowMs: () => nowMs },
  );
  const pathOf = (given: Partial<MailLink> = {}, key = LINK_KEY) => {
    const link = { recipient: 'truc-ban', incident: TROUBLED_LINE, endsMs: SAMPLE_NOW_MS + MAIL_LINK_MS };
    return `/by-mail/${signMailLink(key, { ...link, ...given })}`;
  };
  /** What people put on record about the line, beside what was there before. */
  const recorded = () =>
    [...source.dutySteps([TROUBLED_LINE])]
      .filter(({ author }) => author !== 'chi')
      .map(({ author, body }) => ({ author, body }));
  return {
    ...{ ...portal, recipients, pathOf, recorded },
    at: (ms: number) => {
      nowMs = ms;
    },
  };
}
