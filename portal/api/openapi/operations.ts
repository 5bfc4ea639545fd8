import type { z } from 'zod';
import type { Right } from '../../../accounts/roles.ts';
import { blindListParameters } from '../list-blind-spots.ts';
import { deviceListParameters } from '../list-devices.ts';
import { findingListParameters } from '../list-findings.ts';
import { incidentListParameters, memberParameters } from '../list-incidents.ts';
import { linkListParameters } from '../list-links.ts';
import { outageListParameters } from '../list-outages.ts';
import { siteListParameters } from '../list-sites.ts';
import type { KnownIn } from '../parameters.ts';
import { searchParameters } from '../search.ts';
import { Alive, BlindSpotPage, Found, Link, LinkPage, OutagePage, Ready, Summary } from './city-answers.ts';
import { DevicePage, FindingPage, SitePage, WholeDevice } from './device-answers.ts';
import { IncidentPage, WholeIncident } from './incident-answers.ts';

/** A question that programs may put, always by GET. */
export interface Operation {
  /** As it is registered: `:id` for what is named. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** Needed for it; absent where anybody may ask. */
  readonly right?: Right;
  readonly parameters?: z.ZodRawShape;
  readonly answer: z.ZodType | 'text/plain' | 'application/json';
  /** Also with another status. */
  readonly alsoStatus?: number;
  /** All of the list, as a file. */
  readonly hasFiles?: boolean;
}

const SEE = { right: 'see' } as const;
/** Names of places and parties are those of the city: which there are is told by answers, not by this document. */
const ANY: KnownIn = {
  shown: {
    inventory: { agencies: new Map(), districts: new Map(), areas: new Map(), contractors: new Map() },
  },
};

/** Everything that programs may ask, in the order of the document. */
export const OPERATIONS: readonly Operation[] = [
  {
    ...{ path: '/api/v1/summary', id: 'getSummary', ...SEE, answer: Summary },
    summary: 'The city in counts, and the largest causes of what is lost',
  },
  {
    ...{ path: '/api/v1/search', id: 'search', ...SEE, parameters: searchParameters, answer: Found },
    summary: 'The best of each kind by part of an id, name, place or number, without accents too',
  },
  {
    ...{ path: '/api/v1/devices', id: 'listDevices', ...SEE, hasFiles: true },
    ...{ parameters: deviceListParameters(ANY), answer: DevicePage },
    summary: 'Devices in the order of their ids',
  },
  {
    ...{ path: '/api/v1/devices/:id', id: 'getDevice', ...SEE, answer: WholeDevice },
    summary: 'One device, the ways to it, what it said of itself and what is wrong with it',
  },
  {
    ...{ path: '/api/v1/outages', id: 'listOutages', ...SEE },
    ...{ parameters: outageListParameters(ANY), answer: OutagePage },
    summary: 'Outages that touch a time of 31 days at most, the latest first; by default the last day',
  },
  {
    ...{ path: '/api/v1/findings', id: 'listFindings', ...SEE, hasFiles: true },
    ...{ parameters: findingListParameters(ANY), answer: FindingPage },
    summary: 'What is wrong with devices and links, what stands first and of that the latest',
  },
  {
    ...{ path: '/api/v1/links', id: 'listLinks', ...SEE, hasFiles: true },
    ...{ parameters: linkListParameters(ANY), answer: LinkPage },
    summary: 'Links in the order of their ids, with what they carry',
  },
  {
    ...{ path: '/api/v1/links/:id', id: 'getLink', ...SEE, answer: Link },
    summary: 'One link',
  },
  {
    ...{ path: '/api/v1/sites', id: 'listSites', ...SEE, hasFiles: true },
    ...{ parameters: siteListParameters(ANY), answer: SitePage },
    summary: 'Sites in the order of their ids, with how many of their devices are down',
  },
  {
    ...{ path: '/api/v1/blind-spots', id: 'listBlindSpots', ...SEE, hasFiles: true },
    ...{ parameters: blindListParameters(ANY), answer: BlindSpotPage },
    summary: 'Wards and sites where no camera is known to work, and wards without one; whole wards first',
  },
  {
    ...{ path: '/api/v1/incidents', id: 'listIncidents', ...SEE },
    ...{ parameters: incidentListParameters(ANY), answer: IncidentPage },
    summary: 'Incidents, the last opened first: what is unresolved, and what was resolved since',
  },
  {
    ...{ path: '/api/v1/incidents/:id', id: 'getIncident', ...SEE },
    ...{ parameters: memberParameters, answer: WholeIncident },
    summary: 'One incident, its course and a page of its members',
  },
  {
    ...{ path: '/api/v1/openapi.json', id: 'getDescription', ...SEE, answer: 'application/json' },
    summary: 'This document',
  },
  {
    ...{ path: '/healthz', id: 'isAlive', answer: Alive },
    summary: 'Whether the process answers',
  },
  {
    ...{ path: '/readyz', id: 'isReady', right: 'see-metrics', answer: Ready, alsoStatus: 503 },
    summary: 'Whether camwatch does its job: 503 where it does not',
  },
  {
    ...{ path: '/metrics', id: 'getMetrics', right: 'see-metrics', answer: 'text/plain' },
    summary: 'Metrics of camwatch itself, for Prometheus',
  },
];
