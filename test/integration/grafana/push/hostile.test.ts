import { describe, expect, test } from 'vitest';
import { startFakeGrafana } from '#test/support/fake-grafana.ts';
import { createPusher } from '#test/support/grafana-push.ts';
import { sampleContent } from '#test/support/grafana-sample.ts';
import { startHttpServer } from '#test/support/http.ts';

const LINES_OF_ANOTHER = '\n  + dashboard of another\u202e';

describe('what a Grafana says', () => {
  test('neither ends a line nor repeats the token or a secret that it was sent', async () => {
    const url = await startHttpServer((request, response) => {
      const message = `bad key: ${request.headers.authorization}${LINES_OF_ANOTHER}`;
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
    });

    await expect(createPusher({ url, writes: [] }).push(sampleContent())).rejects.toMatchObject({
      message: 'folder camwatch: Grafana answered 400 (bad key: Bearer [redacted]   + dashboard of another )',
    });
  });

  test.each(['a token', 'a token/+', 'a "token"'])(
    'of a contact point keeps its secret %j',
    async (secret) => {
      const grafana = await startFakeGrafana();
      const pusher = createPusher(grafana);
      pusher.secrets['env:HOOK_TOKEN'] = secret;
      const says = ({ body }: { readonly body: { readonly settings: Record<string, string> } }) => {
        const sent = body.settings.authorization_credentials ?? '';
        return `parse ${JSON.stringify(sent)}: https://x/${encodeURIComponent(sent)} ${sent}`;
      };
      grafana.disturb({ request: /^POST .*contact-points/, status: 400, says });

      await expect(pusher.push(sampleContent())).rejects.toMatchObject({
        message:
          'contact-point camwatch-noc: Grafana answered 400 (parse "[redacted]": https://x/[redacted] [redacted])',
      });
    },
  );

  test('without end is not read to the end', async () => {
    let sentBytes = 0;
    const url = await startHttpServer((_request, response) => {
      const chunk = Buffer.alloc(1 << 20, ' ');
      const send = () => {
        while (!response.destroyed && response.write(chunk)) sentBytes += chunk.length;
        if (!response.destroyed) response.once('drain', send);
      };
      send();
    });

    await expect(createPusher({ url, writes: [] }).push(sampleContent())).rejects.toMatchObject({
      code: 'GRAFANA_INVALID',
      message: `folder camwatch: expected an answer of at most 32 MB from ${url}, got more`,
    });
    expect(sentBytes).toBeLessThan(60e6);
  });

  test('is no success where a page to log in at took what was to be written', async () => {
    const grafana = await startFakeGrafana();
    grafana.disturb({ request: /^POST \/api\/folders$/, status: 200, page: '<html>Log in</html>' });

    await expect(createPusher(grafana).push(sampleContent())).rejects.toThrow(
      /^folder camwatch .*: expected JSON from/,
    );
  });
});

describe('a plan', () => {
  test('shows no secret, though Grafana keeps it as a plain setting', async () => {
    const grafana = await startFakeGrafana();
    const pusher = createPusher(grafana);
    const content = sampleContent();
    const contactPoints = content.contactPoints.map((point) => ({
      ...point,
      settings: { url: 'env:HOOK_TOKEN' },
    }));
    pusher.secrets['env:HOOK_TOKEN'] = 'https://example.org/old';
    await pusher.push({ ...content, contactPoints });
    const first = pusher.manifest();
    expect(await pusher.push({ ...content, contactPoints })).toMatchObject({ writes: [] });
    pusher.secrets['env:HOOK_TOKEN'] = 'https://example.org/new';

    const { steps } = await pusher.prepare({ ...content, contactPoints });

    expect(steps.filter(({ action }) => action === 'change')).toMatchObject([{ differences: [] }]);
    await pusher.push({ ...content, contactPoints });
    const foundHashes = [first, pusher.manifest()].map(
      ({ objects }) => objects.find(({ kind }) => kind === 'contact-point')?.foundHash,
    );
    expect(foundHashes[0]).toBe(foundHashes[1]);
  });

  test('of two objects of one uid is none: the folder of one agency would be that of another', async () => {
    const grafana = await startFakeGrafana();
    const content = sampleContent();
    const folders = content.folders.map((folder) => ({ ...folder, uid: 'camwatch-folder-x' }));

    await expect(createPusher(grafana).push({ ...content, folders })).rejects.toThrow(
      'folder camwatch-folder-x: expected one of this uid, got',
    );
    expect(grafana.writes).toEqual([]);
  });
});
