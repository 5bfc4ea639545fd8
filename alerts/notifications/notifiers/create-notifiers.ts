import type { AlertSettings, WebhookSettings } from '../../../core/domain/alert-settings.ts';
import { CHANNELS, type Channel, type Notifier } from '../../../core/domain/notifier.ts';
import { resolveSecret } from '../../../core/host/resolve-secret.ts';
import type { Lane } from '../../../ledger/record/outbox/outbox-message.ts';
import { createEmailNotifier } from './email.ts';
import { createWebhookNotifier } from './webhook.ts';

export interface Notifiers {
  readonly notifierOf: (lane: Lane) => Notifier | undefined;
  readonly close: () => Promise<void>;
}

/** What a channel has for each recipient; one for all, or one each. */
interface Opened {
  readonly of: (recipient: string) => Notifier | undefined;
  readonly all: readonly Notifier[];
}

const OPENERS: Readonly<
  Record<Channel, (settings: AlertSettings, env: NodeJS.ProcessEnv) => Promise<Opened>>
> = {
  email: async ({ mail }, env) => {
    const email = mail && (await orBroken(() => openEmail(mail, env)));
    return { of: () => email, all: email ? [email] : [] };
  },
  webhook: async ({ recipients }, env) => {
    const webhooks = new Map<string, Notifier>();
    for (const { id, webhook } of recipients.values())
      if (webhook) webhooks.set(id, await orBroken(() => openWebhook(webhook, env)));
    return { of: (recipient) => webhooks.get(recipient), all: [...webhooks.values()] };
  },
};

/**
 * A way to each recipient. A secret that cannot be read costs its own way only: what goes there fails, is told as such
 * and waits.
 */
export async function createNotifiers(settings: AlertSettings, env: NodeJS.ProcessEnv): Promise<Notifiers> {
  const opened = new Map<Channel, Opened>();
  for (const channel of CHANNELS) opened.set(channel, await OPENERS[channel](settings, env));
  return {
    notifierOf: ({ channel, recipient }) => opened.get(channel)?.of(recipient),
    close: async () => {
      await Promise.all([...opened.values()].flatMap(({ all }) => all.map((one) => one.close())));
    },
  };
}

const openWebhook = async ({ url, secret }: WebhookSettings, env: NodeJS.ProcessEnv): Promise<Notifier> =>
  createWebhookNotifier({ url, key: await resolveSecret(secret, env) });

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
