import type { DayWindow } from '../time/calendar.ts';
import type { DeviceKind } from './inventory.ts';

/** Who is told of incidents, how and when: `alerts` of the settings, checked. */
export interface AlertSettings {
  readonly mail?: MailSettings;
  readonly recipients: ReadonlyMap<string, AlertRecipient>;
  readonly rosters: ReadonlyMap<string, Roster>;
  /** Who gets the shift log, and the digests of days and weeks. */
  readonly reports: readonly ReportSchedule[];
  /** Address under which people reach the page, for links. */
  readonly pageUrl?: string;
  /** Who gets what nobody else would get. */
  readonly fallback?: string;
}

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` before anything is said, `none` only where the server is this machine. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username?: string;
  /** A reference, never the secret. */
  readonly password?: string;
  /** File of a certificate authority of one's own. */
  readonly authority?: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly connections: number;
}

export interface AlertRecipient {
  readonly id: string;
  readonly name: string;
  readonly language: 'vi' | 'en';
  /** Addresses of e-mail; ids of contacts whose address is taken; rosters whose person on duty is. */
  readonly email?: {
    readonly addresses: readonly string[];
    readonly contacts: readonly string[];
    readonly roster?: string;
  };
  readonly webhook?: WebhookSettings;
  readonly filter: AlertFilter;
  /** Time of the city in which messages come at once: outside, they wait for its next beginning as one digest. */
  readonly hours?: readonly DayWindow[];
  /** Severities that wait neither for `hours` nor for a digest. */
  readonly always: readonly ('minor' | 'major' | 'critical')[];
  /** Absent: at once; else one digest every so long, counted from midnight. */
  readonly digestMs?: number;
  /** Beyond so many in an hour they wait and come as one. */
  readonly mostPerHour: number;
  readonly escalation: readonly EscalationStep[];
}

/** Each list that is there must hold; within a list one is enough, and an empty one never holds: told of escalations only. */
export interface AlertFilter {
  readonly agencies?: readonly string[];
  readonly districts?: readonly string[];
  readonly areas?: readonly string[];
  /** Who must act: keeps the root working, or carries the line. */
  readonly contractors?: readonly string[];
  readonly kinds?: readonly (DeviceKind | 'link' | 'collector')[];
  readonly severities?: readonly ('minor' | 'major' | 'critical')[];
}

/** When nobody has acknowledged so long after the first message, `to` is told. */
export interface EscalationStep {
  readonly afterMs: number;
  readonly to: string;
  readonly severities: readonly ('minor' | 'major' | 'critical')[];
}

export interface WebhookSettings {
  readonly url: string;
  /** A reference to the key of the signature. */
  readonly secret: string;
}

/** Turns of people on duty, by contact; the first that is on at an instant counts. */
export interface Roster {
  readonly id: string;
  readonly shifts: readonly Shift[];
  /** Who is on where no shift says so. */
  readonly otherwise?: string;
}

/** Hours of days, within dates where there are some; both dates are included. A substitute stands before whom it stands in for. */
export interface Shift extends DayWindow {
  readonly contact: string;
  readonly fromDate?: string;
  readonly toDate?: string;
}

/** `shift`: at the end of each shift of a roster. */
export interface ReportSchedule {
  readonly to: string;
  readonly period: 'shift' | 'day' | 'week';
  readonly roster?: string;
  /** Of a day or week: minute of the day at which it is sent, of a week on Monday. */
  readonly atMinute: number;
}
