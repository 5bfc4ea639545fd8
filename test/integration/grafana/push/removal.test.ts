import { describe, expect, test } from 'vitest';
import { type FakeGrafana, startFakeGrafana } from '#test/support/fake-grafana.ts';
import { createPusher } from '#test/support/grafana-push.ts';
import { sampleContent } from '#test/support/grafana-sample.ts';

describe('nothing is removed that may hold what is not ours', () => {
  const pushedOnce = async (): Promise<[FakeGrafana, ReturnType<typeof createPusher>]> => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    await pusher.push(sampleContent());
    return [grafana, pusher];
  };

  test.each([
    ['is not there any more', { status: 404 }],
    ['answers with something else', { status: 200 }],
  ])('a folder, where the search %s', async (_, answer) => {
    const [grafana, pusher] = await pushedOnce();
    grafana.disturb({ request: /^GET \/api\/search/, ...answer, times: 100 });

    await expect(pusher.push({})).rejects.toThrow(/^folder camwatch-.*: expected a list of what is in it/);

    expect(grafana.store.folders.size).toBeGreaterThan(0);
    expect(grafana.writes.filter((line) => line.startsWith('DELETE /api/folders'))).toEqual([]);
  });

  test('a team of which Grafana does not say how many are in it', async () => {
    const [grafana, pusher] = await pushedOnce();
    for (const team of grafana.store.teams.values()) Object.assign(team, { memberCount: undefined });

    const { kept } = await pusher.push({});

    expect(kept).toContainEqual(expect.stringMatching(/^team .*: has-members \?$/));
    expect(grafana.store.teams.size).toBe(3);
  });
});
