import { minutes, seconds } from '../../core/time/units.ts';
import type { Folder } from '../content.ts';
import { doubleDollars } from './dollars.ts';

/** Where the folder of files is mounted on Grafana's machine. */
export const MOUNTED_DIR = '/etc/grafana/camwatch';

/**
 * One provider a folder: only so has the folder the uid that links and permissions know, whatever its title becomes.
 * Files give no permissions: who may look into a folder of an agency is set by a push.
 */
export function dashboardProviders(folders: readonly Pick<Folder, 'uid' | 'title'>[]) {
  return {
    apiVersion: 1,
    providers: folders.map(({ uid, title }) => ({
      name: uid,
      orgId: 1,
      type: 'file',
      folder: doubleDollars(title),
      folderUid: uid,
      disableDeletion: false,
      allowUiUpdates: false,
      updateIntervalSeconds: minutes(1) / seconds(1),
      options: { path: `${MOUNTED_DIR}/dashboards/${uid}` },
    })),
  };
}
