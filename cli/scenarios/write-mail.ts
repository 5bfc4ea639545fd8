import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { buildMail, isAddress } from '../../alerts/notifications/notifiers/build-mail.ts';
import type { MailSettings } from '../../core/domain/alert-settings.ts';
import type { Channel } from '../../core/domain/notifier.ts';
import type { SentMessage } from '../../demo/scenarios/played-night.ts';

/** Where no mail server is named. */
const NOBODY = { name: 'camwatch', address: 'camwatch@example.org' };

/** Writes each message as it would have gone out: `0001-recipient.eml`, `0002-recipient.json` of a webhook. */
export function createMailWriter(folder: string, mail: Pick<MailSettings, 'from'> | undefined) {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  /** The file of a message of each channel: how its name ends, and what is in it. */
  const files: Readonly<Record<Channel, (sent: SentMessage) => Promise<readonly [string, string | Buffer]>>> =
    {
      email: async ({ atMs, message }) => {
        const to = message.to.filter(isAddress);
        const built = buildMail({ from: mail?.from ?? NOBODY, to, message, nowMs: atMs });
        // The same night gives the same files: a boundary is drawn otherwise.
        const info = await transport.sendMail({ ...built, baseBoundary: message.messageId.slice(0, 20) });
        return ['eml', info.message as Buffer];
      },
      webhook: async ({ message: { messageId, content } }) => {
        const body = { id: messageId, subject: content.subject, facts: content.facts };
        return ['json', `${JSON.stringify(body, undefined, 2)}\n`];
      },
    };
  let count = 0;
  return {
    write: async (sent: SentMessage): Promise<void> => {
      if (count === 0) await mkdir(folder, { recursive: true, mode: 0o700 });
      const [ending, content] = await files[sent.channel](sent);
      const name = `${String(++count).padStart(4, '0')}-${sent.recipient}.${ending}`;
      await writeFile(join(folder, name), content);
    },
    count: () => count,
  };
}
