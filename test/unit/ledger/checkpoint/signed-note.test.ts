import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseCheckpoint, renderCheckpoint } from '#ledger/checkpoint/checkpoint.ts';
import { cosign, verifyCosignature } from '#ledger/checkpoint/cosignature.ts';
import { createMerkleTree } from '#ledger/checkpoint/merkle-tree.ts';
import {
  isSignedBy,
  keyIdOf,
  parseNote,
  parseVerifierKey,
  renderNote,
  renderVerifierKey,
  signNote,
} from '#ledger/checkpoint/signed-note.ts';

/** The example of Go's package golang.org/x/mod/sumdb/note, from which the form comes. */
const NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
const KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
/** The key of a witness that is in use. */
const WITNESS_KEY =
  'witness.navigli.sunlight.geomys.org+a3e00fe2+BNy/co4C1Hn1p+INwJrfUlgz7W55dSZReusH/GhUhJ/G';

describe('a signed note', () => {
  test('of others is read, and its signature holds', () => {
    const note = parseNote(NOTE);
    const key = parseVerifierKey(KEY, 'log');

    expect(note && key && isSignedBy(note, key)).toBe(true);
    expect(note && renderNote(note)).toBe(NOTE);
    expect(key && renderVerifierKey(key, 'log')).toBe(KEY);
    expect(note && key && isSignedBy({ ...note, text: `${note.text}x\n` }, key)).toBe(false);
  });

  test('has the key ids of others', () => {
    const key = parseVerifierKey(WITNESS_KEY, 'cosignature');

    expect(key && keyIdOf(key, 'cosignature').toString('hex')).toBe('a3e00fe2');
    expect(parseVerifierKey(WITNESS_KEY.replace('a3e00fe2', 'a3e00fe3'), 'cosignature')).toBeUndefined();
    expect(parseVerifierKey(WITNESS_KEY, 'log')).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['no signature', 'text\n'],
    ['no empty line before its signatures', NOTE.replace('\n\n—', '\n—')],
    ['a control character', NOTE.replace('If', 'I\u0007f')],
    ['a line that is no signature', `${NOTE}x\n`],
    ['base64 that is none', NOTE.replace('nAM=', 'nAN=')],
    ['another dash', NOTE.replace('—', '-')],
    ['no line feed at its end', NOTE.trimEnd()],
    ['half a character', NOTE.replace('If', '\ud800')],
    ['more than 64 signatures', `${NOTE}${NOTE.slice(NOTE.indexOf('—')).repeat(64)}`],
    ['more than 64,000 characters', `${'x\n'.repeat(33_000)}${NOTE}`],
  ])('with %s is none', (_, text) => {
    expect(parseNote(text)).toBeUndefined();
  });

  test('is read where mail has ended its lines with CR LF', () => {
    expect(parseNote(NOTE.replaceAll('\n', '\r\n'))?.text).toBe(parseNote(NOTE)?.text);
  });
});

/** Leaves and roots of the reference implementation of RFC 6962. */
test('the tree has the roots of RFC 6962', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const tree = createMerkleTree();
  const roots = leaves.map((leaf) => {
    tree.append(Buffer.from(leaf, 'hex'));
    return tree.root().toString('hex');
  });

  expect(createMerkleTree().root().toString('hex')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  expect(roots).toEqual([
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]);
  expect(tree.size()).toBe(8);
});

describe('a checkpoint', () => {
  const head = { collector: 'collector-1', seq: 4_711, hash: 'ab'.repeat(32) };
  const text = renderCheckpoint({ origin: 'camwatch/x', size: 2, root: Buffer.alloc(32, 7), heads: [head] });

  test('is written as C2SP has it, with its new heads as extension lines', () => {
    expect(text).toBe(
      `camwatch/x\n2\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\nhead collector-1 4711 ${'ab'.repeat(32)}\n`,
    );
    expect(parseCheckpoint(text)).toEqual({
      origin: 'camwatch/x',
      size: 2,
      root: Buffer.alloc(32, 7),
      heads: [head],
    });
  });

  test.each([
    ['a size with a zero before it', text.replace('\n2\n', '\n02\n')],
    ['a root that is too short', text.replace('BwcHBwcH', '')],
    ['a line that is no head', `${text}note\n`],
    ['an empty line', `${text}\n`],
  ])('with %s is none', (_, other) => {
    expect(parseCheckpoint(other)).toBeUndefined();
  });

  test('is cosigned with the time, for its whole text, and by the key that the line names', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const signature = cosign(text, { name: 'w', privateKey, atSeconds: 1_679_315_147 });

    expect(signature.bytes.subarray(0, 8).toString('hex')).toBe('00000000641850cb');
    expect(verifyCosignature(text, signature, { name: 'w', publicKey })).toBe(1_679_315_147);
    expect(
      verifyCosignature(text.replace('4711', '4712'), signature, { name: 'w', publicKey }),
    ).toBeUndefined();
    expect(verifyCosignature(text, signature, { name: 'v', publicKey })).toBeUndefined();
    const later = Buffer.from(signature.bytes);
    later[7] = 0xcc;
    expect(verifyCosignature(text, { ...signature, bytes: later }, { name: 'w', publicKey })).toBeUndefined();
  });

  test('is not cosigned by the signature of a log with the same key', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const [signature] = signNote(text, 'w', privateKey).signatures;

    expect(signature && verifyCosignature(text, signature, { name: 'w', publicKey })).toBeUndefined();
  });
});
