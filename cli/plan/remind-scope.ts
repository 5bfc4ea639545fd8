import { z } from 'zod';
import { createNotifiers } from '../../alerts/notifications/notifiers/create-notifiers.ts';
import { loadConfig } from '../../config/load-config.ts';
import { recordPlaceOf } from '../../config/settings/ledger-place.ts';
import { InputError } from '../../core/input/input-error.ts';
import { createZone } from '../../core/time/zone.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { expectPlan } from '../../plan/actions/open-plan.ts';
import type { Mail } from '../../plan/actions/remind-units.ts';
import type { RemindedCity } from '../../plan/reminders/remind.ts';
import type { Context } from '../shell/context.ts';
import type { OpenScope, Scope } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';

/** What reminders are sent by: the plan and its inventory, what is on record of them, and the mail server of the settings. */
export interface RemindScope extends Scope {
  readonly city: RemindedCity;
  readonly openMail: () => Promise<Mail>;
  readonly cli: Context;
}

const Opened = z.object({ ...CITY, by: z.string().optional() });

/** @throws CONFIG_INVALID, PLAN_MISSING, LEDGER_MISSING; INPUT_INVALID for an agency that is not there */
export const openReminders: OpenScope<RemindScope> = async (given, cli, work) => {
  const options = Opened.parse(given);
  const { settings, inventory } = await loadConfig(options.config);
  const zone = createZone(settings.city.timeZone);
  const { timeZone } = zone;
  const { definition: plan } = await expectPlan(options.config, { timeZone, inventory });
  if (options.by !== undefined && !inventory.agencies.has(options.by)) throw unknownAgency(options.by);
  const store = recordStore(recordPlaceOf(options.config, settings, options.ledger));
  using reader = store.openReader();
  await work({
    ...{ city: { plan, inventory, zone, store, reader }, cli },
    ...{ timeZone: options.timeZone ?? timeZone, cityTimeZone: timeZone },
    openMail: async () => {
      const notifiers = settings.alerts && (await createNotifiers(settings.alerts, cli.env));
      return {
        notifier: notifiers?.notifierOf({ channel: 'email', recipient: 'plan' }),
        close: async () => await notifiers?.close(),
      };
    },
  });
};

const unknownAgency = (got: string): InputError =>
  new InputError([
    {
      member: 'by',
      en: `expected the id of an agency of the inventory, got "${got}"`,
      vi: `cần mã một đơn vị trong danh mục, nhận được "${got}"`,
    },
  ]);
