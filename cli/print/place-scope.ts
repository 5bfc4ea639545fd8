import { z } from 'zod';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Context } from '../shell/context.ts';
import type { OpenScope, PlainScope } from '../shell/define-command.ts';
import { PLACE } from '../shell/shared-options.ts';

/** What commands about the ledger itself work with, which need not be there. */
export interface PlaceScope extends PlainScope {
  readonly place: PlaceOptions;
  readonly path: string;
}

const Opened = z.object(PLACE);

/** Of commands that read no times of a city. */
export const withPlace: OpenScope<PlaceScope> = async (given, cli, work) => {
  const place = omitUndefined(Opened.parse(given));
  await work({ cli, place, path: await ledgerPath(place), timeZone: 'UTC', cityTimeZone: 'UTC' });
};

/** Work that takes a while: its bar, and what stops it. */
export const watched = ({ stop, terminal }: Context, label: string) => ({
  signal: stop,
  onProgress: (doneRows: number, totalRows: number) => terminal.progress(label, doneRows, totalRows),
});
