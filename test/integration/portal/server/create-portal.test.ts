import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createMetrics, METRICS } from '#core/names/metrics.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal, WRITING } from '#test/support/sample-portal.ts';

const shown = sampleFleet({ camerasPerArea: 1 });

/** `fetch` neither forges a Host header nor sends bodies with GET. */
async function send(url: string, method: string, headers: Record<string, string>, body?: string) {
  const sent = request(url, { method, headers, agent: false });
  sent.end(body);
  const [response] = await once(sent, 'response');
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    status: response.statusCode as number,
    headers: response.headers as Record<string, string>,
    text: Buffer.concat(chunks).toString(),
  };
}

describe('health', () => {
  test('/healthz says that the process is alive', async () => {
    const { get } = await startSamplePortal({ shown });

    const answer = await get('/healthz');

    expect([answer.status, await answer.json()]).toEqual([
      200,
      { alive: true, at: { iso: '2026-11-25T10:44:30.000+07:00', ms: SAMPLE_NOW_MS } },
    ]);
  });

  test('/readyz is 200 while the ledger takes changes and the collector sees', async () => {
    const { get } = await startSamplePortal({ shown });

    const answer = await get('/readyz');

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      ready: true,
      checks: { ledger: { ok: true }, collector: { ok: true } },
    });
  });

  test.each(['blind', 'starting'] as const)('/readyz is 503 while the collector is %s', async (sight) => {
    const { get } = await startSamplePortal({ shown, prepare: (live) => live.setHealth({ sight }) });

    const answer = await get('/readyz');

    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ready: false,
      checks: { collector: { ok: false, reason: sight } },
    });
  });

  test('/readyz is 503 with the reason while the ledger cannot be written', async () => {
    const { get } = await startSamplePortal({ shown, ledgerFailure: () => 'the disk is full' });

    const answer = await get('/readyz');

    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      checks: { ledger: { ok: false, reason: 'the disk is full' } },
    });
  });

  test('/readyz stays 200 while InfluxDB is away: no figure depends on it', async () => {
    const { get } = await startSamplePortal({
      shown,
      measurements: () => ({
        ...WRITING,
        mode: 'queueing',
        queuedPoints: 12_345,
        setAsidePoints: 7,
        fault: { status: 413 },
      }),
    });

    const answer = await get('/readyz');

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      measurements: {
        mode: 'queueing',
        queued_points: 12_345,
        set_aside_points: 7,
        reason: 'InfluxDB answers 413',
      },
    });
  });
});

describe('/metrics', () => {
  test('passes promtool check metrics with every metric in use', async () => {
    const metrics = createMetrics();
    for (const [name, definition] of Object.entries(METRICS)) {
      const labels = 'labels' in definition ? definition.labels.map(() => 'x') : [];
      const metric = metrics.registry.getSingleMetric(name);
      if (metric && 'observe' in metric) metric.labels(...labels).observe(1);
      else if (metric && 'inc' in metric) metric.labels(...labels).inc(1);
    }
    const { get } = await startSamplePortal({ shown, metrics });

    const answer = await get('/metrics');
    const text = await answer.text();
    const promtool = spawn('promtool', ['check', 'metrics'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const output: string[] = [];
    promtool.stdout.on('data', (chunk) => output.push(String(chunk)));
    promtool.stderr.on('data', (chunk) => output.push(String(chunk)));
    promtool.stdin.end(text);
    const [code] = await once(promtool, 'close');

    expect(output.join('')).toBe('');
    expect(code).toBe(0);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const name of Object.keys(METRICS)) expect(text).toContain(`# HELP ${name} `);
  });
});

test('requests are counted by route and status, whatever addresses they make up', async () => {
  const { get } = await startSamplePortal({ shown });

  await get('/devices/cam-lang-0001');
  await get('/devices/nowhere');
  await get(`/${'x'.repeat(50)}`);
  const text = await (await get('/metrics')).text();

  expect(text.match(/^camwatch_http_requests_total.*$/gm)).toEqual([
    'camwatch_http_requests_total{route="/devices/:id",status="200"} 1',
    'camwatch_http_requests_total{route="/devices/:id",status="404"} 1',
    'camwatch_http_requests_total{route="other",status="404"} 1',
  ]);
});

describe('requests that are turned away', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is 405', async (method) => {
    const { url } = await startSamplePortal({ shown });

    const answer = await send(`${url}/api/v1/devices`, method, {});

    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
    expect(JSON.parse(answer.text)).toEqual({
      error: { code: 'PORTAL_METHOD', message: `method: expected GET or HEAD, got "${method}"` },
    });
  });

  test('HEAD answers as GET does, without the body', async () => {
    const { url } = await startSamplePortal({ shown });

    const answer = await send(`${url}/api/v1/summary`, 'HEAD', {});

    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(1_000);
  });

  test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost@evil.example'])(
    'a name that was rebound to loopback (Host %j) is 421',
    async (host) => {
      const { url } = await startSamplePortal({ shown });

      const answer = await send(`${url}/api/v1/summary`, 'GET', { host });

      expect(answer.status).toBe(421);
      expect(JSON.parse(answer.text).error).toEqual({
        code: 'PORTAL_HOST',
        message: `Host: expected localhost, a loopback address or a name of page.names, got ${JSON.stringify(host)}`,
      });
    },
  );

  test.each(['localhost', 'LOCALHOST:8480', '127.0.0.1:1', '[::1]:8480'])('Host %s is fine', async (host) => {
    const { url } = await startSamplePortal({ shown });

    expect((await send(`${url}/healthz`, 'GET', { host })).status).toBe(200);
  });

  test('a body is 413', async () => {
    const { url } = await startSamplePortal({ shown });

    const answer = await send(`${url}/healthz`, 'GET', { 'content-length': '5' }, 'hello');

    expect(answer.status).toBe(413);
    expect(answer.headers.connection).toBe('close');
  });

  test('headers of more than 8 kB are 431', async () => {
    const { url } = await startSamplePortal({ shown });

    expect((await send(`${url}/?x=${'y'.repeat(9_000)}`, 'GET', {})).status).toBe(431);
  });

  test('an address that does not exist is 404 in JSON', async () => {
    const { get } = await startSamplePortal({ shown });

    const answer = await get('/api/v2/<b>');

    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      error: { code: 'PORTAL_NOT_FOUND', message: 'no such address: "/api/v2/%3Cb%3E"' },
    });
  });

  test('a failure of ours is 500 and keeps its details to itself', async () => {
    const { get } = await startSamplePortal({
      shown,
      outages: () => {
        throw new Error('SELECT password FROM /secret/path');
      },
    });

    const answer = await get('/api/v1/outages');

    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({
      error: { code: 'PORTAL_INTERNAL', message: 'the server failed; its log has the details' },
    });
  });
});

describe('headers', () => {
  test.each(['/', '/api/v1/summary', '/nowhere', '/metrics'])(
    '%s carries the security headers',
    async (path) => {
      const { get } = await startSamplePortal({ shown });

      const { headers } = await get(path);

      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src( 'sha256-[^']+'){8}; /,
      );
      expect(policy).not.toContain('unsafe');
    },
  );
});
