import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { createEscalationService } from '../../alerts/incidents/persistence/escalation-service.ts';
import { incidentOptionsOf } from '../../alerts/incidents/persistence/incident-options.ts';
import { createIncidentService } from '../../alerts/incidents/persistence/incident-service.ts';
import { createDelivery } from '../../alerts/notifications/outbox/create-delivery.ts';
import { createReportKeeper } from '../../alerts/notifications/reporting/report-keeper.ts';
import { nextReports } from '../../alerts/notifications/routing/next-reports.ts';
import { createMessagePlanner } from '../../alerts/notifications/routing/plan-messages.ts';
import { recipientAddresses } from '../../alerts/notifications/routing/recipient-addresses.ts';
import type { Config } from '../../config/load-config.ts';
import type { AlertSettings } from '../../core/domain/alert-settings.ts';
import type { Notifier } from '../../core/domain/notifier.ts';
import { createPresentInventory } from '../../core/domain/present-inventory.ts';
import { createMetrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import type { Lane } from '../../ledger/record/outbox/outbox-message.ts';
import { createChain } from '../../ledger/sqlite/chain/chain.ts';
import { createIncidentStore } from '../../ledger/sqlite/incidents/create-incident-store.ts';
import { createIncidentLists } from '../../ledger/sqlite/incidents/incident-lists.ts';
import { createIncidentReads } from '../../ledger/sqlite/incidents/incident-reads.ts';
import { createDeliveryStore } from '../../ledger/sqlite/outbox/create-delivery-store.ts';
import { createOutbox } from '../../ledger/sqlite/outbox/create-outbox.ts';
import { openStore } from '../../ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '../../ledger/sqlite/writing/writer.ts';
import { createComposer } from '../../server/alerting/create-composer.ts';
import { createNightClock } from './night-clock.ts';
import { collectPlayed, type PlayedNight, type SentMessage } from './played-night.ts';
import { createRecordWriter, RUN } from './record-writer.ts';
import type { Scenario } from './scenario.ts';
import { scriptNight } from './script-night.ts';

export interface PlayOptions {
  readonly config: Pick<Config, 'inventory' | 'settings'>;
  readonly scenario: Scenario;
  /** Where the ledger of the night is made: nobody else's. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  /** Hears of each message as it would have gone out. */
  readonly onMessage?: (message: SentMessage) => Promise<void>;
  readonly onProgress?: (doneMs: number, allMs: number) => void;
}

const NOBODY: AlertSettings = { recipients: new Map(), rosters: new Map(), reports: [] };

/**
 * Lets a night happen on a ledger of its own: what would be on record is written there, and the real keeper, router,
 * outbox and delivery do with it what they always do, but for a clock that is advanced by hand and notifiers that send
 * nothing. The same options give the same night.
 */
export async function playScenario(options: PlayOptions): Promise<PlayedNight> {
  const { config, scenario, folder, signal, onMessage, onProgress } = options;
  const { startMs, lengthMs } = scenario;
  const { timeZone } = config.settings.city;
  const settings = config.settings.alerts ?? NOBODY;
  const incidentOptions = incidentOptionsOf(config);
  const logger = pino({ level: 'silent' });
  let nowMs = startMs;
  const path = join(folder, 'ledger.sqlite');
  using closing = new DisposableStack();
  const open = () => {
    const database = openStore(path, { nowMs: () => nowMs });
    closing.defer(() => database.close());
    // Nobody's evidence: it is gone when the command is.
    database.exec('PRAGMA synchronous = OFF');
    return database;
  };
  const [recording, keeping, sending] = [open(), open(), open()];

  const presentInventory = createPresentInventory(
    () => config.inventory,
    () => nowMs,
  );
  const planner = createMessagePlanner({ settings, inventory: presentInventory(), timeZone });
  const events = scriptNight(scenario, { ...config, inventory: presentInventory() });
  const reads = { ...createIncidentReads(recording), ...createIncidentLists(recording) };
  const collector = config.settings.collector.id;
  const writer = createRecordWriter({
    writer: createLedgerWriter(recording, { collector, run: RUN }),
    chain: createChain(recording),
    startMs,
    reads,
  });
  const heldIds = new Set<string>();
  const keeper = createIncidentService({
    store: createIncidentStore(keeping, { nowMs: () => nowMs }),
    inventory: presentInventory(),
    options: incidentOptions,
    collector,
    plan: (news, context) => {
      const planned = planner.planNews(news, context);
      for (const { messageId, state } of planned) if (state === 'held') heldIds.add(messageId);
      return planned;
    },
    nowMs: () => nowMs,
    logger,
  });
  const outbox = createOutbox(keeping);
  const escalations = createEscalationService({ keeper, plan: planner.planEscalation });
  const reports = createReportKeeper({
    reads,
    inventory: presentInventory,
    outbox,
    timeZone,
    doneMs: startMs,
  });
  let nextReportMs = firstReportMs(settings, startMs, timeZone);

  const sent = new Map<string, SentMessage>();
  const notifierOf = ({ recipient, channel }: Lane): Notifier => ({
    deliver: async (message) => {
      const one = { recipient, channel, atMs: nowMs, message };
      sent.set(message.messageId, one);
      await onMessage?.(one);
      return { ok: true };
    },
    close: async () => undefined,
  });
  const compose = createComposer(config, presentInventory);
  const store = createDeliveryStore(sending);
  const delivery = createDelivery({
    store,
    settings: () => settings,
    notifierOf,
    addressesOf: (recipient, atMs) => {
      const found = recipientAddresses(recipient, config.inventory.contacts, { ...settings, timeZone }, atMs);
      return found.ok ? found.addresses : [];
    },
    compose: (occasion, recipient) => (occasion.type === 'own' ? undefined : compose(occasion, recipient)),
    nowMs: () => nowMs,
    metrics: createMetrics(),
    logger,
  });

  const clock = createNightClock({
    endMs: startMs + lengthMs,
    events,
    store,
    options: incidentOptions,
  });
  for (;;) {
    const happened = clock.eventsBefore(nowMs);
    for (const event of happened) {
      if (event.what === 'sight') keeper.sight(event.sight, event.atMs);
      else writer.write(event);
    }
    writer.flush();
    const { news } = keeper.advance(nowMs);
    escalations.update(settings, nowMs);
    if (nowMs >= nextReportMs) {
      reports.update(settings, nowMs);
      nextReportMs = firstReportMs(settings, nowMs, timeZone);
    }
    await delivery.run(nowMs);
    if (happened.length + news > 0) {
      await setImmediate();
      signal?.throwIfAborted();
      onProgress?.(nowMs - startMs, lengthMs);
    }
    const isActive = happened.length + news > 0;
    const { length: unresolved } = [...keeper.unresolvedRoots()];
    const nextMs = clock.nextMs(nowMs, { isActive, unresolved, nextReportMs });
    if (nextMs === undefined) break;
    nowMs = nextMs;
  }
  await delivery.close(seconds(1));
  return collectPlayed({ scenario, outbox, reads, sent, heldIds, settings, compose, writer });
}

const firstReportMs = (settings: AlertSettings, afterMs: number, timeZone: string): number =>
  Math.min(...nextReports(settings, afterMs, timeZone).map(({ toMs }) => toMs));
