import type { Logger } from 'pino';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import type { OpenidClient } from '../../accounts/openid/openid-client.ts';
import type { ClusterStatus } from '../../core/domain/cluster-status.ts';
import type { AlertingHealth, MeasurementHealth } from '../../core/domain/sinks.ts';
import type { MeasurementReader } from '../../core/domain/time-series.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import type { AuditReads } from '../../ledger/record/audit.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { CheckNow } from '../city/check-report.ts';
import type { Shown } from '../city/city-view.ts';
import type { ConfigurationFailure } from '../city/configuration-failure.ts';
import type { TimelineSource } from '../city/history.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import type { PresentSource } from '../city/present-source.ts';
import type { OutageNews, OutageSource } from '../city/recent-outages.ts';
import type { TakeNoted } from '../city/standing-findings.ts';
import type { IncidentActs } from '../door/incident-acts.ts';
import type { PaperDesk } from '../papers/paper-desk.ts';
import type { ReportDesk } from '../reports/report-desk.ts';

/** What the portal is made of: it opens nothing itself. */
export interface PortalOptions extends Partial<IncidentActs> {
  /** Who may enter, as acts of this account; absent where nobody logs in. */
  readonly accountsAs?: (author: string) => AccountContext;
  /** What asks the issuer of the settings who somebody is; absent where nobody logs in by one. */
  readonly openid?: OpenidClient;
  /** That links in mails are signed with; absent where there are none. */
  readonly linkKey?: string;
  readonly config: () => Shown;
  readonly live: PresentSource;
  /** Brings in the present where another thread has it: before anything is made of it; `isAhead`: nobody waits for it. */
  readonly look?: (why?: { readonly isAhead?: boolean }) => Promise<void>;
  /** When that was; absent where it is at hand. */
  readonly lookedMs?: () => number;
  /** The same again where it was made without what had to be brought in first. */
  readonly whole?: <Made>(work: () => Made | Promise<Made>) => Promise<Made>;
  readonly measurements: () => MeasurementHealth;
  readonly outages: OutageSource;
  /** States over time. */
  readonly timelines: TimelineSource;
  readonly news: OutageNews;
  /** What was measured over time; absent where there is no InfluxDB. */
  readonly measured?: MeasurementReader;
  /** Findings, facts and days of traffic. */
  readonly learnt: LearntSource;
  readonly notedFindings: TakeNoted;
  /** What was done to the record and to accounts. */
  readonly audits?: AuditReads['audits'];
  readonly incidents: IncidentSource;
  /** Rows of planned work; absent where none is announced. */
  readonly works?: () => Iterable<Decision>;
  /** Why the ledger took nothing lately; `undefined` while all is well. */
  readonly ledgerFailure: () => string | undefined;
  /** Of the thread of incidents and messages. */
  readonly alertingHealth?: () => AlertingHealth | undefined;
  readonly checkpointFailure?: () => string | undefined;
  /** The machines that work on the record; absent where nobody is told of them. */
  readonly cluster?: () => ClusterStatus;
  /** The changed configuration that was refused last; `undefined` while what is on disk is in force. */
  readonly configurationFailure?: () => ConfigurationFailure | undefined;
  /** Absent where devices are asked in their turn alone. */
  readonly checkNow?: CheckNow;
  /** Contracts, claims and statements; absent where nobody logs in. */
  readonly papers?: PaperDesk;
  /** Reports that people have made; absent where nobody logs in. */
  readonly reports?: ReportDesk;
  readonly metrics: Metrics;
  /** For Prometheus, where other threads count as well; otherwise `metrics` alone. */
  readonly metricsText?: () => Promise<string>;
  readonly logger: Logger;
  readonly nowMs?: () => number;
  /** Says on every page that what it shows is made up. */
  readonly notice?: 'demo';
}
