import { z } from 'zod';
import type { ActContext } from '../../contracts/actions/act-context.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import type { OpenScope, Scope } from '../shell/define-command.ts';
import { languageOf } from '../shell/language-of.ts';
import { authorOf, CITY, type WRITE } from '../shell/shared-options.ts';
import type { Terminal } from '../shell/terminal.ts';
import { withCityRecord } from './open-city-record.ts';
import { renderIso } from './render-history.ts';
import { createWording, type Wording } from './wording.ts';

/** What commands about planned work, claims and the like work with: the record, and the words of the language that is asked for. */
export interface CityScope extends Scope {
  readonly record: CityRecord;
  readonly wording: Wording;
  readonly terminal: Terminal;
  /** ISO 8601 in the zone of the scope. */
  readonly iso: (atMs: number) => string;
  readonly nowMs: number;
}

/** Opens the record that the options name. @throws LEDGER_MISSING and whatever `work` throws. */
export const withCity: OpenScope<CityScope> = (given, { terminal, env }, work) => {
  const options = omitUndefined(z.object(CITY).parse(given));
  return withCityRecord(options, (record) => {
    const { timeZone } = record.zone;
    return work({
      ...{ record, terminal, timeZone, cityTimeZone: record.cityTimeZone },
      wording: createWording(options.lang ?? languageOf(env), { timeZone, history: record.history }),
      iso: (atMs) => renderIso(atMs, timeZone),
      nowMs: Date.now(),
    });
  });
};

type Written = z.output<z.ZodObject<typeof WRITE>>;

/** Who acts by the options of a command. */
export const actor = ({ record }: CityScope, { by, attach, ...options }: Written): ActContext => ({
  ...{ record, by, author: authorOf(options), files: attach },
});
