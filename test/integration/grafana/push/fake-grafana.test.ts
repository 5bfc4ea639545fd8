import { expect, test } from 'vitest';
import { GRAFANA_TOKEN, startFakeGrafana } from '#test/support/fake-grafana.ts';

const P = '/api/v1/provisioning';
const RULE = { uid: 'r', title: 'Luật', condition: 'A', data: [{ refId: 'A', model: {} }] };
const ROUTE = { receiver: 'hook', mute_time_intervals: ['m'] };
const MUTE = { name: 'm', time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }] }] };

/** One after the other against one Grafana; the statuses are those of docs/grafana-api.md. */
const CALLS: readonly (readonly [
  call: string,
  status: number,
  body?: object,
  headers?: Record<string, string>,
])[] = [
  ['POST /api/folders', 401, { uid: 'f', title: 'F' }, { authorization: 'Bearer another' }],
  ['GET /api/folders/f', 404],
  ['POST /api/folders', 400, { uid: 'f' }],
  ['POST /api/folders', 200, { uid: 'f', title: 'F' }],
  ['POST /api/folders', 409, { uid: 'f', title: 'F' }],
  ['PUT /api/folders/f', 412, { title: 'G', version: 7 }],
  ['PUT /api/folders/f', 200, { title: 'G', version: 1 }],
  ['PUT /api/folders/f', 412, { title: 'H', version: 1 }],
  ['PUT /api/folders/f', 200, { title: 'H', overwrite: true }],
  ['GET /api/folders/none/permissions', 404],
  ['POST /api/teams', 200, { name: 'T' }],
  ['POST /api/teams', 409, { name: 'T' }],
  ['DELETE /api/teams/99', 404],
  ['POST /api/datasources', 200, { uid: 'd', name: 'D' }],
  ['POST /api/datasources', 409, { uid: 'e', name: 'D' }],
  ['PUT /api/datasources/uid/d', 409, { uid: 'd', name: 'D', version: 9 }],
  ['PUT /api/datasources/uid/none', 404, {}],
  ['POST /api/dashboards/db', 400, { dashboard: { uid: 'b' } }],
  ['POST /api/dashboards/db', 400, { dashboard: { uid: 'b'.repeat(41), title: 'B' } }],
  ['POST /api/dashboards/db', 200, { dashboard: { uid: 'b', title: 'B', version: 0 }, folderUid: 'f' }],
  ['POST /api/dashboards/db', 412, { dashboard: { uid: 'b', title: 'B', version: 0 }, folderUid: 'f' }],
  ['POST /api/dashboards/db', 200, { dashboard: { uid: 'b', title: 'B', version: 1 }, folderUid: 'f' }],
  ['POST /api/dashboards/db', 200, { dashboard: { uid: 'b', title: 'B' }, folderUid: 'f', overwrite: true }],
  ['DELETE /api/dashboards/uid/none', 404],
  [`PUT ${P}/mute-timings/m`, 404, MUTE],
  [
    `POST ${P}/mute-timings`,
    400,
    { name: 'x', time_intervals: [{ times: [{ from: '00:00', to: '24:00' }] }] },
  ],
  [`POST ${P}/mute-timings`, 201, MUTE],
  [`POST ${P}/mute-timings`, 400, MUTE],
  [`PUT ${P}/mute-timings/m`, 409, { ...MUTE, version: 'another' }],
  [`PUT ${P}/mute-timings/m`, 403, MUTE, { 'x-disable-provenance': '' }],
  [`PUT ${P}/mute-timings/m`, 202, MUTE],
  [`PUT ${P}/templates/t`, 202, { template: 'x' }],
  [`PUT ${P}/templates/t`, 409, { template: 'y', version: 'another' }],
  [`PUT ${P}/contact-points/c`, 404, { name: 'hook', type: 'webhook', settings: {} }],
  [`POST ${P}/contact-points`, 400, { uid: 'c', settings: {} }],
  [`POST ${P}/contact-points`, 202, { uid: 'c', name: 'hook', type: 'webhook', settings: {} }],
  [`POST ${P}/contact-points`, 500, { uid: 'c', name: 'hook', type: 'webhook', settings: {} }],
  [`PUT ${P}/policies`, 400, { receiver: 'nobody' }],
  [`PUT ${P}/policies`, 400, { receiver: 'hook', routes: [{ mute_time_intervals: ['none'] }] }],
  [`PUT ${P}/policies`, 202, { receiver: 'hook', routes: [ROUTE] }],
  [`PUT ${P}/policies`, 403, { receiver: 'hook' }, { 'x-disable-provenance': 'false' }],
  [`DELETE ${P}/contact-points/c`, 409],
  [`DELETE ${P}/mute-timings/m`, 409],
  [`PUT ${P}/folder/none/rule-groups/g`, 400, { interval: 60, rules: [RULE] }],
  [`PUT ${P}/folder/f/rule-groups/g`, 400, { interval: 61, rules: [RULE] }],
  [`PUT ${P}/folder/f/rule-groups/g`, 400, { interval: 60, rules: [{ ...RULE, data: [] }] }],
  [`PUT ${P}/folder/f/rule-groups/g`, 200, { interval: 60, rules: [RULE] }],
  [`PUT ${P}/folder/f/rule-groups/g`, 409, { interval: 60, rules: [RULE] }, { 'x-disable-provenance': '1' }],
  [`GET ${P}/folder/f/rule-groups/none`, 404],
  ['DELETE /api/folders/f?forceDeleteRules=false', 400],
  [`PUT ${P}/folder/f/rule-groups/h`, 200, { interval: 60, rules: [RULE] }],
  [`GET ${P}/folder/f/rule-groups/g`, 404],
  [`DELETE ${P}/alert-rules/r`, 204],
  [`DELETE ${P}/alert-rules/r`, 204],
  [`DELETE ${P}/policies`, 202],
  [`DELETE ${P}/contact-points/c`, 202],
  [`DELETE ${P}/mute-timings/m`, 204],
  ['DELETE /api/folders/f?forceDeleteRules=false', 200],
  ['GET /api/dashboards/uid/b', 404],
];

test('the fake Grafana answers with the statuses that are documented', async () => {
  const { url } = await startFakeGrafana();

  const answers = [];
  for (const [call, , body, headers] of CALLS) {
    const [method = '', path = ''] = call.split(' ');
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${GRAFANA_TOKEN}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    await response.body?.cancel();
    answers.push(`${call} ${response.status}`);
  }

  expect(answers).toEqual(CALLS.map(([call, status]) => `${call} ${status}`));
});

test('a secret goes in and never comes out', async () => {
  const { url } = await startFakeGrafana();
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${GRAFANA_TOKEN}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return await response.text();
  };
  await ask('POST', '/api/datasources', { uid: 'd', name: 'D', secureJsonData: { password: 'hidden-one' } });
  const settings = { url: 'https://x', authorization_credentials: 'hidden-two' };
  await ask('POST', `${P}/contact-points`, { uid: 'c', name: 'c', type: 'webhook', settings });

  const shown = (await ask('GET', '/api/datasources/uid/d')) + (await ask('GET', `${P}/contact-points`));

  expect(shown).toContain('"secureJsonFields":{"password":true}');
  expect(shown).toContain('"authorization_credentials":"[REDACTED]"');
  expect(shown).not.toContain('hidden');
});
