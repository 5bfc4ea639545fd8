import { onTestFinished } from 'vitest';
import type { Entity } from '#core/domain/state.ts';
import type { IncidentSummary } from '#ledger/record/incidents/incident-event.ts';
import type { KeptEvent, NumberedEvent } from '#ledger/record/incidents/kept-incidents.ts';
import { openIncidentLists } from '#ledger/sqlite/incidents/incident-lists.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import type { IncidentSource } from '#portal/city/incident-source.ts';
import { lineIncident, newsAbout, writeIncidents } from './incident-city.ts';
import { SAMPLE_NOW_MS } from './sample-live.ts';
import { tempLedgerPath } from './temp-ledger.ts';

const HOUR_MS = 3_600_000;

/** Incidents of a ledger, as `server/` hands them to the portal. */
export function openIncidentSource(path: string): IncidentSource {
  const source = openIncidentLists(path);
  onTestFinished(source.close);
  return source;
}

export const incidentOf = (entity: Entity, given: Partial<IncidentSummary> = {}): IncidentSummary => {
  const openedMs = given.openedMs ?? SAMPLE_NOW_MS - HOUR_MS;
  return {
    ...lineIncident(openedMs),
    id: `${entity}@${openedMs}`,
    root: { kind: 'entity', entity },
    ...given,
  };
};

/** Of the sample fleet: a line, a cabinet's worth of a ward, a blind collector, something secret, and one that is over. */
export function sampleIncidents(): readonly (NumberedEvent | KeptEvent)[] {
  const line = incidentOf('link:link-hoang-mai', {
    severity: 'critical',
    camerasLost: 12,
    lostNow: 15,
    lostEver: 15,
    areas: [{ area: 'hoang-mai', lost: 12, of: 12 }],
    blindSpots: [{ kind: 'area', name: 'hoang-mai' }],
  });
  const ward: IncidentSummary = {
    ...incidentOf('device:x', {
      openedMs: SAMPLE_NOW_MS - 2 * HOUR_MS,
      camerasLost: 5,
      lostNow: 6,
      lostEver: 7,
    }),
    id: `devices:area:hoan-kiem@${SAMPLE_NOW_MS - 2 * HOUR_MS}`,
    root: {
      kind: 'common',
      by: 'area',
      name: 'hoan-kiem',
      what: 'device',
      fallen: 7,
      of: 15,
      firstMs: SAMPLE_NOW_MS - 2 * HOUR_MS,
      lastMs: SAMPLE_NOW_MS - 2 * HOUR_MS + 20_000,
    },
    areas: [{ area: 'hoan-kiem', lost: 5, of: 13 }],
    times: 2,
    isFlapping: true,
  };
  const camera = incidentOf('device:cam-lang-0003', {
    openedMs: SAMPLE_NOW_MS - 50 * HOUR_MS,
    severity: 'minor',
    camerasLost: 1,
    lostNow: 1,
    lostEver: 1,
    areas: [{ area: 'lang', lost: 1, of: 12 }],
    isMuted: true,
  });
  const secret = incidentOf('link:link-bi-mat', { camerasLost: 2, lostNow: 4 });
  const over = incidentOf('link:link-ba-vi', {
    openedMs: SAMPLE_NOW_MS - 5 * HOUR_MS,
    camerasLost: 0,
    lostNow: 0,
    areas: [],
  });
  return [
    newsAbout(over, { joined: ['link:link-ba-vi', 'device:cam-ba-vi-0001'] }),
    newsAbout(over, {
      number: 2,
      kind: 'resolved',
      atMs: SAMPLE_NOW_MS - 4 * HOUR_MS,
      left: ['link:link-ba-vi', 'device:cam-ba-vi-0001'],
    }),
    newsAbout(camera, { joined: ['device:cam-lang-0003'] }),
    newsAbout(ward, {
      joined: ['device:cam-hoan-kiem-0001', 'device:cam-hoan-kiem-0002', 'device:cam-bi-mat'],
    }),
    newsAbout(line, {
      joined: [
        'link:link-hoang-mai',
        'device:sw-hoang-mai',
        'device:cam-hoang-mai-0001',
        'device:cam-hoang-mai-0002',
      ],
    }),
    newsAbout(secret, {
      joined: ['link:link-bi-mat', 'device:cam-bi-mat', 'device:nvr-bi-mat', 'device:cam-han-che'],
    }),
  ];
}

/** A ledger with them, of which the carrier has acknowledged that of the line. */
export function sampleIncidentLedger(more: readonly NumberedEvent[] = []): string {
  const path = tempLedgerPath();
  writeIncidents(path, [...sampleIncidents(), ...more]);
  const decisions = openDecisions(path, { author: 'chi', nowMs: () => SAMPLE_NOW_MS - HOUR_MS / 2 });
  decisions.append('incident_step', {
    id: `link:link-hoang-mai@${SAMPLE_NOW_MS - HOUR_MS}`,
    action: 'acknowledged',
    body: {
      atMs: SAMPLE_NOW_MS - HOUR_MS / 2,
      party: { kind: 'contractor', id: 'vien-thong-1' },
      text: 'Chị Hoa đang đến',
    },
  });
  decisions.close();
  return path;
}

/** A storm: so many minor ones beside the others. */
export const storm = (count: number): readonly NumberedEvent[] =>
  Array.from({ length: count }, (_, index) =>
    newsAbout(
      incidentOf(`device:cam-lang-${String((index % 12) + 1).padStart(4, '0')}`, {
        openedMs: SAMPLE_NOW_MS - HOUR_MS - index - 1,
        severity: 'minor',
        camerasLost: 1,
        areas: [{ area: 'lang', lost: 1, of: 12 }],
      }),
      { joined: ['device:cam-lang-0001'] },
    ),
  );
