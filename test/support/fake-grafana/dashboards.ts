import type { Express } from 'express';
import { parameter, refuse } from './answer.ts';
import type { FakeStore } from './store.ts';

export function addDashboards(app: Express, store: FakeStore): void {
  const { dashboards } = store;

  app.get('/api/dashboards/uid/:uid', ({ params }, response) => {
    const found = dashboards.get(parameter(params.uid));
    if (!found) return refuse(response, 404, 'Dashboard not found');
    const { dashboard, folderUid, provisioned } = found;
    response.json({
      dashboard,
      meta: {
        type: 'db',
        canSave: true,
        folderUid,
        provisioned,
        version: dashboard.version,
        isFolder: false,
      },
    });
  });

  app.post('/api/dashboards/db', ({ body }, response) => {
    const { dashboard, folderUid = '', overwrite = false } = body;
    if (!dashboard?.title) return refuse(response, 400, 'Dashboard title cannot be empty');
    if (String(dashboard.uid).length > 40) return refuse(response, 400, 'uid too long, max 40 characters');
    if (folderUid !== '' && !store.folders.has(folderUid)) return refuse(response, 400, 'folder not found');
    const stored = dashboards.get(dashboard.uid);
    if (stored?.provisioned) return refuse(response, 400, 'Cannot save provisioned dashboard');
    if (!stored && dashboards.size >= (store.quotas.dashboards ?? Number.POSITIVE_INFINITY))
      return refuse(response, 403, 'Quota reached');
    if (stored && !overwrite && dashboard.version !== stored.dashboard.version)
      return refuse(response, 412, 'The dashboard has been changed by someone else', {
        status: 'version-mismatch',
      });
    const version = (stored?.dashboard.version ?? 0) + 1;
    const id = stored?.dashboard.id ?? store.nextId++;
    dashboards.set(dashboard.uid, {
      folderUid,
      dashboard: { ...dashboard, id, version },
      provisioned: false,
    });
    response.json({
      id,
      uid: dashboard.uid,
      url: `/d/${dashboard.uid}/`,
      status: 'success',
      version,
      slug: '',
    });
  });

  app.delete('/api/dashboards/uid/:uid', ({ params }, response) => {
    const uid = parameter(params.uid);
    const found = dashboards.get(uid);
    if (!found) return refuse(response, 404, 'Dashboard not found');
    dashboards.delete(uid);
    response.json({ title: found.dashboard.title, message: `Dashboard ${found.dashboard.title} deleted` });
  });
}
