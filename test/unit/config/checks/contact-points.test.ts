import { expect, test } from 'vitest';
import { problemsOf, SOUND_FILES } from '../../../support/config-folder.ts';

const withPoint = (where: string) => ({
  'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}
grafana:
  contact_points:
    noc: { type: email, addresses: [noc@example.org] }
    other: { type: webhook, url: "https://example.org/", ${where} }
`,
});

test('a contact point may be of an agency, and of one of its districts', async () => {
  expect(await problemsOf(withPoint('agency: police'))).toEqual([]);
});

test.each([
  [
    'agency: polic',
    'grafana.contact_points.other.agency: expected an agency of agencies.yaml, got "polic" (did you mean police?)',
  ],
  [
    'agency: police, district: nowhere',
    'grafana.contact_points.other.district: expected a former district of areas.yaml, got "nowhere"',
  ],
])('of %s it is not', async (where, message) => {
  const [problem, ...others] = await problemsOf(withPoint(where));

  expect(problem?.replace(/^camwatch\.yaml:\d+:\d+ /, '')).toBe(message);
  expect(others).toEqual([]);
});
