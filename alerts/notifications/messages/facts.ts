import type { Json } from '../../../core/text/canonical-json.ts';

/**
 * What a webhook gets as JSON, and what a gateway of SMS or Zalo makes its message of. Names stay as they are within a
 * `version`; new ones may join. Instants are ISO 8601 with the city's offset and milliseconds. What is not known, or not
 * told to this recipient, is absent. No list has more than {@link MOST_LISTED} members: the counts beside it are of all.
 */
export type MessageFacts = CommonFacts &
  (NewsFacts | EscalationFacts | DigestFacts | ReportFacts | TestFacts);

export const MOST_LISTED = 40;

export type CommonFacts = {
  readonly version: 1;
  readonly language: 'vi' | 'en';
  readonly subject: string;
  /** At most 160 characters in the recipient's language, complete in itself. */
  readonly short: string;
};

export type NewsFacts = {
  readonly type: 'news';
  readonly news:
    | 'opened'
    | 'reopened'
    | 'cause-changed'
    | 'grew'
    | 'shrank'
    | 'flapping'
    | 'unmuted'
    | 'acknowledged'
    | 'noted'
    | 'resolved';
  readonly at: string;
  readonly incident: IncidentFacts;
  readonly joined: EntitiesFacts;
  readonly left: EntitiesFacts;
  /** Those that this recipient is told of. */
  readonly members: EntitiesFacts;
  /** Of `resolved`: its members are part of another incident now, whose `reference` this is. */
  readonly merged_into?: string;
  readonly by?: string;
  readonly note?: string;
};

export type EscalationFacts = {
  readonly type: 'escalation';
  readonly at: string;
  readonly incident: IncidentFacts;
  readonly members: EntitiesFacts;
  /** Since the first message. */
  readonly after_seconds: number;
  readonly told: readonly { readonly recipient: string; readonly at: string }[];
};

export type DigestFacts = {
  readonly type: 'digest';
  readonly reason: 'wanted' | 'rate-limit';
  readonly from: string;
  readonly to: string;
  /** All that were put together, those included that `items` has no room for. */
  readonly messages: number;
  readonly items: readonly {
    /** A kind of news, or `escalation`. */
    readonly news: string;
    readonly at: string;
    readonly incident: BriefFacts;
  }[];
};

export type ReportFacts = {
  readonly type: 'report';
  readonly period: 'shift' | 'day' | 'week';
  readonly from: string;
  readonly to: string;
  readonly counts: { readonly opened: number; readonly resolved: number; readonly unresolved: number };
  /** Of a week. What several agencies share counts for each; `id` is absent of what nobody owns. */
  readonly agencies?: readonly {
    readonly id?: string;
    readonly name: string;
    readonly opened: number;
    readonly resolved: number;
    readonly unresolved: number;
  }[];
  readonly opened: readonly BriefFacts[];
  readonly resolved: readonly { readonly incident: BriefFacts; readonly at: string }[];
  readonly unresolved: readonly BriefFacts[];
  readonly acknowledged: readonly {
    /** Its `reference`. */
    readonly incident: string;
    readonly by: string;
    readonly at: string;
  }[];
};

export type TestFacts = {
  readonly type: 'test';
  readonly at: string;
  readonly by: string;
};

/** One among many. */
export type BriefFacts = {
  /** As `camwatch incidents ack` takes it; absent where it would name what is not told. */
  readonly id?: string;
  /** The same in all messages of one incident, told or not: what to group by. */
  readonly reference: string;
  readonly severity: 'minor' | 'major' | 'critical';
  readonly service: 'lost' | 'degraded';
  readonly root: RootFacts;
  /** The first proof of the outage. */
  readonly since: string;
  /** When its cause was back: what hangs on it may take another poll. */
  readonly back?: string;
  readonly opened: string;
  readonly acknowledged_by?: string;
  readonly cameras_lost: number;
  /** Of a message that went out early: those that hang on the root alone, some of which were not asked yet. */
  readonly cameras_behind?: number;
  /** In the wards of `areas`. */
  readonly cameras_total?: number;
  /** Devices and links, the root among them. */
  readonly lost_now: number;
  readonly lost_ever: number;
};

export type IncidentFacts = BriefFacts & {
  readonly times_opened: number;
  readonly is_flapping: boolean;
  readonly is_muted: boolean;
  /** Those that lost most first. */
  readonly areas: readonly {
    readonly id: string;
    readonly name: string;
    readonly lost: number;
    readonly of: number;
  }[];
  readonly areas_count: number;
  /** Places without any working camera. */
  readonly blind_spots: readonly { readonly kind: 'area' | 'junction'; readonly name: string }[];
  readonly blind_spots_count: number;
  /** Where the root is; of a link its far end. */
  readonly site?: {
    readonly id: string;
    readonly name: string;
    readonly address?: string;
    readonly area: string;
    readonly cabinet?: string;
    readonly latitude?: number;
    readonly longitude?: number;
  };
  readonly circuit?: string;
  readonly carrier?: PartyFacts;
  readonly duty_contact?: { readonly name: string; readonly phone?: string };
  readonly contractors: readonly PartyFacts[];
  readonly contracts: readonly { readonly id: string; readonly number?: string; readonly name: string }[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
};

/** `withheld`: something at a site that this recipient is not told of. */
export type RootFacts = {
  /** `port`: `device#interface`, switched off on purpose. */
  readonly kind: 'device' | 'link' | 'port' | 'collector' | 'common' | 'withheld';
  /** `device:…`, `link:…`, or the id of a collector. */
  readonly id?: string;
  readonly name: string;
  /** Of a probable common cause: where, and how many of how many failed within which time. */
  readonly by?: 'switch' | 'cabinet' | 'site' | 'area-carrier' | 'area';
  readonly fallen?: number;
  readonly of?: number;
  readonly first?: string;
  readonly last?: string;
  /** Of a collector whose clock is not believed, so that it records nothing: positive where it is ahead. */
  readonly clock_off_seconds?: number;
};

export type PartyFacts = { readonly id: string; readonly name: string; readonly hotline?: string };

/** `some` are named, less those that are not told; `count` is of all. */
export type EntitiesFacts = {
  readonly some: readonly { readonly id: string; readonly name: string }[];
  readonly count: number;
};

/** The compiler's word that it is JSON. */
export const asJson = (facts: MessageFacts): Json => facts;
