import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderHead, rowLeaf } from '#ledger/checkpoint/checkpoint.ts';
import { type IssuedCheckpoint, leavesOf, readCheckpointRows } from '#ledger/checkpoint/checkpoint-rows.ts';
import { cosign } from '#ledger/checkpoint/cosignature.ts';
import { findCheckpoint, findSignatures } from '#ledger/checkpoint/find-signatures.ts';
import { rootByProof } from '#ledger/checkpoint/merkle-proof.ts';
import { rawKeyOf, renderNote, renderSignature } from '#ledger/checkpoint/signed-note.ts';
import { issueCheckpoint } from '#ledger/sqlite/checkpoints/issue-checkpoint.ts';
import { takeCosignatures } from '#ledger/sqlite/checkpoints/take-cosignatures.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { change, openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import { verifyCheckpoint } from '#test/support/verify-checkpoint.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeCheckpoints({ engine, tempPlace, tamper }: StoreUnderTest): void {
  const OPERATOR = generateKeyPairSync('ed25519').privateKey;
  const WITNESS = generateKeyPairSync('ed25519').privateKey;
  const AT_MS = Date.UTC(2026, 10, 25, 0, 30);
  const NAME = 'dost.example.org/camwatch';

  const publicOf = (key: KeyObject) => ({ name: NAME, publicKey: createPublicKey(key) });
  const base64Of = (key: KeyObject): string => rawKeyOf(createPublicKey(key)).toString('base64');

  async function writeLedger(path: string, names: readonly string[], run = 'run-1'): Promise<void> {
    const ledger = await openTempLedger(path, { run });
    for (const name of names) await ledger.record({ changes: [change(`device:${name}`, 'down', 1_000)] });
    await ledger.close();
  }

  const issue = (path: string, origin?: string): IssuedCheckpoint =>
    issueCheckpoint(path, {
      ...{ collector: 'collector-1', author: 'an', privateKey: OPERATOR, nowMs: () => AT_MS },
      ...(origin !== undefined && { origin }),
    });

  const take = (path: string, content: string | Buffer, nowMs = AT_MS) =>
    takeCosignatures(path, findSignatures(Buffer.from(content)), {
      witnesses: [publicOf(WITNESS)],
      author: 'an',
      nowMs: () => nowMs,
    });

  const lineOf = ({ note }: IssuedCheckpoint, key = WITNESS, atMs = AT_MS): string =>
    renderSignature(cosign(note.text, { name: NAME, privateKey: key, atSeconds: atMs / 1_000 }));

  const verify = (path: string) => verifyLedger(path, { scope: 'full' });

  /** A ledger of 3 rows, and checkpoints of row 4 (the tree of rows 1 to 3; row 5) and of row 6 (of rows 4 and 5; row 7). */
  async function issuedTwice() {
    const path = tempPlace();
    await writeLedger(path, ['a']);
    return { path, first: issue(path), second: issue(path) };
  }

  describe('a checkpoint', () => {
    test('holds the head of the chain, goes on from those before it, and is checked by others', async () => {
      const { path, first, second } = await issuedTwice();

      const heads = leavesOf(readCheckpointRows(openTempReader(path).decisions('checkpoint')).issued);
      const text = heads.map((head) => `${renderHead(head)}\n`).join('');
      const keys = {
        log: { [first.checkpoint.origin]: base64Of(OPERATOR) },
        witness: { [NAME]: base64Of(WITNESS) },
      };
      expect(heads.map(({ collector, seq }) => [collector, seq])).toEqual([
        ['collector-1', 4],
        ['collector-1', 6],
      ]);
      expect(first.checkpoint.origin).toMatch(/^camwatch\/[0-9a-f]{16}$/);
      expect(verifyCheckpoint(first.written, text, keys)).toEqual({
        signed: [`log ${first.checkpoint.origin}`],
        problems: [],
      });
      const signed = second.written + lineOf(second);
      expect(verifyCheckpoint(signed, text, keys)).toEqual({
        signed: [`log ${first.checkpoint.origin}`, `witness ${NAME} ${AT_MS / 1_000}`],
        problems: [],
      });
      expect(verifyCheckpoint(signed.replace(' 6 ', ' 7 '), text, keys).problems).toHaveLength(2);
      expect((await verify(path)).problems).toEqual([]);
    });

    test('that was handed out must be on record word for word', async () => {
      const { path, first, second } = await issuedTwice();
      const handedOut = ({ checkpoint, note }: IssuedCheckpoint) => ({
        size: checkpoint.size,
        text: note.text,
      });
      const held = (to: ReturnType<typeof handedOut>) => verifyLedger(path, { scope: 'full', handedOut: to });

      expect((await held(handedOut(first))).problems).toEqual([]);
      const other = { ...handedOut(second), text: first.note.text };
      expect((await held(other)).problems).toMatchObject([
        { message: expect.stringContaining('got another one in row 7') },
      ]);
      expect((await held({ size: 3, text: 'gone' })).problems).toMatchObject([
        { message: expect.stringContaining('got none: rows after its head were cut off') },
      ]);
    });

    test('that nobody else has signed leaves the ledger unwitnessed', async () => {
      const { path } = await issuedTwice();

      const { witnessed, unwitnessedRows } = await verify(path);

      expect(witnessed).toBeUndefined();
      expect(unwitnessedRows).toBe(7);
    });

    test('with a signature of others witnesses the ledger up to its head', async () => {
      const { path, first, second } = await issuedTwice();

      expect(take(path, second.written + lineOf(second))).toEqual([
        { name: NAME, outcome: 'taken', checkpoint: 2, atMs: AT_MS },
      ]);
      expect(take(path, lineOf(first))).toMatchObject([{ outcome: 'taken', checkpoint: 1 }]);
      expect(take(path, lineOf(second))).toMatchObject([{ outcome: 'already-there', checkpoint: 2 }]);

      const { problems, witnessed, unwitnessedRows, head } = await verify(path);
      expect(problems).toEqual([]);
      expect(witnessed).toEqual({
        ...second.checkpoint.heads.map(({ seq, hash }) => ({ seq, hash }))[0],
        checkpoint: 2,
        by: [{ name: NAME, key: base64Of(WITNESS), atMs: AT_MS }],
      });
      expect([head.seq, unwitnessedRows]).toEqual([9, 3]);
    });

    test('counts only signatures of whom the settings name, and never the operator’s own', async () => {
      const { path, second } = await issuedTwice();
      take(path, lineOf(second));

      const others = [publicOf(generateKeyPairSync('ed25519').privateKey)];
      expect((await verifyLedger(path, { scope: 'full', witnesses: others })).witnessed).toBeUndefined();
      expect(
        (await verifyLedger(path, { scope: 'full', witnesses: [publicOf(WITNESS)] })).witnessed?.seq,
      ).toBe(6);
      const own = takeCosignatures(path, findSignatures(Buffer.from(lineOf(second, OPERATOR))), {
        ...{ witnesses: [publicOf(OPERATOR)], author: 'an', nowMs: () => AT_MS },
      });
      expect(own).toMatchObject([{ outcome: 'taken' }]);
      expect((await verify(path)).witnessed?.by.map(({ key }) => key)).toEqual([base64Of(WITNESS)]);
    });

    test('that is held outside tells when all of the ledger was written anew', async () => {
      const { second } = await issuedTwice();
      // Somebody who has file and key makes another chain with the same numbers, and signs it.
      const other = tempPlace();
      await writeLedger(other, ['x']);
      for (const _ of [1, 2]) issue(other, second.checkpoint.origin);
      const [head] = second.checkpoint.heads;

      const { problems } = await verifyLedger(other, { scope: 'full', ...(head && { expectedHead: head }) });

      expect(problems).toMatchObject([{ kind: 'seal', seq: 6 }]);
    });

    test('whose rows were edited, with the chain made to fit, is a problem', async () => {
      const { path, first } = await issuedTwice();
      const [, , , hash = ''] = first.note.text.split('\n')[3]?.split(' ') ?? [];
      const other = `${hash.slice(0, -1)}${hash.endsWith('0') ? '1' : '0'}`;

      tamper(path, `UPDATE checkpoint SET body = replace(body, '${hash}', '${other}') WHERE seq = 5`);

      const { problems } = await verify(path);
      expect(problems.map(({ kind, seq }) => [kind, seq])).toEqual([
        ['changed', 5],
        ['checkpoint', 5],
        ['checkpoint', 5],
        ['checkpoint', 4],
        ['checkpoint', 7],
      ]);
      expect(problems.at(-2)?.message).toBe(
        `row 5 (checkpoint 1) does not fit the ledger: expected row 4 with the hash ${other}, got ${hash}`,
      );
    });

    test('covers every row once, in trees that are hashed again when all is verified', async () => {
      const { path } = await issuedTwice();
      const reader = openTempReader(path);
      const { trees } = readCheckpointRows(reader.decisions('checkpoint'));
      const hashes = new Map(
        ['audit', 'change', 'seal', 'checkpoint'].flatMap((table) =>
          reader
            .rowHashes(table as 'change', [1, 2, 3, 4, 5])
            .map(({ seq, hash }) => [seq, rowLeaf({ seq, hash })] as const),
        ),
      );
      const rootOf = (...seqs: readonly number[]) =>
        rootByProof(
          seqs.length,
          new Map(seqs.map((seq, place) => [place, hashes.get(seq) ?? Buffer.of()])),
          [],
        );

      expect(trees).toEqual([
        { seq: 4, fromSeq: 1, toSeq: 3, root: rootOf(1, 2, 3)?.toString('hex') },
        { seq: 6, fromSeq: 4, toSeq: 5, root: rootOf(4, 5)?.toString('hex') },
      ]);

      const root = trees[0]?.root ?? '';
      tamper(
        path,
        `UPDATE checkpoint SET body = replace(body, '${root}', '${'0'.repeat(64)}') WHERE seq = 4`,
      );

      expect((await verify(path)).problems.map(({ message }) => message)).toContain(
        'row 4 (checkpoint): its tree of rows is not that of the rows 1 to 3',
      );
    });

    test('takes no more rows into a tree than is asked for, and catches up', async () => {
      const path = tempPlace();
      await writeLedger(path, ['a', 'b', 'c', 'd']);
      const common = { collector: 'collector-1', author: 'an', privateKey: OPERATOR, nowMs: () => AT_MS };
      for (const mostRows of [2, 2, 100]) issueCheckpoint(path, { ...common, mostRows });

      const { trees } = readCheckpointRows(openTempReader(path).decisions('checkpoint'));

      expect(trees.map(({ fromSeq, toSeq }) => [fromSeq, toSeq])).toEqual([
        [1, 2],
        [3, 4],
        [5, (trees[2]?.seq ?? 0) - 1],
      ]);
      expect((await verify(path)).problems).toEqual([]);
    });

    // An older copy of a file, put back.
    if (engine === 'sqlite')
      test('that was cosigned and is gone with an older copy is told when the signature comes', async () => {
        const path = tempPlace();
        await writeLedger(path, ['a']);
        const older = tempPlace();
        for (const suffix of ['', '.mark']) copyFileSync(`${path}${suffix}`, `${older}${suffix}`);
        const issued = issue(path);

        expect(take(older, lineOf(issued))).toEqual([{ name: NAME, outcome: 'not-of-a-checkpoint' }]);
      });
  });

  describe('what parties send back', () => {
    test.each([
      ['as a note', (note: string) => note],
      ['with lines that end with CR LF', (note: string) => note.replaceAll('\n', '\r\n')],
      ['quoted in an answer', (note: string) => note.replaceAll(/^/gm, '> ')],
      ['in base64', (note: string) => mailOf('base64', wrap(Buffer.from(note).toString('base64')))],
      ['in quoted-printable', (note: string) => mailOf('quoted-printable', quotedPrintable(note))],
      ['with a hyphen in the place of the dash', (note: string) => note.replaceAll('—', '-')],
    ])('is found %s', async (_, form) => {
      const { path, second } = await issuedTwice();
      const note = renderNote({ ...second.note, signatures: second.note.signatures }) + lineOf(second);

      expect(take(path, form(note))).toEqual([{ name: NAME, outcome: 'taken', checkpoint: 2, atMs: AT_MS }]);
    });

    test.each([
      [
        'in base64',
        (note: string) => mailOf('base64', wrap(Buffer.from(`Kính gửi,\n\n${note}`).toString('base64'))),
      ],
      [
        'in quoted-printable',
        (note: string) => mailOf('quoted-printable', quotedPrintable(`Kính gửi,\n\n${note}\nhết\n`)),
      ],
    ])('a checkpoint in a mail is found %s', async (_, form) => {
      const { second } = await issuedTwice();

      expect(findCheckpoint(Buffer.from(form(second.written)))?.note).toEqual(second.note);
    });

    test('from whom the settings do not name, or of no checkpoint, or of the future is not taken', async () => {
      const { path, second } = await issuedTwice();
      const stranger = generateKeyPairSync('ed25519').privateKey;
      const other = cosign(`${second.note.text}head x 1 ${'00'.repeat(32)}\n`, {
        ...{ name: NAME, privateKey: WITNESS, atSeconds: 1 },
      });

      expect(take(path, lineOf(second, stranger))).toEqual([{ name: NAME, outcome: 'unknown-name' }]);
      expect(take(path, renderSignature(other))).toEqual([{ name: NAME, outcome: 'not-of-a-checkpoint' }]);
      expect(take(path, lineOf(second, WITNESS, AT_MS + 3_600_000))).toMatchObject([
        { outcome: 'of-the-future' },
      ]);
      expect((await verify(path)).witnessed).toBeUndefined();
    });

    test('that is hostile is read in bounded time, and is nothing', () => {
      const started = performance.now();
      const hostile = [
        Buffer.alloc(10_000_000, '='),
        Buffer.alloc(10_000_000, '— a '),
        Buffer.from(`${'> '.repeat(3_000_000)}— a QUFBQUFB`),
        Buffer.from(`${'A'.repeat(76)}\n`.repeat(120_000)),
        Buffer.from(`— ${'a'.repeat(199)} ${'QUFB'.repeat(1_500)}\n`.repeat(1_000)),
        Buffer.alloc(1_000_000, 0xff),
        Buffer.from('—  \n\n— x\n'.repeat(100_000)),
      ];

      expect(hostile.map((content) => findSignatures(content).length)).toEqual([0, 0, 0, 0, 1, 0, 0]);
      expect(hostile.map((content) => findCheckpoint(content))).toEqual(hostile.map(() => undefined));
      expect(performance.now() - started).toBeLessThan(60_000);
    });
  });

  const wrap = (text: string): string => text.replaceAll(/.{76}/g, '$&\n');

  const mailOf = (encoding: string, body: string): string =>
    [
      'From: dost@example.org',
      'Subject: Re: checkpoint',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      body,
      '',
    ].join('\r\n');

  const quotedPrintable = (text: string): string =>
    [...Buffer.from(text)]
      .map((byte) =>
        byte === 10 || (byte >= 32 && byte < 127 && byte !== 61)
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join('')
      .split('\n')
      .map((line) => line.replaceAll(/[^=\n]{70}/g, '$&=\n'))
      .join('\n');
}
