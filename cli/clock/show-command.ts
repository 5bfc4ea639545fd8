import { Command } from 'commander';
import { lookAtClock } from '../../collector/clock/look-at-clock.ts';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { readCoveredTo } from '../../server/covered-to.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { type RecordedTime, renderLook } from './render-look.ts';

/** `camwatch clock show`: what this machine, the time servers and the record say. */
export function buildClockShowCommand({ terminal, stop }: Context): Command {
  return addPlaceOptions(new Command('show'))
    .description('What this machine, the time servers of the settings and the record say of the time.')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  camwatch clock show
  camwatch clock show --config /etc/camwatch --json`,
    )
    .action(async ({ json, ...place }: PlaceOptions & { readonly json?: boolean }) => {
      const settings = await loadSettings(place.config);
      const recorded = readRecordedTime(await ledgerPath(place));
      const look = await lookAtClock(settings, stop);
      if (json) terminal.printJson({ ...look, ...recorded });
      else terminal.print(renderLook(look, recorded, settings.city.timeZone));
    });
}

export function readRecordedTime(path: string): RecordedTime {
  using reader = recordStore(path).openReader();
  const lastRecordedMs = reader.lastRowMs();
  return {
    coveredToMs: readCoveredTo(reader).latestMs,
    ...(lastRecordedMs !== undefined && { lastRecordedMs }),
  };
}
