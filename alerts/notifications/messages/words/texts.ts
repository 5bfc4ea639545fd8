import type { DeviceKind } from '../../../../core/domain/inventory.ts';
import type {
  Behind,
  GroupKind,
  IncidentEventKind,
  Severity,
} from '../../../../ledger/record/incidents/incident-event.ts';
import type { ReportOccasion } from '../../../../ledger/record/outbox/occasion.ts';

/** Everything in messages that people read and that is no name of the inventory. Numbers are given raw, times as text. */
export interface MessageTexts {
  readonly severities: Readonly<Record<Severity, string>>;
  /** What kind of news it is, and for which an incident goes over to another one. */
  readonly news: Readonly<Record<IncidentEventKind | 'merged' | 'escalation', string>>;
  readonly badge: (news: string, severity: string) => string;
  /** `the line Hàng Bài`; a name that says already what it is stands alone. */
  readonly named: (kind: DeviceKind | 'link', name: string) => string;
  readonly kinds: Readonly<Record<DeviceKind | 'link', string>>;
  readonly withheld: string;
  readonly collector: (id: string) => string;
  /** Several that failed together, and where: `38 devices at cabinet T-12`; `carrier` is that of their lines. */
  readonly commonThings: (facts: {
    readonly by: GroupKind;
    readonly name: string;
    readonly what: 'device' | 'link';
    readonly fallen: number;
    readonly carrier?: string;
  }) => string;
  /** A port that was switched off on purpose, and what it belongs to. */
  readonly portOff: (port: string, device: string) => string;
  readonly commonCause: (things: string) => string;
  readonly evidence: (facts: {
    readonly fallen: number;
    readonly of: number;
    readonly what: 'device' | 'link';
    readonly from: string;
    readonly to: string;
  }) => string;

  /** `212/230 cameras lost`. */
  readonly camerasLost: (lost: number, of?: number) => string;
  /** `800 cameras hang on it, 212 found down so far`. */
  readonly camerasBehind: (behind: number, lost: number) => string;
  readonly things: (count: number) => string;
  readonly cameras: (count: number) => string;
  readonly outOf: (lost: number, of: number, percent?: string) => string;
  readonly andMoreAreas: (first: string, more: number) => string;
  readonly more: (count: number) => string;
  readonly moreAreas: (count: number) => string;
  readonly moreIncidents: (count: number) => string;
  readonly list: (items: readonly string[]) => string;
  readonly duration: (ms: number) => string;
  /** To the second. */
  readonly exactDuration: (ms: number) => string;

  readonly subject: {
    readonly lost: (root: string) => string;
    readonly degraded: (root: string) => string;
    readonly blind: (collector: string) => string;
    readonly clock: (collector: string) => string;
    readonly again: (rest: string) => string;
    readonly causeChanged: (rest: string) => string;
    readonly grew: (rest: string) => string;
    readonly shrank: (rest: string) => string;
    readonly flapping: (root: string) => string;
    readonly unmuted: (rest: string) => string;
    readonly acknowledged: (rest: string) => string;
    readonly noted: (rest: string) => string;
    readonly resolved: (root: string) => string;
    readonly merged: (root: string) => string;
    readonly escalation: (rest: string) => string;
    readonly after: (duration: string) => string;
    /** Of mails to one's own account. */
    readonly own: Readonly<Record<'news' | 'address', string>>;
    readonly test: string;
    readonly digest: (messages: number, incidents: number, range: string) => string;
    readonly digestOfOne: (messages: number, rest: string) => string;
    readonly report: (period: ReportOccasion['period'], range: string) => string;
    readonly reportCounts: (counts: ReportOccasion['counts']) => string;
  };
  readonly headline: {
    readonly lostSince: (root: string, time: string) => string;
    readonly blindSince: (collector: string, time: string) => string;
    readonly clockSince: (collector: string, time: string) => string;
    readonly resolved: (root: string, time: string, duration: string) => string;
    readonly merged: (root: string, time: string) => string;
    readonly test: (time: string) => string;
    readonly digest: (messages: number, incidents: number) => string;
  };
  readonly lead: {
    /** `212/230 cameras lost in Hoan Kiem Ward.` */
    readonly cameras: (loss: string, areas: string | undefined) => string;
    /** Of a message that goes out before all that hangs on the root was asked. */
    readonly early: (behind: Behind) => string;
    readonly degraded: string;
    readonly blind: string;
    readonly clock: (off: string, isAhead: boolean) => string;
    readonly again: (times: number) => string;
    readonly flapping: string;
    readonly causeChanged: (root: string) => string;
    readonly unmuted: string;
    readonly acknowledged: (by: string, time: string) => string;
    readonly noted: (by: string, time: string) => string;
    readonly note: (text: string) => string;
    readonly mergedInto: (id: string) => string;
    readonly mergedElsewhere: string;
    readonly escalation: (after: string) => string;
    readonly probable: string;
    readonly muted: string;
    readonly digest: Readonly<Record<'wanted' | 'rate-limit', string>>;
    readonly nothing: string;
    readonly test: (by: string) => string;
    readonly testEnd: string;
  };
  readonly titles: Readonly<
    Record<
      | 'steps'
      | 'extent'
      | 'place'
      | 'joined'
      | 'left'
      | 'members'
      | 'agencies'
      | 'course'
      | 'links'
      | 'told'
      | 'incidents'
      | 'opened'
      | 'resolved'
      | 'unresolved'
      | 'acknowledged',
      string
    >
  >;
  readonly labels: Readonly<
    Record<
      | 'number'
      | 'evidence'
      | 'since'
      | 'outage'
      | 'cameras'
      | 'areas'
      | 'blindSpots'
      | 'lostNow'
      | 'lostEver'
      | 'yours'
      | 'acknowledged'
      | 'leftFrom'
      | 'site'
      | 'address'
      | 'area'
      | 'coordinates'
      | 'cabinet'
      | 'circuit'
      | 'carrier'
      | 'duty'
      | 'contractor'
      | 'contract'
      | 'note',
      string
    >
  >;
  readonly hotline: (name: string, phone: string) => string;
  readonly contract: (number: string | undefined, name: string) => string;
  readonly junction: (name: string) => string;
  readonly noAgency: string;
  readonly unnamedSite: string;
  readonly steps: {
    readonly callCarrier: (who: string, circuit: string | undefined) => string;
    readonly lookAtLine: (circuit: string | undefined) => string;
    readonly checkLine: string;
    readonly callContractor: (who: string, cabinet: string | undefined) => string;
    readonly lookAtDevice: (cabinet: string | undefined) => string;
    readonly checkDevice: string;
    readonly switchOn: (port: string) => string;
    readonly checkCommon: Readonly<Record<GroupKind, string>>;
    readonly checkCollector: string;
    readonly compareClock: string;
    readonly setClock: string;
    readonly confirmClock: string;
    readonly askWhoKnows: string;
    readonly callDuty: (who: string) => string;
    readonly acknowledge: string;
    readonly acknowledgeHere: string;
    readonly acknowledgeWithheld: string;
    readonly acknowledgeFor: (who: string) => string;
    readonly acknowledgeYourself: string;
  };
  readonly course: Readonly<Record<IncidentEventKind | 'since' | 'back', string>>;
  readonly courseLine: (time: string, step: string, cameras?: string) => string;
  readonly links: {
    readonly acknowledge: string;
    readonly grafana: string;
    readonly incident: string;
    readonly page: string;
  };
  readonly toldAt: (recipient: string, time: string) => string;
  readonly item: {
    readonly since: (time: string) => string;
    readonly news: (steps: string) => string;
    readonly longest: (root: string, duration: string, isOpen: boolean) => string;
    readonly resolvedAfter: (time: string, duration: string) => string;
    readonly acknowledgedBy: (by: string) => string;
    readonly acknowledged: (incident: string, by: string, time: string) => string;
    readonly notAcknowledged: string;
    readonly call: (who: string) => string;
  };
  readonly footer: {
    readonly incident: (id: string) => string;
    readonly sender: (timeZone: string) => string;
  };
  readonly pictures: {
    readonly topology: (root: string, parts: string) => string;
    readonly timeline: (from: string, to: string, most: string) => string;
    readonly timelineTitle: string;
    readonly collector: string;
    readonly states: Readonly<Record<'lost' | 'degraded' | 'well' | 'unknown', string>>;
    readonly moreBoxes: (count: number) => string;
    readonly ofDevices: (lost: number, of: number) => string;
  };
  readonly short: (rest: readonly string[]) => string;
}
