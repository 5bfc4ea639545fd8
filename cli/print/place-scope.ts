import { z } from 'zod';
import {
  cityTimeZone,
  ledgerPath,
  localZone,
  type PlaceOptions,
} from '../../config/settings/ledger-place.ts';
import { shownPlace } from '../../core/domain/record-place.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Context } from '../shell/context.ts';
import type { OpenScope, PlainScope } from '../shell/define-command.ts';
import { CITY, PLACE } from '../shell/shared-options.ts';

/** What commands about the ledger itself work with, which need not be there. */
export interface PlaceScope extends PlainScope {
  readonly place: PlaceOptions;
  /** What opens it. */
  readonly path: string;
  /** As people are told of it. */
  readonly shown: string;
}

const Opened = z.object({ ...PLACE, timeZone: CITY.timeZone });

/** Of commands that read no times of a city. */
export const withPlace: OpenScope<PlaceScope> = async (given, cli, work) => {
  const place = omitUndefined(Opened.omit({ timeZone: true }).parse(given));
  const path = await ledgerPath(place);
  await work({ cli, place, path, shown: shownPlace(path), timeZone: 'UTC', cityTimeZone: 'UTC' });
};

/** With times in the zone that is given, else in the city's. */
export const withLocalPlace: OpenScope<PlaceScope> = (given, cli, work) =>
  withPlace(given, cli, async (scope) => {
    const { timeZone: cityTimeZone } = await localZone(scope.place);
    const { timeZone = cityTimeZone } = Opened.parse(given);
    await work({ ...scope, timeZone, cityTimeZone });
  });

/** With the days and months of the city, on any machine. */
export const withCityPlace: OpenScope<PlaceScope> = (given, cli, work) =>
  withPlace(given, cli, async (scope) => {
    const timeZone = await cityTimeZone(scope.place);
    await work({ ...scope, timeZone, cityTimeZone: timeZone });
  });

/** Work that takes a while: its bar, and what stops it. */
export const watched = ({ stop, terminal }: Context, label: string) => ({
  signal: stop,
  onProgress: (doneRows: number, totalRows: number) => terminal.progress(label, doneRows, totalRows),
});
