import { expect, test } from 'vitest';
import { composeMessage } from '#alerts/notifications/messages/compose-message.ts';
import { composePlainly } from '#alerts/notifications/messages/compose-plainly.ts';
import { cutLine, MESSAGE_OPTIONS, news } from '#test/support/message-city.ts';

test.each([9e15, -9e15, 8.64e15, -8.64e15, Number.MAX_SAFE_INTEGER])(
  'an instant that has no date keeps no message from being composed: %d',
  (sinceMs) => {
    const incident = cutLine({ sinceMs, openedMs: sinceMs });

    for (const language of ['vi', 'en'] as const)
      expect(
        composeMessage(news({ incident, atMs: sinceMs }), { ...MESSAGE_OPTIONS, language }).subject,
      ).toMatch(/./);
  },
);

test('what cannot be composed is told plainly, without any name', () => {
  const incident = cutLine();
  const message = composePlainly(news({ incident }), 'vi');

  expect(message).toMatchObject({
    subject: `camwatch: sự cố mức nghiêm trọng, mất ${incident.camerasLost} camera`,
    facts: { type: 'plain', occasion: 'news' },
  });
  expect(JSON.stringify(message)).not.toContain(incident.id);
  expect(composePlainly(news({ incident, news: 'resolved' }), 'en').text).toBe(
    'camwatch: an incident is resolved\n\nThe details of this message could not be composed. Look on the machine that runs camwatch:\n\ncamwatch incidents list\n',
  );
});
