import { userInfo } from 'node:os';
import { type ClockLook, lookAtClock } from '../../collector/clock/look-at-clock.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { Name } from '../../core/input/fields.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { readCoveredTo } from '../../server/covered-to.ts';
import { type PlaceScope, withPlace } from '../print/place-scope.ts';
import type { OpenScope } from '../shell/define-command.ts';
import type { RecordedTime } from './render-look.ts';

/** What commands about the time work with. */
export interface ClockScope extends PlaceScope {
  readonly look: ClockLook;
}

/** Looks at the clock, and asks the time servers of the settings. */
export const withClock: OpenScope<ClockScope> = (given, cli, work) =>
  withPlace(given, cli, async (scope) => {
    const settings = await loadSettings(scope.place.config);
    const { timeZone } = settings.city;
    const look = await lookAtClock(settings, cli.stop);
    await work({ ...scope, look, timeZone, cityTimeZone: timeZone });
  });

/** Who puts something about the time on record. */
export const SAID_BY = Name.default(() => userInfo().username).describe(
  'who says so (default: the user who runs the command)',
);

export function readRecordedTime(path: string): RecordedTime {
  using reader = recordStore(path).openReader();
  const lastRecordedMs = reader.lastRowMs();
  return {
    coveredToMs: readCoveredTo(reader).latestMs,
    ...(lastRecordedMs !== undefined && { lastRecordedMs }),
  };
}
