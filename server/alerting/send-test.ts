import { randomUUID } from 'node:crypto';
import { createNotifiers } from '../../alerts/notifications/notifiers/create-notifiers.ts';
import { dutyOf } from '../../alerts/notifications/routing/duty.ts';
import { recipientAddresses } from '../../alerts/notifications/routing/recipient-addresses.ts';
import type { Config } from '../../config/load-config.ts';
import type { AlertRecipient, AlertSettings } from '../../core/domain/alert-settings.ts';
import { CHANNELS, type Channel, type Delivery } from '../../core/domain/notifier.ts';
import { createPresentInventory } from '../../core/domain/present-inventory.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import { createComposer } from './create-composer.ts';
import { ScenarioError } from './scenario-error.ts';

export interface TestOptions {
  readonly config: Config;
  readonly recipient: string;
  /** All that the recipient has, where absent. */
  readonly channel?: Channel;
  readonly by: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
}

export interface TriedChannel {
  readonly channel: Channel;
  readonly messageId: string;
  readonly to: readonly ReachedBy[];
  /** Ways to it that lead nowhere now. */
  readonly missing: readonly string[];
  readonly delivery: Delivery;
  readonly tookMs: number;
}

/** An address, and all by which it is one of the recipient's. Of a webhook its host. */
export interface ReachedBy {
  readonly address: string;
  readonly ways: readonly Way[];
}
export type Way = { readonly kind: 'address' | 'contact' | 'roster' | 'webhook'; readonly name?: string };

/**
 * Hands a test message to the notifier of a recipient at once: neither its hours nor a digest keep it, and the outbox
 * knows nothing of it. @throws a ScenarioError where it can go nowhere.
 */
export async function sendTest(options: TestOptions): Promise<readonly TriedChannel[]> {
  const { config, env, nowMs } = options;
  const alerts = alertsOf(config);
  const recipient = findRecipient(options.recipient, alerts, config.dir);
  const channels = channelsOf(recipient, options.channel);
  // Before anything is sent: half a test proves nothing.
  const plans = channels.map((channel) => ({ channel, ...PLANS[channel]({ recipient, alerts, options }) }));
  const compose = createComposer(
    config,
    createPresentInventory(() => config.inventory, nowMs),
  );
  const atMs = nowMs();
  const content = compose({ type: 'test', atMs, by: options.by }, recipient);
  const notifiers = await createNotifiers(alerts, env);
  try {
    const tried: TriedChannel[] = [];
    for (const { channel, to, addresses, missing } of plans) {
      const messageId = `test.${randomUUID()}@camwatch`;
      const notifier = notifiers.notifierOf({ recipient: recipient.id, channel });
      const startedMs = performance.now();
      const delivery = (await notifier?.deliver(
        { messageId, to: addresses, urgency: 'normal', content },
        options.signal,
      )) ?? { ok: false, failure: 'permanent', detail: `no ${channel} is set` };
      tried.push({ channel, messageId, to, missing, delivery, tookMs: performance.now() - startedMs });
    }
    return tried;
  } finally {
    await notifiers.close();
  }
}

/** Whether it reached everybody that it was meant for. */
export const isAccepted = ({ delivery, missing }: TriedChannel): boolean =>
  delivery.ok && (delivery.unreached ?? []).length === 0 && missing.length === 0;

function alertsOf({ dir, settings: { alerts } }: Config): AlertSettings {
  if (alerts && alerts.recipients.size > 0) return alerts;
  throw impossible(`${dir}: expected recipients of messages (alerts.recipients in camwatch.yaml), got none`);
}

function findRecipient(id: string, { recipients }: AlertSettings, dir: string): AlertRecipient {
  const found = recipients.get(id);
  if (found) return found;
  const known = [...recipients.keys()];
  const suggestion = suggestName(id, known);
  const near = known.filter((one) => one.includes(id.toLowerCase())).slice(0, MOST_SUGGESTED);
  const meant = [...new Set([...(suggestion === undefined ? [] : [suggestion]), ...near])];
  const named = meant.map((one) => `"${one}"`).join(' or ');
  const hint = meant.length > 0 ? `perhaps ${named}` : `known are ${known.slice(0, MOST_NAMED).join(', ')}`;
  throw impossible(`${dir}: expected a recipient of alerts.recipients, got "${id}"; ${hint}`);
}

const MOST_SUGGESTED = 3;
const MOST_NAMED = 20;

function channelsOf(recipient: AlertRecipient, asked: Channel | undefined): readonly Channel[] {
  const own = CHANNELS.filter((channel) => recipient[channel] !== undefined);
  if (asked === undefined) return own;
  if (own.includes(asked)) return [asked];
  throw impossible(`${recipient.id}: expected a recipient that has ${asked}, got one with ${own.join(', ')}`);
}

interface Planning {
  readonly recipient: AlertRecipient;
  readonly alerts: AlertSettings;
  readonly options: TestOptions;
}

interface Plan extends Pick<TriedChannel, 'to' | 'missing'> {
  /** What the notifier is told to send to. */
  readonly addresses: readonly string[];
}

const PLANS: Readonly<Record<Channel, (planning: Planning) => Plan>> = {
  email: planMail,
  webhook: ({ recipient }) => {
    const host = URL.parse(recipient.webhook?.url ?? '')?.host ?? '';
    return { to: [{ address: host, ways: [{ kind: 'webhook' }] }], addresses: [], missing: [] };
  },
};

function planMail({ recipient, alerts, options: { config, nowMs } }: Planning): Plan {
  if (!alerts.mail)
    throw impossible(`${config.dir}: expected a mail server (alerts.mail in camwatch.yaml), got none`);
  const { contacts } = config.inventory;
  const terms = { rosters: alerts.rosters, timeZone: config.settings.city.timeZone };
  const atMs = nowMs();
  const found = recipientAddresses(recipient, contacts, terms, atMs);
  if (!found.ok)
    throw impossible(`${recipient.id}: expected an address of e-mail, got none: ${found.missing.join('; ')}`);
  const to = found.addresses.map((address) => ({
    address,
    ways: waysTo(address, recipient, { contacts, ...terms, atMs }),
  }));
  return { to, addresses: found.addresses, missing: found.missing };
}

type Terms = Pick<Config['inventory'], 'contacts'> &
  Pick<AlertSettings, 'rosters'> & { readonly timeZone: string; readonly atMs: number };

function waysTo(
  address: string,
  { email }: Pick<AlertRecipient, 'email'>,
  { contacts, rosters, timeZone, atMs }: Terms,
): readonly Way[] {
  if (!email) return [];
  const isIt = (other: string | undefined) => other?.toLowerCase() === address.toLowerCase();
  const isOf = (contact: string | undefined) => contact !== undefined && isIt(contacts.get(contact)?.email);
  const roster = email.roster === undefined ? undefined : rosters.get(email.roster);
  const isOnDuty = roster !== undefined && isOf(dutyOf(roster, atMs, timeZone));
  return [
    ...(email.addresses.some(isIt) ? [{ kind: 'address' as const }] : []),
    ...email.contacts.filter(isOf).map((name) => ({ kind: 'contact' as const, name })),
    ...(isOnDuty ? [{ kind: 'roster' as const, name: roster.id }] : []),
  ];
}

const impossible = (message: string) => new ScenarioError('TEST_IMPOSSIBLE', message);
