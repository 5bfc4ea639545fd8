import type { Config } from '../../config/load-config.ts';
import type { LiveColumns } from '../../core/domain/live-columns.ts';
import type { AlertingHealth, LiveView, MeasurementHealth } from '../../core/domain/sinks.ts';
import { deviceEntity, type Entity, INDICATORS } from '../../core/domain/state.ts';
import type { ConfigurationFailure } from '../../portal/city/configuration-failure.ts';
import type { ThreadMetrics } from '../alerting/alerting-messages.ts';
import { createLinkNews } from './link-news.ts';
import type { DeviceDetails, Present, Question } from './portal-messages.ts';
import { createColumnSharing } from './share-columns.ts';

/** What the thread of the collector knows and that of the portal does not. */
export interface PortalFacts {
  readonly present: () => Pick<Config, 'inventory'>;
  /** Number of the configuration whose devices these columns are of. */
  readonly configOf: (devices: LiveColumns['devices']) => number;
  readonly live: LiveView;
  readonly measurements: () => MeasurementHealth;
  readonly ledgerFailure: () => string | undefined;
  readonly checkpointFailure: () => string | undefined;
  readonly alertingHealth: () => AlertingHealth | undefined;
  readonly configurationFailure: () => ConfigurationFailure | undefined;
  readonly takeNoted: () => ReadonlySet<Entity>;
  /** Text for Prometheus: of all threads. */
  readonly metricsText: (own: ThreadMetrics) => Promise<string>;
  readonly nowMs: () => number;
}

/** Answers what the thread of the portal asks, each time in some milliseconds: probes wait meanwhile. */
export function createPortalAnswers(facts: PortalFacts) {
  const { live } = facts;
  const shareColumns = createColumnSharing(facts.configOf);
  const tellLinks = createLinkNews(live);

  const tellPresent = (hasBefore: boolean): Present => ({
    atMs: facts.nowMs(),
    ...shareColumns(live.columns(), hasBefore),
    links: tellLinks(facts.present().inventory.links, hasBefore),
    health: live.health(),
    measurements: facts.measurements(),
    ledgerFailure: facts.ledgerFailure(),
    checkpointFailure: facts.checkpointFailure(),
    alertingHealth: facts.alertingHealth(),
    configurationFailure: facts.configurationFailure(),
    noted: facts.takeNoted(),
  });

  const tellDevice = (id: string): DeviceDetails => ({
    id,
    statuses: INDICATORS.flatMap((indicator) => live.status(deviceEntity(id), indicator) ?? []),
    traffic: [...(live.traffic?.({ device: id }) ?? [])],
  });

  return async (question: Question): Promise<unknown> => {
    switch (question.about) {
      case 'present':
        return tellPresent(question.hasBefore);
      case 'devices':
        return question.ids.map(tellDevice);
      case 'metrics':
        return await facts.metricsText(question.own);
    }
  };
}
