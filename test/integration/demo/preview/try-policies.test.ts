import { expect, test } from 'vitest';
import { tryPolicies } from '#demo/preview/try-policies.ts';
import { renderProblem } from '#grafana/check/problem.ts';
import { aSmallContent, type Loose } from '#test/support/grafana-content.ts';

const tried = async (change: (content: Loose) => void, searchPath = process.env.PATH ?? '') => {
  const content: Loose = aSmallContent();
  change(content);
  const { policies, problems } = await tryPolicies(content, searchPath, new AbortController().signal);
  return [policies, ...problems.map(renderProblem)];
};

test('what is right is taken', async () => {
  expect(await tried(() => undefined)).toEqual(['taken']);
});

test('a mute timing past midnight is refused in the words of Alertmanager', async () => {
  const [policies, problem] = await tried((content) => {
    content.muteTimings[0].time_intervals[0].times = [{ start_time: '22:00', end_time: '04:00' }];
  });

  expect(policies).toBe('refused');
  expect(problem).toMatch(
    /^policies: alertmanager: expected what Alertmanager takes, got .*start time cannot be equal or greater than end time/,
  );
});

test('without policies or without the tool nothing is tried, and that is said', async () => {
  expect(
    await tried((content) => {
      delete content.policies;
    }),
  ).toEqual(['none']);
  expect(await tried(() => undefined, '/nowhere')).toEqual(['amtool is not installed']);
});
