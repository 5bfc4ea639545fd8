import { expect, test } from 'vitest';
import { MAIL_LINK_MS, readMailLink } from '#alerts/notifications/links/mail-link.ts';
import { messageWays } from '#server/alerting/message-links.ts';

const KEY = 'f'.repeat(64);
const READER = { id: 'truc-ban', language: 'en' } as const;
const configOf = (pageUrl?: string) =>
  ({ dir: '/etc/camwatch', settings: { alerts: { pageUrl } } }) as unknown as Parameters<
    typeof messageWays
  >[0];
const signed = { linkKey: KEY, nowMs: () => 1_000 };

test('a recipient gets a link of its own to the page, which is good for twelve hours', () => {
  const { acknowledge } = messageWays(configOf('https://cam.example.org/'), READER, signed);
  const url = acknowledge?.('link:hang-bai@5') ?? '';

  expect(url).toMatch(/^https:\/\/cam\.example\.org\/by-mail\/[\w-]+\.[\w-]{43}\?lang=en$/);
  const { pathname } = new URL(url);
  expect(readMailLink(KEY, pathname.slice('/by-mail/'.length))).toEqual({
    ...{ recipient: 'truc-ban', incident: 'link:hang-bai@5', endsMs: 1_000 + MAIL_LINK_MS },
  });
});

test('there is no link where nobody knows the address of the page, or nothing is signed', () => {
  expect(messageWays(configOf(), READER, signed).acknowledge).toBeUndefined();
  expect(
    messageWays(configOf('https://cam.example.org'), READER, { nowMs: Date.now }).acknowledge,
  ).toBeUndefined();
});

test('commands name this program and its configuration, from whatever folder they are pasted', () => {
  const { program, configDir } = messageWays(configOf(), READER, signed);

  expect(program).toMatch(/^\/.*\/camwatch$/);
  expect(configDir).toBe('/etc/camwatch');
});
