import { composeMessage } from '../../alerts/notifications/messages/compose-message.ts';
import { createBranchFinder } from '../../alerts/notifications/messages/pictures/branches.ts';
import type { Config } from '../../config/load-config.ts';
import type { AlertRecipient } from '../../core/domain/alert-settings.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { MessageContent } from '../../core/domain/notifier.ts';
import type { Occasion } from '../../ledger/record/outbox/occasion.ts';
import { messageLinks, messageWays } from './message-links.ts';

type Composer = (occasion: Occasion, recipient: Pick<AlertRecipient, 'id' | 'language'>) => MessageContent;

/** Writes messages as they would go out. */
export function createComposer(
  config: Pick<Config, 'settings'> & Partial<Pick<Config, 'dir'>>,
  presentInventory: () => Inventory,
): Composer {
  const { settings } = config;
  const { alerts, city } = settings;
  const links = messageLinks(settings);
  const branchesBehind = createBranchFinder();
  return (occasion, { id, language }) =>
    composeMessage(occasion, {
      language,
      reader: id,
      inventory: presentInventory(),
      timeZone: city.timeZone,
      links,
      ways: messageWays(config, { id, language }, { nowMs: Date.now }),
      branchesBehind,
      ...(alerts && { recipients: alerts.recipients }),
    });
}
