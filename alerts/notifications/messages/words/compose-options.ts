import type { Inventory } from '../../../../core/domain/inventory.ts';
import type { Language } from '../../../../core/language/language.ts';
import type { IncidentSummary } from '../../../../ledger/record/incidents/incident-event.ts';
import type { BranchesBehind } from '../pictures/branches.ts';
import type { Ways } from './ways.ts';

/** What a message is composed with, beside its occasion. */
export interface ComposeOptions {
  readonly language: Language;
  readonly inventory: Inventory;
  /** Of the city: `Asia/Ho_Chi_Minh`. */
  readonly timeZone: string;
  readonly links?: MessageLinks;
  readonly ways?: Ways;
  /**
   * Whether the recipient may read where a secret site is. Withheld where absent: such a site has no name, address,
   * ward or contact in the message, nor has what stands there.
   */
  readonly secretSites?: 'withheld' | 'named';
  /** Id of the recipient: a contractor of that id is not told to call itself. */
  readonly reader?: string;
  /** Names of recipients who were told before. */
  readonly recipients?: ReadonlyMap<string, { readonly name: string }>;
  /** What is behind a root, kept from one message to the next. */
  readonly branchesBehind?: BranchesBehind;
  /** What an incident is called on the telephone, where that is on record. */
  readonly numberOf?: (incident: Pick<IncidentSummary, 'id' | 'openedMs'>) => string | undefined;
  /** Hears of a picture that could not be drawn: the message goes without it. */
  readonly onDrawingError?: (error: unknown) => void;
}

/** Addresses under which more is to be seen. */
export interface MessageLinks {
  /** The page of camwatch, and where below it an incident is shown (`/incidents/`, its id follows), if anywhere. */
  readonly page?: { readonly url: string; readonly incidents?: string };
  readonly grafana?: {
    readonly url: string;
    /** Of the dashboards of camwatch. */
    readonly uids: Readonly<Record<'city' | 'district' | 'device' | 'links' | 'collector', string>>;
  };
}
