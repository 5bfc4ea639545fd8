import { z } from 'zod';
import { readToldCity } from '../../alerts/notifications/messages/words/told-record.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import { renderIso } from '../print/render-history.ts';
import type { OpenScope, PlainScope } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import { createIncidentWording, type IncidentWording } from './incident-wording.ts';

/** How commands about incidents and messages tell what they found. */
export interface ToldScope extends PlainScope {
  /** ISO 8601 in the zone of the scope. */
  readonly iso: (atMs: number) => string;
  /** Words with the names on record of what is told. */
  readonly wordingOf: (told: Parameters<typeof readToldCity>[1]) => IncidentWording;
}

export const tellIn = (
  { cli, timeZone }: Pick<PlainScope, 'cli' | 'timeZone'>,
  reader: LedgerReader,
): Pick<ToldScope, 'iso' | 'wordingOf'> => ({
  iso: (atMs) => renderIso(atMs, timeZone),
  wordingOf: (told) => {
    const { language } = cli;
    const city = readToldCity(reader, told, { language, timeZone });
    return createIncidentWording(language, { timeZone, city });
  },
});

export interface IncidentScope extends ToldScope {
  readonly record: CityRecord;
}

/** Opens the record that the options name. @throws LEDGER_MISSING and whatever `work` throws. */
export const openIncidents: OpenScope<IncidentScope> = (given, cli, work) =>
  withCityRecord(omitUndefined(z.object(CITY).parse(given)), (record) => {
    const { zone, cityTimeZone, reader } = record;
    const { timeZone } = zone;
    const told = tellIn({ cli, timeZone }, reader);
    return work({ record, cli, timeZone, cityTimeZone, ...told });
  });
