import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { collectorHealth } from '#test/support/collector-health.ts';
import { startHttpServer } from '#test/support/http.ts';
import { temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { readingsOf } from '#test/support/readings.ts';

const startMs = 1_764_000_000_000;
/** Five answers of a place, and what they add up to, which is written at the end. */
const WITH_THEIR_SUM = 6;

/** A server that takes queries as InfluxDB does, and leaves the writes to the test. */
function influxLike(
  onWrite: (lines: string[], respond: (status: number, body?: string) => void) => void,
): RequestListener {
  return (request, response) => {
    const respond = (status: number, body = '') => void response.writeHead(status).end(body);
    if (request.url?.startsWith('/ping')) return respond(204);
    if (request.url?.startsWith('/query')) {
      const query = new URL(request.url, 'http://localhost').searchParams.get('q') ?? '';
      request.resume();
      return /nonsense/i.test(query)
        ? respond(400, '{"error":"error parsing query: found NONSENSE"}')
        : respond(200, '{"results":[{"statement_id":0}]}');
    }
    if (!request.url?.startsWith('/write')) return respond(404);
    const body = text(request.pipe(createGunzip())).catch(() => '');
    void body.then((lines) => onWrite(lines.split('\n'), respond));
  };
}

/** Not what they add up to, which comes whenever ten seconds are over. */
const isOfDevice = (line: string) => line.startsWith('reach,');

/** Takes no batch with a line of `cam-1-3`; all others are `written`. */
const refusingOneLine =
  (written: string[]): Parameters<typeof influxLike>[0] =>
  (lines, respond) => {
    if (lines.some((line) => deviceOf(line) === 'cam-1-3'))
      return respond(400, '{"error":"unable to parse: bad line"}');
    written.push(...lines.filter(isOfDevice));
    respond(204);
  };

const deviceOf = (line: string) => /device=([^,]+)/.exec(line)?.[1] ?? '';

describe('the sender', () => {
  test('keeps everything while the server refuses, in whatever way, and delivers afterwards', async () => {
    const refusals = [
      (respond: (status: number) => void) => respond(500),
      (respond: (status: number) => void) => respond(503),
      (respond: (status: number) => void) => respond(200),
      (respond: (status: number) => void) => respond(401),
    ];
    const written: string[] = [];
    const url = await startHttpServer(
      influxLike((lines, respond) => {
        const refuse = refusals.shift();
        if (refuse) return refuse(respond);
        written.push(...lines.filter(isOfDevice));
        respond(204);
      }),
    );
    const writer = createTestWriter(url, { dir: await temporaryDir() });
    const refusalCount = refusals.length;

    writer.write(readingsOf('cam-1-1', 50, startMs));

    await vi.waitFor(() => expect(written).toHaveLength(50), PATIENCE);
    await vi.waitFor(
      () => expect(writer.health()).toMatchObject({ mode: 'writing', queuedPoints: 0 }),
      PATIENCE,
    );
    expect(writer.health().droppedPoints).toBe(0);
    const { values } = await writer.metrics.camwatch_influx_failed_writes_total.get();
    expect(values).toMatchObject([{ value: refusalCount }]);
    await writer.close();
  });

  test('sets one bad line aside and brings the 4,999 others', async () => {
    const written: string[] = [];
    const url = await startHttpServer(influxLike(refusingOneLine(written)));
    const dir = await temporaryDir();
    const logged: Record<string, unknown>[] = [];
    const writer = createTestWriter(url, { dir, log: (entry) => logged.push(entry) });

    writer.write([
      ...readingsOf('cam-1-1', 2_500, startMs),
      ...readingsOf('cam-1-3', 1, startMs),
      ...readingsOf('cam-1-2', 2_499, startMs),
    ]);

    await vi.waitFor(() => expect(new Set(written).size).toBe(4_999), PATIENCE);
    await vi.waitFor(
      () => expect(writer.health()).toMatchObject({ queuedPoints: 0, droppedPoints: 0, setAsidePoints: 1 }),
      PATIENCE,
    );
    await writer.close();
    const aside = await readFile(join(dir, 'queue', 'rejected.lines'), 'utf8');
    expect(aside).toContain('Z raw 400 unable to parse: bad line\nreach,agency=none,area=w1,device=cam-1-3,');
    expect(logged).toContainEqual(
      expect.objectContaining({
        points: 1,
        reason: '400 unable to parse: bad line',
        first: expect.stringContaining('reach,agency=none,area=w1,device=cam-1-3,'),
        msg: 'InfluxDB refused points: camwatch measurements resend tries them again',
      }),
    );
  });

  test.each([
    ['413 in its own words', 413, '{"error":"Request Entity Too Large"}'],
    ['413 of a proxy', 413, '<html>413 Request Entity Too Large</html>'],
    ['400 for every batch', 400, '{"error":"unable to parse: engine is closed"}'],
    ['401', 401, '{"error":"authorization failed"}'],
    ['404', 404, '{"error":"database not found: \\"camwatch\\""}'],
  ])(
    'a server that rejects everything (%s) is at fault: the queue waits and says so once',
    async (_how, status, body) => {
      let isWell = false;
      let refusals = 0;
      const written = new Set<string>();
      const url = await startHttpServer(
        influxLike((lines, respond) => {
          if (!isWell) {
            refusals += 1;
            return respond(status, body);
          }
          for (const line of lines) if (isOfDevice(line)) written.add(line);
          respond(204);
        }),
      );
      const logged: Record<string, unknown>[] = [];
      const writer = createTestWriter(url, {
        dir: await temporaryDir(),
        log: (entry) => logged.push(entry),
      });

      writer.write(readingsOf('cam-1-1', 963, startMs));
      await writer.writeCollector(collectorHealth(startMs));
      await vi.waitFor(() => expect(writer.health().fault).toEqual({ status }), PATIENCE);
      await vi.waitFor(() => expect(refusals).toBeGreaterThan(5), PATIENCE);
      expect(writer.health()).toMatchObject({ mode: 'queueing', droppedPoints: 0, setAsidePoints: 0 });
      expect(await writer.metrics.camwatch_influx_up.get()).toMatchObject({ values: [{ value: 0 }] });
      isWell = true;

      await vi.waitFor(() => expect(written.size).toBe(963), PATIENCE);
      await vi.waitFor(
        () => expect(writer.health()).toMatchObject({ mode: 'writing', queuedPoints: 0, droppedPoints: 0 }),
        PATIENCE,
      );
      await writer.close();
      const told = logged.filter(({ msg }) => String(msg).startsWith('InfluxDB does not take writes'));
      expect(told).toHaveLength(1);
    },
  );

  test('sets a batch of bad lines alone aside as soon as the server takes others', async () => {
    const written: string[] = [];
    const url = await startHttpServer(influxLike(refusingOneLine(written)));
    const writer = createTestWriter(url, { dir: await temporaryDir() });

    writer.write(readingsOf('cam-1-3', 20, startMs));
    await vi.waitFor(() => expect(writer.health().fault).toEqual({ status: 400 }), PATIENCE);
    await writer.writeCollector(collectorHealth(startMs));

    await vi.waitFor(
      () => expect(writer.health()).toMatchObject({ mode: 'writing', queuedPoints: 0, setAsidePoints: 20 }),
      PATIENCE,
    );
    expect(writer.health().droppedPoints).toBe(0);
    await writer.close();
  });

  test('a limit of the size of requests costs requests, not points', async () => {
    const written = new Set<string>();
    const url = await startHttpServer(
      influxLike((lines, respond) => {
        if (lines.length > 20) return respond(413, '<html>413 Request Entity Too Large</html>');
        for (const line of lines) if (isOfDevice(line)) written.add(line);
        respond(204);
      }),
    );
    const writer = createTestWriter(url, { dir: await temporaryDir() });

    writer.write(readingsOf('cam-1-1', 5_000, startMs));

    await vi.waitFor(() => expect(written.size).toBe(5_000), PATIENCE);
    await vi.waitFor(
      () => expect(writer.health()).toMatchObject({ queuedPoints: 0, droppedPoints: 0, setAsidePoints: 0 }),
      PATIENCE,
    );
    await writer.close();
  });

  test('lets others go first when the server stumbles over one batch', async () => {
    const written: string[] = [];
    const url = await startHttpServer(
      influxLike((lines, respond) => {
        if (lines.some((line) => deviceOf(line) === 'cam-1-3')) return respond(500, '{"error":"panic"}');
        written.push(...lines.filter(isOfDevice));
        respond(204);
      }),
    );
    const writer = createTestWriter(url, { dir: await temporaryDir() });
    writer.write(readingsOf('cam-1-3', 5, startMs));
    await vi.waitFor(() => expect(writer.health().fault).toEqual({ status: 500 }), PATIENCE);

    writer.write(readingsOf('cam-1-1', 5, startMs));
    await vi.waitFor(() => expect(written).toHaveLength(5), PATIENCE);

    expect(writer.health().droppedPoints).toBe(0);
    await writer.close();
    expect(writer.health().queuedPoints).toBe(5);
  });

  test('says that a server is no InfluxDB, writes all the same, and does not ask it for policies', async () => {
    const queries: string[] = [];
    const url = await startHttpServer((request, response) => {
      request.resume();
      if (request.url?.startsWith('/write')) return void response.writeHead(204).end();
      queries.push(request.url ?? '');
      // As VictoriaMetrics 1.112 answers any query.
      response
        .writeHead(200)
        .end('{"results":[{"series":[{"name":"databases","columns":["name"],"values":[["tsbs"]]}]}]}');
    });
    const logged: unknown[] = [];
    const writer = createTestWriter(url, { dir: await temporaryDir(), log: ({ msg }) => logged.push(msg) });

    writer.write(readingsOf('cam-1-1', 5, startMs));
    await vi.waitFor(async () => {
      const { values } = await writer.metrics.camwatch_influx_points_total.get();
      expect(values).toContainEqual({ labels: { fate: 'written' }, value: 5 });
    }, PATIENCE);
    await writer.close();

    const notice =
      'the server takes line protocol but does not read InfluxQL (VictoriaMetrics?): retention is set at the server, and there are no 15-minute roll-ups';
    expect(writer.health().notice).toBe(notice);
    expect(logged).toContain(notice);
    expect(queries.filter((query) => /create/i.test(query))).toEqual([]);
  });

  test('gives no points to a server that speaks no InfluxDB at all', async () => {
    const url = await startHttpServer(
      (_request, response) => void response.writeHead(200).end('<html>hello</html>'),
    );
    const logged: unknown[] = [];
    const writer = createTestWriter(url, { dir: await temporaryDir(), log: (entry) => logged.push(entry) });

    writer.write(readingsOf('cam-1-1', 5, startMs));

    await vi.waitFor(
      () => expect(writer.health()).toMatchObject({ mode: 'queueing', queuedPoints: 5 }),
      PATIENCE,
    );
    await vi.waitFor(() => expect(writer.health().fault).toEqual({}), PATIENCE);
    expect(logged).toContainEqual(
      expect.objectContaining({ reason: 'expected an answer in JSON, got another' }),
    );
    await writer.close();
    expect(writer.health()).toMatchObject({ queuedPoints: WITH_THEIR_SUM, droppedPoints: 0 });
  });

  test('closes soon while the server hangs, with everything kept', async () => {
    const url = await startHttpServer((request) => void request.resume());
    const writer = createTestWriter(url, { dir: await temporaryDir() });
    writer.write(readingsOf('cam-1-1', 5, startMs));

    const startedMs = performance.now();
    await writer.close();

    expect(performance.now() - startedMs).toBeLessThan(10_000);
    expect(writer.health()).toMatchObject({ queuedPoints: WITH_THEIR_SUM, droppedPoints: 0 });
  });

  test('logs when InfluxDB goes and when it comes back, not every attempt', async () => {
    let refusals = 4;
    const url = await startHttpServer(
      influxLike((_lines, respond) => {
        refusals -= 1;
        respond(refusals >= 0 ? 503 : 204);
      }),
    );
    const logged: unknown[] = [];
    const writer = createTestWriter(url, { dir: await temporaryDir(), log: ({ msg }) => logged.push(msg) });
    await vi.waitFor(() => expect(writer.health().mode).toBe('writing'), PATIENCE);

    writer.write(readingsOf('cam-1-1', 5, startMs));
    await vi.waitFor(() => expect(refusals).toBeLessThan(0), PATIENCE);
    await vi.waitFor(() => expect(writer.health().mode).toBe('writing'), PATIENCE);
    await writer.close();

    expect(logged).toEqual([
      'InfluxDB is set up',
      'InfluxDB takes writes',
      'InfluxDB does not take writes: points wait in the queue',
      'InfluxDB takes writes',
    ]);
  });
});
