import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { expect, test } from 'vitest';
import { buildMail, isAddress, mailProblem } from '#alerts/notifications/notifiers/build-mail.ts';
import { hostileText } from '#test/support/hostile-text.ts';
import { DOT, outgoing } from '#test/support/outgoing-message.ts';
import { readMime } from '#test/support/read-mime.ts';

const transport = createTransport({ streamTransport: true, buffer: true });

/** Names of what a mail of ours has; anything else was put in by a text. */
const HEADERS = [
  ...[
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'importance',
    'in-reply-to',
    'message-id',
    'mime-version',
  ],
  ...[
    'precedence',
    'references',
    'subject',
    'to',
    'x-auto-response-suppress',
    'x-msmail-priority',
    'x-priority',
  ],
];
const text = fc.oneof(hostileText, fc.constantFrom('x\r\nBcc: all@example.org', '=?utf-8?q?=0d=0aBcc:_a?='));

test('no text adds a header, an address or a part', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ name: text, subject: text, body: text, fileName: text }), async (given) => {
      const { name, subject, fileName } = given;
      // Never empty: an empty part is left out.
      const body = `.${given.body}`;
      const picture = { id: 'p', fileName, contentType: 'image/png', bytes: DOT, alt: '' } as const;
      const message = outgoing({}, { subject, text: body, html: body, pictures: [picture] });

      const mail = buildMail({
        from: { name, address: 'camwatch@example.org' },
        to: ['noc@example.org'],
        message,
        nowMs: 0,
      });
      const { message: raw, envelope } = await transport.sendMail(mail);

      const { headers, parts } = readMime(raw.toString('utf8'));
      expect([...headers.keys()].filter((header) => !HEADERS.includes(header))).toEqual([]);
      expect(headers.get('to')).toBe('noc@example.org');
      expect(headers.get('message-id')).toBe(`<${message.messageId}>`);
      expect(envelope).toEqual({ from: 'camwatch@example.org', to: ['noc@example.org'] });
      expect(parts.map(({ type }) => type)).toEqual(['text/plain', 'multipart/related']);
      expect(parts[1]?.parts).toHaveLength(2);
    }),
    { numRuns: 200 },
  );
});

test('no id that is not one gets into a header', () => {
  fc.assert(
    fc.property(text, (hostile) => {
      const isId = /^[\w.-]+@[\w.-]+$/.test(hostile);
      fc.pre(!isId);

      expect(mailProblem(outgoing({ messageId: `${hostile}@example.org` })) === undefined).toBe(
        /^[\w!#$%&'*+/=?^`{|}~.-]+$/.test(hostile),
      );
      expect(mailProblem(outgoing({ replyTo: { first: hostile, previous: 'a@b' } }))).toBeDefined();
    }),
  );
});

test('an address has one @ and nothing that a header or an envelope could be ended with', () => {
  fc.assert(
    fc.property(text, (hostile) => {
      for (const address of [hostile, `a@${hostile}`, `${hostile}@example.org`]) {
        if (!isAddress(address)) continue;
        expect(address).toMatch(/^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/);
      }
    }),
  );
});
