import { asObject, numberOf, textOf, toJsonObject } from '../../api/json.ts';
import { type Kind, MANAGED_BY, nameOf, type Wanted } from '../../api/kind.ts';
import { withoutKeys } from '../../api/normalise.ts';
import type { PlacedDashboard } from '../../content.ts';

const MARK = `managed_by=${MANAGED_BY}`;
const COUNTED_BY_THE_SERVER = ['id', 'uid', 'version'];

export function wantedDashboard({ folderUid, dashboard }: PlacedDashboard): Wanted {
  const { uid, title, tags = [] } = dashboard;
  const marked = { ...dashboard, tags: tags.includes(MARK) ? tags : [...tags, MARK] };
  return {
    kind: 'dashboard',
    key: uid,
    title,
    body: { folderUid, dashboard: withoutKeys(toJsonObject(marked), COUNTED_BY_THE_SERVER) },
  };
}

const path = (uid: string) => `/api/dashboards/uid/${encodeURIComponent(uid)}`;

export const dashboardKind: Kind = {
  async find({ client }, uid) {
    const answer = await client.read(path(uid), nameOf('dashboard', uid));
    if (answer === undefined) return undefined;
    const dashboard = asObject(asObject(answer).dashboard);
    const meta = asObject(asObject(answer).meta);
    const version = numberOf(dashboard.version);
    return {
      body: {
        folderUid: textOf(meta.folderUid),
        dashboard: withoutKeys(dashboard, COUNTED_BY_THE_SERVER),
      },
      isMarked: Array.isArray(dashboard.tags) && dashboard.tags.includes(MARK),
      ...(meta.provisioned === true && { locked: 'it comes from a file on the server' }),
      ...(version !== undefined && { version }),
    };
  },

  /** With the version that was looked at, never by force: what somebody saved meanwhile is not lost unseen. */
  async write({ client }, { key: uid, title, body }, found) {
    await client.write('POST', '/api/dashboards/db', nameOf('dashboard', uid, title), {
      body: {
        dashboard: { ...asObject(body.dashboard), id: null, uid, version: found?.version ?? 0 },
        folderUid: body.folderUid,
        overwrite: false,
        message: MANAGED_BY,
      },
    });
  },

  async remove({ client }, uid) {
    await client.write('DELETE', path(uid), nameOf('dashboard', uid), { expect: [404] });
    return undefined;
  },
};
