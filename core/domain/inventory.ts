import type { Calendar } from '../time/calendar.ts';
import type { ProberName } from './probers.ts';
import type { Indicator } from './state.ts';

/** Half-open validity `[fromMs, toMs)`; absent bounds are open. Parties and areas live and end, and have successors. */
export interface Validity {
  readonly validFromMs?: number;
  readonly validToMs?: number;
  readonly successors: readonly string[];
}

/** Who owns and runs devices. */
export interface Agency extends Validity {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly kind: 'police' | 'department' | 'ward' | 'district' | 'other';
}

/** Who keeps devices working (`maintenance`), hires out a service, or carries lines (`carrier`). */
export interface Contractor extends Validity {
  readonly id: string;
  readonly name: string;
  readonly kind: 'maintenance' | 'hired-service' | 'carrier';
  readonly hotline?: string;
}

/** A contract; its terms stay as they were written, and are read where figures or checks need them. */
export interface Contract {
  readonly id: string;
  readonly name: string;
  readonly contractor: string;
  readonly agency?: string;
  readonly number?: string;
  readonly fromMs: number;
  readonly toMs?: number;
  readonly sample: boolean;
  readonly terms: { readonly [key: string]: unknown };
}

/** The task of the plan a device was bought under (II.2 to II.6). */
export interface Programme {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
  /** Number of the task in the plan, such as `II.3`. */
  readonly task: string;
}

/** A former district (until 30 June 2025): a grouping key for reports, no longer a legal unit. */
export interface District {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: 'quan' | 'huyen' | 'thi_xa';
}

/** A ward or commune. Codes were reused in July 2025: a code means something only with its `listVersion`. */
export interface Area extends Validity {
  readonly id: string;
  readonly code: string;
  readonly listVersion: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: 'phuong' | 'xa';
  readonly district: string;
  readonly longitude: number;
  readonly latitude: number;
}

/** A person or desk on duty. Kept apart from everything chained, so that it can be erased. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
}

export const SITE_KINDS = [
  'key-target',
  'junction',
  'gateway',
  'public-place',
  'school',
  'hospital',
  'residential',
  'centre',
  'other',
] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

export const PURPOSES = ['security', 'traffic', 'environment', 'urban-order', 'defence'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** `secret` sites stay out of exports, pages and annexes of those who may not see them. */
export const SECRECIES = ['public', 'restricted', 'secret'] as const;
export type Secrecy = (typeof SECRECIES)[number];

/** The pole, junction or cabinet where devices hang. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly address?: string;
  readonly area: string;
  readonly longitude?: number;
  readonly latitude?: number;
  readonly kind: SiteKind;
  readonly purpose: Purpose;
  readonly cabinet?: string;
  readonly dutyContact?: string;
  readonly secrecy: Secrecy;
  /** Sites that the same collectors reach; absent: {@link DEFAULT_ZONE}. */
  readonly zone?: string;
  /** How many collectors of its zone watch it, where there are as many; absent: one. */
  readonly watchers?: number;
}

/** The network zone of sites that name none. */
export const DEFAULT_ZONE = 'default';

/** More than two would say nothing that two do not. */
export const MOST_WATCHERS = 2;

export const DEVICE_KINDS = ['camera', 'nvr', 'switch', 'router', 'ups', 'controller', 'server'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export const STAGES = [
  'requested',
  'approved',
  'installed',
  'accepted',
  'in-service',
  'paused',
  'resumed',
  'retired',
] as const;
export type Stage = (typeof STAGES)[number];

/** A step in a device's life, with the document that decided it. */
export interface LifecycleStep {
  readonly stage: Stage;
  readonly atMs: number;
  readonly document?: string;
}

/** A conformity certificate (QCVN). */
export interface Certificate {
  readonly number: string;
  readonly validToMs?: number;
}

/**
 * Ways from the collector to a device: it is reachable while every member of at least one path is.
 * `[['link:a'], ['link:b']]` is redundant, `[['link:a', 'device:sw-1']]` is in series, `[]` hangs on nothing.
 */
export type Upstreams = readonly (readonly `${'device' | 'link'}:${string}`[])[];

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly site: string;
  readonly cameraClass?: 'fixed' | 'ptz';
  readonly maker?: string;
  readonly model?: string;
  readonly serial?: string;
  /** Compass direction of the view in degrees (0 north, clockwise). */
  readonly directionDegrees?: number;
  /** Absent: the owner is not yet determined, which is a legal state. */
  readonly agency?: string;
  readonly contractor?: string;
  readonly programme?: string;
  readonly contracts: readonly string[];
  readonly funding?: string;
  /** In order of time. */
  readonly lifecycle: readonly LifecycleStep[];
  readonly certificate?: Certificate;
  readonly securityLevel?: number;
  readonly upstreams: Upstreams;
  /** Name of a probe profile of the settings. */
  readonly profile: string;
  /** Numeric address or host name; several devices may share one, told apart by `port`. */
  readonly address?: string;
  readonly port?: number;
  /** Where the device is reachable only as a channel of a recorder. */
  readonly channelOf?: { readonly recorder: string; readonly channel: number };
  /** Names of interfaces, where the maker's list is known; links may name only these. */
  readonly interfaces: readonly string[];
  /** A reference such as `env:CAM_PASSWORD`, `file:/run/secrets/cam` or `credential:cam`; never the secret. */
  readonly credentials?: string;
  readonly minFirmware?: string;
  /** Keys that it may show by TLS, such as `sha256//47DEQpj8…`: whoever shows another one is not asked. */
  readonly tlsPins?: readonly string[];
  /** The port of a switch it hangs on: a witness of its traffic and of the power it draws. */
  readonly attachedTo?: { readonly device: string; readonly name: string };
}

export const MEDIA = ['rented-internet', 'rented-line', 'own-fibre', 'radio'] as const;
export type Medium = (typeof MEDIA)[number];

/** A line between two ends. `near` is the end nearer the collector, or `core` for the collector's own network. */
export interface Link {
  readonly id: string;
  readonly name: string;
  readonly near: 'core' | `device:${string}`;
  readonly far: `device:${string}` | `site:${string}`;
  readonly medium: Medium;
  readonly carrier?: string;
  readonly circuit?: string;
  readonly hotline?: string;
  readonly capacityBitsPerSecond?: number;
  readonly contracts: readonly string[];
  /** The interface it is measured at, where there is one to poll; else its state is inferred from its far end. */
  readonly interface?: { readonly device: string; readonly name: string };
}

/** A device or contract that changes hands at an instant. `to` absent: the new owner is not yet determined. */
export interface Handover {
  readonly atMs: number;
  readonly kind: 'device' | 'contract';
  readonly id: string;
  readonly field: 'agency' | 'contractor' | 'contract';
  readonly from?: string;
  readonly to?: string;
  readonly document?: string;
}

/** In the order of their file: a list, or what makes each when it is come to. */
export interface Handovers extends Iterable<Handover> {
  readonly length: number;
  /** Those after an instant, where they are found without going through all. */
  readonly after?: (atMs: number) => readonly Handover[];
}

/** The part of a city that one collector watches, where several share it. */
export interface Share {
  readonly watchesDevice: (device: Pick<Device, 'site' | 'channelOf'>) => boolean;
  readonly watchesLink: (link: Pick<Link, 'far' | 'interface'>) => boolean;
  /** It is the first of those that watch the link: its traffic is counted by one alone. */
  readonly countsLink: (link: Pick<Link, 'far' | 'interface'>) => boolean;
}

/** Everything that is watched, checked and frozen. References between members are known to resolve. */
export interface Inventory {
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly contractors: ReadonlyMap<string, Contractor>;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly programmes: ReadonlyMap<string, Programme>;
  readonly districts: ReadonlyMap<string, District>;
  readonly areas: ReadonlyMap<string, Area>;
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly sites: ReadonlyMap<string, Site>;
  readonly devices: ReadonlyMap<string, Device>;
  readonly links: ReadonlyMap<string, Link>;
  readonly handovers: Handovers;
  /** Absent: all of it is watched here. */
  readonly share?: Share;
}

/** What is probed for one indicator, and how its state is decided. Taken from a profile of the settings. */
export interface Check {
  readonly indicator: Indicator;
  readonly prober: ProberName;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** The device's own port where absent, else that of the protocol. */
  readonly port?: number;
  /** Of the ONVIF device service or the RTSP stream; a query may follow. What the maker uses where absent. */
  readonly path?: string;
  readonly transport: 'plain' | 'tls';
  /** How long a stream is played and measured; 0: until its first packet. */
  readonly playMs: number;
  /** How often the signed, slow questions are asked as well: identity, profiles, network time. */
  readonly detailsEveryMs: number;
  /** How far back recordings must reach, where no contract says so. */
  readonly retentionMs?: number;
  /** How far back recordings may reach at most; absent: nobody said. */
  readonly retentionMaxMs?: number;
  /** Failed probes in a row before `down` (or `degraded`) is confirmed, the first one included. */
  readonly confirm: number;
  /** How soon a probe that contradicts the state is repeated. */
  readonly recheckMs: number;
  /** From this share of lost pings (0–1) an answer counts as degraded. */
  readonly degradedLossRatio: number;
}

/** The stage a device is in at an instant; `undefined` before its first dated step. */
export function stageAt(device: Pick<Device, 'lifecycle'>, atMs: number): Stage | undefined {
  return device.lifecycle.findLast((step) => step.atMs <= atMs)?.stage;
}

const WATCHED_STAGES: ReadonlySet<Stage> = new Set(['installed', 'accepted', 'in-service', 'resumed']);

/** Whether a device is probed at an instant: from its installation to its retirement, less pauses. */
export function isWatchedAt(device: Pick<Device, 'lifecycle'>, atMs: number): boolean {
  const stage = stageAt(device, atMs);
  return stage !== undefined && WATCHED_STAGES.has(stage);
}

const COUNTING_STAGES: ReadonlySet<Stage> = new Set(['accepted', 'in-service', 'resumed']);

/** Whether a device counts in a stage: it is out of service before it is accepted, while paused, and once retired. */
export const isCountingStage = (stage: Stage): boolean => COUNTING_STAGES.has(stage);

/** From when a device counts: its acceptance; `undefined` while that is not decided. */
export function acceptedMs({ lifecycle }: Pick<Device, 'lifecycle'>): number | undefined {
  return lifecycle.find(({ stage }) => isCountingStage(stage))?.atMs;
}

/** Since when a device is not probed any more, at an instant at which it is not; `undefined` where it never was. */
export function unwatchedSinceMs(device: Pick<Device, 'lifecycle'>, atMs: number): number | undefined {
  const steps = device.lifecycle.filter((step) => step.atMs <= atMs);
  const lastWatched = steps.findLastIndex(({ stage }) => WATCHED_STAGES.has(stage));
  return lastWatched < 0 ? undefined : steps[lastWatched + 1]?.atMs;
}
