import { plural } from '../../../core/language/plural.ts';
import type { ListTexts } from './list-texts.ts';

export const listTextsEn: ListTexts = {
  recorders: (count) => plural(count, 'recorder', 'recorders'),
  sites: (count) => plural(count, 'site', 'sites'),
  noSites: 'There is no such site.',
  channels: 'Channels',
  disks: 'Disks',
  reachesBack: 'Recordings reach back',
  devices: 'Devices',
  degraded: 'Degraded',
  empty: 'no device',
  unwatched: {
    notYet: (fromDate) => `not in service yet${fromDate === undefined ? '' : `, due from ${fromDate}`}`,
    paused: (sinceDate) => `paused since ${sinceDate}`,
    retired: (sinceDate) => `out of service since ${sinceDate}`,
  },
  byMedium: 'By medium',
  byCarrier: 'By carrier',
  outOfService: 'not in service',
  views: 'Saved lists',
  viewName: 'Name',
  viewSave: 'Save this list',
  viewsEdit: 'Rename, remove',
  viewRename: 'Rename',
  viewRemove: 'Remove',
};
