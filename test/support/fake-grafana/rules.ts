import type { Express, Request } from 'express';
import { parameter, refuse } from './answer.ts';
import { provenanceOf } from './provenance.ts';
import type { Body, FakeStore } from './store.ts';

const ALL = '/api/v1/provisioning';

export function addRules(app: Express, store: FakeStore): void {
  const { ruleGroups } = store;

  app.get(`${ALL}/folder/:folder/rule-groups/:group`, ({ params }, response) => {
    const group = ruleGroups.get(`${parameter(params.folder)}/${parameter(params.group)}`);
    if (!group) return refuse(response, 404, 'rule group not found');
    response.json(group);
  });

  app.put(`${ALL}/folder/:folder/rule-groups/:group`, (request, response) => {
    const folderUid = parameter(request.params.folder);
    const title = parameter(request.params.group);
    const problem = problemOf(store, folderUid, request.body);
    if (problem) return refuse(response, problem.status, problem.message);
    const { interval, rules } = request.body;
    const stored = rulesOf(store);
    const mismatch = rules.find((rule: Body) => isMismatch(request, stored.get(rule.uid)?.provenance));
    if (mismatch) return refuse(response, 409, `cannot change provenance of rule ${mismatch.uid}`);
    const uids = new Set(rules.map(({ uid }: Body) => uid));
    // A rule that comes from another group moves.
    for (const group of ruleGroups.values()) group.rules = group.rules.filter(({ uid }) => !uids.has(uid));
    ruleGroups.set(`${folderUid}/${title}`, {
      folderUid,
      title,
      interval,
      rules: rules.map((rule: Body) => filledIn(store, rule, { folderUid, title, request })),
    });
    dropEmpty(store);
    response.json(request.body);
  });

  app.delete(`${ALL}/alert-rules/:uid`, ({ params }, response) => {
    for (const group of ruleGroups.values())
      group.rules = group.rules.filter(({ uid }) => uid !== params.uid);
    dropEmpty(store);
    response.status(204).end();
  });
}

function rulesOf({ ruleGroups }: FakeStore): ReadonlyMap<string, Body> {
  return new Map([...ruleGroups.values()].flatMap(({ rules }) => rules).map((rule) => [rule.uid, rule]));
}

function problemOf(store: FakeStore, folderUid: string, { interval, rules = [] }: Body) {
  if (!store.folders.has(folderUid)) return { status: 400, message: 'folder does not exist' };
  if (interval <= 0 || interval % 10 !== 0)
    return { status: 400, message: 'invalid alert rule: interval should be a multiple of 10s' };
  const flawed = rules.find(
    ({ uid, title, condition, data }: Body) => !uid || !title || !condition || !data?.length,
  );
  if (flawed) return { status: 400, message: `invalid alert rule: ${flawed.title ?? flawed.uid}` };
  const titles = rules.map(({ title }: Body) => title);
  if (new Set(titles).size < titles.length)
    return { status: 400, message: 'rule title under the same organisation and folder should be unique' };
  const known = rulesOf(store);
  const added = rules.filter(({ uid }: Body) => !known.has(uid)).length;
  if (added > 0 && known.size + added > (store.quotas.rules ?? Number.POSITIVE_INFINITY))
    return { status: 403, message: 'quota has been exceeded' };
  return undefined;
}

/** From nothing to anything, or the same: everything else is refused. */
function isMismatch(request: Request, stored = ''): boolean {
  return stored !== '' && stored !== provenanceOf(request);
}

/** What the server keeps beside what was sent. */
function filledIn(
  store: FakeStore,
  rule: Body,
  { folderUid, title, request }: { folderUid: string; title: string; request: Request },
): Body {
  const provenance = provenanceOf(request);
  return {
    ...rule,
    id: store.nextId++,
    orgID: 1,
    folderUID: folderUid,
    ruleGroup: title,
    isPaused: rule.isPaused ?? false,
    notification_settings: rule.notification_settings ?? null,
    record: rule.record ?? null,
    updated: '2026-01-01T00:00:00Z',
    ...(provenance !== '' && { provenance }),
    data: rule.data.map((query: Body) => ({
      queryType: '',
      ...query,
      model: { intervalMs: 1000, maxDataPoints: 43200, ...query.model },
    })),
  };
}

function dropEmpty({ ruleGroups }: FakeStore): void {
  for (const [key, { rules }] of ruleGroups) if (rules.length === 0) ruleGroups.delete(key);
}
