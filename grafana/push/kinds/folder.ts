import { GrafanaError } from '../../api/grafana-error.ts';
import { asObject, asObjects, numberOf, textOf } from '../../api/json.ts';
import { type Kind, MANAGED_BY, nameOf, type Wanted } from '../../api/kind.ts';
import type { Folder } from '../../content.ts';

export function wantedFolder({ uid, title, parentUid = '' }: Folder): Wanted {
  return { kind: 'folder', key: uid, title, body: { title, parentUid } };
}

const path = (uid: string) => `/api/folders/${encodeURIComponent(uid)}`;

export const folderKind: Kind = {
  async find({ client }, uid) {
    const answer = await client.read(path(uid), nameOf('folder', uid));
    if (answer === undefined) return undefined;
    const { title, parentUid, version: counted } = asObject(answer);
    const version = numberOf(counted);
    return {
      body: { title: textOf(title), parentUid: textOf(parentUid) },
      isMarked: uid.startsWith(MANAGED_BY),
      ...(version !== undefined && { version }),
    };
  },

  async write({ client }, { key: uid, title, body }, found) {
    const about = nameOf('folder', uid, title);
    const { parentUid } = body;
    if (!found) {
      await client.write('POST', '/api/folders', about, {
        body: { uid, title, ...(parentUid !== '' && { parentUid }) },
      });
      return;
    }
    if (found.body.parentUid !== parentUid)
      await client.write('POST', `${path(uid)}/move`, about, { body: { parentUid } });
    if (found.body.title !== title)
      await client.write('PUT', path(uid), about, { body: { title, version: found.version } });
  },

  /** Deleting a folder deletes what is in it: one that holds anything by then holds what is not ours. */
  async remove({ client }, uid) {
    const about = nameOf('folder', uid);
    const query = `folderUIDs=${encodeURIComponent(uid)}&limit=100`;
    const found = await client.read(`/api/search?${query}`, about);
    // No answer is not "nothing in it".
    if (!Array.isArray(found))
      throw new GrafanaError(
        'GRAFANA_INVALID',
        `${about}: expected a list of what is in it, got none; it was kept`,
      );
    const inside = asObjects(found);
    if (inside.length > 0) {
      const titles = inside.map(({ title }) => textOf(title));
      return {
        reason: 'holds-others',
        detail: `${titles.slice(0, 3).join(', ')}${titles.length > 3 ? ', …' : ''}`,
      };
    }
    const { status } = await client.write('DELETE', `${path(uid)}?forceDeleteRules=false`, about, {
      expect: [400, 404],
    });
    return status === 400 ? { reason: 'holds-rules', detail: '' } : undefined;
  },
};
