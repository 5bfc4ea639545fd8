import { GrafanaError } from '../../api/grafana-error.ts';
import { asObjects, type JsonObject, numberOf, textOf } from '../../api/json.ts';
import { type Kind, MANAGED_BY, nameOf, type Wanted } from '../../api/kind.ts';
import type { Folder } from '../../content.ts';
import { teamIdOf } from './team.ts';

const VIEW = 1;
const TEAM = 'team:';

/** Teams that look into the folder, and nobody else beside the administrators. */
export function wantedPermissions({ uid, title, viewers = [] }: Folder): Wanted {
  const items = Object.fromEntries(viewers.map((team) => [`${TEAM}${team}`, VIEW]));
  return { kind: 'folder-permissions', key: uid, title, body: { items } };
}

const path = (uid: string) => `/api/folders/${encodeURIComponent(uid)}/permissions`;

export const folderPermissionsKind: Kind = {
  async find({ client }, uid) {
    const answer = await client.read(path(uid), nameOf('folder-permissions', uid));
    if (answer === undefined) return undefined;
    const items = asObjects(answer).filter((item) => item.inherited !== true && item.role !== 'Admin');
    return {
      body: {
        items: Object.fromEntries(items.map((item) => [ownerOf(item), numberOf(item.permission) ?? 0])),
      },
      isMarked: uid.startsWith(MANAGED_BY),
    };
  },

  async write({ client }, { key: uid, title, body }) {
    const about = nameOf('folder-permissions', uid, title);
    const items = [];
    for (const owner of Object.keys(body.items ?? {})) {
      const team = owner.slice(TEAM.length);
      const teamId = await teamIdOf(client, team);
      if (teamId === undefined) {
        throw new GrafanaError(
          'GRAFANA_CONFLICT',
          `${about}: the team "${team}" is not there any more: run it again`,
        );
      }
      items.push({ teamId, permission: VIEW });
    }
    await client.write('POST', path(uid), about, { body: { items } });
  },

  /** They go with their folder. */
  async remove() {
    return undefined;
  },
};

function ownerOf(item: JsonObject): string {
  if (textOf(item.team) !== '') return `${TEAM}${textOf(item.team)}`;
  if (textOf(item.userLogin) !== '') return `user:${textOf(item.userLogin)}`;
  return `role:${textOf(item.role)}`;
}
