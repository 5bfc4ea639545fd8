import { factsOf } from '#alerts/incidents/engine/entity-facts.ts';
import { createIncidentEngine } from '#alerts/incidents/engine/incident-engine.ts';
import { incidentOptionsOf } from '#alerts/incidents/persistence/incident-options.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { LiveStatus } from '#core/domain/sinks.ts';
import type { IncidentSource } from '#portal/city/incident-source.ts';
import { newsAbout, writeIncidents } from './incident-city.ts';
import { inventoryOf } from './inventory.ts';
import { openIncidentSource } from './portal-incidents.ts';
import { SAMPLE_NOW_MS, type SampleLive } from './sample-live.ts';
import { tempLedgerPath } from './temp-ledger.ts';

/** Of a city that is asked every ten seconds or more often. */
const OPTIONS = incidentOptionsOf({ settings: { profiles: {} }, inventory: inventoryOf({}) });

/** What the incident engine makes of a scripted city by then, in a ledger, as the portal reads it. */
export function engineIncidents(
  live: SampleLive,
  inventory: Inventory,
  nowMs = SAMPLE_NOW_MS,
): IncidentSource {
  const statuses = [...live.statuses()].sort((a, b) => a.sinceMs - b.sinceMs);
  const engine = createIncidentEngine(OPTIONS);
  const firstMs = statuses[0]?.sinceMs ?? nowMs;
  engine.feed({ type: 'topology', recordedMs: firstMs, entities: [...factsOf(inventory, nowMs)] });
  for (const status of statuses) if (status.sinceMs <= nowMs) engine.feed(changeTo(status));
  engine.feed({ type: 'time', recordedMs: nowMs });
  const path = tempLedgerPath();
  const news = engine.unresolved().map(({ summary, members }) => newsAbout(summary, { joined: members }));
  writeIncidents(path, news);
  return openIncidentSource(path);
}

const changeTo = ({ entity, indicator, state, reason, sinceMs, afterMs }: LiveStatus) => ({
  ...{ type: 'change' as const, entity, indicator, state, afterMs, atMs: sinceMs, recordedMs: sinceMs },
  ...(reason !== undefined && { reason }),
});
