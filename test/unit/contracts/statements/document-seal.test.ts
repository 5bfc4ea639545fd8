import { expect, test } from 'vitest';
import { z } from 'zod';
import { openDocument } from '#contracts/statements/document-seal.ts';

const schema = z.object({
  document: z.object({
    terms: z.record(z.string(), z.json()),
    signer: z.object({ publicKey: z.string(), fingerprint: z.string() }),
  }),
  seal: z.object({ algorithm: z.literal('Ed25519'), sha256: z.string(), signature: z.string() }),
});

test('a document that is nested without end is none, and ends nothing', () => {
  const terms = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  const signer = '{"publicKey":"","fingerprint":""}';
  const seal = '{"algorithm":"Ed25519","sha256":"","signature":""}';

  const opened = openDocument(`{"document":{"terms":${terms},"signer":${signer}},"seal":${seal}}\n`, {
    what: 'a statement',
    schema,
  });

  expect(opened).toEqual({ problems: ['expected a statement, got JSON that is nested too deeply'] });
});
