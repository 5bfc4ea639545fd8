import { expect, test } from 'vitest';
import { recipientAddresses } from '#alerts/notifications/routing/recipient-addresses.ts';
import type { AlertRecipient } from '#core/domain/alert-settings.ts';
import { HANOI_ZONE, inHanoi, recipient, rosterOf, shift } from '#test/support/alert-recipients.ts';

const CONTACTS = new Map([
  ['day', { id: 'day', name: 'Day', email: 'day@example.org' }],
  ['night', { id: 'night', name: 'Night', email: 'night@example.org' }],
  ['mute', { id: 'mute', name: 'Without', phone: '024' }],
]);
const ROSTERS = new Map([
  ['desk', rosterOf([shift('day', '07:00-19:00'), shift('night', '19:00-07:00')])],
  ['gaps', rosterOf([shift('day', '07:00-19:00')])],
  ['mute', rosterOf([], 'mute')],
]);

const addressesAt = (at: string, email: Partial<NonNullable<AlertRecipient['email']>>) =>
  recipientAddresses(
    recipient('noc', { email: { addresses: [], contacts: [], ...email } }),
    CONTACTS,
    { rosters: ROSTERS, timeZone: HANOI_ZONE },
    inHanoi(at),
  );

test.each([
  ['2026-11-25 12:00', ['a@example.org', 'day@example.org']],
  ['2026-11-25 23:00', ['a@example.org', 'day@example.org', 'night@example.org']],
])('at %s e-mail goes to all of its ways, to each address once', (at, addresses) => {
  const email = { addresses: ['a@example.org', 'A@Example.org'], contacts: ['day', 'day'], roster: 'desk' };

  expect(addressesAt(at, email)).toEqual({ ok: true, addresses, missing: [] });
});

test('what leads nowhere is told, and keeps nothing else from being sent', () => {
  expect(
    addressesAt('2026-11-25 23:00', {
      addresses: ['a@example.org'],
      contacts: ['mute', 'gone'],
      roster: 'gaps',
    }),
  ).toEqual({
    ok: true,
    addresses: ['a@example.org'],
    missing: [
      'contact mute has no e-mail address',
      'contact gone is not known any more',
      'nobody is on duty in roster gaps',
    ],
  });
});

test.each([
  [{ roster: 'gaps' }, 'nobody is on duty in roster gaps'],
  [{ roster: 'gone' }, 'roster gone is not known any more'],
  [{ roster: 'mute' }, 'contact mute has no e-mail address'],
])('without any address it is an error that says why: %o', (email, missing) => {
  expect(addressesAt('2026-11-25 23:00', email)).toEqual({ ok: false, missing: [missing] });
});
