/** What deserves a look but stops nothing: printed by `check`, shown by the portal. */
export interface Finding {
  readonly code: FindingCode;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Every finding and why it is one; `docs/configuration.md` lists them from here. */
export const FINDINGS = {
  ALERT_FILTER_EMPTY:
    'The filter of a recipient of alerts holds for nothing that is watched: its lists exclude each other, or what they name is gone.',
  CERTIFICATE_EXPIRED: 'The conformity certificate of a device in use is no longer valid.',
  CONTRACT_ENDED: 'A device or link in use names a contract that has ended: nobody answers for it.',
  DUPLICATE_VIEW:
    'Cameras of different agencies at one place look the same way for the same purpose: the plan forbids duplication.',
  FEE_MISSING:
    'A contract deducts shares of fees from devices or links that have no fee: nothing would be due for them.',
  INDICATOR_NOT_MEASURED:
    'A contract counts what is not measured on a device under it: all its time is unknown, and counts as the terms say of that.',
  NO_ADDRESS: 'A device in use has neither an address nor a channel of a recorder: it cannot be measured.',
  NO_ALERT_FALLBACK:
    'Every recipient of alerts has a filter, and no `fallback` is named: what passes none of them is told nobody.',
  NO_CANARIES: 'Without canaries the collector cannot tell its own blindness from outages.',
  NO_MAIL_SERVER:
    'Recipients of alerts have e-mail addresses, and `alerts.mail` is not set: their messages wait.',
  NOT_WATCHED:
    'Nothing of a device is measured: no step of its life says that it is installed (`installed`, `accepted`, `in_service`), that lies in the future, or it is paused.',
  OWNER_UNDETERMINED:
    'The agency of a device in use is not yet determined, which is legal but needs a decision.',
  OLD_RULES:
    'A contract is settled by version 1 of the rules, which leaves open what version 2 decides (`docs/rules.md`): an amendment that says `rules: 2` changes that.',
  PIN_UNUSED:
    'A device has a pinned key, and no check of its profile speaks TLS: whoever has its address is asked all the same.',
  REPORT_DATE:
    'A report of the plan bears a day before its data end or after it was due, or a number without a day: the day is one of a year before, or was mistyped.',
  UNREAD_FILE: 'A YAML or CSV file in the folder has a name that camwatch does not read.',
} as const;

export type FindingCode = keyof typeof FINDINGS;
