import type { Express } from 'express';
import { parameter, refuse } from './answer.ts';
import type { FakeFolder, FakePermission, FakeStore } from './store.ts';

export function addFolders(app: Express, store: FakeStore): void {
  app.get('/api/folders/:uid', ({ params }, response) => {
    const folder = store.folders.get(parameter(params.uid));
    if (!folder) return refuse(response, 404, 'folder not found', { status: 'not-found' });
    response.json(shown(folder));
  });

  app.post('/api/folders', ({ body }, response) => {
    const { uid, title, parentUid = '' } = body;
    if (!title) return refuse(response, 400, 'folder title cannot be empty');
    if (store.folders.has(uid)) return refuse(response, 409, 'a folder with the same UID already exists');
    if (parentUid !== '' && !store.folders.has(parentUid))
      return refuse(response, 404, 'parent folder not found');
    const folder = {
      id: store.nextId++,
      uid,
      title,
      parentUid,
      version: 1,
      permissions: parentUid === '' ? DEFAULT_PERMISSIONS : [],
    };
    store.folders.set(uid, folder);
    response.json(shown(folder));
  });

  app.put('/api/folders/:uid', ({ params, body }, response) => {
    const folder = store.folders.get(parameter(params.uid));
    if (!folder) return refuse(response, 404, 'folder not found');
    if (body.overwrite !== true && body.version !== folder.version)
      return refuse(response, 412, 'the folder has been changed by someone else', {
        status: 'version-mismatch',
      });
    folder.title = body.title;
    folder.version++;
    response.json(shown(folder));
  });

  app.post('/api/folders/:uid/move', ({ params, body }, response) => {
    const folder = store.folders.get(parameter(params.uid));
    if (!folder) return refuse(response, 404, 'folder not found');
    folder.parentUid = body.parentUid ?? '';
    response.json(shown(folder));
  });

  app.delete('/api/folders/:uid', ({ params, query }, response) => {
    const uid = parameter(params.uid);
    if (!store.folders.has(uid)) return refuse(response, 404, 'folder not found');
    const gone = [uid, ...descendantsOf(store, uid)];
    const groups = [...store.ruleGroups.values()].filter(({ folderUid }) => gone.includes(folderUid));
    if (groups.length > 0 && query.forceDeleteRules !== 'true')
      return refuse(response, 400, 'folder cannot be deleted: folder is not empty');
    for (const { folderUid, title } of groups) store.ruleGroups.delete(`${folderUid}/${title}`);
    for (const [key, { folderUid }] of store.dashboards)
      if (gone.includes(folderUid)) store.dashboards.delete(key);
    for (const folder of gone) store.folders.delete(folder);
    response.json({ message: 'Folder deleted' });
  });

  addPermissions(app, store);
  addSearch(app, store);
}

const DEFAULT_PERMISSIONS: readonly FakePermission[] = [
  { role: 'Editor', permission: 2 },
  { role: 'Viewer', permission: 1 },
];

function shown({ permissions: _, parentUid, ...folder }: FakeFolder) {
  return {
    ...folder,
    url: `/dashboards/f/${folder.uid}/`,
    hasAcl: false,
    canSave: true,
    canEdit: true,
    canAdmin: true,
    createdBy: 'sa-camwatch',
    created: '2026-01-01T00:00:00Z',
    updatedBy: 'sa-camwatch',
    updated: '2026-01-01T00:00:00Z',
    ...(parentUid !== '' && { parentUid, parents: [{ uid: parentUid }] }),
  };
}

function descendantsOf(store: FakeStore, uid: string): readonly string[] {
  const children = [...store.folders.values()].filter(({ parentUid }) => parentUid === uid);
  return children.flatMap((child) => [child.uid, ...descendantsOf(store, child.uid)]);
}

function addPermissions(app: Express, store: FakeStore): void {
  app.get('/api/folders/:uid/permissions', ({ params }, response) => {
    const folder = store.folders.get(parameter(params.uid));
    if (!folder) return refuse(response, 404, 'folder not found');
    const own = folder.permissions.map((item) => shownPermission(store, folder, item, false));
    const parent = store.folders.get(folder.parentUid);
    const inherited = (parent?.permissions ?? []).map((item) => shownPermission(store, folder, item, true));
    const always = shownPermission(store, folder, { role: 'Admin', permission: 4 }, false);
    response.json([always, ...own, ...inherited]);
  });

  app.post('/api/folders/:uid/permissions', ({ params, body }, response) => {
    const folder = store.folders.get(parameter(params.uid));
    if (!folder) return refuse(response, 404, 'folder not found');
    folder.permissions = body.items;
    response.json({ message: 'Folder permissions updated', id: folder.id, title: folder.title });
  });
}

function shownPermission(store: FakeStore, { uid }: FakeFolder, item: FakePermission, inherited: boolean) {
  const { teamId = 0, userId = 0, role = '', permission } = item;
  return {
    created: '2026-01-01T00:00:00Z',
    updated: '2026-01-01T00:00:00Z',
    userId,
    userLogin: userId === 0 ? '' : `user-${userId}`,
    userEmail: '',
    teamId,
    team: store.teams.get(teamId)?.name ?? '',
    role,
    permission,
    permissionName: { 1: 'View', 2: 'Edit', 4: 'Admin' }[permission],
    uid,
    isFolder: true,
    inherited,
  };
}

/** What lies directly in a folder: dashboards, and folders below. */
function addSearch(app: Express, store: FakeStore): void {
  app.get('/api/search', ({ query }, response) => {
    const inside = [...store.dashboards.values()].filter(({ folderUid }) => folderUid === query.folderUIDs);
    const below = [...store.folders.values()].filter(({ parentUid }) => parentUid === query.folderUIDs);
    response.json([
      ...below.map(({ uid, title }) => ({ uid, title, type: 'dash-folder' })),
      ...inside.map(({ dashboard }) => ({ uid: dashboard.uid, title: dashboard.title, type: 'dash-db' })),
    ]);
  });
}
