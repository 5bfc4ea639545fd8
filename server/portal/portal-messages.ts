import type { SharedConfig } from '../../config/shared-config.ts';
import type { DeviceColumns, LiveColumns } from '../../core/domain/live-columns.ts';
import type {
  AlertingHealth,
  CollectorHealth,
  LiveStatus,
  MeasurementHealth,
} from '../../core/domain/sinks.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import type { LogLine } from '../../core/host/thread-logger.ts';
import type { Said } from '../../core/language/said.ts';
import type { ConfigurationFailure } from '../../portal/city/configuration-failure.ts';
import type { TlsFiles } from '../../portal/server/tls-files.ts';
import type { ThreadMetrics } from '../alerting/alerting-messages.ts';

/** What the thread of the portal is started with. */
export interface PortalStart {
  readonly config: SharedConfig;
  /** In the order in which configurations were taken. */
  readonly configNumber: number;
  readonly ledgerPath: string;
  readonly accountsPath: string;
  readonly tls: TlsFiles | undefined;
  /** Where it was served before; absent: as the settings say. */
  readonly port?: number;
  /** The clock of the collector: it alone decides what time is believed. */
  readonly clock: SharedArrayBuffer;
  readonly logLevel: string;
  readonly notice: 'demo' | undefined;
  /** That links in mails are signed with. */
  readonly linkKey: string;
}

/** What it is told, and answers to what it asked. */
export type ToPortal =
  /** What it waits for first. */
  | ({ readonly type: 'start' } & PortalStart)
  | { readonly type: 'reload'; readonly config: SharedConfig }
  /** Once an hour, while the time is believed. */
  | { readonly type: 'disable-unused' }
  | { readonly type: 'answer'; readonly number: number; readonly value: unknown }
  /** There is no answer. */
  | { readonly type: 'failed'; readonly number: number }
  | { readonly type: 'close' };

/** What it says, and what it asks of the thread of the collector. */
export type FromPortal =
  | { readonly type: 'listening'; readonly url: string }
  /** It cannot be served as the settings say. */
  | { readonly type: 'refused'; readonly code: string; readonly said: Said }
  | ({ readonly type: 'ask'; readonly number: number } & Question)
  | LogLine;

export type Question =
  | { readonly about: 'present'; readonly hasBefore: boolean }
  | { readonly about: 'devices'; readonly ids: readonly string[] }
  | { readonly about: 'metrics'; readonly own: ThreadMetrics };

/** Columns of an inventory as it is in force: replaced as a whole where anything of them is another. */
export type SharedFrame = Pick<LiveColumns, 'size' | 'firstRow' | 'device' | 'indicator'> & {
  /** Number of the configuration that it was made of, in the order in which they were taken. */
  readonly config: number;
  readonly devices: Omit<DeviceColumns, 'of' | 'idOf' | 'indexOf'>;
};

/** States at one instant: nobody writes to them while they are the last that were told. */
export type SharedStates = Pick<
  LiveColumns,
  'version' | 'state' | 'reason' | 'reasons' | 'sinceMs' | 'afterMs'
>;

/** What changed since the last look, and what is small. */
export interface Present {
  readonly atMs: number;
  readonly frame?: SharedFrame;
  readonly states?: SharedStates;
  readonly links: LinkNews;
  readonly health: CollectorHealth;
  readonly measurements: MeasurementHealth;
  readonly ledgerFailure: string | undefined;
  readonly checkpointFailure: string | undefined;
  /** Absent where another process keeps incidents. */
  readonly alertingHealth: AlertingHealth | undefined;
  readonly configurationFailure: ConfigurationFailure | undefined;
  /** Whose findings were written. */
  readonly noted: ReadonlySet<Entity>;
}

export interface LinkNews {
  readonly statuses: readonly LiveStatus[];
  readonly traffic: readonly TrafficSample[];
  /** Everything else is as it was; absent: there is nothing else. */
  readonly isMore?: true;
}

/** What is known of a device beyond its states. */
export interface DeviceDetails {
  readonly id: string;
  readonly statuses: readonly LiveStatus[];
  readonly traffic: readonly TrafficSample[];
}
