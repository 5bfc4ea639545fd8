import type { Logger } from 'pino';
import { numberIncidents } from '../../alerts/incidents/actions/incident-number.ts';
import { createEscalationService } from '../../alerts/incidents/persistence/escalation-service.ts';
import { readOptions } from '../../alerts/incidents/persistence/incident-options.ts';
import { openIncidentService } from '../../alerts/incidents/persistence/incident-service.ts';
import { composeMessage } from '../../alerts/notifications/messages/compose-message.ts';
import { composePlainly } from '../../alerts/notifications/messages/compose-plainly.ts';
import { createBranchFinder } from '../../alerts/notifications/messages/pictures/branches.ts';
import { createNotifiers, type Notifiers } from '../../alerts/notifications/notifiers/create-notifiers.ts';
import { createDelivery } from '../../alerts/notifications/outbox/create-delivery.ts';
import { createReportKeeper } from '../../alerts/notifications/reporting/report-keeper.ts';
import { createMessagePlanner } from '../../alerts/notifications/routing/plan-messages.ts';
import { recipientAddresses } from '../../alerts/notifications/routing/recipient-addresses.ts';
import type { Config } from '../../config/load-config.ts';
import type { AlertRecipient, AlertSettings } from '../../core/domain/alert-settings.ts';
import { createPresentInventory } from '../../core/domain/present-inventory.ts';
import { runInSlices } from '../../core/host/in-slices.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import type { ToldClockDoubt } from '../../ledger/record/incidents/incident-event.ts';
import type { Occasion } from '../../ledger/record/outbox/occasion.ts';
import { createIncidentStore } from '../../ledger/sqlite/incidents/create-incident-store.ts';
import { createIncidentLists, openIncidentLists } from '../../ledger/sqlite/incidents/incident-lists.ts';
import { createIncidentReads } from '../../ledger/sqlite/incidents/incident-reads.ts';
import { createDeliveryStore } from '../../ledger/sqlite/outbox/create-delivery-store.ts';
import { createOutbox } from '../../ledger/sqlite/outbox/create-outbox.ts';
import { openStore } from '../../ledger/sqlite/store/open-store.ts';
import { runAtTimes } from '../at-times.ts';
import { countOpenNews } from './count-open-news.ts';
import { messageLinks, messageWays } from './message-links.ts';
import { createOpenRoots } from './open-roots.ts';
import { createOwnNotices } from './own/create-own-notices.ts';
import type { OwnParts } from './own/open-own-parts.ts';

/** Incidents, who is told of them, and what is sent: all that happens after a change is on record. */
export interface Alerting {
  /**
   * Everything recorded before `horizonMs` is on disk. What could not be written is told in the log, and done by the next
   * call. Says whether incidents are kept up to there. The event loop has its turn again and again: a storm is seconds of work.
   */
  readonly advance: (horizonMs: number) => Promise<boolean>;
  /** `clockDoubt`: it is blind since its clock is not believed. */
  readonly sight: (sight: 'blind' | 'seeing', atMs: number, clockDoubt?: ToldClockDoubt) => void;
  readonly reload: (config: Config) => Promise<void>;
  /** Waits a moment for messages that are on their way. */
  readonly close: () => Promise<void>;
}

export interface AlertingOptions {
  readonly config: Config;
  /** Of the ledger. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nowMs: () => number;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** That links in mails are signed with. */
  readonly linkKey?: string | undefined;
  /** What mails to accounts are made of; absent where there are no accounts. */
  readonly own?: OwnParts;
}

/** Longer than a transaction takes. */
const SLICE_MS = 50;

/** Nobody waits for more than some seconds for what they have chosen. */
const OWN_EVERY_MS = seconds(5);

/** Where nobody is named, nobody is told: incidents are kept all the same. */
const NOBODY: AlertSettings = { recipients: new Map(), rosters: new Map(), reports: [] };

export async function createAlerting(options: AlertingOptions): Promise<Alerting> {
  const { path, env, nowMs, metrics, logger, linkKey } = options;
  let { config } = options;
  const { timeZone } = config.settings.city;
  const { id: collector } = config.settings.collector;
  const presentInventory = createPresentInventory(() => config.inventory, nowMs);
  const settings = () => config.settings.alerts ?? NOBODY;
  const plannerOf = () =>
    createMessagePlanner({ settings: settings(), inventory: presentInventory(), timeZone });

  // A connection each: what is sent waits for nobody who writes.
  const database = openStore(path, { nowMs });
  const sending = openStore(path, { nowMs });
  let planner = plannerOf();
  let notifiers = await createNotifiers(settings(), env);
  const lists = createIncidentLists(database);
  const isOpen = createOpenRoots(presentInventory);
  const opening = openIncidentService({
    store: createIncidentStore(database, { nowMs }),
    inventory: presentInventory(),
    options: await runInSlices(readOptions(config), SLICE_MS),
    collector,
    plan: countOpenNews((news, context) => planner.planNews(news, context), isOpen, metrics),
    nowMs,
    logger,
  });
  const keeper = await runInSlices(opening, SLICE_MS);
  logger.info({ from: keeper.startedFrom }, 'incidents are kept');
  const outbox = createOutbox(database);
  const lastReportMs = outbox.lastReportMs();
  /** Where incidents stood when the clock was doubted. */
  let doubted: { readonly fromMs: number; readonly atMs: number } | undefined;
  /** In doubt incidents and messages go on from where they stood, as fast as time passes: nothing jumps to a time that nobody believes. */
  const timeMs = (atMs = nowMs()) => (doubted ? doubted.fromMs + Math.max(0, atMs - doubted.atMs) : atMs);
  /** A record that is ahead of the clock may be of the future. */
  const standsAtMs = ({ cause, offMs }: ToldClockDoubt, atMs: number) =>
    Math.max(keeper.keptToMs(), cause === 'behind-record' ? atMs + Math.min(0, offMs) : atMs);
  const escalations = createEscalationService({
    keeper,
    plan: (due, incident, context) => planner.planEscalation(due, incident, context),
  });
  const reports = createReportKeeper({
    reads: { ...createIncidentReads(database), ...lists },
    inventory: presentInventory,
    outbox,
    timeZone,
    // One millisecond before: others may have been due in the same instant.
    doneMs: lastReportMs === undefined ? nowMs() : lastReportMs - 1,
  });
  const reads = options.own && openIncidentLists(path);
  const own =
    options.own &&
    reads &&
    createOwnNotices({
      ...{ store: options.own.store, datesSince: options.own.datesSince, incidents: reads, linkKey, logger },
      outbox: createOutbox(sending),
      shown: () => ({ settings: config.settings, inventory: presentInventory() }),
      nowMs: () => timeMs(),
    });
  const recipientOf = (id: string) => (own?.isOwn(id) ? own.recipientOf(id) : settings().recipients.get(id));
  let mailing: Promise<unknown> = Promise.resolve();
  const delivery = createDelivery({
    store: createDeliveryStore(sending),
    settings: () => ({ recipients: { get: recipientOf } }),
    notifierOf: (lane) => notifiers.notifierOf(lane),
    addressesOf: (recipient, atMs) => {
      const { contacts } = config.inventory;
      const found = recipientAddresses(recipient, contacts, { ...settings(), timeZone }, atMs);
      return found.ok ? found.addresses : [];
    },
    compose: (occasion, recipient) =>
      occasion.type === 'own' ? own?.compose(occasion) : compose(occasion, recipient),
    nowMs: () => timeMs(),
    metrics,
    logger,
  });

  const branchesBehind = createBranchFinder();
  const compose = (occasion: Occasion, { id, language }: AlertRecipient) => {
    const ways = messageWays(config, { id, language }, { linkKey, nowMs: timeMs });
    try {
      return composeMessage(occasion, {
        language,
        reader: id,
        inventory: presentInventory(),
        timeZone,
        links: messageLinks(config.settings),
        ways,
        branchesBehind,
        numberOf: (incident) => numberIncidents(lists, [incident], timeZone).get(incident.id),
        recipients: settings().recipients,
        onDrawingError: (error) => logger.warn({ err: error }, 'a message goes without its picture'),
      });
    } catch (error) {
      // What cannot be composed now could not be an hour later: less is told at once.
      metrics.camwatch_incident_failures_total.inc({ work: 'composing' });
      logger.error(
        { err: error, occasion: occasion.type },
        'a message could not be composed: it goes plainly',
      );
      return composePlainly(occasion, language, ways);
    }
  };

  /** What fails is done by the next call: a disk that is full, somebody who writes for long. */
  const attempt = async (work: string, run: () => void | Promise<void>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (error) {
      metrics.camwatch_incident_failures_total.inc({ work });
      logger.error(
        { err: error, work },
        'incidents or messages could not be written down: it is tried again',
      );
      return false;
    }
  };
  const perMinute = runAtTimes(
    '* * * * *',
    () =>
      void attempt('reports', () => {
        const written = reports.update(settings(), timeMs());
        if (written > 0) logger.info({ messages: written }, 'a report is in the outbox');
        outbox.purge(timeMs());
      }),
    { timeZone },
  );

  let mailedMs = Number.NEGATIVE_INFINITY;
  const mailOwn = () => {
    const atMs = timeMs();
    // Whoever cannot be mailed to is told so on their page: nothing waits for a server that is not named.
    if (!own || !config.settings.alerts?.mail || Math.abs(atMs - mailedMs) < OWN_EVERY_MS) return;
    mailedMs = atMs;
    mailing = own.update().then((mails) => metrics.camwatch_alert_planned_total.inc(mails));
  };

  // Devices come into service and go out of it by date.
  const perDay = runAtTimes('1 0 * * *', () => keeper.reload(presentInventory(), timeMs()), { timeZone });

  return {
    advance: async (horizonMs) => {
      const isKept = await attempt('incidents', async () => {
        const { messages } = await runInSlices(keeper.advanceSteps(timeMs(horizonMs)), SLICE_MS);
        metrics.camwatch_alert_planned_total.inc(messages);
        metrics.camwatch_incidents_unresolved.set([...keeper.unresolvedRoots()].filter(isOpen).length);
      });
      await attempt('escalations', () => {
        metrics.camwatch_alert_planned_total.inc(escalations.update(settings(), timeMs(horizonMs)));
      });
      mailOwn();
      // Not waited for: what is slow holds nothing up.
      void delivery.run();
      return isKept;
    },
    sight: (sight, atMs, clockDoubt) => {
      if (!clockDoubt) doubted = undefined;
      else doubted ??= { fromMs: standsAtMs(clockDoubt, atMs), atMs };
      keeper.sight(sight, timeMs(atMs), clockDoubt);
    },
    reload: async (next) => {
      const opened = await createNotifiers(next.settings.alerts ?? NOBODY, env);
      // All at once: a message that goes meanwhile must not find a recipient whose way is not there yet, and be given up.
      const before: Notifiers = notifiers;
      config = next;
      notifiers = opened;
      planner = plannerOf();
      keeper.reload(presentInventory(), timeMs());
      await before.close();
    },
    close: async () => {
      await perMinute.close();
      await mailing;
      await perDay.close();
      await delivery.close();
      await notifiers.close();
      await attempt('incidents', keeper.save);
      database.close();
      sending.close();
      reads?.close();
      await options.own?.close();
    },
  };
}
