import { createNotifiers } from '../../alerts/notifications/notifiers/create-notifiers.ts';
import type { MailSettings } from '../../core/domain/alert-settings.ts';
import type { Mail } from '../../plan/actions/remind-units.ts';

/** The way to the mail server, and to nothing else. A password that cannot be read is told at the first mail. */
export async function openMailOf(mail: MailSettings | undefined, env: NodeJS.ProcessEnv): Promise<Mail> {
  if (!mail) return { notifier: undefined, close: async () => undefined };
  const { notifierOf, close } = await createNotifiers(
    { mail, recipients: new Map(), rosters: new Map(), reports: [] },
    env,
  );
  return { notifier: notifierOf({ channel: 'email', recipient: 'plan' }), close };
}
