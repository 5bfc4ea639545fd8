import type { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { readAuthorities } from '../../documents/check/signed-pdf/trust-certificate.ts';
import { ReportError } from './report-error.ts';
import { readText } from './write-report.ts';

/** Certificates of authorities, which signers of PDF files are held to. */
export const Trust = z
  .array(z.string())
  .default([])
  .meta({ value: 'file' })
  .describe('certificates of authorities (PEM) that signers of a PDF are held to; repeatable');

/** @throws REPORT_FILE */
export function loadAuthorities(files: readonly string[]): readonly X509Certificate[] {
  return files.flatMap((file) => {
    try {
      return readAuthorities(readText(file));
    } catch (error) {
      if (error instanceof ReportError) throw error;
      const got = error instanceof Error ? error.message : String(error);
      throw new ReportError('REPORT_FILE', `${file}: expected certificates in PEM, got: ${got}`, {
        cause: error,
      });
    }
  });
}
