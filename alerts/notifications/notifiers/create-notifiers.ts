import { resolveSecret } from '../../../config/settings/secrets.ts';
import type { AlertSettings } from '../../../core/domain/alert-settings.ts';
import type { Notifier } from '../../../core/domain/notifier.ts';
import type { Lane } from '../../../ledger/record/outbox/outbox-message.ts';
import { createEmailNotifier } from './email.ts';
import { createWebhookNotifier } from './webhook.ts';

export interface Notifiers {
  readonly notifierOf: (lane: Lane) => Notifier | undefined;
  readonly close: () => Promise<void>;
}

/**
 * A way to each recipient. A secret that cannot be read costs its own way only: what goes there fails, is told as such
 * and waits.
 */
export async function createNotifiers(
  { mail, recipients }: AlertSettings,
  env: NodeJS.ProcessEnv,
): Promise<Notifiers> {
  const email = mail && (await orBroken(() => openEmail(mail, env)));
  const webhooks = new Map<string, Notifier>();
  for (const { id, webhook } of recipients.values()) {
    if (!webhook) continue;
    const open = async () =>
      createWebhookNotifier({ url: webhook.url, key: await resolveSecret(webhook.secret, env) });
    webhooks.set(id, await orBroken(open));
  }
  const all = [...(email ? [email] : []), ...webhooks.values()];
  return {
    notifierOf: ({ channel, recipient }) => (channel === 'email' ? email : webhooks.get(recipient)),
    close: async () => {
      await Promise.all(all.map((one) => one.close()));
    },
  };
}

async function openEmail(
  mail: NonNullable<AlertSettings['mail']>,
  env: NodeJS.ProcessEnv,
): Promise<Notifier> {
  const password = mail.password === undefined ? undefined : await resolveSecret(mail.password, env);
  return createEmailNotifier({ mail, ...(password && { password }) });
}

async function orBroken(open: () => Promise<Notifier>): Promise<Notifier> {
  try {
    return await open();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      deliver: async () => ({ ok: false, failure: 'temporary', detail }),
      close: async () => undefined,
    };
  }
}
